package extract

import (
	"strings"
	"testing"

	"warta/feed/article"
)

// A heading that goes with the title is shown below it and is no text; one with
// text of its own, or with others like it, is the title of a section.
func TestSubtitle(t *testing.T) {
	text := strings.Repeat("<p>The ferry left the quay at seven, and the two clerks who had missed it stood in the rain with the mail for the islands.</p>", 3)
	for name, c := range map[string]struct {
		body     string
		subtitle bool
	}{
		"with the title":  {`<header><h1>The late ferry</h1><h2>Two clerks and the mail of seven islands miss the morning boat</h2></header><div class="text">` + text + `</div>`, true},
		"beside the text": {`<h1>The late ferry</h1><div class="text"><h2>Two clerks and the mail of seven islands</h2>` + text + `<h2>The next boat</h2>` + text + `</div>`, false},
		"one of several": {`<h1>The late ferry</h1><h2>Two clerks and the mail of seven islands</h2><div class="text">` + text +
			`</div><h2>What the captain said of the boat</h2><div class="text">` + text + `</div>`, false},
	} {
		page := `<html lang="en"><head><title>The late ferry</title></head><body><main><article>` + c.body + `</article></main></body></html>`
		a, err := Page([]byte(page), Source{URL: "https://quay.example/late"})
		if err != nil {
			t.Error(err)
		}
		var h *article.Heading
		if len(a.Lead) > 0 {
			h, _ = a.Lead[0].(*article.Heading)
		}
		if got := h != nil && h.Subtitle && strings.HasPrefix(article.Plain(h.Text), "Two clerks"); got != c.subtitle {
			t.Errorf("%s: subtitle %v, lead %+v", name, got, a.Lead)
		}
		if got := strings.Contains(article.Text(a), "seven islands"); got == c.subtitle {
			t.Errorf("%s: in the text: %v", name, got)
		}
	}
}
