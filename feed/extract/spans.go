package extract

import (
	"net/url"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"warta/feed/article"
)

// spans is the text of leaves in its styles, white space collapsed as a
// browser does, line breaks kept.
func (r *renderer) spans(leaves []leaf) []article.Span {
	var out []article.Span
	var w strings.Builder
	space, started := false, false
	for _, l := range leaves {
		w.Reset()
		if l.node.Type != html.TextNode {
			if l.node.DataAtom == atom.Br && started {
				w.WriteByte('\n')
				space, started = false, false
			}
		}
		if l.node.Type == html.TextNode {
			for _, c := range l.node.Data {
				switch {
				case unicode.IsSpace(c):
					space = true
					continue
				case invisible(c):
					continue
				}
				if space && started {
					w.WriteByte(' ')
				}
				space, started = false, true
				w.WriteRune(c)
			}
		}
		if w.Len() > 0 {
			out = append(out, article.Span{Text: article.Clean(w.String()), Style: l.style, Link: r.page.link(l.link)})
		}
	}
	return joined(out)
}

// joined is spans with neighbours of one style made one, and without white
// space at either end.
func joined(spans []article.Span) []article.Span {
	out := make([]article.Span, 0, len(spans))
	var text []byte // of the last one, when it is of several
	flush := func() {
		if len(text) > 0 {
			out[len(out)-1].Text = string(text)
			text = text[:0]
		}
	}
	for _, s := range spans {
		if s.Text == "" {
			continue
		}
		if n := len(out); n > 0 && out[n-1].Style == s.Style && out[n-1].Link == s.Link {
			if len(text) == 0 {
				text = append(text, out[n-1].Text...)
			}
			text = append(text, s.Text...)
			continue
		}
		flush()
		out = append(out, s)
	}
	flush()
	for len(out) > 0 {
		out[0].Text = strings.TrimLeft(out[0].Text, " \n")
		if out[0].Text != "" {
			break
		}
		out = out[1:]
	}
	for n := len(out); n > 0; n = len(out) {
		out[n-1].Text = strings.TrimRight(out[n-1].Text, " \n")
		if out[n-1].Text != "" {
			break
		}
		out = out[:n-1]
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

// link is an address as written in the page, made absolute: http or https, or
// "". Links within the page itself are none.
func (p *page) link(href string) string {
	if href == "" || href[0] == '#' {
		return ""
	}
	if to, ok := p.links[href]; ok {
		return to
	}
	to := p.resolved(strings.TrimSpace(href))
	if p.links == nil {
		p.links = map[string]string{}
	}
	p.links[href] = to
	return to
}

func (p *page) resolved(href string) string {
	u, err := url.Parse(href)
	if err != nil {
		return ""
	}
	if p.base != nil {
		u = p.base.ResolveReference(u)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return article.Clean(u.String())
}

// number is s as a number of at least 0, or otherwise.
func number(s string, otherwise int) int {
	n, err := strconv.Atoi(strings.TrimSpace(s))
	if err != nil || n < 0 || n > 1e6 {
		return otherwise
	}
	return n
}

// codeLanguage is the language that a pre or the code in it names in its class.
func codeLanguage(n *html.Node) string {
	for m := n; m != nil; m = m.FirstChild {
		for _, c := range strings.Fields(attr(m, "class")) {
			for _, prefix := range []string{"language-", "lang-", "highlight-source-"} {
				if l, ok := strings.CutPrefix(c, prefix); ok && len(l) < 20 {
					return article.Clean(l)
				}
			}
		}
		if m.FirstChild == nil || m.FirstChild.Type != html.ElementNode {
			break
		}
	}
	return ""
}
