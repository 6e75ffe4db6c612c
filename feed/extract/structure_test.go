package extract

import (
	"net/url"
	"regexp"
	"strings"
	"testing"

	"warta/feed/article"
)

// A tally counts what the truth has and what was found of it.
type tally struct{ found, wanted, given, right int }

func (c tally) recall() float64    { return float64(c.found) / float64(max(c.wanted, 1)) }
func (c tally) precision() float64 { return float64(c.right) / float64(max(c.given, 1)) }

// outline is what an article has, by kind, as squeezed text.
type outline struct {
	headings, items, quotes, captions, pictures []string
}

func outlineOf(a article.Article) outline {
	var o outline
	if a.Image.URL != "" {
		o.picture(a.Image)
	}
	o.blocks(a.Lead)
	for _, s := range a.Sections {
		o.headings = append(o.headings, squeezed(s.Heading()))
		o.blocks(s.Blocks)
	}
	return o
}

func (o *outline) picture(i article.Image) {
	o.pictures = append(o.pictures, i.URL)
	if i.Caption != "" {
		o.captions = append(o.captions, squeezed(i.Caption))
	}
}

func (o *outline) blocks(blocks []article.Block) {
	for _, b := range blocks {
		switch b := b.(type) {
		case *article.Heading:
			o.headings = append(o.headings, squeezed(article.Plain(b.Text)))
		case *article.Figure:
			i := b.Image
			i.Caption = strings.TrimSpace(i.Caption + " " + b.Credit)
			o.picture(i)
		case *article.Quote:
			o.quotes = append(o.quotes, squeezed(article.Text(article.Article{Lead: b.Blocks})))
			o.blocks(b.Blocks)
		case *article.List:
			for _, item := range b.Items {
				o.items = append(o.items, squeezed(article.Text(article.Article{Lead: item})))
				o.blocks(item)
			}
		case *article.Table:
			o.cells(b)
		}
	}
}

// cells are the items of lists in a table.
func (o *outline) cells(t *article.Table) {
	for _, row := range t.Rows {
		for _, c := range row {
			for l := range strings.Lines(article.Plain(c.Text)) {
				if item, ok := strings.CutPrefix(l, itemSign); ok {
					o.items = append(o.items, squeezed(item))
				}
			}
		}
	}
}

// count compares what is wanted with what is there; a longer text that holds
// the wanted one counts.
func (c *tally) count(want, got []string, within bool) (missing, extra []string) {
	have := map[string]int{}
	for _, g := range got {
		have[g]++
	}
	all := strings.Join(got, "|")
	used := map[string]int{}
	for _, w := range want {
		c.wanted++
		if have[w] > 0 || within && strings.Contains(all, w) {
			c.found++
			used[w]++
			continue
		}
		missing = append(missing, w)
	}
	wanted := map[string]int{}
	for _, w := range want {
		wanted[w]++
	}
	for _, g := range got {
		c.given++
		if wanted[g] > 0 {
			c.right++
			continue
		}
		extra = append(extra, g)
	}
	return missing, extra
}

func squeezedAll(list []string) []string {
	var out []string
	for _, s := range list {
		if s = squeezed(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// sizes are what addresses of pictures say of their size and cut.
var sizes = regexp.MustCompile(`(?i)(?:[-_.,@]?(?:\d{2,5}x\d{2,5}|[wh]_?\d{2,5}|\d{2,5}[wh]|\dx|scaled|resized?|cropped|thumb(?:nail)?|small|medium|large|original|landscape|square))+$`)

var sizeFirst = regexp.MustCompile(`^\d{2,5}x\d{2,5}[-_]`)

// samePicture reports whether two addresses are of one picture, in whatever
// size and format: their files' names are equal, or the stems of these are
// without what they say of the size.
func samePicture(a, b string) bool {
	a, b = fileOf(a), fileOf(b)
	if a == b {
		return true
	}
	a, b = stemOf(a), stemOf(b)
	return a == b && len(a) >= 6
}

// fileOf is the name of the file that an address names, or the address when
// that name is too short to tell pictures apart.
func fileOf(addr string) string {
	addr, _, _ = strings.Cut(addr, "?")
	if plain, err := url.PathUnescape(addr); err == nil { // an address within another
		addr = plain
	}
	if i := strings.LastIndex(addr, "/"); i >= 0 && len(addr)-i > 8 {
		return addr[i+1:]
	}
	return addr
}

// stemOf is a file's name without its ending and its size.
func stemOf(file string) string {
	if dot := strings.LastIndexByte(file, '.'); dot > 0 && len(file)-dot <= 5 {
		file = file[:dot]
	}
	return strings.ToLower(sizes.ReplaceAllString(sizeFirst.ReplaceAllString(file, ""), ""))
}

func TestCorpusStructure(t *testing.T) {
	kinds := map[string]*tally{}
	at := func(k string) *tally {
		if kinds[k] == nil {
			kinds[k] = &tally{}
		}
		return kinds[k]
	}
	for _, tr := range readTruths(t) {
		o := outlineOf(tr.got)
		source, _, _ := strings.Cut(tr.ID, "-")
		split := "seen"
		if heldOut(tr.ID) {
			split = "held out"
		}
		var want []string
		for _, h := range tr.Headings {
			want = append(want, h.Text)
		}
		missing, extra := at("headings "+split).count(squeezedAll(want), o.headings, false)
		at("headings "+source).count(squeezedAll(want), o.headings, false)
		if len(missing)+len(extra) > 0 {
			t.Logf("%s headings: missing %.300q extra %.300q", tr.ID, missing, extra)
		}
		if len(tr.ListItems) > 0 {
			missing, _ = at("list items "+split).count(squeezedAll(tr.ListItems), o.items, true)
			at("list items "+source).count(squeezedAll(tr.ListItems), o.items, true)
			at("items alone "+split).count(tr.itemsAlone(), o.items, true)
			if len(missing) > 0 {
				t.Logf("%s items: missing %d of %d %.9000q", tr.ID, len(missing), len(tr.ListItems), missing)
			}
		}
		if len(tr.Blockquotes) > 0 {
			missing, _ = at("quotes "+split).count(squeezedAll(tr.Blockquotes), o.quotes, true)
			at("quotes "+source).count(squeezedAll(tr.Blockquotes), o.quotes, true)
			if len(missing) > 0 {
				t.Logf("%s quotes: missing %.4000q", tr.ID, missing)
			}
		}
		all := squeezed(strings.Join(o.captions, ""))
		for _, i := range tr.Images {
			if c := squeezed(i.Caption); c != "" {
				ok := strings.Contains(all, c)
				for _, split := range []string{split, source} {
					at("captions "+split).wanted++
					if ok {
						at("captions "+split).found++
					}
				}
				if !ok {
					t.Logf("%s caption: missing %q have %.300q", tr.ID, i.Caption, o.captions)
				}
			}
			ok := false
			for _, p := range o.pictures {
				for _, u := range i.URLs {
					ok = ok || samePicture(p, u)
				}
			}
			at("pictures "+split).wanted++
			if ok {
				at("pictures "+split).found++
			} else {
				t.Logf("%s picture: missing %.200q cover %v have %.300q", tr.ID, i.URLs[0], i.Cover, o.pictures)
			}
		}
		if tr.Listicle != "" && len(want) > 0 {
			c := at("listicles " + split)
			c.wanted++
			if numbered := numberedOnly(want); inOrder(squeezedAll(numbered), o.headings) {
				c.found++
			} else {
				t.Logf("%s listicle not in order", tr.ID)
			}
		}
	}
	for k, c := range kinds {
		t.Logf("%-22s recall %.3f of %d  precision %.3f of %d", k, c.recall(), c.wanted, c.precision(), c.given)
	}
	for kind, floor := range map[string]float64{"headings": 0.95, "list items": 0.88, "items alone": 0.95, "quotes": 0.88, "captions": 0.92, "pictures": 0.90, "listicles": 0.95} {
		c := sum(at(kind+" seen"), at(kind+" held out"))
		t.Logf("%-22s recall %.3f of %d  precision %.3f of %d", kind, c.recall(), c.wanted, c.precision(), c.given)
		if c.recall() < floor {
			t.Errorf("%s: recall %.3f is below %.3f", kind, c.recall(), floor)
		}
	}
	if c := sum(at("headings seen"), at("headings held out")); c.precision() < 0.94 {
		t.Errorf("headings: precision %.3f", c.precision())
	}
}

// itemsAlone are the list items of a page that its text has more often than its
// headings have them: the lines of a table of contents that the text does not
// have, and headings that stand in lists, are no items.
func (t *truth) itemsAlone() []string {
	had := map[string]int{}
	for l := range strings.Lines(t.Text) {
		had[squeezed(l)]++
	}
	for _, h := range t.Headings {
		had[squeezed(h.Text)]--
	}
	var out []string
	for _, item := range squeezedAll(t.ListItems) {
		if n, ok := had[item]; !ok || n > 0 {
			out = append(out, item)
		}
	}
	return out
}

func sum(a, b *tally) *tally {
	return &tally{a.found + b.found, a.wanted + b.wanted, a.given + b.given, a.right + b.right}
}

// numberedOnly is the headings that begin with a number.
func numberedOnly(list []string) []string {
	var out []string
	for _, s := range list {
		if n, ok := numeralOf(s); ok && !n.weak {
			out = append(out, s)
		}
	}
	return out
}

func inOrder(want, got []string) bool {
	i := 0
	for _, g := range got {
		if i < len(want) && want[i] == g {
			i++
		}
	}
	return i == len(want)
}
