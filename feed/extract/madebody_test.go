package extract

import (
	"fmt"
	"html"
	"strings"
)

// A madeBlock is a block of a made article: what kind it is, and its lines.
type madeBlock struct {
	kind  string
	lines []string
}

// A maker writes an article's blocks as HTML and remembers them. Every block has
// an attribute that no extractor looks at and the fitting knows it by.
type maker struct {
	*teller
	html   strings.Builder
	blocks []madeBlock
	div    bool // paragraphs are divs
	class  string
	level  int // of its headings

	strange func() string // what stands between parts and is the site's
}

// put writes a block of one element: with %s for its escaped lines, one each.
func (m *maker) put(kind, format string, lines ...string) {
	m.blocks = append(m.blocks, madeBlock{kind, lines})
	m.write(format, lines...)
}

func (m *maker) write(format string, lines ...string) {
	args := make([]any, len(lines))
	for i, l := range lines {
		args[i] = m.dressed(l)
	}
	fmt.Fprintf(&m.html, format+"\n", args...)
}

// dressed is text as HTML, now and then with a link, or with words in italics.
func (m *maker) dressed(text string) string {
	words := strings.Split(text, " ")
	if len(words) < 8 || !m.chance(25) {
		return html.EscapeString(text)
	}
	from := m.between(1, len(words)-4)
	to := from + m.between(1, 3)
	for i := range words {
		words[i] = html.EscapeString(words[i])
	}
	before, after := "<em>", "</em>"
	switch m.IntN(5) {
	case 0:
		before, after = `<a href="https://quay.example/`+fmt.Sprint(m.IntN(900))+`">`, "</a>"
	case 1:
		before, after = `<a href="/`+fmt.Sprint(m.IntN(900))+`">`, "</a>"
	case 2:
		before, after = "<strong>", "</strong>"
	}
	words[from] = before + words[from]
	words[to-1] += after
	return strings.Join(words, " ")
}

func (m *maker) para(text string) {
	if m.div {
		m.put("paragraph", `<div data-made>%s</div>`, text)
		return
	}
	m.put("paragraph", `<p data-made`+m.class+`>%s</p>`, text)
}

func (m *maker) head(text string) {
	switch {
	case m.chance(20):
		m.put("heading", fmt.Sprintf(`<h%d data-made id="s%d">%%s</h%[1]d>`, m.level, m.IntN(999)), text)
	default:
		m.put("heading", fmt.Sprintf(`<h%d data-made>%%s</h%[1]d>`, m.level), text)
	}
}

// list is a list of items of so many words.
func (m *maker) list(tag string, low, high int) {
	var items, format []string
	inP := m.chance(10)
	for range m.between(3, 6) {
		s := m.phrase(low, high)
		if m.chance(60) {
			s += m.stop
		}
		items = append(items, s)
		if inP {
			format = append(format, "<li><p>%s</p></li>")
		} else {
			format = append(format, "<li>%s</li>")
		}
	}
	m.put("item", "<"+tag+" data-made>"+strings.Join(format, "")+"</"+tag+">", items...)
}

// blockMakers are the kinds of blocks that a body and an end are made of.
var blockMakers = map[string]func(*maker){
	"long":   func(m *maker) { m.para(m.prose(3, 6)) },
	"middle": func(m *maker) { m.para(m.prose(2, 3)) },
	"short":  func(m *maker) { m.para(m.sentence(5, 12)) },
	"line":   func(m *maker) { m.para(m.phrase(2, 4) + m.stop) },
	"list":   func(m *maker) { m.list("ul", 2, 5) },
	"items":  func(m *maker) { m.list("ul", 8, 20) },
	"steps":  func(m *maker) { m.list("ol", 3, 6) },
	"headed list": func(m *maker) {
		m.head(m.phrase(1, 3))
		m.list(m.one(lines("ul|ol")), 2, 6)
	},
	"colon list": func(m *maker) {
		m.para(m.phrase(3, 6) + ":")
		m.list("ol", 2, 6)
	},
	"headed short": func(m *maker) {
		m.head(m.phrase(1, 4))
		m.para(m.sentence(4, 10))
	},
	"headed": func(m *maker) {
		m.head(m.phrase(2, 6))
		m.para(m.prose(2, 5))
		m.para(m.prose(2, 4))
	},
	"nested": func(m *maker) {
		m.put("item", `<ul data-made><li>%s<ul><li>%s</li><li>%s</li></ul></li><li>%s</li></ul>`, m.phrase(2, 5), m.phrase(2, 4), m.phrase(2, 4), m.phrase(2, 6))
	},
	"terms": func(m *maker) {
		m.put("term", `<dl data-made><dt>%s</dt><dd>%s</dd><dt>%s</dt><dd>%s</dd></dl>`, m.phrase(1, 2), m.sentence(4, 9), m.phrase(1, 2), m.sentence(4, 9))
	},
	"table": func(m *maker) {
		row := func() []string {
			return []string{m.phrase(1, 2), fmt.Sprint(m.IntN(900)), fmt.Sprint(m.IntN(90)) + " " + m.phrase(1, 1)}
		}
		var cells []string
		format := "<table data-made><thead><tr><th>%s</th><th>%s</th><th>%s</th></tr></thead><tbody>"
		cells = append(cells, row()...)
		for range m.between(3, 5) {
			cells = append(cells, row()...)
			format += "<tr><td>%s</td><td>%s</td><td>%s</td></tr>"
		}
		m.put("cell", format+"</tbody></table>", cells...)
	},
	"code": func(m *maker) {
		n := m.IntN(90)
		m.put("code", `<pre data-made><code>%s</code></pre>`, fmt.Sprintf("func turn%d(x int) {\n    return x * %d + offset[%d]\n}", n, n+3, n+9))
	},
	"command": func(m *maker) {
		m.put("code", `<div class="highlight" data-made><pre class="chroma"><code class="language-sh">%s</code></pre></div>`, fmt.Sprintf("$ ferry --depth %d harbour.txt", m.IntN(999)))
	},
	"headed code": func(m *maker) {
		m.head(m.phrase(1, 2))
		n := m.IntN(90)
		m.put("code", `<pre data-made>%s</pre>`, fmt.Sprintf("install boat-%d\nboat run --port %d", n, n+8000))
	},
	"quote": func(m *maker) { m.put("quote", `<blockquote data-made><p>%s</p></blockquote>`, m.prose(2, 4)) },
	"short quote": func(m *maker) {
		switch m.IntN(3) {
		case 0:
			m.put("quote", `<blockquote data-made><p>%s</p><cite>%s</cite></blockquote>`, m.sentence(4, 8), m.name())
		case 1:
			m.put("quote", `<blockquote data-made><p>%s</p><footer>— %s, <cite>%s</cite></footer></blockquote>`, m.sentence(4, 8), m.name(), m.source)
		default:
			m.put("quote", `<blockquote data-made>%s</blockquote>`, m.sentence(4, 8))
		}
	},
	"figure": func(m *maker) {
		m.put("caption", `<figure><img src="/pictures/`+fmt.Sprint(m.IntN(9999))+`-harbour.jpg" width="900" height="600" alt=""><figcaption>%s</figcaption></figure>`, m.sentence(4, 9))
	},
	"rule": func(m *maker) { m.write("<hr>"); m.para(m.sentence(4, 9)) },
	"closing": func(m *maker) {
		m.write("<hr>")
		m.put("paragraph", `<p data-made><em>%s</em></p>`, m.sentence(6, 14))
	},
	"signature": func(m *maker) { m.para("— " + m.name()) },
	"postscript": func(m *maker) {
		m.put("paragraph", `<p data-made>%s</p>`, "PS: "+m.sentence(5, 10))
	},
	"poem": func(m *maker) {
		m.put("paragraph", `<p data-made>%s<br>%s<br>%s<br>%s</p>`, m.phrase(3, 6)+",", m.phrase(3, 6), m.phrase(3, 6)+",", m.phrase(3, 6)+m.stop)
	},
	"questions": func(m *maker) {
		for range m.between(2, 3) {
			m.head(m.phrase(3, 7) + "?")
			m.para(m.sentence(5, 12))
		}
	},
	"asked": func(m *maker) {
		for range m.between(2, 4) {
			m.put("paragraph", `<p data-made><strong>%s</strong></p>`, m.phrase(4, 8)+"?")
			m.para(m.prose(1, 2))
		}
	},
	"folded": func(m *maker) {
		for range 2 {
			m.put("paragraph", `<details data-made><summary>%s</summary><p>%s</p></details>`, m.phrase(3, 6)+"?", m.sentence(6, 12))
		}
	},
	"footnotes": func(m *maker) {
		m.write("<hr>")
		m.put("item", `<div class="footnotes" role="doc-endnotes" data-made><ol><li id="fn:1"><p>%s</p></li><li id="fn:2"><p>%s</p></li></ol></div>`, m.sentence(5, 12), m.sentence(4, 8))
	},
	"links": func(m *maker) {
		link := func() string {
			return `<li><a href="https://` + m.one(lines("quay|mill|tide")) + fmt.Sprint(m.IntN(99)) + `.example/">%s</a>: %s</li>`
		}
		m.put("item", "<ul data-made>"+link()+link()+link()+"</ul>", m.phrase(1, 3), m.sentence(4, 9), m.phrase(1, 3), m.sentence(4, 9), m.phrase(1, 3), m.sentence(4, 9))
	},
	"section": func(m *maker) {
		m.write(`<section class="level2">`)
		m.head(m.phrase(1, 4))
		m.para(m.sentence(4, 9))
		m.write(`</section>`)
	},
	"div end": func(m *maker) {
		m.put("paragraph", `<div data-made><p>%s</p></div>`, m.sentence(4, 8))
	},
	"bold": func(m *maker) {
		m.put("paragraph", `<p data-made><strong>%s</strong></p>`, m.phrase(2, 5))
		m.para(m.sentence(5, 10))
	},
	"note": func(m *maker) {
		m.put("paragraph", `<div class="note" data-made><p>%s</p></div>`, m.sentence(5, 12))
	},
}

// Ends of articles: those that are fitted to, and those that never were.
var (
	seenEnds   = lines("long|middle|short|line|list|steps|headed list|headed short|code|quote|short quote|closing|footnotes|questions|links|rule|figure|section|items")
	unseenEnds = lines("table|headed code|colon list|terms|signature|postscript|poem|asked|nested|command|div end|bold|folded|note")
)

// body makes an article that ends as told, of so many parts.
func (m *maker) body(parts int, end string) {
	kinds := lines("long|long|middle|middle|headed|headed|short|line|list|items|steps|headed list|headed short|nested|table|code|quote|short quote|figure|asked|links|terms|colon list|bold|section|poem")
	some := map[string]bool{"long": true, "middle": true, "headed": true, "short": true}
	for range m.between(2, 7) { // one article has not all
		some[m.one(kinds)] = true
	}
	m.para(m.prose(2, 4))
	for n := 1; n < parts; {
		if k := m.one(kinds); some[k] {
			blockMakers[k](m)
			m.write(strings.ReplaceAll(m.strange(), "%", "%%"))
			n++
		}
	}
	blockMakers[end](m)
}

// short makes a note of a few short paragraphs that ends as told.
func (m *maker) short(parts int, end string) {
	for range parts {
		m.para(m.prose(1, 2))
	}
	blockMakers[end](m)
}
