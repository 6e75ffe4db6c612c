package extract

import (
	"strings"
	"testing"
	"time"
)

func TestMetadata(t *testing.T) {
	at := func(s string) time.Time {
		v, err := time.Parse(time.RFC3339, s)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	for _, c := range []struct {
		name, page                    string
		src                           Source
		title, byline, site, language string
		published, updated            time.Time
		image                         string
	}{
		{name: "nothing", page: "<p>x</p>", src: Source{Title: "The entry's", Byline: "Ana", Language: "en", URL: "https://www.gull.example/a"},
			title: "The entry's", byline: "Ana", site: "gull.example", language: "en"},
		{name: "open graph", page: `<html lang="en_gb"><head><title>Rain on the coast - The Gull</title><meta property="og:title" content="Rain on the coast"><meta property="og:site_name" content="The Gull">
			<meta name="author" content="By Ana Ruiz"><meta property="article:published_time" content="2026-03-01T09:30:00+02:00"><meta property="article:modified_time" content="2026-03-01T12:00:00+02:00"><meta property="og:image" content="/r.jpg">`,
			src: Source{URL: "https://gull.example/a"}, title: "Rain on the coast", byline: "Ana Ruiz", site: "The Gull", language: "en-GB",
			published: at("2026-03-01T07:30:00Z"), updated: at("2026-03-01T10:00:00Z"), image: "https://gull.example/r.jpg"},
		{name: "linked data", page: `<title>Rain | Gull</title><script type="application/ld+json">{"@graph":[{"@type":"WebPage","name":"x"},{"@type":["NewsArticle"],"headline":"Rain &amp; wind","author":[{"@type":"Person","name":"Ana Ruiz"},{"name":"Li Wei"}],
			"datePublished":"2026-03-01","publisher":{"name":"The Gull"},"image":{"url":"https://cdn.example/p.jpg"},"inLanguage":"es"}]}</script>`,
			src: Source{URL: "https://gull.example/a"}, title: "Rain & wind", byline: "Ana Ruiz, Li Wei", site: "The Gull", language: "es", published: at("2026-03-01T00:00:00Z"), image: "https://cdn.example/p.jpg"},
		{name: "faulty linked data", page: "<title>Rain</title><script type=\"application/ld+json\">{\"@type\":\"Article\",\"headline\":\"Rain\nagain\"};</script>", title: "Rain again"},
		{name: "headline of the page", page: `<title>Kabar: Hujan di pantai | Kabar Kita</title><meta property="og:title" content="Hujan di pantai - Kabar Kita"><meta property="og:site_name" content="Kabar Kita"><h1>Hujan di Pantai</h1>`,
			title: "Hujan di Pantai", site: "Kabar Kita"},
		{name: "a dash in the title", page: `<title>Rain - and then wind | The Gull</title><meta property="og:site_name" content="The Gull">`, title: "Rain - and then wind", site: "The Gull"},
		{name: "the host in the title", page: `<title>Rain – gull.example</title>`, src: Source{URL: "https://www.gull.example/"}, title: "Rain", site: "gull.example"},
		{name: "a byline that is an address", page: `<title>Rain</title><meta property="article:author" content="https://facebook.example/ana"><a rel="author">Oleh Siti Aminah</a>`, title: "Rain", byline: "Siti Aminah"},
		{name: "a date out of reason", page: `<title>Rain</title><meta name="date" content="0001-01-01"><time datetime="2026-02-03 04:05">x</time>`, title: "Rain", published: at("2026-02-03T04:05:00Z")},
	} {
		doc, err := parseTree(c.page)
		if err != nil {
			t.Fatal(err)
		}
		m := readMetadata(doc, c.src, c.src.base())
		got := []any{m.title, m.byline, m.site, m.language, m.published, m.updated, m.image}
		want := []any{c.title, c.byline, c.site, c.language, c.published, c.updated, c.image}
		for i := range got {
			if got[i] != want[i] {
				t.Errorf("%s: %q, want %q", c.name, got[i], want[i])
			}
		}
	}
}

func TestWithoutSite(t *testing.T) {
	for _, c := range []struct{ title, site, host, want string }{
		{"Rain | The Gull", "The Gull", "", "Rain"},
		{"The Gull: Rain", "The Gull", "", "The Gull: Rain"},
		{"The Gull | Rain", "The Gull", "", "Rain"},
		{"Rain | Weather | The Gull", "The Gull", "", "Rain | Weather"},
		{"Rain - Gull", "", "www.gull.example", "Rain"},
		{"Sun - rain - wind", "The Gull", "gull.example", "Sun - rain - wind"},
		{"The Gull", "The Gull", "", "The Gull"},
		{"", "The Gull", "", ""},
	} {
		if got := withoutSite(c.title, c.site, c.host); got != c.want {
			t.Errorf("%q: %q, want %q", c.title, got, c.want)
		}
	}
}

func TestParseDate(t *testing.T) {
	for s, want := range map[string]string{
		"2026-03-01T09:30:00+02:00": "2026-03-01T07:30:00Z", "2026-03-01T09:30:00.123Z": "2026-03-01T09:30:00Z", "2026-03-01T09:30:00+0200": "2026-03-01T07:30:00Z",
		"2026-03-01": "2026-03-01T00:00:00Z", "20260301": "2026-03-01T00:00:00Z", "March 1, 2026": "2026-03-01T00:00:00Z", "1 March 2026": "2026-03-01T00:00:00Z",
		"Sun, 01 Mar 2026 09:30:00 GMT": "2026-03-01T09:30:00Z", "1772357400": "2026-03-01T09:30:00Z", "1772357400000": "2026-03-01T09:30:00Z", "01.03.2026 09:30": "2026-03-01T09:30:00Z",
		"": "", "yesterday": "", "0000-00-00": "", "9999-01-01": "",
	} {
		got := ""
		if v := parseDate(s); !v.IsZero() {
			got = v.Truncate(time.Second).Format(time.RFC3339)
		}
		if got != want {
			t.Errorf("%q: %s, want %s", s, got, want)
		}
	}
}

func TestCorpusMetadata(t *testing.T) {
	var titles, bylines, dates tally
	for _, tr := range truths(t) {
		if strings.HasPrefix(tr.ID, "wcxb") {
			continue
		}
		a, _ := Page(tr.body, Source{URL: tr.URL})
		count := func(c *tally, want string, ok bool) {
			if want == "" {
				return
			}
			c.wanted++
			if ok {
				c.found++
			} else if !heldOut(tr.ID) {
				t.Logf("%s: want %q, have %q %q %v", tr.ID, want, a.Title, a.Byline, a.Published)
			}
		}
		count(&titles, tr.Title, same(tr.Title, a.Title))
		first, _, _ := strings.Cut(tr.Byline, ",")
		count(&bylines, tr.Byline, strings.Contains(strings.ToLower(a.Byline), strings.ToLower(strings.TrimSpace(first))))
		count(&dates, tr.Date, len(tr.Date) >= 10 && within(a.Published, tr.Date[:10]))
	}
	t.Logf("titles %.3f of %d, bylines %.3f of %d, dates %.3f of %d", titles.recall(), titles.wanted, bylines.recall(), bylines.wanted, dates.recall(), dates.wanted)
	if titles.recall() < 0.75 || bylines.recall() < 0.8 || dates.recall() < 0.75 {
		t.Error("fewer than there should be")
	}
}

// within reports whether a time is on a day or next to it: the truth has days
// of other time zones.
func within(v time.Time, day string) bool {
	d, err := time.Parse(time.DateOnly, day)
	return err == nil && v.Sub(d) < 48*time.Hour && d.Sub(v) < 24*time.Hour
}
