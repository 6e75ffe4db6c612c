package parse

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"warta/feed"
)

// The bounds on one hostile document.
const (
	maxCPU    = time.Second
	maxMemory = 100 << 20
	megabytes = 10 // of a document: feed/fetch takes no more
)

// A bomb is a document that is built to do harm.
type bomb struct {
	name    string
	body    func() string
	refused bool // it is no feed; else its entries are read
}

const size = megabytes << 20

// fill repeats a piece to some megabytes.
func fill(piece string) string { return strings.Repeat(piece, size/len(piece)) }

func inRSS(s string) string { return `<rss version="2.0"><channel>` + s + `</channel></rss>` }

func inItem(s string) string { return inRSS("<item><title>Kept</title>" + s + "</item>") }

func inHTML(piece string) string {
	return inItem("<description><![CDATA[" + fill(piece) + "]]></description>")
}

// numbered repeats what make gives for 0 to n-1.
func numbered(n int, make func(i int) string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(make(i))
	}
	return b.String()
}

var bombs = []bomb{
	{"depth", func() string { return `<rss xmlns:x="u"><channel><item>` + fill("<x:a>") }, true},
	{"depth in text", func() string {
		return `<feed xmlns="http://www.w3.org/2005/Atom"><entry><content type="xhtml">` + fill("<div>")
	}, true},
	{"namespaces nested", func() string {
		return `<rss><channel>` + numbered(20_000, func(i int) string { return fmt.Sprintf(`<a xmlns:n%d="u%d">`, i, i) })
	}, true},
	{"bases nested", func() string {
		return `<rss xml:base="http://a.example/">` + strings.Repeat(`<a xml:base="b/">`, 30_000)
	}, true},
	{"bases in a row", func() string {
		return inRSS(fill(`<item xml:base="http://a.example/` + strings.Repeat("b", 900) + `"><link>c</link></item>`))
	}, false},
	{"attributes", func() string {
		return `<rss><channel ` + numbered(900_000, func(i int) string { return "a" + strconv.Itoa(i) + `="" ` }) + "/></rss>"
	}, true},
	{"namespaces on one", func() string {
		return `<rss ` + numbered(400_000, func(i int) string { return "xmlns:a" + strconv.Itoa(i) + `="u" ` }) + "/>"
	}, true},
	{"entries", func() string { return inRSS(fill("<item><title>Kept</title><link>http://a.example/1</link></item>")) }, false},
	{"dated entries", func() string {
		return inRSS(fill("<item><title>Kept</title><pubDate>Mon, 3 Augustus 2026 10:00:00 WIB</pubDate></item>"))
	}, false},
	{"empty entries", func() string { return inRSS(fill("<item/>")) }, false},
	{"full entries", func() string {
		return inRSS(fill("<item><title>Kept</title><description>" + strings.Repeat("word &lt;b> ", 400) + "</description></item>"))
	}, false},
	{"one text", func() string { return inItem("<description>" + fill("word ") + "</description>") }, false},
	{"one title", func() string { return inItem("<title>" + fill("word ") + "</title>") }, false},
	{"one CDATA", func() string { return inItem("<description><![CDATA[" + fill("<p>word</p> ") + "]]></description>") }, false},
	{"one XHTML", func() string {
		return `<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Kept</title><content type="xhtml"><div>` + fill("<p>word</p>") + "</div></content></entry></feed>"
	}, false},
	{"elements in an entry", func() string { return inItem(fill("<category>c</category>")) }, false},
	{"enclosures", func() string {
		return inItem(numbered(150_000, func(i int) string { return fmt.Sprintf(`<enclosure url="http://a.example/%d"/>`, i) }))
	}, false},
	{"extensions", func() string {
		return inItem(fill(`<media:content url="http://a.example/1"><media:title>x</media:title></media:content>`))
	}, false},
	{"laughs", func() string {
		return `<!DOCTYPE rss [<!ENTITY a "ha">` + numbered(30, func(i int) string {
			return fmt.Sprintf(`<!ENTITY a%d "%s">`, i, strings.Repeat("&a"+map[bool]string{true: strconv.Itoa(i - 1)}[i > 0]+";", 20))
		}) + `]>` + inItem("<description>"+strings.Repeat("&a29;", 1000)+"</description>")
	}, false},
	{"one entity often", func() string {
		return `<!DOCTYPE rss [<!ENTITY a "` + strings.Repeat("x", 2000) + `">]>` + inItem("<description>"+fill("&a;")+"</description>")
	}, false},
	{"document type", func() string { return `<!DOCTYPE rss [` + fill("<!ENTITY a ") }, true},
	{"less-than", func() string { return inItem("<description>" + fill("<") + "</description>") }, false},
	{"ampersands", func() string { return inItem("<description>" + fill("&") + "</description>") }, false},
	{"references", func() string { return inItem("<description>" + fill("&amp;#38;") + "</description>") }, false},
	{"comments", func() string { return inItem("") + fill("<!--") }, false},
	{"comments inside", func() string { return `<rss><channel><item><title>Kept</title>` + fill("<!-- >") }, false},
	{"sections", func() string { return `<rss><channel><item><title>Kept</title><description>` + fill("<![CDATA[") }, false},
	{"instructions", func() string { return `<rss><channel><item><title>Kept</title>` + fill("<?x >") }, false},
	{"end tags", func() string { return inItem(fill("</x>")) }, false},
	{"void tags", func() string { return inItem("<description>" + fill("<br>") + "</description>") }, false},
	{"quotes", func() string { return inItem(fill(`<a b="`)) }, true},
	{"links", func() string {
		return `<rss xml:base="http://a.example/` + strings.Repeat("b", 900) + `/"><channel>` +
			fill("<item><title>Kept</title><description><![CDATA["+strings.Repeat("<a href=x>", 500)+"]]></description></item>") + "</channel></rss>"
	}, false},
	{"HTML without ends", func() string { return inHTML("<b") }, false},
	{"HTML with open quotes", func() string { return inHTML(`<a href="`) }, false},
	{"HTML with hidden ends", func() string { return inHTML(`<a title=">" `) }, false},
	{"HTML comments", func() string { return inHTML("<!--") }, false},
	{"HTML scripts", func() string { return inHTML("<script></scrip") }, false},
	{"HTML srcset", func() string {
		return inItem(`<description><![CDATA[<img srcset="` + fill("a, ") + `">]]></description>`)
	}, false},
	{"HTML title", func() string { return inItem("<title><![CDATA[" + fill(`<b title=">" `) + "]]></title>") }, false},
	{"nested div", func() string {
		return `<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Kept</title><content type="html">` + fill("&lt;div>") + "</content></entry></feed>"
	}, false},
	{"UTF-16", func() string {
		return "\xFF\xFE" + wide(inItem("<description>"+strings.Repeat("\u56fd", size/2-200)+"</description>"))
	}, false},
	{"Latin-1", func() string { return inItem("<description>" + fill("\xE9\xE8 ") + "</description>") }, false},
	{"guessed", func() string { return inItem("<description>" + fill("\xD0\xD2\xC9\xD7\xC5\xD4 ") + "</description>") }, false},
	{"controls", func() string { return inItem("<description>" + fill("\x1B[31m\u009b\u202e") + "</description>") }, false},
	{"junk before", func() string { return fill("<i>junk</i> ") + inItem("") }, false},
	{"only junk", func() string { return fill("<i>junk</i> ") }, true},
	{"JSON depth", func() string { return `{"version":"https://jsonfeed.org/version/1.1","items":` + fill("[") }, true},
	{"JSON entries", func() string {
		return `{"version":"https://jsonfeed.org/version/1.1","items":[` + fill(`{"id":1,"title":"Kept","url":"http://a.example/1"},`) + `{"id":2}]}`
	}, false},
	{"JSON text", func() string {
		return `{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","title":"Kept","content_html":"` + fill("<p>word</p>") + `"}]}`
	}, false},
	{"too long", func() string { return strings.Repeat(" ", MaxBody+1) }, true},
}

// wide is ASCII and the plane of most scripts as UTF-16, little-endian.
func wide(s string) string {
	var b strings.Builder
	b.Grow(2 * len(s))
	for _, r := range s {
		b.WriteByte(byte(r))
		b.WriteByte(byte(r >> 8))
	}
	return b.String()
}

// TestHostile gives each bomb to a process of its own, and holds it to the
// bounds on time and memory.
func TestHostile(t *testing.T) {
	if name := os.Getenv("WARTA_TEST_BOMB"); name != "" {
		explode(t, name)
		return
	}
	if testing.Short() {
		t.Skip("takes a process for each document")
	}
	if raceEnabled {
		t.Skip("the race detector costs more than the bounds")
	}
	for _, b := range bombs {
		t.Run(b.name, func(t *testing.T) {
			cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestHostile$", "-test.v")
			cmd.Env = append(os.Environ(), "WARTA_TEST_BOMB="+b.name)
			out, err := cmd.CombinedOutput()
			if err != nil {
				t.Fatalf("%v\n%.2000s", err, out)
			}
			_, figures, _ := strings.Cut(string(out), "FIGURES ")
			var micros, memory int64
			if _, err := fmt.Sscan(figures, &micros, &memory); err != nil {
				t.Fatalf("%v in %.300q", err, out)
			}
			cpu := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
			t.Logf("%v of parsing, %v CPU with the making of it, %d MB", time.Duration(micros)*time.Microsecond, cpu, memory>>20)
			if time.Duration(micros)*time.Microsecond > maxCPU && cpu > maxCPU {
				t.Errorf("took %v CPU", cpu)
			}
			if memory > maxMemory {
				t.Errorf("took %d MB", memory>>20)
			}
		})
	}
}

// explode parses one bomb and prints what it cost: the time, and the memory that
// came from the system beyond what the process and the document had.
func explode(t *testing.T, name string) {
	t.Helper()
	for _, b := range bombs {
		if b.name != name {
			continue
		}
		body := []byte(b.body())
		runtime.GC()
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		start := time.Now()
		doc, err := Parse(body, Source{URL: "http://a.example/feed"})
		took := time.Since(start)
		runtime.ReadMemStats(&after)
		if b.refused != errors.Is(err, feed.ErrNotFeed) {
			t.Fatalf("error %v, %d entries", err, len(doc.Entries))
		}
		if err == nil && len(doc.Entries) == 0 || len(doc.Entries) > maxEntries {
			t.Fatalf("%d entries", len(doc.Entries))
		}
		// What the making of the document left free is used again first, so it
		// counts as well.
		fmt.Printf("FIGURES %d %d\n", took.Microseconds(), after.Sys-before.HeapInuse-(before.Sys-before.HeapSys))
		return
	}
	t.Fatal("no such bomb")
}
