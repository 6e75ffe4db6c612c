package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A caption is a piece that says something about a picture.
type caption struct {
	text   string
	credit bool // who made the picture, and nothing else
}

// reach is how many boxes up from a picture its caption is looked for.
const reach = 5

// findCaptions ties pieces that are captions to their pictures. They are not
// text of the article then.
func (p *page) findCaptions() {
	p.captions = map[*box][]caption{}
	p.noteCredited()
	before := p.mediaBefore()
	var last *box // the picture of the piece before, when that is a caption
	for i, q := range p.pieces {
		m := before[i]
		switch {
		case last != nil && q.level() == 0 && same(q.text, p.pieces[i-1].text):
			m = last // printed twice
		case mayCaption(q):
			if near := pictureNear(q.box); m == nil || near != nil && near.within(atom.Figure) != nil {
				m = near
			}
		case m != nil && q.level() == 0 && len(q.words) <= 80 && q.linkShare() < 0.5 && (endsInCredit(q) || credits().MatchString(q.text[:min(len(q.text), longestPhrase)])):
			// what stands right below a picture and names its maker
		case last != nil && q.level() == 0 && len(q.words) <= 12 && credits().MatchString(q.text):
			m = last // who made it, on a line of its own
		case m != nil && (q.level() > 0 || !echoes(q.text, attr(m.media, "alt"))):
			m = nil
		}
		if last = m; m == nil {
			continue
		}
		q.caption = true
		text := q.parted()
		dup := false
		for _, c := range p.captions[m] {
			dup = dup || same(c.text, text)
		}
		if !dup {
			p.captions[m] = append(p.captions[m], caption{text, isCredit(q)})
		}
	}
}

// parted is the text of a caption with a space between its parts, which pages set
// apart by their looks: what is seen, and who made the picture.
func (q *piece) parted() string {
	var w strings.Builder
	for i, l := range q.leaves {
		if l.node.Type != html.TextNode {
			w.WriteByte(' ')
			continue
		}
		if i > 0 && l.node.Parent != q.leaves[i-1].node.Parent && ends(w.String()) && isInline[l.node.Parent.DataAtom] {
			w.WriteByte(' ')
		}
		w.WriteString(l.node.Data)
	}
	return oneLine(w.String())
}

// mediaBefore is the picture that stands right before a piece, by the piece's
// place.
func (p *page) mediaBefore() map[int]*box {
	before := map[int]*box{}
	for _, m := range p.media {
		if isImage(m.media) {
			before[m.order] = m
		}
	}
	return before
}

// echoes reports whether text is the description of a picture, with perhaps its
// maker behind it: papers print it below the picture once more.
func echoes(text, alt string) bool {
	alt = strings.TrimRight(oneLine(alt), ".")
	words := len(strings.Fields(alt))
	return words >= 3 && len(strings.Fields(text)) <= words+12 && strings.HasPrefix(strings.ToLower(text), strings.ToLower(alt))
}

// mayCaption reports whether a piece stands where captions stand.
func mayCaption(q *piece) bool {
	if q.box.within(atom.Figcaption) != nil {
		return true
	}
	if q.level() > 1 && startsCounted(q.text) {
		return false
	}
	if f := q.box.within(atom.Figure); f != nil && q.box.within(atom.Blockquote, atom.Pre, atom.Table) == nil {
		return pictureIn(f, 6) != nil
	}
	if len(q.words) > 90 {
		return false
	}
	for n := q.leaves[0].node.Parent; n != nil && n != q.box.node; n = n.Parent {
		if saysCaption(attr(n, "class")) || saysCaption(attr(n, "itemprop")) {
			return true
		}
	}
	b := q.box.up
	for range 3 {
		if b == nil {
			return false
		}
		if b.credited {
			return true
		}
		if saysCaption(attr(b.node, "class")) || saysCaption(attr(b.node, "itemprop")) {
			return true
		}
		if b.own&markCaption != 0 && b.isShort(60) && pieces(b, 5) < 5 && q.level() == 0 && pictureIn(b, 6) != nil && b.linked*2 < b.words && !hasHeading(b) {
			return true
		}
		b = b.up
	}
	return false
}

// noteCredited finds the small boxes that hold one picture, who made it, and one or
// two other lines: those say what it shows.
func (p *page) noteCredited() {
	for _, q := range p.pieces {
		if len(q.words) > 8 || q.level() > 0 || !credits().MatchString(q.text) {
			continue
		}
		b := q.box.up
		for range 3 {
			if b == nil || pictureIn(b, 6) != nil {
				break
			}
			b = b.up
		}
		if b != nil && b.isShort(90) && b.linked*2 < b.words && pieces(b, 4) <= 3 && pictureIn(b, 6) != nil && !hasTitle(b) {
			b.credited = true
		}
	}
}

// hasTitle reports whether a heading of a few words stands below b.
func hasTitle(b *box) bool {
	for _, k := range b.kids {
		if !k.isLeaf() && (k.level > 0 && k.words <= 12 || hasTitle(k)) {
			return true
		}
	}
	return false
}

// pieces is how many pieces a box holds, or most when it has more.
func pieces(b *box, most int) int {
	n := 0
	if b.piece != nil {
		n = 1
	}
	for _, k := range b.kids {
		if n >= most {
			return n
		}
		n += pieces(k, most)
	}
	return n
}

// hasHeading reports whether a heading stands below b: then b is a card, or a
// slide with a text of its own.
func hasHeading(b *box) bool {
	for _, k := range b.kids {
		if !k.isLeaf() && (k.level > 0 || hasHeading(k)) {
			return true
		}
	}
	return false
}

// startsCounted reports whether text begins with a number: titles of galleries do.
func startsCounted(text string) bool {
	n, ok := numeralOf(text)
	return ok && !n.weak
}

// saysCaption reports whether a class name is one for captions and credits.
func saysCaption(class string) bool {
	low := strings.ReplaceAll(strings.ToLower(class), "_", "-")
	for _, s := range []string{"caption", "credit", "legend", "bildunterschrift", "bildtext", "bu-text", "photo-desc", "img-descr", "image-desc", "img-desc", "imagetext",
		"imgtext", "leyenda", "pie-foto", "piefoto", "didascalia", "didattr", "photodesc", "image-text", "img-text", "foto-text", "picture-text"} {
		if strings.Contains(low, s) {
			return true
		}
	}
	return false
}

// endsInCredit reports whether a piece ends with who made a picture.
func endsInCredit(q *piece) bool {
	tail := q.text[max(0, len(q.text)-100):]
	return len(q.text) <= longestPhrase && strings.ContainsAny(tail, "(/©:：摄攝影图供") && creditTail().MatchString(tail)
}

// isCredit reports whether a piece only says who made a picture.
func isCredit(q *piece) bool {
	b := q.box.up
	for range 2 {
		if b == nil {
			break
		}
		low := strings.ToLower(attr(b.node, "class"))
		if (strings.Contains(low, "credit") || strings.Contains(low, "copyright")) && !strings.Contains(low, "caption") {
			return true
		}
		b = b.up
	}
	return len(q.words) <= 8 && credits().MatchString(q.text)
}

// pictureNear is the picture that a piece may be the caption of: the last one
// in the smallest box around it that has one.
func pictureNear(b *box) *box {
	b = b.up
	for range reach {
		if b == nil || b.tag() == atom.Body {
			return nil
		}
		if b.words > 300 || len(b.kids) > 200 {
			return nil
		}
		if m := pictureIn(b, 6); m != nil {
			return m
		}
		if b.tag() == atom.Figure {
			return nil
		}
		b = b.up
	}
	return nil
}

// pictureIn is the last picture or film below b, at most depth boxes down.
func pictureIn(b *box, depth int) *box {
	if b.media != nil && b.media.DataAtom != atom.Iframe {
		return b
	}
	if depth == 0 {
		return nil
	}
	for i := len(b.kids) - 1; i >= max(0, len(b.kids)-50); i-- {
		if m := pictureIn(b.kids[i], depth-1); m != nil {
			return m
		}
	}
	return nil
}

// same reports whether two lines have the same words.
func same(a, b string) bool {
	x, y := appendWords(nil, strings.ToLower(a)), appendWords(nil, strings.ToLower(b))
	if len(x) != len(y) {
		return false
	}
	for i := range x {
		if x[i] != y[i] {
			return false
		}
	}
	return true
}
