package typeset

import (
	"strconv"
	"strings"

	"warta/feed/article"
)

// A Manuscript is an article whose text is clean, measured and cut into words,
// ready to be laid out at any width.
type Manuscript struct {
	options  Options
	flows    []flow
	segments int       // of all flows
	measured []segment // of a flow, before they are kept
	room     []segment // where the next ones are kept
	looks    []look
	index    map[look]uint16
	links    []Link
	linked   map[string]int32
	words    int32 // of the block that is being read
	figures  int
	pictures []string // addresses of figures that may be opened
	language side     // in which direction the article's language is written

	folded []foldedText // of the flows, once something was looked for

	headlineWidth int
	metaFlow      int32 // the line below the headline, -1 for none

	head     []node // headline, meta, notice, lead picture
	lead     []node
	sections []sectionNode
	tail     []node // the list of links
}

type sectionNode struct {
	number string
	title  int32
	blocks []node
}

// A node is a block whose text is in flows.
type node struct {
	kind   kind
	flow   int32   // the text, -1 for none
	second int32   // a quote's cite, a table's or figure's caption
	parts  []int32 // the lines of code
	kids   [][]node
	marks  []string // of list items, nil for bullets
	rows   [][]int32
	header int
	tight  bool
}

type kind uint8

const (
	kindText kind = iota
	kindHeading
	kindQuote
	kindList
	kindCode
	kindFigure
	kindTable
	kindEmbed
	kindRule
	kindNotice
	kindLinks
)

// Options say how an article is set.
type Options struct {
	Title    string   // the headline, set above the article when it is not ""
	Meta     []string // what is said below it: feed, byline, date …
	Dot      string   // what stands between them; "" is a middle dot
	Measure  int      // the widest a line of text may be, in cells; 0 is 80
	Bordered bool     // the pane's border shows the headline when there is room
	Reorder  bool     // put right-to-left text in visual order
}

// A Link is a link of an article, numbered as the page shows it.
type Link struct {
	Number int
	URL    string
	Text   string
}

// Prepare reads a into a manuscript. It costs the length of the text; Lay then
// costs the number of words.
func Prepare(a article.Article, o Options) *Manuscript {
	m := &Manuscript{options: o, index: map[look]uint16{}, linked: map[string]int32{}}
	m.looks = append(m.looks, ornaments()...)
	m.language = sideOf(a.Language)
	m.flows = make([]flow, 0, 64)
	m.setHead(a)
	m.lead = m.blocks(a.Lead, roleBody)
	for _, s := range a.Sections {
		m.words = 0
		n := sectionNode{number: strconv.Itoa(s.Number), title: m.plainFlow(s.Title, roleSection)}
		n.blocks = m.blocks(s.Blocks, roleBody)
		m.sections = append(m.sections, n)
	}
	m.setTail()
	m.measured, m.room = nil, nil
	return m
}

// Words is how many words the manuscript has, or in a script without spaces,
// how many places where a line may break.
func (m *Manuscript) Words() int { return m.segments }

// setHead makes what stands above the lead.
func (m *Manuscript) setHead(a article.Article) {
	m.text(&m.head, m.plainFlow(m.options.Title, roleHeadline))
	if len(m.head) > 0 {
		m.headlineWidth = Width(m.flows[0].text)
	}
	m.metaFlow = m.meta()
	m.text(&m.head, m.metaFlow)
	if id := m.plainFlow(a.Notice, roleNotice); id >= 0 {
		m.head = append(m.head, node{kind: kindNotice, flow: id, second: -1})
	}
	if (a.Image.Caption != "" || a.Image.Alt != "") && !article.Pictured(a) {
		m.head = append(m.head, m.figure(a.Image, ""))
	}
}

// setTail makes the list of links.
func (m *Manuscript) setTail() {
	if len(m.links) == 0 {
		return
	}
	m.words = 0
	n := node{kind: kindLinks, flow: m.plainFlow("Links", roleHeading), second: -1}
	for i := range m.links {
		m.links[i].Text = strings.TrimSpace(m.links[i].Text)
		text := m.links[i].URL
		id := m.plainFlow(text, roleAddress)
		for j := range m.flows[id].runs {
			m.flows[id].runs[j].link = int32(i + 1)
		}
		n.marks = append(n.marks, "["+itoa(i+1)+"] ")
		n.kids = append(n.kids, []node{{kind: kindText, flow: id, second: -1}})
	}
	n.tight = true
	m.tail = []node{n}
}

func (m *Manuscript) text(to *[]node, id int32) {
	if id >= 0 {
		*to = append(*to, node{kind: kindText, flow: id, second: -1})
	}
}

// link is the index of the link of s plus one, 0 when it has none that may be
// followed. The same address has the same number everywhere.
func (m *Manuscript) link(s article.Span) int32 {
	if !followable(s.Link) || strings.TrimSpace(s.Text) == "" {
		return 0
	}
	i, known := m.linked[s.Link]
	if !known {
		i = int32(len(m.links) + 1)
		m.linked[s.Link] = i
		m.links = append(m.links, Link{Number: int(i), URL: s.Link})
	}
	if l := &m.links[i-1]; len(l.Text) < 200 {
		l.Text += Clean(s.Text)
	}
	return i
}

// followable reports whether address is one that a reader may open.
func followable(address string) bool {
	scheme, _, ok := strings.Cut(address, "://")
	return ok && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https"))
}

// escaped is address as OSC 8 may carry it: bytes 0x21 to 0x7E only.
func escaped(address string) string {
	const hex = "0123456789ABCDEF"
	b := make([]byte, 0, len(address)+16)
	for i := range len(address) {
		c := address[i]
		if c > ' ' && c < 0x7F {
			b = append(b, c)
			continue
		}
		b = append(b, '%', hex[c>>4], hex[c&15])
	}
	return string(b)
}

func itoa(n int) string { return strconv.Itoa(n) }
