package ui

import (
	"regexp"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/tools/txtar"

	"warta/feed"
	"warta/feed/article"
	"warta/ui/keys"
)

// coloured is a style with a colour in it.
var coloured = regexp.MustCompile("\x1b\\[([0-9;:]*;)?(3[0-8]|4[0-8]|9[0-7]|10[0-7])[;:m]")

// restart ends the program and runs it again, with options that are words:
// newsboat (its keys), ascii, colours, reorder, and action=keys with _ for
// spaces.
func (s *screen) restart(where string, words []string) {
	s.tb.Helper()
	o := Options{Packs: s.o.Packs}
	o.Terminal.NoColor = true
	changes := map[string]string{}
	for _, w := range words {
		action, bound, isKey := strings.Cut(w, "=")
		switch {
		case isKey:
			changes[action] = strings.ReplaceAll(bound, "_", " ")
		case w == "newsboat":
			o.Keys, _ = keys.Preset(w)
		case w == "ascii":
			o.Terminal.ASCII = true
		case w == "colours":
			o.Terminal.NoColor = false
		case w == "reorder":
			o.Reorder = true
		default:
			s.tb.Fatalf("%s: no such option", where)
		}
	}
	if len(changes) > 0 {
		table, err := keys.Default().Remap(changes)
		if err != nil {
			s.tb.Fatal(where, err)
		}
		o.Keys, o.Taken = table, strings.Join(table.Taken(keys.Default(), changes), "; ")
	}
	s.start(o, s.layout.width, s.layout.height)
}

// top is the first line of the article pane.
func (s *screen) top() string {
	return ansi.Cut(strings.Split(s.text(), "\n")[1], s.layout.article.x, s.layout.width)
}

// publish changes what is on disk of the headline that is selected.
func (s *screen) publish(where, verb, rest string, ar *txtar.Archive) {
	s.tb.Helper()
	h, _ := s.headlines.Selected()
	i := slices.IndexFunc(s.lib.rows, func(row feed.Headline) bool { return row.ID == h.ID })
	row := &s.lib.rows[i]
	switch verb {
	case "become":
		j := slices.IndexFunc(ar.Files, func(f txtar.File) bool { return f.Name == rest })
		if j < 0 {
			s.tb.Fatalf("%s: no such article", where)
		}
		s.lib.articles[h.ID] = parseArticle(string(ar.Files[j].Data))
	case "updated":
		row.Updated = true
	case "badge":
		name, why, _ := strings.Cut(rest, " ")
		row.Badge, row.Why = feed.BadgeNone, why
		for b := feed.BadgeNone; b <= feed.BadgeFailed; b++ {
			if b.String() == name {
				row.Badge = b
			}
		}
	}
}

// parseArticle is the article that source is: one block a line, and what it
// begins with says which.
func parseArticle(source string) article.Article {
	var a article.Article
	to := &a.Lead
	for line := range strings.Lines(source) {
		line = strings.TrimSpace(line)
		sign, rest, _ := strings.Cut(line, " ")
		spans := []article.Span{{Text: rest}}
		switch sign {
		case "":
		case "##":
			a.Sections = append(a.Sections, article.Section{Number: len(a.Sections) + 1, Title: rest})
			to = &a.Sections[len(a.Sections)-1].Blocks
		case "###":
			*to = append(*to, &article.Heading{Level: 1, Text: spans})
		case ">":
			said, who, _ := strings.Cut(rest, " -- ")
			*to = append(*to, &article.Quote{Blocks: []article.Block{text(said)}, Cite: who})
		case "$":
			*to = append(*to, &article.Code{Text: strings.ReplaceAll(rest, "\\n", "\n")})
		case "!":
			caption, credit, _ := strings.Cut(rest, " -- ")
			*to = append(*to, &article.Figure{Image: article.Image{URL: "https://example.org/a.jpg", Caption: caption}, Credit: credit})
		case "-":
			*to = append(*to, &article.List{Items: [][]article.Block{{text(rest)}}})
		default:
			*to = append(*to, text(line))
		}
	}
	return a
}
