package extract

import (
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"sort"
	"strings"
	"testing"
)

var (
	fit        = flag.Bool("fit", false, "fit the forests to the corpus and write them")
	fitAll     = flag.Bool("fitall", false, "with -fit: fit to the held-out third too")
	dry        = flag.Bool("dry", false, "with -fit: write nothing")
	trees      = flag.Int("trees", 260, "with -fit: trees in each forest")
	rate       = flag.Float64("rate", 0.1, "with -fit: how fast to learn")
	decay      = flag.Float64("decay", 100, "with -fit: what holds weights back")
	least      = flag.Float64("least", 160, "with -fit: hessian of a leaf at least")
	bag        = flag.Float64("bag", 0.7, "with -fit: share of pages that each tree is grown on")
	extra      = flag.Float64("extra", 10, "with -fit: words that every piece counts for beside its own")
	madeWeight = flag.Float64("madeweight", 0.25, "with -fit: what a made page counts beside one of the corpus")
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
	for k := range foldCount {
		in, out := parts(all, k)
		first, second := fitted(append(in, made...))
		report(t, fmt.Sprintf("fold %d, first", k), out, first, (*page).votes)
		report(t, fmt.Sprintf("fold %d, second", k), out, second, func(p *page) []float64 { return p.guess(first, p.votes()) })
		write(t, foldFile(k, 1), first)
		write(t, foldFile(k, 2), second)
	}
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
	first = grow(samplesOf(train, (*page).votes), *trees)
	guesses := map[*page][]float64{}
	for k := range foldCount {
		in, out := parts(train, k)
		if len(out) == 0 {
			continue
		}
		f := grow(samplesOf(in, (*page).votes), *trees)
		for _, p := range out {
			guesses[p.page] = p.guess(f, p.votes())
		}
	}
	return first, grow(samplesOf(train, func(p *page) []float64 { return guesses[p] }), *trees)
}

func samplesOf(pages []*labelledPage, vote func(*page) []float64) []sample {
	var out []sample
	for n, p := range pages {
		s := newScene(p.page, vote(p.page))
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
			x := sample{page: n, f: append([]float32(nil), s.features(j, nil)...), weight: 1000 * p.weight * (float64(len(q.words)) + *extra) / total}
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

// grow is gradient boosting of trees for the logistic loss, with histograms.
func grow(samples []sample, trees int) forest {
	const bins = 48
	limits := binLimits(samples, bins)
	binned := make([]uint8, len(samples)*featureCount)
	for i := range samples {
		for f := range featureCount {
			binned[f*len(samples)+i] = uint8(sort.Search(len(limits[f]), func(k int) bool { return samples[i].f[f] < limits[f][k] }))
		}
		samples[i].sum = 0
	}
	var out forest
	grad, hess := make([]float64, len(samples)), make([]float64, len(samples))
	node := make([]int, len(samples))
	rnd := rand.New(rand.NewPCG(1, 2))
	for range trees {
		in := map[int]bool{}
		if *bag < 1 {
			n := samples[len(samples)-1].page + 1
			for _, k := range rnd.Perm(n)[:int(*bag*float64(n))] {
				in[k] = true
			}
		}
		for i := range samples {
			p := 1 / (1 + math.Exp(-samples[i].sum))
			grad[i] = samples[i].weight * (samples[i].label - p)
			hess[i] = samples[i].weight * p * (1 - p)
			if *bag < 1 && !in[samples[i].page] {
				grad[i], hess[i] = 0, 0
			}
			node[i] = 0
		}
		out = append(out, growTree(samples, binned, limits, grad, hess, node, rnd.Perm(featureCount)[:int(*part*featureCount)]))
	}
	return out
}

func growTree(samples []sample, binned []uint8, limits [][]float32, grad, hess []float64, node, asked []int) tree {
	const bins = 50
	var t tree
	for depth := range treeDepth {
		start := 1<<depth - 1
		count := 1 << depth
		sums := make([][2]float64, count*featureCount*bins) // gradient and hessian, by feature, node and bin
		for _, f := range asked {
			column, own := binned[f*len(samples):(f+1)*len(samples)], sums[f*count*bins:(f+1)*count*bins]
			for i, bin := range column {
				if hess[i] != 0 {
					k := &own[(node[i]-start)*bins+int(bin)]
					k[0] += grad[i]
					k[1] += hess[i]
				}
			}
		}
		for n := range count {
			best, bestF, bestB := 1e-6, 0, -1
			for _, f := range asked {
				own := sums[(f*count+n)*bins : (f*count+n+1)*bins]
				var sg, sh float64
				for _, s := range own {
					sg += s[0]
					sh += s[1]
				}
				var lg, lh float64
				for b := range limits[f] {
					lg += own[b][0]
					lh += own[b][1]
					if lh < *least || sh-lh < *least {
						continue
					}
					gain := lg*lg/(lh+*decay) + (sg-lg)*(sg-lg)/(sh-lh+*decay) - sg*sg/(sh+*decay)
					if gain > best {
						best, bestF, bestB = gain, f, b
					}
				}
			}
			t.feature[start+n] = int16(bestF)
			if bestB >= 0 {
				t.limit[start+n] = limits[bestF][bestB]
			} else {
				t.limit[start+n] = -1e9
			}
		}
		for i := range samples {
			n := node[i]
			if samples[i].f[t.feature[n]] < t.limit[n] {
				node[i] = 2*n + 1
			} else {
				node[i] = 2*n + 2
			}
		}
	}
	var sg, sh [1 << treeDepth]float64
	for i := range samples {
		sg[node[i]-(1<<treeDepth-1)] += grad[i]
		sh[node[i]-(1<<treeDepth-1)] += hess[i]
	}
	for l := range t.weight {
		t.weight[l] = float32(*rate * sg[l] / (sh[l] + *decay))
	}
	for i := range samples {
		samples[i].sum += float64(t.weight[node[i]-(1<<treeDepth-1)])
	}
	return t
}

// binLimits are limits that part the samples' values of each feature evenly.
func binLimits(samples []sample, bins int) [][]float32 {
	out := make([][]float32, featureCount)
	step := max(1, len(samples)/20000)
	for f := range out {
		var v []float32
		for i := 0; i < len(samples); i += step {
			v = append(v, samples[i].f[f])
		}
		sort.Slice(v, func(a, b int) bool { return v[a] < v[b] })
		var uniq []float32
		for i, x := range v {
			if i == 0 || x != v[i-1] {
				uniq = append(uniq, x)
			}
		}
		for k := 1; k < bins; k++ {
			var l float32
			if len(uniq) <= bins {
				if k >= len(uniq) {
					break
				}
				l = (uniq[k-1] + uniq[k]) / 2
			} else {
				l = v[k*len(v)/bins]
			}
			if n := len(out[f]); n == 0 || l > out[f][n-1] {
				out[f] = append(out[f], l)
			}
		}
	}
	return out
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
