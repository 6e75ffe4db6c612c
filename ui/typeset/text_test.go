package typeset

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"warta/feed/article"
)

// checkDrawn checks that what stands on a line is drawn, all of it: only a row of
// a table that slides is wider than the page.
func checkDrawn(t *testing.T, p *Page) {
	t.Helper()
	cells := map[int32]bool{}
	for _, n := range p.manuscript.every() {
		for _, row := range n.rows {
			for _, id := range row {
				cells[id] = true
			}
		}
	}
	for i := range p.lines {
		l := &p.lines[i]
		var set strings.Builder
		inTable := true
		for _, c := range p.pieces[l.first:l.last] {
			set.WriteString(c.text)
			inTable = inTable && (c.flow == 0 || cells[c.flow-1])
		}
		if int(l.width) > p.room(l) {
			if !inTable || p.Overhang() == 0 {
				t.Errorf("line %d takes %d cells of %d: %q", i, l.width, p.room(l), set.String())
			}
			continue
		}
		if Width(set.String()) != int(l.width) {
			t.Errorf("line %d takes %d cells, not %d: %q", i, Width(set.String()), l.width, set.String())
		}
		if drawn := own.ReplaceAllString(string(p.Append(nil, i, Light{})), ""); !strings.Contains(drawn, set.String()) {
			t.Errorf("line %d is %q, without %q", i, drawn, set.String())
		}
	}
}

// every is all nodes of a manuscript, those in others too.
func (m *Manuscript) every() []*node {
	var all []*node
	var add func([]node)
	add = func(nodes []node) {
		for i := range nodes {
			all = append(all, &nodes[i])
			for _, kids := range nodes[i].kids {
				add(kids)
			}
		}
	}
	add(m.head)
	add(m.lead)
	for i := range m.sections {
		add(m.sections[i].blocks)
	}
	add(m.tail)
	return all
}

// checkFlows checks that every flow stands on the page once, each of its letters
// in its order, or, where the order is the visual one, each of its letters. The
// head of a table's column may stand beside each cell of it instead.
func checkFlows(t *testing.T, p *Page) {
	t.Helper()
	m := p.manuscript
	heads := map[int32]bool{}
	for _, n := range m.every() {
		for i := range min(n.header, len(n.rows)) {
			for _, id := range n.rows[i] {
				heads[id] = true
			}
		}
	}
	set, added := make([]string, len(m.flows)), ""
	for i := range p.pieces {
		if c := &p.pieces[i]; c.flow > 0 {
			set[c.flow-1] += c.text
		} else {
			added += c.text
		}
	}
	added = solid(added)
	for id := range m.flows {
		f := &m.flows[id]
		got, want := solid(set[id]), solid(f.text)
		if f.levels != nil {
			got, want = shuffled(got), shuffled(want)
		}
		switch {
		case got == want:
		case heads[int32(id)] && (got == "" && strings.Contains(added, want) || got == strings.Repeat(want, len(got)/max(len(want), 1))):
		case int32(id) == 0 && m.options.Bordered:
		default:
			t.Errorf("of %q there is %q on the page", want, got)
		}
	}
}

// solid is text without white space and marks for the line breaker.
func solid(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || strings.ContainsRune(breakMarks, r) {
			return -1
		}
		return r
	}, text)
}

// shuffled is the characters of text in the order of their numbers, without
// regard to their joined forms and to which way brackets open.
func shuffled(text string) string {
	var runes []rune
	for _, r := range text {
		for _, d := range norm.NFKC.String(string(r)) {
			runes = append(runes, min(d, mirrored(d)))
		}
	}
	slices.Sort(runes)
	return string(runes)
}

// checkManuscript checks that the article's text is in the flows, in its order;
// between it there may be what the typesetter says itself.
func checkManuscript(t *testing.T, m *Manuscript, a article.Article) {
	t.Helper()
	var have strings.Builder
	for i := range m.flows {
		have.WriteString(solid(m.flows[i].text))
	}
	got, want := []rune(norm.NFKC.String(have.String())), []rune(norm.NFKC.String(Clean(solid(textOf(a)))))
	i := 0
	for j, r := range want {
		from := i
		for i < len(got) && got[i] != r {
			i++
		}
		if i-from > mostAdded || i == len(got) {
			t.Errorf("after %q, %q is missing", string(want[max(j-20, 0):j]), string(want[j:min(j+20, len(want))]))
			return
		}
		i++
	}
}

// mostAdded is the length of what the typesetter says at once: the line below
// the headline, the number of a picture or a link.
const mostAdded = 24

// textOf is all text of an article in reading order, as the flows have it.
func textOf(a article.Article) string {
	out := a.Title + a.Notice + blocksText(a.Lead)
	for _, s := range a.Sections {
		out += s.Title + blocksText(s.Blocks)
	}
	return out
}

func blocksText(blocks []article.Block) string {
	out := ""
	for _, b := range blocks {
		switch b := b.(type) {
		case *article.Paragraph:
			out += article.Plain(b.Text)
		case *article.Heading:
			out += article.Plain(b.Text)
		case *article.Quote:
			out += blocksText(b.Blocks) + b.Cite
		case *article.List:
			for _, item := range b.Items {
				out += blocksText(item)
			}
		case *article.Code:
			out += b.Text
		case *article.Figure:
			if b.Image.Alt != b.Image.Caption {
				out += b.Image.Alt
			}
			out += b.Image.Caption
			if !strings.Contains(b.Image.Caption, b.Credit) {
				out += b.Credit
			}
		case *article.Table:
			out += b.Caption
			for _, row := range b.Rows {
				for _, c := range row {
					out += article.Plain(c.Text)
				}
			}
		case *article.Embed:
			out += b.Title
		case *article.Rule:
		}
	}
	return out
}
