package extract

import (
	"strings"
	"testing"
)

func TestRefusals(t *testing.T) {
	const lots = "<p>" + sentence + sentence + "</p>"
	for _, c := range []struct {
		name, page string
		kind       Kind
	}{
		{"a whole article", "<h1>Rain</h1>" + strings.Repeat(lots, 6), ""},
		{"a whole article that asks to subscribe", "<h1>Rain</h1>" + strings.Repeat(lots, 20) + "<div class=promo>Subscribe to read more stories like this.</div>", ""},
		{"a whole article on a page with a cookie banner", "<div class=cookie-banner>We value your privacy. Accept all cookies.</div><h1>Rain</h1>" + strings.Repeat(lots, 6), ""},
		{"a paywall", "<h1>Rain</h1>" + lots + "<div class=paywall><h2>Subscribe to continue reading</h2><p>Already a subscriber? Log in.</p></div>", Paywall},
		{"a paywall in French", "<html lang=fr><h1>Pluie</h1><p>Le bac a quitté l'île avant l'aube parce que le capitaine avait vu les nuages.</p><p>Cet article est réservé aux abonnés. Il vous reste 80% de cet article à lire.</p>", Paywall},
		{"locked in its metadata", `<script type="application/ld+json">{"@type":"NewsArticle","headline":"Rain","isAccessibleForFree":"False"}</script><h1>Rain</h1>` + lots, Paywall},
		{"a consent wall", "<title>Before you continue</title><div><h1>We value your privacy</h1><p>We and our 812 partners store information on your device.</p><button>Accept all</button></div>", Consent},
		{"a German consent wall", "<h1>Mit Werbung weiterlesen</h1><p>Wir benötigen Ihre Zustimmung, um Ihnen diese Seite zu zeigen.</p>", Consent},
		{"made by scripts", "<title>Rain</title><div id=root></div><noscript>You need to enable JavaScript to run this app.</noscript><script src=a></script><script src=b></script>", ScriptOnly},
		{"kept from programs", "<title>Just a moment...</title><h1>Just a moment...</h1><p>Verifying you are human. This may take a few seconds.</p>", ScriptOnly},
		{"nothing", "<title>Rain</title>", Empty},
	} {
		a, err := Page([]byte(c.page), Source{URL: "https://gull.example/rain"})
		r, _ := Refused(err)
		switch {
		case c.kind == "" && err != nil:
			t.Errorf("%s: %v", c.name, err)
		case c.kind != "" && (r == nil || r.Kind != c.kind || a.Notice == ""):
			t.Errorf("%s: %v, notice %q", c.name, err, a.Notice)
		}
	}
}

func TestWhole(t *testing.T) {
	p := "<p>" + strings.Repeat(sentence, 3) + "</p>"
	for _, c := range []struct {
		name, content, summary string
		want                   bool
	}{
		{"nothing", "", "", false},
		{"a summary", p, "", false},
		{"an article", strings.Repeat(p, 8), "", true},
		{"an article with a summary", strings.Repeat(p, 8), p, true},
		{"the summary again", strings.Repeat(p, 6), strings.Repeat(p, 6), false},
		{"cut off", strings.Repeat(p, 8) + "<p>And then […]</p>", "", false},
		{"leads on", strings.Repeat(p, 8) + "<p>And then <a href=x>Continue reading →</a></p>", "", false},
		{"one long paragraph", "<p>" + strings.Repeat(sentence, 14), "", false},
		{"Japanese", strings.Repeat("<p>船長が西の崖の上に雲が集まるのを見たため、連絡船は夜明け前に島を離れた。</p>", 12), "", true},
	} {
		if got := Whole(c.content, c.summary); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}
