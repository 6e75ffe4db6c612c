package discover

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
)

func urls(page, pageURL string) []string {
	var out []string
	for _, c := range Find([]byte(page), pageURL, "text/html; charset=utf-8") {
		out = append(out, c.URL)
	}
	return out
}

func TestFind(t *testing.T) {
	const at = "https://a.example/news/today"
	for name, c := range map[string]struct {
		page string
		want []string
	}{
		"link elements": {`<head><link rel="alternate" type="application/rss+xml" href="/feed" title="All"><link rel=alternate type=application/atom+xml href="b.atom"></head>`,
			[]string{"https://a.example/feed", "https://a.example/news/b.atom"}},
		"order, comments last": {`<link rel="alternate" type="application/rss+xml" href="/comments/feed"><link rel="alternate" type="application/rss+xml" href="/feed">
			<link rel="alternate" type="application/rss+xml" title="Rain » Comments Feed" href="/x/feed">`,
			[]string{"https://a.example/feed", "https://a.example/comments/feed", "https://a.example/x/feed"}},
		"case, several relations": {`<LINK REL="Alternate HOME" TYPE="Application/RSS+XML; charset=utf-8" HREF="/F">`, []string{"https://a.example/F"}},
		"JSON Feed":               {`<link rel="alternate" type="application/feed+json" href="/feed.json">`, []string{"https://a.example/feed.json"}},
		"vague types": {`<link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/1"><link rel="alternate" type="text/xml" href="/rss">
			<link rel="alternate" type="application/json+oembed" href="/oembed?url=feed"><link rel="alternate" type="text/xml" title="Sitemap" href="/sitemap.xml">`,
			[]string{"https://a.example/rss"}},
		"other alternates":  {`<link rel="alternate" hreflang="id" href="/id/"><link rel="alternate" media="print" href="/print"><link rel="stylesheet" href="/feed.css">`, nil},
		"rel feed":          {`<link rel="feed" href="/f">`, []string{"https://a.example/f"}},
		"no rel":            {`<link type="application/atom+xml" href="/f">`, []string{"https://a.example/f"}},
		"base":              {`<base href="https://b.example/x/"><link rel="alternate" type="application/rss+xml" href="f">`, []string{"https://b.example/x/f"}},
		"in the body":       {`<body><div><link rel="alternate" type="application/rss+xml" href="/f"></div>`, []string{"https://a.example/f"}},
		"feed scheme":       {`<link rel="alternate" type="application/rss+xml" href="feed://b.example/f"><a href="feed:https://c.example/f.rss">RSS</a>`, []string{"https://b.example/f", "https://c.example/f.rss"}},
		"repeats":           {`<link rel="alternate" type="application/rss+xml" href="/f"><link rel="alternate" type="application/rss+xml" href="/f#x"><a href="/f">RSS feed</a>`, []string{"https://a.example/f"}},
		"anchors":           {`<a href="/rss.xml">Subscribe</a> <a href="/about">About</a> <a href="/my-feed">Our <b>RSS</b> feed</a> <a href="/feedback">Feedback</a>`, []string{"https://a.example/rss.xml", "https://a.example/my-feed"}},
		"scripts, comments": {`<!-- <link rel="alternate" type="application/rss+xml" href="/no"> --><script>'<link rel="alternate" type="application/rss+xml" href="/no">'</script>`, nil},
		"bad addresses":     {`<link rel="alternate" type="application/rss+xml" href="javascript:x"><link rel="alternate" type="application/rss+xml" href=""><link rel="alternate" type="application/rss+xml" href="http://[::1/f"><link rel="alternate" type="application/rss+xml">`, nil},
		"entities":          {`<link rel="alternate" type="application/rss+xml" href="/f?a=1&amp;b=2">`, []string{"https://a.example/f?a=1&b=2"}},
		"structured data": {`<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"PodcastSeries","name":"Harbour talk","webFeed":"https://a.example/pod.xml"},
			{"@type":"WebSite","subjectOf":{"@type":"DataFeed","encodingFormat":"application/rss+xml","url":"/data"}}]}</script>`,
			[]string{"https://a.example/pod.xml", "https://a.example/data"}},
		"broken structured data": {`<script type="application/ld+json">{"webFeed":</script>`, nil},
	} {
		if got := urls(c.page, at); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}

func TestFindTitles(t *testing.T) {
	page := "<link rel=\"alternate\" type=\"application/rss+xml\" href=\"/f\" title=\" Caf\xe9 &amp;\n bar\x1b[31m\">"
	got := Find([]byte(page), "https://a.example/", "text/html; charset=iso-8859-1")
	if len(got) != 1 || got[0].Title != "Café & bar[31m" || got[0].Format != "application/rss+xml" {
		t.Errorf("got %+v", got)
	}
}

// TestFindHostile checks that pages built to do harm give few candidates.
func TestFindHostile(t *testing.T) {
	many := &strings.Builder{}
	for i := range 20_000 {
		fmt.Fprintf(many, `<a href="/%d.rss">x`, i)
	}
	for name, page := range map[string]string{
		"links":     many.String(),
		"unclosed":  strings.Repeat("<a href='/rss'", 50_000),
		"text":      `<a href="/rss">` + strings.Repeat("word ", 100_000),
		"attribute": "<link " + strings.Repeat("a=b ", 100_000) + ">",
		"data":      `<script type="application/ld+json">` + strings.Repeat("[", 50_000) + "</script>",
		"deep data": `<script type="application/ld+json">` + strings.Repeat(`{"a":`, 9000) + "1" + strings.Repeat("}", 9000) + "</script>",
		"ids":       strings.Repeat(`"feedUrl":"`, 50_000),
	} {
		got := Find([]byte(page), "https://podcasts.apple.com/x", "")
		if len(got) > maxCandidates {
			t.Errorf("%s: %d candidates", name, len(got))
		}
		for _, c := range got {
			if len(c.Title) > 1000 {
				t.Errorf("%s: a title of %d bytes", name, len(c.Title))
			}
		}
	}
}

func TestFindOnSites(t *testing.T) {
	const id = "UCabcdefghijklmnopqrstuv"
	for _, c := range []struct{ page, at, want string }{
		{`<script>{"externalId":"` + id + `"}</script>`, "https://www.youtube.com/@harbour", "https://www.youtube.com/feeds/videos.xml?channel_id=" + id},
		{`<link rel="canonical" href="https://www.youtube.com/channel/` + id + `">`, "https://m.youtube.com/c/harbour", "https://www.youtube.com/feeds/videos.xml?channel_id=" + id},
		{`<script>{"feedUrl":"https:\/\/a.example\/pod.xml"}</script>`, "https://podcasts.apple.com/id/podcast/x/id1", "https://a.example/pod.xml"},
		{`<html>`, "https://github.com/a/b", "https://github.com/a/b/releases.atom"},
	} {
		if got := urls(c.page, c.at); len(got) == 0 || got[0] != c.want {
			t.Errorf("%s: got %q, want %q", c.at, got, c.want)
		}
	}
}

func TestKnown(t *testing.T) {
	for _, c := range []struct{ typed, want string }{
		{"https://www.youtube.com/channel/UC123/videos", "https://www.youtube.com/feeds/videos.xml?channel_id=UC123"},
		{"youtube.com/playlist?list=PL12", "https://www.youtube.com/feeds/videos.xml?playlist_id=PL12"},
		{"https://www.youtube.com/watch?v=1&list=PL12", "https://www.youtube.com/feeds/videos.xml?playlist_id=PL12"},
		{"https://m.youtube.com/user/a", "https://www.youtube.com/feeds/videos.xml?user=a"},
		{"https://www.youtube.com/@a", ""},
		{"https://old.reddit.com/r/golang/", "https://www.reddit.com/r/golang/.rss"},
		{"https://www.reddit.com/r/golang/top/?t=week", "https://www.reddit.com/r/golang/top/.rss?t=week"},
		{"reddit.com/u/a", "https://www.reddit.com/user/a/.rss"},
		{"https://mastodon.social/@a", "https://mastodon.social/@a.rss"},
		{"https://small.example/@a/1234", "https://small.example/@a.rss"},
		{"https://small.example/@a@big.example", "https://big.example/@a.rss"},
		{"@a@small.example", "https://small.example/@a.rss"},
		{"https://mastodon.social/tags/rice", "https://mastodon.social/tags/rice.rss"},
		{"https://github.com/a/b", "https://github.com/a/b/releases.atom https://github.com/a/b/commits.atom https://github.com/a/b/tags.atom"},
		{"https://github.com/a/b/releases/tag/v1", "https://github.com/a/b/releases.atom"},
		{"https://github.com/a/b/tree/dev/x", "https://github.com/a/b/commits/dev/x.atom"},
		{"https://github.com/a/b/commits", "https://github.com/a/b/commits.atom"},
		{"https://github.com/a", "https://github.com/a.atom"},
		{"https://github.com/topics", ""},
		{"https://github.com/a/b/releases.atom", ""},
		{"https://gitlab.com/g/s/p/-/tags", "https://gitlab.com/g/s/p/-/tags?format=atom"},
		{"https://codeberg.org/a/b", "https://codeberg.org/a/b/releases.rss https://codeberg.org/a/b/tags.rss https://codeberg.org/a/b.rss"},
		{"https://git.sr.ht/~a/b", "https://git.sr.ht/~a/b/refs/rss.xml https://git.sr.ht/~a/b/log/rss.xml"},
		{"https://medium.com/@a", "https://medium.com/feed/@a"},
		{"https://medium.com/a-publication/a-post-123", "https://medium.com/feed/a-publication"},
		{"https://medium.com/tag/rice", "https://medium.com/feed/tag/rice"},
		{"https://a.medium.com/post", "https://a.medium.com/feed"},
		{"https://a.substack.com/p/one", "https://a.substack.com/feed"},
		{"https://substack.com/@a", "https://a.substack.com/feed"},
		{"https://bsky.app/profile/a.example", "https://bsky.app/profile/a.example/rss"},
		{"https://a.tumblr.com/", "https://a.tumblr.com/rss"},
		{"https://www.tumblr.com/a", "https://a.tumblr.com/rss"},
		{"https://a.wordpress.com/2026/01/02/x/", "https://a.wordpress.com/feed/"},
		{"https://a.blogspot.co.id/", "https://a.blogspot.co.id/feeds/posts/default"},
		{"https://lemmy.world/c/rice", "https://lemmy.world/feeds/c/rice.xml?sort=New"},
		{"https://pypi.org/project/Rice/", "https://pypi.org/rss/project/rice/releases.xml"},
		{"https://news.ycombinator.com/", "https://news.ycombinator.com/rss"},
		{"https://stackoverflow.com/questions/tagged/go", "https://stackoverflow.com/feeds/tag/go"},
		{"https://id.wikipedia.org/wiki/Beras", "https://id.wikipedia.org/w/index.php?title=Beras&action=history&feed=atom"},
		{"https://x.com/@a", ""},
		{"https://a.example/", ""}, {"a.example", ""}, {"", ""}, {"two words", ""}, {"http://[::1", ""},
	} {
		if got := strings.Join(Known(c.typed), " "); got != c.want {
			t.Errorf("%s: got %q, want %q", c.typed, got, c.want)
		}
	}
}

func TestAddress(t *testing.T) {
	for _, c := range []struct{ typed, want string }{
		{"example.org", "https://example.org"},
		{" <https://Example.ORG/Path#part> ", "https://example.org/Path"},
		{"feed://example.org/f", "https://example.org/f"},
		{"feed:http://example.org/f", "http://example.org/f"},
		{"//example.org/f", "https://example.org/f"},
		{"localhost:8080/f", "http://localhost:8080/f"},
		{"127.0.0.1:8080", "http://127.0.0.1:8080"},
		{"[::1]:8080/f", "http://[::1]:8080/f"},
		{"@ann@sea.example", "https://sea.example/@ann"},
		{"ftp://example.org/", ""}, {"javascript:x", ""}, {"word", ""}, {"two words", ""}, {"https://", ""}, {"a\x1b.example", ""},
	} {
		if got := address(c.typed); got != c.want {
			t.Errorf("%q: got %q, want %q", c.typed, got, c.want)
		}
	}
}

func TestGuesses(t *testing.T) {
	got := Guesses("https://a.example/blog/post.html?x#y")
	if len(got) > 20 || got[0] != "https://a.example/blog/feed" || !slices.Contains(got, "https://a.example/feed") || !slices.Contains(got, "https://a.example/atom.xml") {
		t.Errorf("got %q", got)
	}
	if got := Guesses("https://a.example"); got[0] != "https://a.example/feed" {
		t.Errorf("got %q", got)
	}
	for _, bad := range []string{"", "mailto:a@b", "/path", "http://[::1", "file:///etc"} {
		if got := Guesses(bad); got != nil {
			t.Errorf("%q: got %q", bad, got)
		}
	}
}

// FuzzFind checks that whatever a page holds, candidates are addresses of the
// web, their titles clean lines, and none is there twice.
func FuzzFind(f *testing.F) {
	f.Add([]byte(`<base href="x"><link rel="alternate" type="application/rss+xml" href="/f" title="T"><a href="feed:x">rss</a>`), "https://a.example/b")
	f.Add([]byte(`<script type="application/ld+json">[{"webFeed":{"url":"/f"}}]</script>`), "https://podcasts.apple.com/x")
	f.Add([]byte(`"externalId":"UCabcdefghijklmnopqrstuv"`), "https://www.youtube.com/@x")
	f.Add([]byte(``), "https://github.com/a/b/tree/c")
	f.Fuzz(func(t *testing.T, page []byte, pageURL string) {
		seen := map[string]bool{}
		for _, c := range Find(page, pageURL, "text/html") {
			u, err := url.Parse(c.URL)
			if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
				t.Errorf("address %q", c.URL)
			}
			if seen[c.URL] {
				t.Errorf("twice: %q", c.URL)
			}
			seen[c.URL] = true
			if line(c.Title) != c.Title || line(c.Format) != c.Format {
				t.Errorf("title %q, format %q", c.Title, c.Format)
			}
		}
		Known(pageURL)
		for _, g := range Guesses(pageURL) {
			if _, err := url.Parse(g); err != nil {
				t.Error(err)
			}
		}
	})
}
