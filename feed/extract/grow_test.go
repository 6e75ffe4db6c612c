package extract

import (
	"math"
	"math/rand/v2"
	"sort"
)

// bins is how many ranges a feature's values are parted into.
const bins = 48

// A grower grows one forest: gradient boosting of trees for the logistic loss,
// with histograms.
type grower struct {
	samples  []sample
	limits   [][]float32
	binned   []uint8 // by feature, then by sample
	slope    [][2]float32
	rows     []int32 // samples, those of a node together
	spare    []int32
	asked    []int                 // the features that the tree may ask for
	at       [1<<treeDepth - 1]int // by node: the last bin of those that answer no
	rnd      *rand.Rand
	allPages int
}

// A bin sums up the gradients and hessians of samples.
type bin [2]float64

// A histogram has the bins of all asked features, one after the other.
type histogram []bin

// grow grows as many forests as there are bags, by other chances each, and gives
// the mean of them: it is steadier on new sites than one of them.
func grow(samples []sample, bags int) forest {
	g := &grower{samples: samples, limits: binLimits(samples), binned: make([]uint8, len(samples)*featureCount),
		slope: make([][2]float32, len(samples)), rows: make([]int32, len(samples)), spare: make([]int32, len(samples)),
		allPages: samples[len(samples)-1].page + 1}
	for f := range featureCount {
		column := g.column(f)
		for i := range samples {
			x := samples[i].f[f]
			column[i] = uint8(sort.Search(len(g.limits[f]), func(k int) bool { return x < g.limits[f][k] }))
		}
	}
	var out forest
	for b := range bags {
		g.rnd = rand.New(rand.NewPCG(*seed+uint64(b), 2))
		for i := range samples {
			samples[i].sum = 0
		}
		for range *trees {
			out = append(out, g.tree())
		}
	}
	for t := range out {
		for l := range out[t].weight {
			out[t].weight[l] /= float32(bags)
		}
	}
	return out
}

// tree grows the next tree, on some of the pages.
func (g *grower) tree() tree {
	in := make([]bool, g.allPages)
	for _, k := range g.rnd.Perm(g.allPages)[:int(*bag*float64(g.allPages))] {
		in[k] = true
	}
	g.asked = g.rnd.Perm(featureCount)[:int(*part*featureCount)]
	rows := g.rows[:0]
	for i := range g.samples {
		s := &g.samples[i]
		if !in[s.page] {
			continue
		}
		p, w := 1/(1+math.Exp(-s.sum)), s.weight
		if math.Abs(s.label-p) < 0.05 { // plain ones are many: one in five is enough
			if g.rnd.IntN(5) > 0 {
				continue
			}
			w *= 5
		}
		g.slope[i] = [2]float32{float32(w * (s.label - p)), float32(w * p * (1 - p))}
		rows = append(rows, int32(i))
	}
	var t tree
	g.split(&t, 0, rows, g.histogram(rows))
	g.add(&t)
	return t
}

// add adds what a tree says of each sample.
func (g *grower) add(t *tree) {
	var columns [len(t.feature)][]uint8
	for n, f := range t.feature {
		columns[n] = g.column(int(f))
	}
	for i := range g.samples {
		n := 0
		for n < len(columns) {
			if int(columns[n][i]) <= g.at[n] {
				n = 2*n + 1
			} else {
				n = 2*n + 2
			}
		}
		g.samples[i].sum += float64(t.weight[n-len(columns)])
	}
}

// column is the bins of a feature.
func (g *grower) column(f int) []uint8 { return g.binned[f*len(g.samples) : (f+1)*len(g.samples)] }

// split grows the part of a tree from a node downwards, on the samples that come
// there.
func (g *grower) split(t *tree, node int, rows []int32, h histogram) {
	const leaves = 1<<treeDepth - 1
	if node >= leaves {
		var sg, sh float64
		for _, i := range rows {
			sg += float64(g.slope[i][0])
			sh += float64(g.slope[i][1])
		}
		t.weight[node-leaves] = float32(*rate * sg / (sh + *decay))
		return
	}
	f, at, ok := g.question(h)
	no := 0 // how many rows answer so
	t.feature[node], t.limit[node], g.at[node] = int16(f), -1e9, -1
	if ok {
		t.limit[node], g.at[node] = g.limits[f][at], at
		no = g.part(rows, g.column(f), uint8(at))
	}
	left, right := rows[:no], rows[no:]
	if 2*node+1 >= leaves {
		g.split(t, 2*node+1, left, nil)
		g.split(t, 2*node+2, right, nil)
		return
	}
	if len(left) < len(right) {
		few := g.histogram(left)
		g.split(t, 2*node+2, right, h.without(few))
		g.split(t, 2*node+1, left, few)
	} else {
		few := g.histogram(right)
		g.split(t, 2*node+1, left, h.without(few))
		g.split(t, 2*node+2, right, few)
	}
}

// part puts the rows first whose bin is at most at, and says how many they are.
func (g *grower) part(rows []int32, column []uint8, at uint8) int {
	no, rest := 0, g.spare[:0]
	for _, i := range rows {
		if column[i] <= at {
			rows[no] = i
			no++
		} else {
			rest = append(rest, i)
		}
	}
	copy(rows[no:], rest)
	return no
}

func (g *grower) histogram(rows []int32) histogram {
	h := make(histogram, len(g.asked)*(bins+1))
	for k, f := range g.asked {
		column, own := g.column(f), h[k*(bins+1):(k+1)*(bins+1)]
		for _, i := range rows {
			b, s := &own[column[i]], &g.slope[i]
			b[0] += float64(s[0])
			b[1] += float64(s[1])
		}
	}
	return h
}

// without takes the samples of a child out: what is left is the other one's.
func (h histogram) without(child histogram) histogram {
	for i := range h {
		h[i][0] -= child[i][0]
		h[i][1] -= child[i][1]
	}
	return h
}

// question is what parts the samples of a node best: a feature and the last bin
// of those that answer no.
func (g *grower) question(h histogram) (feature, at int, ok bool) {
	best := 1e-6
	for k, f := range g.asked {
		own := h[k*(bins+1) : (k+1)*(bins+1)]
		var sg, sh, lg, lh float64
		for _, b := range own {
			sg += b[0]
			sh += b[1]
		}
		for b := range g.limits[f] {
			lg += own[b][0]
			lh += own[b][1]
			if lh < *least || sh-lh < *least {
				continue
			}
			if gain := lg*lg/(lh+*decay) + (sg-lg)*(sg-lg)/(sh-lh+*decay) - sg*sg/(sh+*decay); gain > best {
				best, feature, at, ok = gain, f, b, true
			}
		}
	}
	return feature, at, ok
}

// binLimits are limits that part the samples' values of each feature evenly.
func binLimits(samples []sample) [][]float32 {
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
