package extract

import (
	_ "embed"
	"fmt"
	"math"
	"strconv"
	"strings"
	"sync"
)

// treeDepth is how many questions a tree asks.
const treeDepth = 4

// A tree asks questions about a piece's features and gives a weight for what
// the answers lead to. Question n is followed by question 2n+1 for no (the
// feature is below the limit) and 2n+2 for yes.
type tree struct {
	feature [1<<treeDepth - 1]int16
	limit   [1<<treeDepth - 1]float32
	weight  [1 << treeDepth]float32
}

// A forest is trees whose weights add up to the log-odds that a piece is the
// article's. It was fitted to pages whose articles people marked; TestFit in
// train_test.go makes it again: go test ./feed/extract -run TestFit -fit -fitall.
type forest []tree

// probability is how likely a piece with features f is the article's.
func (fo forest) probability(f []float32) float64 {
	sum := float32(0)
	for t := range fo {
		sum += fo[t].weight[fo[t].leaf(f)]
	}
	return 1 / (1 + math.Exp(-float64(sum)))
}

// leaf is where the answers of a piece with features f lead to.
func (t *tree) leaf(f []float32) int {
	n := 0
	for n < 1<<treeDepth-1 {
		if f[t.feature[n]] < t.limit[n] {
			n = 2*n + 1
		} else {
			n = 2*n + 2
		}
	}
	return n - (1<<treeDepth - 1)
}

//go:embed forest1.txt
var forest1Text string

//go:embed forest2.txt
var forest2Text string

// forests are the two that judge: the second one sees what the first one said
// of a piece's neighbours.
var forests = sync.OnceValue(func() [2]forest {
	first, err := readForest(forest1Text)
	if err != nil {
		panic("extract: forest1.txt: " + err.Error())
	}
	second, err := readForest(forest2Text)
	if err != nil {
		panic("extract: forest2.txt: " + err.Error())
	}
	return [2]forest{first, second}
})

// readForest reads one tree a line: feature and limit of each question, then
// the weights.
func readForest(text string) (forest, error) {
	var out forest
	for line := range strings.Lines(text) {
		words := strings.Fields(line)
		if len(words) == 0 || words[0] == "#" {
			continue
		}
		var t tree
		if len(words) != 2*len(t.feature)+len(t.weight) {
			return nil, fmt.Errorf("a tree of %d numbers", len(words))
		}
		for i := range t.feature {
			n, err := strconv.Atoi(words[2*i])
			if err != nil || n < 0 || n >= featureCount {
				return nil, fmt.Errorf("feature %q", words[2*i])
			}
			limit, err := strconv.ParseFloat(words[2*i+1], 32)
			if err != nil {
				return nil, fmt.Errorf("limit %d: %w", i, err)
			}
			t.feature[i], t.limit[i] = int16(n), float32(limit)
		}
		for i := range t.weight {
			w, err := strconv.ParseFloat(words[2*len(t.feature)+i], 32)
			if err != nil {
				return nil, fmt.Errorf("weight %d: %w", i, err)
			}
			t.weight[i] = float32(w)
		}
		out = append(out, t)
	}
	return out, nil
}
