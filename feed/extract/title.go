package extract

import (
	"net/url"
	"strings"
)

// bestTitle is the article's title without the site's name. What two places of
// the page agree on is preferred: its headline, the title it gives to others,
// and the one for the window.
func (h *head) bestTitle(ld thing, site string, src Source) string {
	host := hostName(src.URL)
	shared := withoutSite(firstOf(h.first("og:title"), h.first("twitter:title")), site, host)
	window := withoutSite(h.title, site, host)
	headline := withoutSite(oneLine(unescapeText(ld.text("headline"))), site, host)
	for _, t := range h.h1 {
		t = withoutSite(t, site, host)
		for _, other := range []string{headline, shared, window, src.Title} {
			if alike(t, other) {
				return t
			}
		}
	}
	if t := one(h.named); headline == "" && shared == "" && t != "" && strings.Contains(h.title, t) && !namesSite(t, site, host) {
		return t
	}
	if t := one(h.h1); headline == "" && shared == "" && t != "" && !namesSite(t, site, host) {
		return t
	}
	return firstOf(headlineOr(headline, shared, window), src.Title, one(h.h1))
}

// printedTitle is the title, of the window as it is, without what stands behind a
// separator in it when the page prints the rest as a line of its own.
func (p *page) printedTitle() string {
	for _, sep := range separators {
		i := strings.LastIndex(p.meta.title, sep)
		if i <= 0 {
			continue
		}
		title := strings.TrimSpace(p.meta.title[:i])
		for _, q := range p.pieces[:min(len(p.pieces), 300)] {
			if len(q.words) > 2 && strings.HasPrefix(q.text, title) && len(q.text) < len(title)+60 && q.linkShare() == 0 {
				return title
			}
		}
	}
	return p.meta.title
}

// hostName is the host of an address, "" when it has none.
func hostName(addr string) string {
	if u, err := url.Parse(addr); err == nil {
		return u.Hostname()
	}
	return ""
}

// headlineOr is the first of some titles that another one confirms, or the
// first that is not empty.
func headlineOr(list ...string) string {
	for i, t := range list {
		for j, other := range list {
			if i != j && t != "" && alike(t, other) {
				return t
			}
		}
	}
	return firstOf(list[1], list[0], list[2])
}

func one(list []string) string {
	if len(list) == 1 {
		return list[0]
	}
	return ""
}

// alike reports whether two titles have most words in common.
func alike(a, b string) bool {
	if a == "" || b == "" {
		return false
	}
	return overlap(appendWords(nil, strings.ToLower(a)), appendWords(nil, strings.ToLower(b))) >= 0.6
}

// separators part a title from the name of its site.
var separators = []string{" | ", " – ", " — ", " - ", " :: ", " » ", " « ", " · ", " • ", " / ", "｜", " : ", "_", " ‹ ", " › ", "|", " ‒ "}

// withoutSite is a title without the site's name at either end, and without
// what stands between that name and the title's own words.
func withoutSite(title, site, host string) string {
	title = oneLine(title)
	for range 3 {
		cut := false
		for _, sep := range separators {
			if i := strings.LastIndex(title, sep); i > 0 && namesSite(title[i+len(sep):], site, host) {
				title, cut = withoutSection(strings.TrimSpace(title[:i]), sep), true
			}
			if i := strings.Index(title, sep); i > 0 && namesSite(title[:i], site, host) {
				title, cut = strings.TrimSpace(title[i+len(sep):]), true
			}
		}
		if !cut {
			break
		}
	}
	title = withoutEnds(title, site, host)
	if i := strings.LastIndex(title, " | "); i > 12 && len(strings.Fields(title[i:])) <= 4 && len(strings.Fields(title[:i])) > 3 {
		title = strings.TrimSpace(title[:i])
	}
	return title
}

// withoutSection is a title that lost its site behind a separator, without the
// section that stood before the site: "title - Sea", "title_section".
func withoutSection(title, sep string) string {
	i := strings.LastIndex(title, sep)
	if i <= 0 {
		return title
	}
	if before, after := strings.Fields(title[:i]), strings.Fields(title[i+len(sep):]); sep == "_" || len(after) == 1 && len(before) >= 4 && strings.Contains(sep, " ") {
		return strings.TrimSpace(title[:i])
	}
	return title
}

// withoutEnds is a title without the very name of its site in the forms that a
// title's own words may have, too: "Site: title", "title (Site)", "title-Site".
func withoutEnds(title, site, host string) string {
	exactly := func(part string) bool {
		p := squeezed(part)
		return p != "" && (p == squeezed(site) || p == squeezed(strings.TrimPrefix(host, "www.")))
	}
	for _, sep := range []string{": ", "：", "-", "_"} {
		if i := strings.Index(title, sep); i > 0 && sep == ": " && exactly(title[:i]) && len(strings.Fields(title[i:])) > 3 {
			title = strings.TrimSpace(title[i+len(sep):])
		}
		i := strings.LastIndex(title, sep)
		if i <= 0 || !exactly(title[i+len(sep):]) {
			continue
		}
		title = strings.TrimSpace(title[:i])
	}
	for _, pair := range []string{"()", "[]", "（）", "【】", "「」"} {
		runes := []rune(pair)
		if i := strings.LastIndex(title, string(runes[0])); i > 0 && strings.HasSuffix(title, string(runes[1])) && exactly(title[i:]) {
			title = strings.TrimSpace(title[:i])
		}
	}
	if i := strings.LastIndex(title, ", "); i > 0 && exactly(title[i:]) {
		title = title[:i]
	}
	return title
}

// namesSite reports whether part of a title is the site's name or its host's.
func namesSite(part, site, host string) bool {
	p := squeezed(part)
	if p == "" {
		return false
	}
	if s := squeezed(site); s != "" && (p == s || len(s) > 6 && strings.TrimPrefix(s, "the") == strings.TrimPrefix(p, "the") || len(s) > 3 && len(part) < 40 && (strings.HasPrefix(p, s) || strings.HasPrefix(s, p) && len(p) > 3)) {
		return true
	}
	host = strings.TrimPrefix(host, "www.")
	name, _, _ := strings.Cut(host, ".")
	return p == squeezed(host) || len(name) > 2 && (p == squeezed(name) || strings.TrimPrefix(p, "the") == squeezed(name))
}

// squeezed is the letters and digits of s in lower case.
func squeezed(s string) string {
	return strings.Map(func(r rune) rune {
		if isWord(r) && r != '_' {
			return r
		}
		return -1
	}, strings.ToLower(s))
}
