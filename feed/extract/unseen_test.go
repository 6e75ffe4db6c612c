package extract

import (
	"flag"
	"fmt"
	"sort"
	"strings"
	"testing"

	"warta/feed/article"
)

var madeCount = flag.Int("made", 280, "pages to make and judge")

// A madeScore is how well made pages come out.
type madeScore struct {
	score
	kinds  map[string]*tally
	ends   map[string]*tally // the last three blocks, by kind of end
	frames map[string]*tally
}

func (s *madeScore) add(p *madePage, a article.Article) (lost []string) {
	text := article.Text(a)
	s.score.add(p.text(), text)
	all := squeezed(text)
	captions := squeezed(strings.Join(outlineOf(a).captions, " "))
	o := outlineOf(a)
	of := map[string]string{"heading": strings.Join(o.headings, "|"), "item": strings.Join(o.items, "|"), "quote": strings.Join(o.quotes, "|"), "caption": captions}
	count := func(in map[string]*tally, k string, ok bool) {
		if in[k] == nil {
			in[k] = &tally{}
		}
		in[k].wanted++
		if ok {
			in[k].found++
		}
	}
	for i, b := range p.blocks {
		in, ok := of[b.kind]
		if !ok {
			in = all
		}
		whole := true
		for _, l := range b.lines {
			got := strings.Contains(in, squeezed(l))
			count(s.kinds, b.kind, got)
			if !got {
				lost = append(lost, b.kind+": "+l)
			}
			whole = whole && (got || strings.Contains(all, squeezed(l)))
		}
		if i >= len(p.blocks)-3 {
			count(s.ends, p.end, whole)
			count(s.frames, p.frame, whole)
		}
	}
	return lost
}

func newMadeScore() *madeScore {
	return &madeScore{kinds: map[string]*tally{}, ends: map[string]*tally{}, frames: map[string]*tally{}}
}

func (s *madeScore) lastBlocks() float64 {
	c := &tally{}
	for _, e := range s.ends {
		c = sum(c, e)
	}
	return c.recall()
}

func (s *madeScore) log(t *testing.T, name string) {
	t.Helper()
	t.Logf("%-14s %3d pages  F1 %.4f  P %.4f  R %.4f  exact %.3f  last three blocks %.4f", name, s.pages, s.f1(), s.precision/float64(max(1, s.answered)), s.recall/float64(max(1, s.pages)), s.accuracy(), s.lastBlocks())
	for _, in := range []map[string]*tally{s.kinds, s.ends, s.frames} {
		var keys []string
		for k := range in {
			keys = append(keys, k)
		}
		sort.Strings(keys)
		line := ""
		for _, k := range keys {
			line += fmt.Sprintf("%s %.3f  ", k, in[k].recall())
		}
		t.Log(line)
	}
}

// TestMadePages holds the figures up on pages of shapes that the forests were
// first judged by before they were fitted to, and on the others.
func TestMadePages(t *testing.T) {
	count := *madeCount
	if !*every {
		count /= 2
	}
	for _, unseen := range []bool{false, true} {
		s := newMadeScore()
		for _, p := range madePages(count, unseen) {
			a, err := Page([]byte(p.html), Source{URL: p.url})
			if r, ok := Refused(err); ok {
				t.Errorf("%s: %s", p.name, r.Reason)
			}
			before := s.exact
			if lost := s.add(p, a); len(lost) > 0 || s.exact == before {
				t.Logf("%s lost %.300q extra %.300q", p.name, lost, extraLines(p.text(), article.Text(a)))
			}
		}
		s.log(t, map[bool]string{false: "half of the shapes", true: "the others"}[unseen])
		if s.f1() < 0.99 || s.lastBlocks() < 0.98 || s.accuracy() < 0.84 {
			t.Errorf("F1 %.4f, exact %.3f, last blocks %.4f", s.f1(), s.accuracy(), s.lastBlocks())
		}
	}
}

// extraLines are the lines of a text that another one has not.
func extraLines(want, got string) []string {
	all := squeezed(want)
	var extra []string
	for l := range strings.Lines(got) {
		if !strings.Contains(all, squeezed(l)) {
			extra = append(extra, strings.TrimSpace(l))
		}
	}
	return extra
}

// labelledMade are made pages with what is the article's of them.
func labelledMade(tb testing.TB, made []*madePage, weight float64) []*labelledPage {
	tb.Helper()
	var out []*labelledPage
	for _, m := range made {
		p, err := openPage(m.html, Source{URL: m.url})
		if err != nil {
			tb.Fatal(err)
		}
		p.gather()
		l := &labelledPage{page: p, labels: make([]bool, len(p.pieces)), fold: foldOf(m.url), weight: weight}
		for i, q := range p.pieces {
			for b := q.box.up; b != nil; b = b.up {
				if hasAttr(b.node, "data-made") {
					l.labels[i] = true
				}
			}
		}
		out = append(out, l)
	}
	return out
}
