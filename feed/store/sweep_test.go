package store

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"warta/feed"
	"warta/feed/query"
)

// sweep are queries of every shape, in words of the generator: "retion" is in
// every fourth entry (all in English), "es" and "at" in most of these,
// "isalicales" in few, "rarity" in one of a thousand.
var sweep = []string{
	// Words: frequent, middling, rare, absent; several; phrases.
	`retion`, `RÉTION`, `atit`, `isalicales`, `rarity`, `absentword`, `retion the`, `retion rarity`, `retion absentword`, `retion land`,
	`"retion es"`, `"the retion"`, `"es rarity"`, `"no such phrase"`, `land or pepe`, `rarity or absentword`, `retion or ja or land or 新聞`,
	// Prefixes.
	`a*`, `z*`, `e*`, `ab*`, `me*`, `con*`, `ver*`, `inter*`, `const*`, `rari*`, `qqqq*`, `9*`, `"the re"*`, `a* b*`, `con* rarity`, `title:a*`, `r* or s*`,
	// Chinese, Japanese.
	`新`, `新聞`, `東京都`, `選挙の市場`, `龍馬`, `新*`,
	// Fields.
	`title:retion`, `title:rarity`, `title:absentword`, `author:3`, `author:"Author 5"`, `title:retion title:the`, `-title:retion`, `author:nobody`,
	// Negation.
	`-retion`, `-rarity`, `-a*`, `retion -the`, `retion -es`, `land -rarity`, `-(retion or ja or land)`, `-(starred or retion)`,
	// Marks.
	`unread`, `read`, `starred`, `saved`, `muted`, `has:full`, `is:updated`, `starred unread`, `starred saved`, `starred -unread saved`, `saved muted`,
	`unread retion`, `unread rarity`, `unread absentword`, `unread a*`, `unread -retion`, `starred retion`, `saved retion`, `starred rarity`, `saved con*`,
	`starred -retion`, `saved -retion`, `muted retion`, `muted rarity`, `has:full rarity`, `has:full starred`, `is:updated retion`, `starred or rarity`,
	`starred or -retion`, `unread (rarity or starred)`, `unread (retion or saved) -land`, `has:full is:updated`,
	// Places.
	`in:"Folder 3"`, `unread in:"Folder 3"`, `starred in:"Folder 3"`, `in:"Folder 3" retion`, `in:"Folder 3" rarity`, `in:"Folder 3" ab*`, `in:"Folder 3" or in:"Folder 4"`,
	`feed:site9.`, `feed:#9`, `feed:#9 retion`, `feed:#9 rarity`, `feed:#9 absentword`, `feed:#9 r*`, `feed:#9 -retion`, `feed:#9 starred`, `feed:#9 has:full`,
	`feed:site1`, `feed:site1 retion`, `feed:nothing`, `-feed:#9`, `-in:"Folder 3"`, `feed:#9 lang:de`,
	// Languages and times.
	`lang:id`, `lang:xx`, `-lang:en`, `lang:en retion`, `lang:ja retion`, `lang:de rarity`, `lang:en starred`, `unread lang:id`, `lang:en in:"Folder 3"`,
	`newer:1d`, `newer:1d retion`, `newer:90d rarity`, `older:600d`, `older:600d retion`, `older:600d a*`, `after:2025-06-01 before:2025-06-03 retion`,
	`before:2010-01-01`, `before:2010-01-01 retion`, `newer:2d -retion`, `unread newer:7d -retion`, `unread in:"Folder 3" lang:de newer:30d land`,
	`sort:oldest`, `sort:oldest retion`, `sort:oldest rarity`, `sort:oldest a*`, `sort:oldest unread -retion`, `sort:oldest unread`,
	// By relevance.
	`retion sort:relevance`, `rarity sort:relevance`, `absentword sort:relevance`, `atit sort:relevance`, `isalicales sort:relevance`, `a* sort:relevance`,
	`"the retion" sort:relevance`, `新聞 sort:relevance`, `unread retion sort:relevance`, `starred retion sort:relevance`, `retion land sort:relevance`,
	`feed:#9 retion sort:relevance`, `retion -the sort:relevance`, `con* sort:relevance`, `title:retion sort:relevance`,
}

// TestSweep measures every query of the sweep over a large store, in
// milliseconds of the processor, and tells which are above their goal: 20 for the
// first 200 hits, 250 by relevance.
//
//	WARTA_BENCH=/tmp/scale WARTA_BENCH_SIZES=1000000 go test ./feed/store -run Sweep -v
func TestSweep(t *testing.T) {
	if os.Getenv("WARTA_BENCH") == "" {
		t.Skip("WARTA_BENCH names no folder with stores")
	}
	for _, n := range sizes() {
		path := filepath.Join(os.Getenv("WARTA_BENCH"), fmt.Sprintf("%d.db", n))
		if _, err := os.Stat(path); err != nil {
			t.Skip(err)
		}
		s := openStore(t, path)
		above := 0
		for _, text := range sweep {
			if !strings.Contains(text, os.Getenv("WARTA_BENCH_QUERY")) {
				continue
			}
			first, usual, hits := timed(t, s, text)
			goal, mark := 20*time.Millisecond, ""
			if strings.Contains(text, "sort:relevance") {
				goal = 250 * time.Millisecond
			}
			if usual > goal {
				above, mark = above+1, "ABOVE"
			}
			t.Logf("%-52s %4d hits, first %7.2f, then %7.2f ms %s", text, hits, float64(first)/1e6, float64(usual)/1e6, mark)
		}
		t.Logf("%d entries: %d of %d queries above their goal", n, above, len(sweep))
	}
}

// timed asks a query four times and gives the processor's time of the first, and
// the least of the others.
func timed(t *testing.T, s *Store, text string) (first, usual time.Duration, hits int) {
	t.Helper()
	q, err := query.ParseAt(text, noon)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 4 {
		before := cpuTime()
		list, err := s.Headlines(t.Context(), q, feed.Window{Limit: 200})
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		took := cpuTime() - before
		if i == 0 {
			first = took
		} else if i == 1 || took < usual {
			usual = took
		}
		hits = len(list)
	}
	return first, usual, hits
}
