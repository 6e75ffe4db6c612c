package store

import (
	"cmp"
	"math"
	"slices"

	"warta/feed"
)

// A ranking orders hits by Okapi BM25, as SQLite's bm25 does: a word that few
// entries have weighs more, and so does one that stands in a title.
type ranking struct {
	*index
	words   []feed.Words
	most    int // more hits than these are too many
	ranks   []int64
	lengths []uint32
	often   [][]float32 // by word, how often each hit has it
}

// How much a word in a title, in an author's name and in a text counts.
const (
	titleWeight  = 10
	authorWeight = 1
	bodyWeight   = 1
)

// add adds the hits of one segment among some of its entries.
func (r *ranking) add(l *lookup, c feed.Condition, among bitmap, ranks ranksIn) error {
	set, err := l.find(c, among)
	if err != nil || set.empty() {
		return err
	}
	blocks, err := r.read([]int64{l.row(blockLengths)})
	if err != nil {
		return err
	}
	lengths := numbersIn32(blocks[l.row(blockLengths)])
	at := make([]int32, l.size) // where among the hits an entry is
	begin := len(r.ranks)
	set.each(func(i int) {
		at[i] = int32(len(r.ranks))
		r.ranks, r.lengths = append(r.ranks, ranks.at(i)), append(r.lengths, lengths.at(i))
	})
	if len(r.ranks) > r.most {
		return errMany
	}
	if r.often == nil {
		r.often = make([][]float32, len(r.words))
	}
	for n, w := range r.words {
		r.often[n] = append(r.often[n], make([]float32, len(r.ranks)-begin)...)
		if err := l.weigh(l.leaf(w), set, func(entry int, weight float32) { r.often[n][at[entry]] += weight }); err != nil {
			return err
		}
	}
	return nil
}

// weigh calls do with how much the words of a leaf count in each entry among some.
func (l *lookup) weigh(w leaf, among bitmap, do func(entry int, weight float32)) error {
	if len(w.words) > 1 {
		return l.phrase(w, among, func(entry int, places []uint32) {
			for _, place := range places {
				do(entry, [...]float32{bodyWeight, titleWeight, authorWeight, 0}[place>>fieldShift])
			}
		})
	}
	return l.lists(w.words[0], w.prefix, func(r *listReader) {
		for r.next() {
			if !among.has(r.entry) {
				continue
			}
			weight := 0
			if w.Field != feed.InAuthor {
				weight += titleWeight * times(r.of(r.title))
			} else {
				weight += authorWeight * times(r.of(r.author))
			}
			if w.Field == feed.AnyText {
				weight += bodyWeight * times(r.of(r.body))
			}
			do(r.entry, float32(weight))
		}
	})
}

// ordered are the ranks of the hits, the best first, and of those alike the newest.
func (r *ranking) ordered() []int64 {
	entries, words := 0, 0
	for _, s := range r.segments {
		entries, words = entries+s.size, words+s.words
	}
	usual := float64(max(words, 1)) / float64(max(entries, 1))
	type hit struct {
		rank  int64
		score float64
	}
	hits := make([]hit, len(r.ranks))
	for i, rank := range r.ranks {
		hits[i].rank = rank
	}
	for _, often := range r.often {
		have := 0
		for _, n := range often {
			if n > 0 {
				have++
			}
		}
		weight := max(math.Log((float64(entries)-float64(have)+0.5)/(float64(have)+0.5)), 1e-6)
		for i, n := range often {
			const k, b = 1.2, 0.75
			f := float64(n)
			hits[i].score += weight * f * (k + 1) / (f + k*(1-b+b*float64(r.lengths[i])/usual))
		}
	}
	slices.SortFunc(hits, func(a, b hit) int { return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(b.rank, a.rank)) })
	for i := range hits {
		r.ranks[i] = hits[i].rank
	}
	return r.ranks
}
