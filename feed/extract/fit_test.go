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

// labels says which pieces of a page the annotators kept.
func (t *truth) labels(p *page) []bool {
	words := appendWords(nil, t.Text)
	where := map[uint64][]int{}
	for i := 0; i+shingle <= len(words); i++ {
		h := run(words[i : i+shingle])
		where[h] = append(where[h], i)
	}
	pos := make([]int, len(p.pieces))
	out := make([]bool, len(p.pieces))
	last := 0
	for i, q := range p.pieces {
		pos[i] = -1
		if len(q.words) < shingle {
			continue
		}
		had, first := 0, -1
		for k := 0; k+shingle <= len(q.words); k++ {
			if at := where[run(q.words[k:k+shingle])]; at != nil {
				had++
				if first < 0 {
					first = closest(at, last)
				}
			}
		}
		if 2*had >= len(q.words)-shingle+1 {
			out[i], pos[i] = true, first
			last = first + len(q.words)
		}
	}
	// Of the same text in several places the one in the truth's order counts.
	same := map[uint64][]int{}
	for i, q := range p.pieces {
		if out[i] {
			h := run(q.words)
			same[h] = append(same[h], i)
		}
	}
	for _, list := range same {
		if n := len(where[run(p.pieces[list[0]].words[:shingle])]); len(list) > 1 && n < len(list) {
			best, bestCost := -1, 1<<60
			for _, i := range list {
				if c := disorder(pos, i); c < bestCost {
					best, bestCost = i, c
				}
			}
			for _, i := range list {
				out[i] = i == best
				if i != best {
					pos[i] = -1
				}
			}
		}
	}
	// Short pieces must stand in the truth between their neighbours.
	for i, q := range p.pieces {
		if len(q.words) >= shingle || len(q.words) == 0 {
			continue
		}
		from, to, near := 0, 0, 1<<30
		for j := i - 1; j >= 0; j-- {
			if pos[j] >= 0 {
				from, near = pos[j]+max(1, len(p.pieces[j].words)-1), i-j
				break
			}
		}
		to = from + 20
		for j := i + 1; j < len(p.pieces); j++ {
			if pos[j] >= 0 {
				to, near = min(pos[j]+1, from+400), min(near, j-i)
				break
			}
		}
		if near > 8 { // the words of a menu are in every text
			continue
		}
		for k := max(from, 0); k+len(q.words) <= min(to, len(words)); k++ {
			if run(words[k:k+len(q.words)]) == run(q.words) {
				out[i], pos[i] = true, k
				break
			}
		}
	}
	return out
}

func closest(at []int, to int) int {
	best := at[0]
	for _, a := range at {
		if abs(a-to) < abs(best-to) {
			best = a
		}
	}
	return best
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

// disorder is how far piece i is from its neighbours in the truth.
func disorder(pos []int, i int) int {
	c := 0
	for j, n := i-1, 0; j >= 0 && n < 2; j-- {
		if pos[j] >= 0 {
			c += abs(pos[i] - pos[j])
			n++
		}
	}
	for j, n := i+1, 0; j < len(pos) && n < 2; j++ {
		if pos[j] >= 0 {
			c += abs(pos[i] - pos[j])
			n++
		}
	}
	return c
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
