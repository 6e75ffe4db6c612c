package extract

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"warta/feed/article"
)

const sentence = "The ferry left the island before dawn because the captain had seen the clouds gather over the cliffs. "

// limit is the time in which any page gives its text or fails.
const limit = 3 * time.Second

func TestHugeAndDeepPages(t *testing.T) {
	if testing.Short() {
		t.Skip("large pages")
	}
	paragraph := "<p>" + strings.Repeat(sentence, 4) + "</p>\n"
	for name, page := range map[string]string{
		"20 MB of paragraphs":     "<title>Long</title><article>" + strings.Repeat(paragraph, 20<<20/len(paragraph)) + "</article>",
		"20 MB of one paragraph":  "<title>Long</title><p>" + strings.Repeat(sentence, 20<<20/len(sentence)),
		"20 MB of links":          "<title>Links</title><p>" + strings.Repeat(sentence, 9) + strings.Repeat("<a href=x>y</a> ", 20<<20/17),
		"20 MB of script":         "<title>Script</title><p>" + strings.Repeat(sentence, 9) + "</p><script>" + strings.Repeat("x=1;", 5<<20) + "</script>",
		"20 MB of tags":           "<p>" + strings.Repeat(sentence, 9) + strings.Repeat("<div><b>", 20<<20/8),
		"10,000 nested elements":  strings.Repeat("<div>", 10_000) + paragraph + paragraph + strings.Repeat("</div>", 10_000),
		"10,000 nested quotes":    strings.Repeat("<blockquote>", 10_000) + paragraph + paragraph,
		"10,000 open bold":        strings.Repeat("<b><p>", 10_000) + paragraph + paragraph,
		"500 nested lists":        strings.Repeat("<ul><li>a", 240) + paragraph + paragraph,
		"100,000 table cells":     "<p>" + strings.Repeat(sentence, 9) + "</p><table>" + strings.Repeat("<tr><td>a<td>b", 50_000) + "</table>",
		"100,000 empty headings":  "<p>" + strings.Repeat(sentence, 9) + "</p>" + strings.Repeat("<h2></h2>", 100_000),
		"30,000 numbered heading": "<p>" + strings.Repeat(sentence, 9) + "</p>" + strings.Repeat("<h2>1. A</h2><p>b c d e f", 30_000),
		"an unclosed attribute":   "<p>" + strings.Repeat(sentence, 9) + "<a href=\"" + strings.Repeat("x", 1<<20),
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			a, err := Page([]byte(page), Source{URL: "https://gull.example/long"})
			if took := time.Since(start); took > 4*limit { // other tests may keep the machine busy
				t.Errorf("took %v", took)
			}
			if text := article.Text(a); err == nil && !strings.Contains(text, "The ferry left the island") {
				t.Errorf("the text is %.80q", text)
			}
		})
	}
}

// FuzzPage feeds any bytes: no panic, no control character, the same article
// twice, and the same tree through JSON.
func FuzzPage(f *testing.F) {
	for _, s := range []string{
		"", "<p>", "<h1>A</h1><h2>1. B</h2><p>c</p><h2>2. D</h2><p>e</p>", "<table><tr><td>\x1b[31m<td>\u009b2J</table>",
		"<figure><img src=/a.jpg alt='\u202ex'><figcaption>\x07c</figcaption></figure><p>" + sentence + "</p>",
		"<title>\x1b]0;x\x07</title><script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"\\u001b\",\"author\":[{\"name\":\"\\u009b\"}]}</script><p>" + sentence,
		"<ol reversed start=99999999999><li><h2>x</h2><p>y</ol><pre>\tcode\r\n</pre><blockquote><blockquote>q",
		"\xff\xfe<\x00p\x00>\x00", "<p>１．a<br>②b<br>٣. c<br>第4章<br>V. d</p>", "<svg><title>x</title></svg><math><p>y",
	} {
		f.Add([]byte(s), "text/html; charset=utf-8")
	}
	f.Fuzz(func(t *testing.T, body []byte, contentType string) {
		src := Source{URL: "https://gull.example/a", ContentType: contentType}
		a, err := Page(body, src)
		if _, refused := Refused(err); err != nil && !refused {
			t.Fatal(err)
		}
		check(t, a)
		if again, _ := Page(body, src); !reflect.DeepEqual(a, again) {
			t.Fatalf("another article\n%+v\n%+v", a, again)
		}
		NextPages(body, src.URL, src.URL, contentType)
		AMP(body, src.URL, contentType)
	})
}

// FuzzContent does the same with an entry's content.
func FuzzContent(f *testing.F) {
	f.Add("<p>"+sentence+"</p>", "A title")
	f.Add("plain text\x1b[0m & <b>", "\x9b")
	f.Fuzz(func(t *testing.T, content, title string) {
		a, _ := Content(content, Source{Title: title, Byline: title, URL: title})
		check(t, a)
		Whole(content, title)
		check(t, Join(a, a))
	})
}

func check(t *testing.T, a article.Article) {
	t.Helper()
	data, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{string(data), fmt.Sprintf("%s%s%s%s", a.Title, a.Byline, a.Site, a.Language), article.Text(a), article.Markdown(a)} {
		if article.Clean(s) != s {
			t.Fatalf("control characters in %q", s)
		}
	}
	var again article.Article
	if err := json.Unmarshal(data, &again); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(a, again) {
		t.Fatalf("not the same tree\n%+v\n%+v", a, again)
	}
}

// BenchmarkPage is the time and the memory for a page of the corpus: its mean,
// its median and what one page in a hundred takes at least.
func BenchmarkPage(b *testing.B) {
	pages := truths(b)
	took := make([]time.Duration, 0, b.N)
	b.ReportAllocs()
	b.ResetTimer()
	for i := range b.N {
		start := time.Now()
		tr := pages[i%len(pages)]
		Page(tr.body, Source{URL: tr.URL})
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[b.N/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(took[b.N*99/100].Microseconds())/1000, "p99-ms")
}
