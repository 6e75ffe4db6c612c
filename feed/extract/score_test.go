package extract

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"warta/feed/article"
)

var predictions = flag.String("predictions", "", "folder to write the text of every page to")

// libraries makes TestCorpus score the libraries alone, too.
var libraries = flag.Bool("bare", false, "score the bare libraries beside")

// A score is the metric of the scrapinghub article extraction benchmark: runs
// of four words; the means of the pages' precision and recall; the share of
// pages whose words are exactly right.
type score struct {
	precision, recall, exact float64
	pages, answered          int
}

func (s score) f1() float64 {
	p, r := s.precision/float64(max(s.answered, 1)), s.recall/float64(max(s.pages, 1))
	return 2 * p * r / (p + r)
}

func (s score) accuracy() float64 { return s.exact / float64(max(s.pages, 1)) }

func wordsIn(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r != '_' && !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}

func shinglesIn(words []string) map[string]int {
	m := map[string]int{}
	for i := 0; len(words) > 0 && i <= max(0, len(words)-shingle); i++ {
		m[strings.Join(words[i:min(i+shingle, len(words))], " ")]++
	}
	return m
}

// add scores one page.
func (s *score) add(truth, got string) {
	tw, gw := wordsIn(truth), wordsIn(got)
	ts, gs := shinglesIn(tw), shinglesIn(gw)
	hits, all, want := 0, 0, 0
	for k, n := range gs {
		all += n
		hits += min(n, ts[k])
	}
	for _, n := range ts {
		want += n
	}
	s.pages++
	if all > 0 {
		s.answered++
		s.precision += float64(hits) / float64(all)
	}
	if want > 0 {
		s.recall += float64(hits) / float64(want)
	}
	if strings.Join(tw, " ") == strings.Join(gw, " ") {
		s.exact++
	}
}

// TestCorpus holds the figures up that the extraction reaches.
func TestCorpus(t *testing.T) {
	floors := map[string]float64{"zyte": 0.98, "n4k": 0.96, "fundus": 0.97, "wcxb": 0.97}
	scores := map[string]*score{}
	at := func(k string) *score {
		if scores[k] == nil {
			scores[k] = &score{}
		}
		return scores[k]
	}
	bare := func(*truth) map[string]string { return nil }
	if *libraries {
		bare = bareLibraries(t)
	}
	for _, tr := range readTruths(t) {
		text := article.Text(tr.got)
		source, _, _ := strings.Cut(tr.ID, "-")
		split := " seen"
		if heldOut(tr.ID) {
			split = " held out"
		}
		at(source).add(tr.Text, text)
		for name, text := range bare(tr) {
			at(source+" "+name).add(tr.Text, text)
			at(source+split+" "+name).add(tr.Text, text)
		}
		at(source+split).add(tr.Text, text)
		if *predictions != "" {
			if err := os.WriteFile(filepath.Join(*predictions, tr.ID+".txt"), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	for source, floor := range floors {
		splits := []string{"", " seen", " held out"}
		if *libraries {
			splits = append(splits, " traf-fb", " readeck", " held out traf-fb", " held out readeck")
		}
		for _, split := range splits {
			s := at(source + split)
			t.Logf("%-24s %3d pages  F1 %.4f  P %.4f  R %.4f  exact %.3f", source+split, s.pages, s.f1(), s.precision/float64(max(1, s.answered)), s.recall/float64(max(1, s.pages)), s.accuracy())
		}
		if f := at(source).f1(); f < floor {
			t.Errorf("%s: F1 %.4f is below %.4f", source, f, floor)
		}
	}
}
