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
	tag      string
	words    []string
	sentence string // what stands between words
	end      string
}

func newLanguage(r *rand.Rand, tag, syllables, between, end string, words int) language {
	parts := strings.Fields(syllables)
	l := language{tag: tag, sentence: between, end: end}
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

// text is about size bytes of prose.
func (l language) text(r *rand.Rand, zipf *rand.Zipf, size int) string {
	var b strings.Builder
	for n := 1; b.Len() < size; n++ {
		b.WriteString(l.words[int(zipf.Uint64())%len(l.words)])
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

// fill stores n entries of so many feeds, twenty a document, as they would
// arrive: all feeds, and then all feeds again.
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
		for i, id := range ids {
			var entries []feed.Entry
			for range document {
				age := time.Duration(rounds-round)*step - time.Duration(g.r.Int64N(int64(step)))
				entries = append(entries, g.entry(i, noon.Add(-age).Truncate(time.Second)))
			}
			save(t, s, id, entries...)
		}
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
		newGenerator().fill(b, s, 500, n)
		b.Logf("%d entries stored in %v: %.0f a second", n, time.Since(start), float64(n)/time.Since(start).Seconds())
	}
	return s
}

// sparse is a store of n entries with short texts, made by SQL in a minute for a
// million: enough for lists, counts, marks and opening, and for words that
// stand in every entry.
func sparse(b *testing.B, n int) *Store {
	b.Helper()
	directory := os.Getenv("WARTA_BENCH")
	if directory == "" {
		directory = b.TempDir()
	}
	path := filepath.Join(directory, fmt.Sprintf("sparse-%d.db", n))
	_, err := os.Stat(path)
	s := openStore(b, path)
	if err == nil {
		return s
	}
	const feeds = 500
	for i := range feeds {
		subscribe(b, s, fmt.Sprintf("https://site%d.example/feed", i), fmt.Sprintf("Folder %d", i%20))
	}
	const batch = 50_000
	for from := 1; from <= n; from += batch {
		err := s.saving(b.Context(), "filling", func(t *tx) error {
			// An entry a minute, in turn from each feed.
			err := t.exec(`WITH RECURSIVE i(id) AS (SELECT ?1 UNION ALL SELECT id + 1 FROM i WHERE id < ?2)
				INSERT INTO entry(id, feed_id, folder_id, rank, first_seen, text_hash, raw_hash, lang, title, url)
				SELECT i.id, f.id, f.folder_id, ((?3 - (?4 - i.id) * 60) << 24) | (i.id & 16777215), 0, i.id, i.id, 'en',
					'Title number ' || i.id || CASE WHEN i.id % 1000 = 0 THEN ' rarity' ELSE '' END, 'https://example.org/' || i.id
				FROM i JOIN feed f ON f.id = 1 + i.id % ?5`, from, min(n, from+batch-1), noon.Unix(), n, feeds)
			if err != nil {
				return err
			}
			return t.exec(`INSERT INTO search(rowid, title, author, body) SELECT rank, title, '', 'the same words in all' FROM entry
				WHERE id BETWEEN ? AND ? ORDER BY rank`, from, min(n, from+batch-1))
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	for i := range feeds {
		if err := s.saving(b.Context(), "counting", func(t *tx) error { return t.recount(feed.FeedID(i + 1)) }); err != nil {
			b.Fatal(err)
		}
	}
	return s
}
