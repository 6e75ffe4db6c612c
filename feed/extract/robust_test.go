package extract

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"warta/feed/article"
)

const sentence = "The ferry left the island before dawn because the captain had seen the clouds gather over the cliffs. "

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
