package extract

import (
	"strings"
	"testing"

	"warta/feed/article"
)

func TestCaptionIsKeptOnce(t *testing.T) {
	page, _ := readCase(t, "testdata/sections/caption-echoes-picture.txtar")
	for _, address := range []string{"https://gull.example/light", ""} {
		a, err := Page(page, Source{URL: address})
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(a.Image.Caption, "photo: The Gull") {
			t.Errorf("%q: the caption is %q", address, a.Image.Caption)
		}
		if text := article.Text(a); strings.Contains(text, "photo: The Gull") {
			t.Errorf("%q: the caption is in the text, too: %s", address, text)
		}
	}
}
