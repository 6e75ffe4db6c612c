package extract

import (
	"strings"
	"testing"

	"warta/feed/article"
)

// Lines that ask for something go, and what begins like them stays.
func TestAskingLines(t *testing.T) {
	text := strings.Repeat("<p>The ferry left the quay at seven, and the two clerks who had missed it stood in the rain with the mail for the islands.</p>", 4)
	for name, c := range map[string]struct {
		line, says string
		kept       bool
	}{
		"continues":         {`<p>Story continues below advertisement</p>`, "continues below", false},
		"opinion":           {`<p>What do you think? Let us know in the comments below.</p>`, "Let us know", false},
		"opinion de":        {`<p>Was denken Sie darüber? Schreiben Sie einen Kommentar!</p>`, "Kommentar", false},
		"newsletter":        {`<p>Sign up for our daily newsletter <a href="/n">here</a>.</p>`, "newsletter", false},
		"newsletter es":     {`<p>Suscríbete a nuestra newsletter y recibe cada mañana las noticias</p>`, "newsletter", false},
		"newsletter ru":     {`<p>Подпишитесь на наш канал в Telegram</p>`, "канал", false},
		"letter box":        {`<div><strong>Newsletter „Am Morgen“</strong><p>Das Wichtigste, jeden Tag kostenlos in Ihr Postfach.</p></div>`, "Postfach", false},
		"subscribers":       {`<p>Déjà abonné ? Connectez-vous</p>`, "Connectez", false},
		"contributors":      {`<p>Staff writers Hugh Barlow and Ana Ruiz contributed to this report.</p>`, "Barlow", false},
		"other site":        {`<p>On QuayNews.example: <a href="/x">Ferry company buys a second boat for the winter</a></p>`, "second boat", false},
		"shortcode":         {`<p>[button link="/send" type="big"] Send us your boat[/button]</p>`, "your boat", false},
		"also, in brackets": {`<p>【関連記事】<a href="/r">商店街の空き店舗、過去最多に</a></p>`, "関連記事", false},
		"facts":             {`<aside class="factbox"><h3>Facts: the fee</h3><p>Introduced in 1911 at one crown a ton.</p><ul><li>Lowest fee: one crown</li></ul></aside>`, "Lowest fee", true},
		"a story":           {`<p>What do you think of a ferry that leaves on time? The clerks thought nothing of it.</p>`, "on time?", true},
		"advice":            {`<ul><li>Sign up for newsletters.</li><li>Keep the receipts of every crossing you make.</li></ul>`, "Sign up for newsletters", true},
	} {
		page := `<html lang="en"><head><title>The late ferry</title></head><body><main><article><h1>The late ferry</h1>` + text + c.line + `<p>By eight the next boat had come, and the mail went out with it after all.</p>` + `</article></main></body></html>`
		a, err := Page([]byte(page), Source{URL: "https://quay.example/late"})
		if err != nil {
			t.Error(err)
		}
		if got := strings.Contains(article.Text(a), c.says); got != c.kept {
			t.Errorf("%s: %q kept: %v", name, c.says, got)
		}
	}
}
