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
	fit    = flag.Bool("fit", false, "fit the forests to the corpus and write them")
	fitAll = flag.Bool("fitall", false, "with -fit: fit to the held-out third too")
	dry    = flag.Bool("dry", false, "with -fit: write nothing")
	trees  = flag.Int("trees", 120, "with -fit: trees in each forest")
	rate   = flag.Float64("rate", 0.1, "with -fit: how fast to learn")
	decay  = flag.Float64("decay", 50, "with -fit: what holds weights back")
	least  = flag.Float64("least", 80, "with -fit: hessian of a leaf at least")
	part   = flag.Float64("part", 0.35, "with -fit: share of features that a tree may ask for")
)

// A sample is one piece with what is known of it.
type sample struct {
	f      []float32
	label  float64
	weight float64
	sum    float64 // of the trees so far
}

// TestFit makes the forests: go test ./feed/extract -run TestFit -fit.
func TestFit(t *testing.T) {
	if !*fit {
		t.Skip("only with -fit")
	}
	var train, held []*page
	var trainLabels, heldLabels [][]bool
	for _, tr := range truths(t) {
		p, err := openPage(string(tr.body), Source{URL: tr.URL})
		if err != nil {
			t.Fatal(err)
		}
		p.gather()
		if l := tr.labels(p); heldOut(tr.ID) && !*fitAll {
			held, heldLabels = append(held, p), append(heldLabels, l)
		} else {
			train, trainLabels = append(train, p), append(trainLabels, l)
		}
	}
	// The second forest must see guesses that are as good as they will be on
	// new pages: the first one is fitted without the pages it guesses for.
	first := grow(samplesOf(train, trainLabels, (*page).votes), *trees)
	guesses := map[*page][]float64{}
	const folds = 4
	for k := range folds {
		var in []*page
		var inLabels [][]bool
		for i, p := range train {
			if i%folds != k {
				in, inLabels = append(in, p), append(inLabels, trainLabels[i])
			}
		}
		f := grow(samplesOf(in, inLabels, (*page).votes), *trees)
		for i, p := range train {
			if i%folds == k {
				guesses[p] = p.guess(f, p.votes())
			}
		}
	}
	second := grow(samplesOf(train, trainLabels, func(p *page) []float64 { return guesses[p] }), *trees)
	report(t, "first, seen", train, trainLabels, first, (*page).votes)
	report(t, "first, held out", held, heldLabels, first, (*page).votes)
	report(t, "second, held out", held, heldLabels, second, func(p *page) []float64 { return p.guess(first, p.votes()) })
	if !*dry {
		write(t, "forest1.txt", first)
		write(t, "forest2.txt", second)
	}
}

func samplesOf(pages []*page, labels [][]bool, vote func(*page) []float64) []sample {
	var out []sample
	for i, p := range pages {
		s := newScene(p, vote(p))
		total := 200.0
		for j, q := range p.pieces {
			if labels[i][j] {
				total += float64(len(q.words))
			}
		}
		for j, q := range p.pieces {
			if q.caption || p.never(q) {
				continue
			}
			x := sample{f: append([]float32(nil), s.features(j, nil)...), weight: 1000 * (float64(len(q.words)) + 6) / total}
			if labels[i][j] {
				x.label = 1
			}
			out = append(out, x)
		}
	}
	return out
}

// report prints how well a forest does, by words.
func report(t *testing.T, name string, pages []*page, labels [][]bool, f forest, vote func(*page) []float64) {
	t.Helper()
	var tp, fp, fn float64
	exact := 0
	for i, p := range pages {
		ok := true
		g := p.guess(f, vote(p))
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
			case keep && labels[i][j]:
				tp += w
			case keep:
				fp += w
				ok = false
			case labels[i][j]:
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
			binned[i*featureCount+f] = uint8(sort.Search(len(limits[f]), func(k int) bool { return samples[i].f[f] < limits[f][k] }))
		}
		samples[i].sum = 0
	}
	var out forest
	grad, hess := make([]float64, len(samples)), make([]float64, len(samples))
	node := make([]int, len(samples))
	rnd := rand.New(rand.NewPCG(1, 2))
	for range trees {
		for i := range samples {
			p := 1 / (1 + math.Exp(-samples[i].sum))
			grad[i] = samples[i].weight * (samples[i].label - p)
			hess[i] = samples[i].weight * p * (1 - p)
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
		g := make([]float64, count*featureCount*bins)
		h := make([]float64, count*featureCount*bins)
		for i := range samples {
			base := (node[i] - start) * featureCount * bins
			row := binned[i*featureCount : (i+1)*featureCount]
			gi, hi := grad[i], hess[i]
			for _, f := range asked {
				k := base + f*bins + int(row[f])
				g[k] += gi
				h[k] += hi
			}
		}
		for n := range count {
			best, bestF, bestB := 1e-6, 0, -1
			for _, f := range asked {
				at := (n*featureCount + f) * bins
				var sg, sh float64
				for b := range bins {
					sg += g[at+b]
					sh += h[at+b]
				}
				var lg, lh float64
				for b := range limits[f] {
					lg += g[at+b]
					lh += h[at+b]
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
