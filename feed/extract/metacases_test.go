package extract

import (
	"strings"
	"testing"
	"time"

	"warta/feed/article"
)

// Titles lose the site's name in whatever way it is put, and keep their own
// dashes, bars and colons.
func TestTitlesWithoutTheSite(t *testing.T) {
	for _, c := range []struct{ window, site, more, want string }{
		{"Gate closed at Tolwick | The Gull", "The Gull", "", "Gate closed at Tolwick"},
		{"Gate closed at Tolwick – The Gull", "The Gull", "", "Gate closed at Tolwick"},
		{"Gate closed at Tolwick :: The Gull", "The Gull", "", "Gate closed at Tolwick"},
		{"The Gull: Gate closed at Tolwick", "The Gull", "", "Gate closed at Tolwick"},
		{"THE GULL | Gate closed at Tolwick", "The Gull", "", "Gate closed at Tolwick"},
		{"Gate closed at Tolwick | Sea | The Gull", "The Gull", "", "Gate closed at Tolwick"},
		{"Gate closed at Tolwick - Sea - The Gull", "The Gull", "", "Gate closed at Tolwick"},
		{"Gate closed at Tolwick | thegull.example", "", "", "Gate closed at Tolwick"},
		{"Gate closed at Tolwick | TheGull.example", "The Gull", "", "Gate closed at Tolwick"},
		{"Gate closed at Tolwick « The Gull", "The Gull", "", "Gate closed at Tolwick"},
		{"Gate closed at Tolwick • The Gull", "The Gull", "", "Gate closed at Tolwick"},
		{"Gate closed at Tolwick (The Gull)", "The Gull", "", "Gate closed at Tolwick"},
		{"Gate closed at Tolwick, The Gull", "The Gull", "", "Gate closed at Tolwick"},
		{"Gate closed at Tolwick|The Gull", "The Gull", "", "Gate closed at Tolwick"},
		{"Gate closed at Tolwick — The Gull News", "The Gull", "", "Gate closed at Tolwick"},
		{"Gate closed at Tolwick - Gull", "The Gull", "", "Gate closed at Tolwick"},
		{"水門が閉じた：かもめ新聞", "かもめ新聞", "", "水門が閉じた"},
		{"水門が閉じた - かもめ新聞デジタル", "かもめ新聞デジタル", "", "水門が閉じた"},
		{"水門が閉じた｜かもめ新聞", "かもめ新聞", "", "水門が閉じた"},
		{"闸门关闭_新闻_海鸥报", "海鸥报", "", "闸门关闭"},
		{"闸门关闭-海鸥报", "海鸥报", "", "闸门关闭"},
		{"Ворота закрыты — Чайка", "Чайка", "", "Ворота закрыты"},
		{"البوابة مغلقة | النورس", "النورس", "", "البوابة مغلقة"},
		{"Tolwick - Marsh End: the ferry that nobody takes", "The Gull", "", "Tolwick - Marsh End: the ferry that nobody takes"},
		{"Live or die – the clock of Tolwick", "The Gull", "", "Live or die – the clock of Tolwick"},
		{"Rain: The gull that came to stay", "The Gull", "", "Rain: The gull that came to stay"},
		{"The gull that came to stay", "The Gull", "", "The gull that came to stay"},
		{"Ida Marsh | Keeper of the log", "The Gull", "", "Ida Marsh | Keeper of the log"},
		{"2-1: Tolwick wins the cup", "The Gull", "", "2-1: Tolwick wins the cup"},
		{"A/B tests on the pier", "The Gull", "", "A/B tests on the pier"},
		{"Gate &amp; bell &#8211; a love story", "The Gull", "", "Gate & bell – a love story"},
		{"The Gull", "The Gull", `<h1>Gate closed at Tolwick</h1>`, "Gate closed at Tolwick"},
		{"The Gull | News from the coast", "The Gull", `<h1>Gate closed at Tolwick</h1>`, "Gate closed at Tolwick"},
		{"Gate closed", "The Gull", `<meta property="og:title" content="Gate closed at Tolwick after a surveyor looked at the hinges | The Gull">`, "Gate closed at Tolwick after a surveyor looked at the hinges"},
	} {
		page := "<html><head><title>" + c.window + "</title><meta property='og:site_name' content='" + c.site + "'></head><body>" + c.more + "<p>" + strings.Repeat(sentence, 6) + "</p></body></html>"
		a, err := Page([]byte(page), Source{URL: "https://www.thegull.example/news/gate"})
		if err != nil || a.Title != c.want {
			t.Errorf("%s (%s): %q, want %q, %v", c.window, c.site, a.Title, c.want, err)
		}
	}
}

// Bylines are names, with nothing around them.
func TestBylines(t *testing.T) {
	ld := func(author string) string {
		return `<script type="application/ld+json">{"@type":"NewsArticle","headline":"Gate","author":` + author + `}</script>`
	}
	for _, c := range []struct{ head, want string }{
		{`<meta name="author" content="By Ana Ruiz">`, "Ana Ruiz"},
		{`<meta name="author" content="BY ANA RUIZ">`, "ANA RUIZ"},
		{`<meta name="author" content="Ana Ruiz and Li Wei">`, "Ana Ruiz and Li Wei"},
		{`<meta name="author" content="Ana Ruiz"><meta name="author" content="Li Wei">`, "Ana Ruiz, Li Wei"},
		{`<meta name="author" content="Von Ana Ruiz, Tolwick">`, "Ana Ruiz, Tolwick"},
		{`<meta name="author" content="Par Ana Ruiz">`, "Ana Ruiz"},
		{`<meta name="author" content="Oleh: Ana Ruiz">`, "Ana Ruiz"},
		{`<meta name="author" content="Por Ana Ruiz">`, "Ana Ruiz"},
		{`<meta name="author" content="文・山田花子">`, "山田花子"},
		{`<meta name="author" content="記者 林美麗">`, "林美麗"},
		{`<meta name="author" content="김하늘 기자">`, "김하늘"},
		{`<meta name="author" content="@anaruiz">`, ""},
		{`<meta name="author" content="Ana Ruiz @anaruiz">`, "Ana Ruiz"},
		{`<meta name="author" content="Ana Ruiz (@anaruiz)">`, "Ana Ruiz"},
		{`<meta name="author" content="https://gull.example/ana">`, ""},
		{`<meta name="author" content="Ana Ruiz, ana@gull.example">`, "Ana Ruiz"},
		{`<meta name="author" content="Ana Ruiz | March 2, 2026">`, "Ana Ruiz"},
		{`<meta name="author" content="Ana Ruiz - 02/03/2026 08:00">`, "Ana Ruiz"},
		{`<meta name="author" content="admin">`, ""},
		{`<meta name="author" content="The Gull">`, ""},
		{`<meta name="author" content="thegull.example">`, ""},
		{`<meta name="author" content="Anne-Marie de la Tour">`, "Anne-Marie de la Tour"},
		{`<meta name="author" content="Van Morrison">`, "Van Morrison"},
		{ld(`{"@type":"Person","name":"Ana Ruiz"}`), "Ana Ruiz"},
		{ld(`[{"@type":"Person","name":"Ana Ruiz"},{"@type":"Person","name":"Li Wei"},{"@type":"Person","name":"Ana Ruiz"}]`), "Ana Ruiz, Li Wei"},
		{ld(`{"@type":"Person","name":["Ana Ruiz","Li Wei"]}`), "Ana Ruiz, Li Wei"},
		{ld(`"Ana Ruiz"`), "Ana Ruiz"},
		{ld(`[{"@type":"Organization","name":"The Gull"},{"@type":"Person","name":"Ana Ruiz"}]`), "Ana Ruiz"},
		{ld(`{"@type":"Person","name":"O&#039;Neil Finn"}`), "O'Neil Finn"},
		{`<meta property="article:author" content="https://www.facebook.com/ana"><meta name="author" content="Ana Ruiz">`, "Ana Ruiz"},
	} {
		page := "<html><head><title>Gate closed</title><meta property='og:site_name' content='The Gull'>" + c.head + "</head><body><h1>Gate closed</h1><p>" + strings.Repeat(sentence, 6) + "</p></body></html>"
		a, _ := Page([]byte(page), Source{URL: "https://www.thegull.example/news/gate"})
		if a.Byline != c.want {
			t.Errorf("%s: %q, want %q", c.head, a.Byline, c.want)
		}
	}
}

// Dates keep their moment whatever zone they are in; the language is that of the
// text when what is declared cannot be.
func TestDatesAndLanguages(t *testing.T) {
	at := func(s string) time.Time {
		d, err := time.Parse(time.RFC3339, s)
		if err != nil {
			t.Fatal(err)
		}
		return d.UTC()
	}
	for _, c := range []struct{ head, published, updated string }{
		{`<meta property="article:published_time" content="2026-03-02T08:00:00+07:00"><meta property="article:modified_time" content="2026-03-02T09:30:00+07:00">`, "2026-03-02T01:00:00Z", "2026-03-02T02:30:00Z"},
		{`<script type="application/ld+json">{"@type":"NewsArticle","headline":"G","datePublished":"2026-03-02T08:00:00.000-0500","dateModified":"2026-03-03"}</script>`, "2026-03-02T13:00:00Z", "2026-03-03T00:00:00Z"},
		{`<meta name="date" content="Mon, 02 Mar 2026 08:00:00 +0100">`, "2026-03-02T07:00:00Z", ""},
		{`<meta itemprop="datePublished" content="2026-03-02 08:00:00 +0700">`, "2026-03-02T01:00:00Z", ""},
		{`<meta name="pubdate" content="20260302T080000Z">`, "2026-03-02T08:00:00Z", ""},
		{`<meta name="parsely-pub-date" content="2026-03-02T08:00:00Z"><meta name="lastmod" content="2026-03-01T08:00:00Z">`, "2026-03-02T08:00:00Z", ""},
		{`<meta name="date" content="1772438400">`, "2026-03-02T08:00:00Z", ""},
		{`<meta name="date" content="soon">`, "", ""},
	} {
		page := "<html><head><title>Gate closed</title>" + c.head + "</head><body><h1>Gate closed</h1><p>" + strings.Repeat(sentence, 6) + "</p></body></html>"
		a, _ := Page([]byte(page), Source{URL: "https://www.thegull.example/news/gate"})
		for what, got := range map[string]time.Time{c.published: a.Published, c.updated: a.Updated} {
			want := time.Time{}
			if what != "" {
				want = at(what)
			}
			if !got.Equal(want) {
				t.Errorf("%s: %v, want %v", c.head, got, want)
			}
		}
	}
	prose := readProse(t)
	for _, c := range []struct{ declared, text, want string }{
		{`lang="en"`, "en", "en"}, {`lang="en-US"`, "en", "en-US"}, {`lang="de_DE"`, "de", "de-DE"}, {``, "en", "en"},
		{`lang="en"`, "ja", "ja"}, {`lang="en-US"`, "ru", "ru"}, {`lang="en"`, "ar", "ar"}, {`lang="en"`, "ko", "ko"}, {`lang="ja"`, "en", "en"}, {`lang="en"`, "zh", "zh"},
		{`lang="en"`, "id", "id"}, {`lang="en"`, "de", "de"}, {`lang="fr"`, "fr", "fr"}, {`lang="en-GB"`, "es", "es"}, {`lang="uk"`, "ru", "uk"}, {`lang="zh-TW"`, "zh", "zh-TW"},
	} {
		page := "<html " + c.declared + "><head><title>x</title></head><body><p>" + strings.Join(prose[c.text], "</p><p>") + "</p></body></html>"
		a, _ := Page([]byte(page), Source{URL: "https://www.thegull.example/news/gate"})
		if a.Language != c.want {
			t.Errorf("%s of %s: %q, want %q", c.declared, c.text, a.Language, c.want)
		}
	}
}

// Reading time goes by the script.
func TestReadingTime(t *testing.T) {
	for _, c := range []struct {
		text    string
		minutes int
	}{
		{strings.Repeat("word ", 460), 2}, {strings.Repeat("水門を閉じた人は誰か", 150), 3}, {strings.Repeat("เรือข้ามฟากมาสาย", 100), 3},
		{strings.Repeat("수문을 닫았다 ", 230), 2}, {"word", 1}, {"", 0},
	} {
		a := article.Article{Lead: []article.Block{&article.Paragraph{Text: []article.Span{{Text: c.text}}}}}
		if got := article.Minutes(a); got != c.minutes {
			t.Errorf("%.20s: %d minutes, want %d", c.text, got, c.minutes)
		}
	}
}
