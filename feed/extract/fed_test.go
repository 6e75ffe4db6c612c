package extract

import "testing"

// What the feed has of an article is brought back, wherever it stands in the
// article's box; what only the page has stays out.
func TestWhatTheFeedHas(t *testing.T) {
	const (
		first  = "<p>The ferry left the island before dawn because the captain had seen the clouds gather over the cliffs, and nobody wanted to wait for the second one.</p>"
		second = "<p>In the harbour the baker had sold every loaf by noon, and the school was closed so that the children could carry sand to the low end of the quay.</p>"
		third  = "<p>By the evening the water stood at the third step of the church, where a brass line had marked the highest flood for more than ninety years.</p>"
		tip    = "<p>Keep a lamp and two candles by the door.</p>"
		offer  = "<p>Lamps are on sale this week only.</p>"
		also   = `<p>Read also: <a href="/lamps">Lamps that burn for a week</a></p>`
	)
	html := "<article><div>" + first + second + third + "</div>" + `<div class="box">` + tip + offer + also + `</div></article>`
	for name, c := range map[string]struct {
		content string
		tip     bool
	}{
		"without a feed":     {"", false},
		"the whole article":  {first + second + third + tip + also, true},
		"its beginning only": {first + tip, false},
		"another article":    {"<p>Nothing of this is about water at all, and the words are others.</p>" + tip, false},
		"plain text":         {"Keep a lamp and two candles by the door.", false},
	} {
		t.Run(name, func(t *testing.T) {
			p, err := openPage(html, Source{URL: "https://quay.example/flood", Content: c.content})
			if err != nil {
				t.Fatal(err)
			}
			p.gather()
			for _, q := range p.pieces[:3] {
				q.keep = true
			}
			p.asFed()
			if got := p.pieces[3].keep; got != c.tip {
				t.Errorf("the tip is kept: %v", got)
			}
			if !p.pieces[0].keep || p.pieces[4].keep || p.pieces[5].keep {
				t.Error("what only the page has is kept, or a line that leads away")
			}
		})
	}
}
