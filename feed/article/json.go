package article

import (
	"encoding/json"
	"fmt"
	"time"
)

// articleJSON is an article as `warta read --format json` prints it. Text and
// Minutes are for readers of the JSON; they are made again, not read back.
type articleJSON struct {
	Title     string        `json:"title"`
	Byline    string        `json:"byline"`
	Published time.Time     `json:"published,omitzero"`
	Updated   time.Time     `json:"updated,omitzero"`
	Language  string        `json:"language"`
	Site      string        `json:"site"`
	URL       string        `json:"url"`
	Image     imageJSON     `json:"image"`
	Notice    string        `json:"notice,omitempty"`
	Minutes   int           `json:"minutes"`
	Lead      []blockJSON   `json:"lead"`
	Sections  []sectionJSON `json:"sections"`
	Text      string        `json:"text"`
}

type sectionJSON struct {
	Number  int         `json:"number"`
	Title   string      `json:"title"`
	Printed string      `json:"printed,omitempty"`
	Blocks  []blockJSON `json:"blocks"`
}

type imageJSON struct {
	URL     string `json:"url"`
	Alt     string `json:"alt,omitempty"`
	Caption string `json:"caption"`
}

// MarshalJSON writes the article with all that UnmarshalJSON needs to give the
// same tree, and beside it the plain text and the reading time.
func (a Article) MarshalJSON() ([]byte, error) {
	out := articleJSON{
		Title: Clean(a.Title), Byline: Clean(a.Byline), Published: a.Published, Updated: a.Updated,
		Language: Clean(a.Language), Site: Clean(a.Site), URL: Clean(a.URL), Image: packImage(a.Image),
		Notice: Clean(a.Notice), Minutes: Minutes(a), Lead: packBlocks(a.Lead),
		Sections: make([]sectionJSON, 0, len(a.Sections)), Text: Text(a),
	}
	for _, s := range a.Sections {
		out.Sections = append(out.Sections, sectionJSON{s.Number, Clean(s.Title), Clean(s.Printed), packBlocks(s.Blocks)})
	}
	return json.Marshal(out)
}

// UnmarshalJSON reads what MarshalJSON wrote. A block of a kind that it does
// not know is an error; control characters are taken out of every text.
func (a *Article) UnmarshalJSON(data []byte) error {
	var in struct { // without what is made again
		articleJSON
		Text    passed `json:"text"`
		Minutes passed `json:"minutes"`
	}
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	lead, err := unpackBlocks(in.Lead)
	if err != nil {
		return fmt.Errorf("reading the lead: %w", err)
	}
	out := Article{
		Title: Clean(in.Title), Byline: Clean(in.Byline), Published: in.Published, Updated: in.Updated,
		Language: Clean(in.Language), Site: Clean(in.Site), URL: Clean(in.URL), Image: unpackImage(in.Image),
		Notice: Clean(in.Notice), Lead: lead,
	}
	for _, s := range in.Sections {
		blocks, err := unpackBlocks(s.Blocks)
		if err != nil {
			return fmt.Errorf("reading section %d: %w", s.Number, err)
		}
		out.Sections = append(out.Sections, Section{s.Number, Clean(s.Title), Clean(s.Printed), blocks})
	}
	*a = out
	return nil
}

// A passed is a part of the JSON that is passed over.
type passed struct{}

func (*passed) UnmarshalJSON([]byte) error { return nil }

func packImage(i Image) imageJSON {
	return imageJSON{Clean(i.URL), Clean(i.Alt), Clean(i.Caption)}
}

func unpackImage(i imageJSON) Image {
	return Image{Clean(i.URL), Clean(i.Alt), Clean(i.Caption)}
}
