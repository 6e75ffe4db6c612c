package typeset

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"warta/feed/article"
)

// A Match is where in the text something was found.
type Match struct {
	flow       int32
	start, end int32 // offsets in the flow's text
}

// Find is the matches of text in reading order, without regard to case, accents
// and the numbers of links. "" has none.
func (m *Manuscript) Find(text string) []Match {
	want := fold(Clean(text), nil).text
	if want == "" {
		m.folded = nil // finding has ended
	}
	if strings.TrimSpace(want) == "" {
		return nil
	}
	var found []Match
	for i, folded := range m.foldedFlows() {
		for at := 0; ; {
			j := strings.Index(folded.text[at:], want)
			if j < 0 {
				break
			}
			start := at + j
			at = start + len(want)
			found = append(found, Match{flow: int32(i), start: folded.offset(start), end: folded.end(at, m.flows[i].text)})
		}
	}
	return found
}

// foldedFlows is all the text, folded. It is kept while something is looked for:
// the next letter comes soon.
func (m *Manuscript) foldedFlows() []foldedText {
	if m.folded == nil {
		m.folded = make([]foldedText, len(m.flows))
		for i := range m.flows {
			f := &m.flows[i]
			m.folded[i] = fold(f.text, m.numbers(f))
		}
	}
	return m.folded
}

// A folded text is what two texts that are found alike have in common. The
// offsets are nil when they are the same in both.
type foldedText struct {
	text    string
	offsets []int32 // where each byte comes from
}

func (f foldedText) offset(i int) int32 {
	if f.offsets == nil {
		return int32(i)
	}
	return f.offsets[i]
}

// end is the offset in the original where a match ends that ends at i in f; the
// marks that belong to its last letter are part of it.
func (f foldedText) end(i int, original string) int32 {
	if f.offsets == nil {
		return int32(i)
	}
	at := int(f.offsets[i-1])
	_, size := utf8.DecodeRuneInString(original[at:])
	at += size
	for at < len(original) {
		r, size := utf8.DecodeRuneInString(original[at:])
		if !unicode.Is(unicode.M, r) && r != 0x200D {
			break
		}
		at += size
	}
	return int32(at)
}

// fold is text in small letters without accents; the bytes in the ranges of
// skip are left out, and a hard line break is a space.
func fold(text string, skip [][2]int32) foldedText {
	if ascii(text) && skip == nil {
		return foldedText{text: strings.ReplaceAll(strings.ToLower(text), "\n", " ")}
	}
	var b strings.Builder
	f := foldedText{offsets: make([]int32, 0, len(text)+8)}
	for i, r := range text {
		for len(skip) > 0 && int32(i) >= skip[0][1] {
			skip = skip[1:]
		}
		if len(skip) > 0 && int32(i) >= skip[0][0] {
			continue
		}
		before := b.Len()
		foldRune(&b, r)
		for range b.Len() - before {
			f.offsets = append(f.offsets, int32(i))
		}
	}
	f.text = b.String()
	return f
}

func foldRune(b *strings.Builder, r rune) {
	switch {
	case r == '\n':
		b.WriteByte(' ')
	case unicode.Is(unicode.Cf, r): // soft hyphens, joiners
	case r < utf8.RuneSelf:
		b.WriteRune(unicode.ToLower(r))
	case r >= 0xAC00 && r <= 0xD7A3: // a syllable of Hangul has no accents
		b.WriteRune(r)
	default:
		for _, d := range norm.NFKD.String(string(unicode.ToLower(r))) {
			if !unicode.Is(unicode.Mn, d) {
				b.WriteRune(unicode.ToLower(d))
			}
		}
	}
}

// numbers is where in f the numbers of links stand.
func (m *Manuscript) numbers(f *flow) [][2]int32 {
	var at [][2]int32
	for i, r := range f.runs {
		if m.looks[r.look].role != roleLinkNumber {
			continue
		}
		end := int32(len(f.text))
		if i+1 < len(f.runs) {
			end = f.runs[i+1].start
		}
		// The space between a link's number and the next word stays.
		at = append(at, [2]int32{r.start, r.start + int32(len(strings.TrimRight(f.text[r.start:end], " ")))})
	}
	return at
}

// Find is the matches of text on the page in reading order, and the line on which
// each begins.
func (p *Page) Find(text string) (found []Match, lines []int) {
	return p.located(p.manuscript.Find(text))
}

// Changes is where the text says that it was changed, in reading order, and the
// line on which each place begins.
func (p *Page) Changes() (found []Match, lines []int) {
	return p.located(p.manuscript.changes())
}

// changes is where in the text something is inserted or deleted. What came in
// place of what went belongs to it.
func (m *Manuscript) changes() []Match {
	var found []Match
	for i := range m.flows {
		f := &m.flows[i]
		last := int32(-1) // where the last one of this flow ends
		for j, r := range f.runs {
			if m.looks[r.look].style&(article.Inserted|article.Deleted) == 0 {
				continue
			}
			end := int32(len(f.text))
			if j+1 < len(f.runs) {
				end = f.runs[j+1].start
			}
			start := end - int32(len(strings.TrimLeft(f.text[r.start:end], " ")))
			if start == end {
				continue
			}
			if last >= 0 && strings.TrimSpace(f.text[last:start]) == "" {
				found[len(found)-1].end = end
			} else {
				found = append(found, Match{flow: int32(i), start: start, end: end})
			}
			last = end
		}
	}
	return found
}

// located is the matches that are on the page, and their lines.
func (p *Page) located(all []Match) (found []Match, lines []int) {
	if len(all) == 0 {
		return nil, nil
	}
	at := make([]int, len(all))
	for i := range p.lines {
		l := &p.lines[i]
		for _, c := range p.pieces[l.first:l.last] {
			markLines(all, at, c, i+1)
		}
	}
	for i, m := range all {
		if at[i] > 0 { // what the page does not show is not found
			found, lines = append(found, m), append(lines, at[i]-1)
		}
	}
	return found, lines
}

// markLines notes the line of the matches that begin in c.
func markLines(all []Match, at []int, c piece, line int) {
	if c.flow == 0 {
		return
	}
	end := c.start + int32(len(c.text))
	j := sort.Search(len(all), func(j int) bool {
		return all[j].flow > c.flow-1 || all[j].flow == c.flow-1 && all[j].start >= c.start
	})
	for ; j < len(all) && all[j].flow == c.flow-1 && all[j].start < end; j++ {
		if at[j] == 0 {
			at[j] = line
		}
	}
}
