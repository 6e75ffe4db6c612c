package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"
)

// facts are what is known of a piece before it is judged.
type facts struct {
	trafil, readab, stated, described float64 // how much of it these have
	own, near                         mark    // marks of its element, and of those within three boxes
	depth                             int
	titleLike                         float64
	caption                           bool
	also, away                        bool    // it begins like a read-also line, and is one
	inviting                          bool    // it asks for something
	colophon, creditTail              bool    // it says how the article was made, or ends in a picture's credit
	afterMedia, labelled              bool    // it follows a picture, or has a link behind a label: "More: …"
	linkedHere, linkCount             int     // bytes of text in links within the site; its links
	repeated                          int     // how many earlier pieces have the same text
	place, kin                        uint32  // name the kind of place it stands in, and its own element
	echo                              float64 // how much of it is said elsewhere on the page
	wording                           wording
	topics                            []uint32 // its long words
	score                             float64
}

// gather fills in the facts of every piece.
func (p *page) gather() {
	p.gatherPlain()
	p.findBulk()
	before := p.mediaBefore()
	rough := p.rough()
	names := [][]uint32{appendWords(nil, strings.ToLower(p.meta.byline)), appendWords(nil, strings.ToLower(p.meta.site))}
	told := voiceOf([]string{p.meta.description})
	for i, q := range p.pieces {
		q.trafil, q.readab = p.trafil.covers(q.words), p.readab.covers(q.words)
		q.stated = p.stated.covers(q.words)
		if p.meta.description != "" && len(q.words) > 3 {
			q.described = told.covers(q.words)
		}
		q.depth = 0
		for b := q.box; b != nil; b = b.up {
			q.depth++
		}
		q.inviting = len(q.words) <= 60 && invitation().MatchString(opening(q.text))
		q.colophon = !rough && saysHowMade(opening(q.text))
		q.creditTail = endsInCredit(q)
		q.afterMedia = before[i] != nil
		p.noteLinks(q)
		q.place, q.kin = q.box.placeKey(), q.box.kinKey()
		p.word(q, names)
	}
	p.echoes()
}

// rough reports whether a page is too large to be judged by more than the length
// of its pieces.
func (p *page) rough() bool { return len(p.pieces) > mostPieces || p.unasked }

// longestPhrase is how many bytes a piece has at most that is matched with
// patterns which may begin anywhere in it.
const longestPhrase = 300

// gatherPlain fills in the facts that need no voters.
func (p *page) gatherPlain() {
	measure(p.top)
	p.findCaptions()
	p.noteCaptions()
	title := appendWords(nil, strings.ToLower(p.meta.title))
	seen := make(map[uint64]int, len(p.pieces))
	for _, q := range p.pieces {
		b := q.box.up
		q.own = b.own
		for range 3 {
			if b == nil {
				break
			}
			q.near |= b.own
			b = b.up
		}
		q.also, q.away = q.readsAlso()
		if len(q.words) < 40 {
			q.titleLike = overlap(title, appendWords(nil, strings.ToLower(q.text)))
		}
		h := run(q.words)
		q.repeated = seen[h]
		seen[h]++
	}
}

// wordSize is how many bytes a word has at most, on average: languages that write
// without spaces have few words, as they are counted here, and long ones.
const wordSize = 18

// isShort reports whether a box has no more text than some words.
func (b *box) isShort(words int) bool { return b.words <= words && b.size <= words*wordSize }

// measure adds up the words below each box.
func measure(b *box) {
	b.words, b.linked, b.size = 0, 0, 0
	if b.piece != nil {
		b.size = len(b.piece.text)
		b.words, b.linked = len(b.piece.words), int(float64(len(b.piece.words))*b.piece.linkShare())
	}
	for _, k := range b.kids {
		measure(k)
		b.words += k.words
		b.linked += k.linked
		b.size += k.size
	}
}

// overlap is how much two lines have of each other's words (Dice).
func overlap(a, b []uint32) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	have := make(map[uint32]int, len(a))
	for _, w := range a {
		have[w]++
	}
	both := 0
	for _, w := range b {
		if have[w] > 0 {
			have[w]--
			both++
		}
	}
	return 2 * float64(both) / float64(len(a)+len(b))
}

// kind of element a piece stands in.
func (q *piece) level() int {
	for b, i := q.box.up, 0; b != nil && i < 3; b, i = b.up, i+1 {
		if b.level > 0 {
			return b.level
		}
	}
	return 0
}

func is(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// ends reports whether text ends like a sentence.
func ends(text string) bool {
	text = strings.TrimRight(text, "\"'”’»)]）」』 ")
	r, _ := utf8.DecodeLastRuneInString(text)
	return strings.ContainsRune(".!?…。！？।؟۔։", r)
}

// capitals is the share of capitals among the letters of text.
func capitals(text string) float64 {
	all, up := 0, 0
	for _, r := range text {
		if unicode.IsLetter(r) {
			all++
			if unicode.IsUpper(r) {
				up++
			}
		}
	}
	if all == 0 {
		return 0
	}
	return float64(up) / float64(all)
}

func ratio(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}

// inside reports whether a piece stands in one of the elements.
func (q *piece) inside(tags ...atom.Atom) bool { return q.box.within(tags...) != nil }
