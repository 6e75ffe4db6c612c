package extract

import (
	"compress/gzip"
	"encoding/json"
	"flag"
	"fmt"
	"hash/fnv"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"sync"
	"testing"

	"warta/feed/article"
)

// A truth is what annotators say of one page of the corpus.
type truth struct {
	ID, URL, Title, Text, Byline, Date string
	Headings                           []struct {
		Level int
		Text  string
	}
	ListItems   []string `json:"list_items"`
	Blockquotes []string
	Listicle    string
	Images      []struct {
		URLs    []string
		Caption string
		Cover   bool
	}
	body []byte
	got  article.Article // from readTruths
}

// heldOut reports whether a page is of the third that nobody looks at.
func heldOut(id string) bool {
	h := fnv.New32a()
	io.WriteString(h, id)
	return h.Sum32()%3 == 0
}

// truths are the pages of the corpus.
func truths(tb testing.TB) []*truth {
	tb.Helper()
	files, err := filepath.Glob(filepath.Join(corpus(tb, "pages"), "*.json"))
	if err != nil {
		tb.Fatal(err)
	}
	sort.Strings(files)
	var out []*truth
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			tb.Fatal(err)
		}
		t := &truth{}
		if err := json.Unmarshal(data, t); err != nil {
			tb.Fatal(f, err)
		}
		r, err := os.Open(strings.TrimSuffix(f, ".json") + ".html.gz")
		if err != nil {
			tb.Fatal(err)
		}
		z, err := gzip.NewReader(r)
		if err != nil {
			tb.Fatal(err)
		}
		if t.body, err = io.ReadAll(z); err != nil {
			tb.Fatal(err)
		}
		r.Close()
		out = append(out, t)
	}
	return out
}

// every makes the corpus tests judge all pages.
var every = flag.Bool("every", false, "judge every page of the corpus, not a fixed half of them")

// read is the pages that were judged, made into articles once for all tests.
var read struct {
	sync.Once
	pages []*truth
}

// folds is where forests lie that were each fitted without one part of the sites.
var folds = flag.String("folds", "", "folder of forests for cross-validation: written with -fit, else every page is judged by those that never saw its site")

// foldCount is into how many parts cross-validation parts the sites.
const foldCount = 5

// foldOf is the part that a page's site is of.
func foldOf(addr string) int {
	u, err := url.Parse(addr)
	if err != nil {
		return 0
	}
	h := fnv.New32a()
	io.WriteString(h, strings.TrimPrefix(u.Hostname(), "www."))
	return int(h.Sum32()>>8) % foldCount
}

// crossed is the article of a page, judged by forests that never saw its site.
func crossed(t *testing.T, tr *truth) article.Article {
	t.Helper()
	p, err := openPage(string(tr.body), Source{URL: tr.URL})
	if err != nil {
		t.Fatal(err)
	}
	p.judgeBy(func() [2]forest { return foldForests(t)[foldOf(tr.URL)] })
	return p.article()
}

// foldForests are the forests of all folds.
var foldForests = func() func(*testing.T) [foldCount][2]forest {
	var once sync.Once
	var out [foldCount][2]forest
	return func(t *testing.T) [foldCount][2]forest {
		t.Helper()
		once.Do(func() {
			for k := range out {
				for i := range out[k] {
					text, err := os.ReadFile(foldFile(k, i+1))
					if err == nil {
						out[k][i], err = readForest(string(text))
					}
					if err != nil {
						t.Fatal(err)
					}
				}
			}
		})
		return out
	}
}()

func foldFile(k, i int) string {
	return filepath.Join(*folds, fmt.Sprintf("fold%d-forest%d.txt", k, i))
}

// readTruths are the pages of the corpus with their articles: a fixed half of
// them, or with -every, and in CI, all.
func readTruths(t *testing.T) []*truth {
	t.Helper()
	all := truths(t)
	read.Do(func() {
		for _, tr := range all {
			if h := fnv.New32a(); !*every && os.Getenv("CI") == "" {
				io.WriteString(h, tr.URL)
				if h.Sum32()%2 == 0 {
					continue
				}
			}
			if *folds != "" {
				tr.got = crossed(t, tr)
			} else {
				tr.got, _ = Page(tr.body, Source{URL: tr.URL})
			}
			if !*libraries {
				tr.body = nil
			}
			read.pages = append(read.pages, tr)
		}
	})
	return read.pages
}

// A match is where a piece stands in the annotators' text.
type match struct {
	piece, from, to int // words of the text
	words           int // that are the same
}

// matches are the places of the text that have at least half of a piece, of a
// short piece all of it.
func (q *piece) matches(i int, words []uint32, where map[uint64][]int) []match {
	n := len(q.words)
	if n < shingle {
		return nil
	}
	hits := map[int]int{} // by where the piece would begin
	for k := 0; k+shingle <= n; k++ {
		at := where[run(q.words[k:k+shingle])]
		if len(at) > 40 {
			continue
		}
		for _, a := range at {
			hits[a-k]++
		}
	}
	var out []match
	for start := range hits {
		all, shift := 0, 0
		for d := -6; d <= 6; d++ { // a word more or less on the way
			if all += hits[start+d]; hits[start+d] > hits[start] || hits[start+d] == hits[start] && d < 0 {
				shift = -1
				break
			}
		}
		if shift < 0 {
			continue
		}
		m := match{i, max(start, 0), min(start+n, len(words)), all + shingle - 1}
		if n < 12 && n-m.words > n/6 || 2*m.words < n {
			continue
		}
		out = append(out, m)
	}
	return out
}

// chain is the matches in the order of both page and text that have the most
// words; of equals, those that leave no gaps.
func chain(all []match) []match {
	sort.Slice(all, func(a, b int) bool {
		if all[a].piece != all[b].piece {
			return all[a].piece < all[b].piece
		}
		return all[a].from < all[b].from
	})
	best, before := make([]float64, len(all)), make([]int, len(all))
	last := -1
	for i, m := range all {
		before[i] = -1
		for j := i - 1; j >= 0; j-- {
			o := all[j]
			if o.piece == m.piece || o.to > m.from+2 && o.to > m.from+(m.to-m.from)/4 {
				continue
			}
			got := best[j]
			if gap := m.from - o.to; gap <= 2 {
				got += 0.9
			} else if gap < 40 {
				got += 0.3
			}
			got -= 0.002 * float64(min(m.piece-o.piece, 100))
			if got > best[i] {
				best[i], before[i] = got, j
			}
		}
		best[i] += float64(m.words)
		if last < 0 || best[i] > best[last] {
			last = i
		}
	}
	var out []match
	for ; last >= 0; last = before[last] {
		out = append(out, all[last])
	}
	slices.Reverse(out)
	return out
}

// labels says which pieces of a page the annotators kept.
func (t *truth) labels(p *page) []bool {
	words := appendWords(nil, t.Text)
	where := map[uint64][]int{}
	for i := 0; i+shingle <= len(words); i++ {
		h := run(words[i : i+shingle])
		where[h] = append(where[h], i)
	}
	var all []match
	for i, q := range p.pieces {
		all = append(all, q.matches(i, words, where)...)
	}
	out := make([]bool, len(p.pieces))
	had := make([]bool, len(words))
	at := map[int]match{}
	take := func(m match) {
		out[m.piece], at[m.piece] = true, m
		for k := m.from; k < m.to; k++ {
			had[k] = true
		}
	}
	for _, m := range chain(all) {
		take(m)
	}
	// What stands elsewhere in the text is the article's when nothing else has its place.
	for _, m := range all {
		free := 0
		for k := m.from; k < m.to; k++ {
			free += int(is(!had[k]))
		}
		if !out[m.piece] && free*4 >= (m.to-m.from)*3 {
			take(m)
		}
	}
	for i, q := range p.pieces {
		if len(q.words) > 0 && len(q.words) < shingle {
			if m, ok := shortMatch(p, i, at, words, had); ok {
				take(m)
			}
		}
	}
	return out
}

// shortMatch is the place of a piece of a few words: where nothing else stands
// between those of its neighbours.
func shortMatch(p *page, i int, at map[int]match, words []uint32, had []bool) (match, bool) {
	q := p.pieces[i]
	from, to, near := 0, len(words), 1<<30
	for j := i - 1; j >= 0; j-- {
		if m, ok := at[j]; ok {
			from, near = m.to, i-j
			break
		}
	}
	for j := i + 1; j < len(p.pieces); j++ {
		if m, ok := at[j]; ok {
			to, near = m.from, min(near, j-i)
			break
		}
	}
	if near > 8 { // the words of a menu are in every text
		return match{}, false
	}
	for k := max(from-1, 0); k+len(q.words) <= min(to+1, from+400, len(words)); k++ {
		if run(words[k:k+len(q.words)]) == run(q.words) && !slices.Contains(had[k:k+len(q.words)], true) {
			return match{i, k, k + len(q.words), len(q.words)}, true
		}
	}
	return match{}, false
}

func TestFeatureCount(t *testing.T) {
	p, err := openPage("<p>One two three four five.</p>", Source{})
	if err != nil {
		t.Fatal(err)
	}
	p.gather()
	if n := len(newScene(p, p.votes()).features(0, nil)); n != featureCount {
		t.Errorf("%d features, featureCount is %d", n, featureCount)
	}
}
