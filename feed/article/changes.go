package article

import (
	"reflect"
	"strings"
	"time"
)

// A Change is one that a publisher made to an article: how it read until then,
// and how it reads after it.
type Change struct {
	Until  time.Time
	Before Article
	After  Article
}

// Marked is the article after the change, with what is different: what came is
// Inserted and stands in "[+…]", what went is Deleted and stands in "[-…]"
// where it stood before. Places is in how many places that is. A change of
// title stands before the lead.
func (c Change) Marked() (marked Article, places int) {
	m := marker{out: c.After}
	m.out.Lead, m.out.Sections = nil, nil
	if was, is := line(c.Before.Title), line(c.After.Title); was != is && was != "" && is != "" {
		text, n := wording([]Span{{Text: was}}, []Span{{Text: is}})
		m.places += n
		m.out.Lead = append(m.out.Lead, &Paragraph{Text: append([]Span{{Text: "Headline: ", Style: Bold}}, text...)})
	}
	old, now := items(c.Before), items(c.After)
	for _, p := range aligned(itemKeys(old), itemKeys(now), func(i, j int) bool { return old[i].alike(now[j]) }) {
		switch {
		case p.now < 0:
			m.gone(old[p.old])
		case p.old < 0:
			m.came(now[p.now])
		default:
			m.both(old[p.old], now[p.now])
		}
	}
	return m.out, m.places
}

// An item is a block, or the beginning of a section.
type item struct {
	section *Section
	block   Block
}

// items is an article from its first block to its last.
func items(a Article) []item {
	var out []item
	for _, b := range a.Lead {
		out = append(out, item{block: b})
	}
	for i := range a.Sections {
		out = append(out, item{section: &a.Sections[i]})
		for _, b := range a.Sections[i].Blocks {
			out = append(out, item{block: b})
		}
	}
	return out
}

func itemKeys(list []item) []string {
	keys := make([]string, len(list))
	for i, it := range list {
		if it.section != nil {
			keys[i] = "section " + line(it.section.Title)
		} else {
			keys[i] = blockKey(it.block)
		}
	}
	return keys
}

// blockKey is what is the same in two blocks that say the same. The address of
// a picture is not part of it: sites change those for no reason.
func blockKey(b Block) string {
	kind := reflect.TypeOf(b).Elem().Name() + " "
	switch b := b.(type) {
	case *Figure:
		return kind + line(b.Image.Caption+" "+b.Image.Alt)
	case *Embed:
		return kind + b.URL
	}
	return kind + textOf([]Block{b})
}

// alikeFrom is the likeness from which on two blocks are the same one with
// other words.
const alikeFrom = 0.4

func (it item) alike(o item) bool {
	if it.section != nil || o.section != nil {
		return it.section != nil && o.section != nil && likeness(it.section.Title, o.section.Title) >= alikeFrom
	}
	return alike(it.block, o.block)
}

func alike(a, b Block) bool {
	return reflect.TypeOf(a) == reflect.TypeOf(b) && likeness(textOf([]Block{a}), textOf([]Block{b})) >= alikeFrom
}

// A marker writes the marked article.
type marker struct {
	out    Article
	places int
}

// add adds a block where the article has come to.
func (m *marker) add(b Block) {
	if b == nil {
		return
	}
	if n := len(m.out.Sections); n > 0 {
		m.out.Sections[n-1].Blocks = append(m.out.Sections[n-1].Blocks, b)
		return
	}
	m.out.Lead = append(m.out.Lead, b)
}

// begin begins a section.
func (m *marker) begin(s *Section, title string) {
	next := *s
	next.Title, next.Blocks = title, nil
	m.out.Sections = append(m.out.Sections, next)
}

func (m *marker) gone(it item) {
	if it.section != nil {
		m.places++
		m.add(&Heading{Level: 1, Text: signed([]Span{{Text: it.section.Title}}, Deleted)})
		return
	}
	m.add(m.whole(it.block, Deleted))
}

func (m *marker) came(it item) {
	if it.section != nil {
		m.places++
		m.begin(it.section, cameOpen+it.section.Title+signClose)
		return
	}
	m.add(m.whole(it.block, Inserted))
}

func (m *marker) both(old, now item) {
	if now.section == nil {
		m.add(m.merged(old.block, now.block))
		return
	}
	title, n := wording([]Span{{Text: old.section.Title}}, []Span{{Text: now.section.Title}})
	m.places += n
	m.begin(now.section, Plain(title))
}

// whole is a block that went or came as it is, nil when nothing of one that
// went is to be shown.
func (m *marker) whole(b Block, style Style) Block {
	m.places++
	switch b := b.(type) {
	case *Paragraph:
		return &Paragraph{Text: signed(b.Text, style)}
	case *Heading:
		return &Heading{Level: b.Level, Text: signed(b.Text, style), Subtitle: b.Subtitle}
	case *Quote:
		return &Quote{Blocks: m.wholes(b.Blocks, style), Cite: b.Cite}
	case *List:
		list := &List{Ordered: b.Ordered, Start: b.Start}
		for _, i := range b.Items {
			list.Items = append(list.Items, m.wholes(i, style))
		}
		return list
	case *Code:
		return &Code{Language: b.Language, Text: signedLines(strings.Split(b.Text, "\n"), style)}
	case *Table:
		t := &Table{Caption: b.Caption, Header: b.Header}
		for _, r := range b.Rows {
			t.Rows = append(t.Rows, signedRow(r, style))
		}
		return t
	}
	m.places-- // pictures and what is embedded come and go with the page around them
	if style == Deleted {
		return nil
	}
	return b
}

// wholes is blocks of a block that went or came: one place with it.
func (m *marker) wholes(blocks []Block, style Style) []Block {
	var out []Block
	was := m.places
	for _, b := range blocks {
		if b = m.whole(b, style); b != nil {
			out = append(out, b)
		}
	}
	m.places = was
	return out
}

func signedRow(row []Cell, style Style) []Cell {
	out := make([]Cell, len(row))
	for i, c := range row {
		out[i] = Cell{Text: signed(c.Text, style)}
	}
	return out
}

func signedLines(lines []string, style Style) string {
	sign := "+ "
	if style == Deleted {
		sign = "- "
	}
	return sign + strings.Join(lines, "\n"+sign)
}

// merged is a block with what is different in it.
func (m *marker) merged(old, now Block) Block {
	if blockKey(old) == blockKey(now) {
		return now
	}
	switch now := now.(type) {
	case *Paragraph:
		return &Paragraph{Text: m.wording(old.(*Paragraph).Text, now.Text)}
	case *Heading:
		return &Heading{Level: now.Level, Text: m.wording(old.(*Heading).Text, now.Text), Subtitle: now.Subtitle}
	case *Quote:
		return &Quote{Blocks: m.mergedAll(old.(*Quote).Blocks, now.Blocks), Cite: now.Cite}
	case *List:
		return m.mergedList(old.(*List), now)
	case *Code:
		return m.mergedCode(old.(*Code), now)
	case *Table:
		return m.mergedTable(old.(*Table), now)
	}
	return now
}

func (m *marker) wording(old, now []Span) []Span {
	out, n := wording(old, now)
	m.places += n
	return out
}

// mergedAll is the blocks of a block with what is different in them.
func (m *marker) mergedAll(old, now []Block) []Block {
	keys := func(blocks []Block) []string {
		out := make([]string, len(blocks))
		for i, b := range blocks {
			out[i] = blockKey(b)
		}
		return out
	}
	var out []Block
	for _, p := range aligned(keys(old), keys(now), func(i, j int) bool { return alike(old[i], now[j]) }) {
		var b Block
		switch {
		case p.now < 0:
			b = m.whole(old[p.old], Deleted)
		case p.old < 0:
			b = m.whole(now[p.now], Inserted)
		default:
			b = m.merged(old[p.old], now[p.now])
		}
		if b != nil {
			out = append(out, b)
		}
	}
	return out
}

func (m *marker) mergedList(old, now *List) Block {
	out := &List{Ordered: now.Ordered, Start: now.Start}
	keys := func(l *List) []string {
		out := make([]string, len(l.Items))
		for i, blocks := range l.Items {
			out[i] = textOf(blocks)
		}
		return out
	}
	was, is := keys(old), keys(now)
	for _, p := range aligned(was, is, func(i, j int) bool { return likeness(was[i], is[j]) >= alikeFrom }) {
		switch {
		case p.now < 0:
			m.places++
			out.Items = append(out.Items, m.wholes(old.Items[p.old], Deleted))
		case p.old < 0:
			m.places++
			out.Items = append(out.Items, m.wholes(now.Items[p.now], Inserted))
		default:
			out.Items = append(out.Items, m.mergedAll(old.Items[p.old], now.Items[p.now]))
		}
	}
	return out
}

func (m *marker) mergedCode(old, now *Code) Block {
	was, is := strings.Split(old.Text, "\n"), strings.Split(now.Text, "\n")
	var lines []string
	for _, p := range aligned(was, is, nil) {
		switch {
		case p.now < 0:
			m.places++
			lines = append(lines, signedLines(was[p.old:p.old+1], Deleted))
		case p.old < 0:
			m.places++
			lines = append(lines, signedLines(is[p.now:p.now+1], Inserted))
		default:
			lines = append(lines, "  "+is[p.now])
		}
	}
	return &Code{Language: now.Language, Text: strings.Join(lines, "\n")}
}

func (m *marker) mergedTable(old, now *Table) Block {
	out := &Table{Caption: now.Caption, Header: now.Header}
	keys := func(t *Table) []string {
		out := make([]string, len(t.Rows))
		for i, r := range t.Rows {
			out[i] = rowText(r)
		}
		return out
	}
	was, is := keys(old), keys(now)
	for _, p := range aligned(was, is, func(i, j int) bool {
		return len(old.Rows[i]) == len(now.Rows[j]) && likeness(was[i], is[j]) >= alikeFrom
	}) {
		switch {
		case p.now < 0:
			m.places++
			out.Rows = append(out.Rows, signedRow(old.Rows[p.old], Deleted))
		case p.old < 0:
			m.places++
			out.Rows = append(out.Rows, signedRow(now.Rows[p.now], Inserted))
		case len(old.Rows[p.old]) != len(now.Rows[p.now]):
			out.Rows = append(out.Rows, now.Rows[p.now])
		default:
			row := make([]Cell, len(now.Rows[p.now]))
			for i := range row {
				row[i] = Cell{Text: m.wording(old.Rows[p.old][i].Text, now.Rows[p.now][i].Text)}
			}
			out.Rows = append(out.Rows, row)
		}
	}
	return out
}
