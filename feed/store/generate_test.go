package store

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"warta/feed"
)

// A language makes up text: its words are drawn from syllables, the shorter
// ones more often, so that an index of them looks like one of real news.
type language struct {
	tag       string
	syllables []string
	words     []string // the most frequent first
	sentence  string   // what stands between words
	end       string
}

func newLanguage(r *rand.Rand, tag, syllables, between, end string, words int) language {
	parts := strings.Fields(syllables)
	l := language{tag: tag, syllables: parts, sentence: between, end: end}
	seen := map[string]bool{}
	for len(l.words) < words {
		var b strings.Builder
		for range 1 + min(3, len(l.words)/200) + r.IntN(2) {
			b.WriteString(parts[r.IntN(len(parts))])
		}
		if w := b.String(); !seen[w] {
			seen[w] = true
			l.words = append(l.words, w)
		}
	}
	return l
}

// languages are the generator's four.
func languages(r *rand.Rand) []language {
	return []language{
		newLanguage(r, "en", "the to ing er re con tion al in de ed es an or it st ver pro ment ly ter at ic en is th ou", " ", ". ", 12_000),
		newLanguage(r, "id", "ber me ng kan ter di an ka ra sa la ma pe nya ku mu ri ta se ja ha ba wa gi ru lu", " ", ". ", 10_000),
		newLanguage(r, "de", "ge ver schaft heit lich be ung ein aus zu rück über stand land mög für bach ü ö sch keit er ab", " ", ". ", 14_000),
		newLanguage(r, "ja", "新 聞 国 会 東 京 都 政 府 経 済 は を の に が する した です ます ニュ ース 発 表 米 価 格 上 昇 市 場 選 挙", "", "。", 6_000),
	}
}

// text is about size bytes of prose. One word in fifty is one of its own, as
// names and numbers are.
func (l language) text(r *rand.Rand, zipf *rand.Zipf, size int) string {
	var b strings.Builder
	for n := 1; b.Len() < size; n++ {
		if r.IntN(50) == 0 {
			for range 3 + r.IntN(2) {
				b.WriteString(l.syllables[r.IntN(len(l.syllables))])
			}
		} else {
			b.WriteString(l.words[int(zipf.Uint64())%len(l.words)])
		}
		if n%12 == 0 {
			b.WriteString(l.end)
		} else {
			b.WriteString(l.sentence)
		}
	}
	return b.String()
}

// A generator makes entries of feeds that publish over two years.
type generator struct {
	r     *rand.Rand
	langs []language
	zipf  *rand.Zipf
	made  int
}

func newGenerator() *generator {
	r := rand.New(rand.NewPCG(7, 7))
	return &generator{r: r, langs: languages(r), zipf: rand.NewZipf(r, 1.1, 4, 1<<13)}
}

func (g *generator) entry(i int, at time.Time) feed.Entry {
	l := g.langs[i%len(g.langs)]
	g.made++
	title := l.text(g.r, g.zipf, 60)
	if g.made%1000 == 0 {
		title += " rarity"
	}
	address := fmt.Sprintf("https://site%d.example/%d/%d", i, at.Year(), g.made)
	return feed.Entry{GUID: address, URL: address, Title: title, Author: "Author " + strconv.Itoa(i%7), Language: l.tag, Published: at,
		Content: "<p>" + l.text(g.r, g.zipf, 1500) + "</p><p>" + l.text(g.r, g.zipf, 1500) + "</p>"}
}

// feedsOf is how many feeds a store of n entries has.
func feedsOf(n int) int {
	if n >= 1_000_000 {
		return 2_000
	}
	return 500
}

// fill stores n entries of so many feeds, twenty a document, as they would
// arrive: all feeds, and then all feeds again; and makes a reader's marks.
func (g *generator) fill(t testing.TB, s *Store, feeds, n int) {
	t.Helper()
	var ids []feed.FeedID
	for i := range feeds {
		ids = append(ids, subscribe(t, s, fmt.Sprintf("https://site%d.example/feed", i), fmt.Sprintf("Folder %d", i%20)))
	}
	const document = 20
	rounds := max(1, n/feeds/document)
	step := 2 * 365 * 24 * time.Hour / time.Duration(rounds)
	for round := range rounds {
		var news []News
		for i, id := range ids {
			var entries []feed.Entry
			for range document {
				age := time.Duration(rounds-round)*step - time.Duration(g.r.Int64N(int64(step)))
				entries = append(entries, g.entry(i, noon.Add(-age).Truncate(time.Second)))
			}
			news = append(news, News{Feed: id, Fetched: Fetched{Status: 200}, Doc: &feed.Document{Entries: entries}})
			if len(news) == 25 || i == len(ids)-1 {
				keepAll(t, s, news)
				news = news[:0]
			}
		}
	}
	g.marks(t, s)
}

// keepAll stores news in as few transactions as a refresh would.
func keepAll(t testing.TB, s *Store, news []News) {
	t.Helper()
	for len(news) > 0 {
		kept := s.Keep(t.Context(), news, time.Second)
		for _, k := range kept {
			if k.Err != nil {
				t.Fatal(k.Err)
			}
		}
		news = news[len(kept):]
	}
}

// chance is SQL for a number that looks thrown for each entry, another one for
// each n.
func chance(n int) string {
	return fmt.Sprintf(`(((id + %d) * 2654435761 + (id + %d) * (id + 7) * 40503) >> 13)`, n, n*1000)
}

// marks makes a reader's marks: half of the news of the last month are read,
// nine of ten before; one in a hundred is starred, one in two hundred saved, one
// in three hundred muted, one in five hundred changed; one in eight has its whole
// article.
func (g *generator) marks(t testing.TB, s *Store) {
	t.Helper()
	err := s.saving(t.Context(), "marking", func(t *tx) error {
		for _, query := range []string{
			`UPDATE entry SET unread = 0 WHERE ` + chance(1) + ` % 100 < CASE WHEN rank >= ?1 THEN 50 ELSE 90 END`,
			`UPDATE entry SET starred = 1 WHERE ` + chance(2) + ` % 100 = 0 AND ?1`,
			`UPDATE entry SET saved = 1 WHERE ` + chance(3) + ` % 200 = 0 AND ?1`,
			`UPDATE entry SET muted = 1 WHERE ` + chance(4) + ` % 300 = 0 AND ?1`,
			`UPDATE entry SET badge = 2, want = 0 WHERE ` + chance(5) + ` % 8 = 0 AND ?1`,
			`UPDATE entry SET revised = 1 WHERE ` + chance(6) + ` % 500 = 0 AND ?1`,
			`UPDATE entry SET want = 0 WHERE rank < ?1`,
			`INSERT INTO status(entry_id, read, starred, saved, changed) SELECT id, 1 - unread, starred, saved, ?1 FROM entry
				WHERE (unread = 0 OR starred = 1 OR saved = 1) ON CONFLICT DO NOTHING`,
		} {
			if err := t.exec(query, rankAt(noon.Add(-30*24*time.Hour))); err != nil {
				return err
			}
		}
		var ids []feed.FeedID
		var id feed.FeedID
		if err := t.each(`SELECT id FROM feed`, nil, []any{&id}, func() error { ids = append(ids, id); return nil }); err != nil {
			return err
		}
		for _, id := range ids {
			if err := t.recount(id); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// large is a store of n entries, made once and kept in the folder that
// WARTA_BENCH names, or else for this benchmark alone.
func large(b *testing.B, n int) *Store {
	b.Helper()
	directory := os.Getenv("WARTA_BENCH")
	if directory == "" {
		directory = b.TempDir()
	}
	path := filepath.Join(directory, fmt.Sprintf("%d.db", n))
	_, err := os.Stat(path)
	s := openStore(b, path)
	if err != nil {
		start := time.Now()
		newGenerator().fill(b, s, feedsOf(n), n)
		b.Logf("%d entries stored in %v: %.0f a second", n, time.Since(start), float64(n)/time.Since(start).Seconds())
	}
	return s
}
