package extract

import (
	"flag"
	"fmt"
	"math"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
)

var (
	fit        = flag.Bool("fit", false, "fit the forests to the corpus and write them")
	fitAll     = flag.Bool("fitall", false, "with -fit: fit to the held-out third too")
	dry        = flag.Bool("dry", false, "with -fit: write nothing")
	trees      = flag.Int("trees", 180, "with -fit: trees in each bag of a forest")
	bags       = flag.Int("bags", 3, "with -fit: how often a forest is grown, to take the mean")
	rate       = flag.Float64("rate", 0.13, "with -fit: how fast to learn")
	decay      = flag.Float64("decay", 50, "with -fit: what holds weights back")
	least      = flag.Float64("least", 160, "with -fit: hessian of a leaf at least")
	bag        = flag.Float64("bag", 0.7, "with -fit: share of pages that each tree is grown on")
	extra      = flag.Float64("extra", 100, "with -fit: words that every piece counts for beside its own")
	madeWeight = flag.Float64("madeweight", 0.25, "with -fit: what a made page counts beside one of the corpus")
	seed       = flag.Uint64("seed", 1, "with -fit: what chance begins with")
	hopeless   = flag.Float64("hopeless", 5, "with -fit: loss of a page at which it counts a third")
	part       = flag.Float64("part", 0.35, "with -fit: share of features that a tree may ask for")
)

// A sample is one piece with what is known of it.
type sample struct {
	f      []float32
	page   int
	label  float64
	weight float64
	sum    float64 // of the trees so far
}

// TestFit makes the forests: go test ./feed/extract -run TestFit -fit.
func TestFit(t *testing.T) {
	if !*fit {
		t.Skip("only with -fit")
	}
	var train, held []*labelledPage
	for _, tr := range truths(t) {
		p, err := openPage(string(tr.body), Source{URL: tr.URL})
		if err != nil {
			t.Fatal(err)
		}
		p.gather()
		l := &labelledPage{p, tr.labels(p), foldOf(tr.URL), 1}
		if heldOut(tr.ID) && !*fitAll && *folds == "" {
			held = append(held, l)
		} else {
			train = append(train, l)
		}
	}
	made := labelledMade(t, madePages(*madeCount, false), *madeWeight)
	if *folds != "" {
		crossValidate(t, train, made)
		return
	}
	train = append(train, made...)
	if more := labelledMade(t, madePages(*madeCount, true), *madeWeight); *fitAll {
		train = append(train, more...)
	} else {
		held = append(held, more...)
	}
	first, second := fitted(train)
	report(t, "first, seen", train, first, (*page).votes)
	report(t, "first, held out", held, first, (*page).votes)
	report(t, "second, held out", held, second, func(p *page) []float64 { return p.guess(first, p.votes()) })
	if !*dry {
		write(t, "forest1.txt", first)
		write(t, "forest2.txt", second)
	}
}

// A labelledPage knows which of its pieces people kept.
type labelledPage struct {
	*page
	labels []bool
	fold   int     // of its site
	weight float64 // beside a page of the corpus
}

// crossValidate fits forests without one part of the sites each and says how
// well they do on those. All are fitted to the made pages, too.
func crossValidate(t *testing.T, all, made []*labelledPage) {
	t.Helper()
	// The first forests without two parts serve both: each is what the second one
	// without the one part sees of the other.
	var inner [foldCount][foldCount]forest
	var out [foldCount][2]forest
	var jobs []func()
	for k := range foldCount {
		in, _ := parts(all, k)
		jobs = append(jobs, func() { out[k][0] = grow(samplesOf(slices.Concat(in, made), (*page).votes, false), *bags) })
		for j := k + 1; j < foldCount; j++ {
			in, _ := parts(in, j)
			in2, _ := parts(made, j)
			jobs = append(jobs, func() {
				f := grow(samplesOf(slices.Concat(in, in2), (*page).votes, false), 1)
				inner[k][j], inner[j][k] = f, f
			})
		}
	}
	atOnce(jobs)
	jobs = nil
	for k := range foldCount {
		in, _ := parts(slices.Concat(all, made), k)
		jobs = append(jobs, func() {
			out[k][1] = grow(samplesOf(in, func(p *page) []float64 { return p.guess(inner[k][foldOf(p.src.URL)], p.votes()) }, true), *bags)
		})
	}
	atOnce(jobs)
	for k := range foldCount {
		_, own := parts(all, k)
		report(t, fmt.Sprintf("fold %d, first", k), own, out[k][0], (*page).votes)
		report(t, fmt.Sprintf("fold %d, second", k), own, out[k][1], func(p *page) []float64 { return p.guess(out[k][0], p.votes()) })
		write(t, foldFile(k, 1), out[k][0])
		write(t, foldFile(k, 2), out[k][1])
	}
}

// atOnce does jobs side by side.
func atOnce(jobs []func()) {
	var wg sync.WaitGroup
	free := make(chan struct{}, runtime.GOMAXPROCS(0))
	for _, j := range jobs {
		free <- struct{}{}
		wg.Go(func() {
			j()
			<-free
		})
	}
	wg.Wait()
}

// parts are the pages of other folds than k, and of k.
func parts(all []*labelledPage, k int) (others, own []*labelledPage) {
	for _, l := range all {
		if l.fold == k {
			own = append(own, l)
		} else {
			others = append(others, l)
		}
	}
	return others, own
}

// fitted are the two forests. The second one must see guesses that are as good
// as they will be on new sites: those of first forests without the site.
func fitted(train []*labelledPage) (first, second forest) {
	var inner [foldCount]forest
	jobs := []func(){func() { first = grow(samplesOf(train, (*page).votes, false), *bags) }}
	for k := range foldCount {
		in, _ := parts(train, k)
		jobs = append(jobs, func() { inner[k] = grow(samplesOf(in, (*page).votes, false), 1) })
	}
	atOnce(jobs)
	return first, grow(samplesOf(train, func(p *page) []float64 { return p.guess(inner[foldOf(p.src.URL)], p.votes()) }, true), *bags)
}

// hope is how much the pieces of a page count when it has the given votes: pages
// that will not come out right whatever is learned of them teach little.
func (l *labelledPage) hope(vote []float64) float64 {
	loss := 0.0
	for i, v := range vote {
		if q := l.pieces[i]; q.caption || l.never(q) {
			continue
		}
		if !l.labels[i] {
			v = 1 - v
		}
		loss -= math.Log(max(v, 0.01))
	}
	return max(0.2, math.Exp(-loss / *hopeless))
}

func samplesOf(pages []*labelledPage, vote func(*page) []float64, second bool) []sample {
	var out []sample
	for n, p := range pages {
		votes := vote(p.page)
		s := newScene(p.page, votes)
		hope := 1.0
		if *hopeless > 0 && second {
			hope = p.hope(votes)
		}
		total := 200.0
		for j, q := range p.pieces {
			if p.labels[j] {
				total += float64(len(q.words))
			}
		}
		for j, q := range p.pieces {
			if q.caption || p.never(q) {
				continue
			}
			x := sample{page: n, f: append([]float32(nil), s.features(j, nil)...), weight: 1000 * hope * p.weight * (float64(len(q.words)) + *extra) / total}
			if p.labels[j] {
				x.label = 1
			} else if q.trafil+q.readab+q.stated == 0 && (j < s.first-30 || j > s.last+30) {
				// Menus and the like are many, and plain: one in four is enough.
				if j%4 != 0 {
					continue
				}
				x.weight *= 4
			}
			out = append(out, x)
		}
	}
	return out
}

// report prints how well a forest does, by words.
func report(t *testing.T, name string, pages []*labelledPage, f forest, vote func(*page) []float64) {
	t.Helper()
	var tp, fp, fn float64
	exact := 0
	for _, p := range pages {
		ok := true
		g := p.guess(f, vote(p.page))
		n := 200.0
		for _, q := range p.pieces {
			n += float64(len(q.words)) / 10
		}
		for j, q := range p.pieces {
			if q.caption || p.never(q) {
				continue
			}
			w := float64(len(q.words)) / n
			switch keep := g[j] >= 0.5; {
			case keep && p.labels[j]:
				tp += w
			case keep:
				fp += w
				ok = false
			case p.labels[j]:
				fn += w
				ok = false
			}
		}
		if ok {
			exact++
		}
	}
	t.Logf("%-18s words F1 %.4f P %.4f R %.4f, pages right %d of %d", name, 2*tp/(2*tp+fp+fn), tp/(tp+fp), tp/(tp+fn), exact, len(pages))
}

func write(t *testing.T, name string, f forest) {
	t.Helper()
	var b strings.Builder
	for _, tr := range f {
		for i := range tr.feature {
			fmt.Fprintf(&b, "%d %.4g ", tr.feature[i], tr.limit[i])
		}
		for _, w := range tr.weight {
			fmt.Fprintf(&b, "%.3g ", w)
		}
		b.WriteByte('\n')
	}
	if err := os.WriteFile(name, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}
