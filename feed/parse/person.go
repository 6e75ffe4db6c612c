package parse

import (
	"html"
	"strings"
)

// personName is the name in what RSS calls an author: "Name", "mail (Name)",
// "Name (mail)", "Name <mail>", or a mail address alone, which is then the name.
func personName(s string) string {
	s = line(html.UnescapeString(s), maxText)
	if open := strings.IndexAny(s, "(<"); open >= 0 && len(s) > open+1 {
		inside, outside := strings.TrimSpace(s[open+1:]), strings.TrimSpace(s[:open])
		inside = strings.TrimSuffix(strings.TrimSuffix(inside, ">"), ")")
		inside = strings.TrimPrefix(strings.TrimSpace(inside), "mailto:")
		switch {
		case inside == "":
			s = outside
		case isMail(inside) && outside != "":
			s = outside
		case isMail(inside):
			s = inside
		case isMail(outside) || outside == "":
			s = inside
		}
	}
	name := strings.Trim(strings.TrimPrefix(s, "mailto:"), `" `)
	if first, rest, ok := strings.Cut(name, " "); ok && isMail(first) {
		name = strings.Trim(rest, "-,() ")
	}
	return cut(name, maxName)
}

// isMail reports whether s looks like a mail address.
func isMail(s string) bool {
	at := strings.IndexByte(s, '@')
	return at > 0 && at < len(s)-1 && !strings.ContainsAny(s, " \t")
}

// people joins names, each once.
func people(names []string) string {
	var out []string
	seen := map[string]bool{"": true}
	for _, name := range names {
		name = personName(name)
		if key := strings.ToLower(name); !seen[key] {
			seen[key] = true
			out = append(out, name)
		}
	}
	return cut(strings.Join(out, ", "), maxName)
}
