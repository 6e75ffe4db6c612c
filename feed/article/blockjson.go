package article

import "fmt"

// blockJSON is a block of any kind. Text is the block's plain text; it is read
// back where Spans is absent and the block is a paragraph, a heading or code.
type blockJSON struct {
	Kind     string        `json:"kind"`
	Text     string        `json:"text"`
	Spans    []spanJSON    `json:"spans,omitempty"`
	Level    int           `json:"level,omitempty"`
	Subtitle bool          `json:"subtitle,omitempty"`
	Blocks   []blockJSON   `json:"blocks,omitempty"`
	Cite     string        `json:"cite,omitempty"`
	Ordered  bool          `json:"ordered,omitempty"`
	Start    int           `json:"start,omitempty"`
	Items    [][]blockJSON `json:"items,omitempty"`
	Language string        `json:"language,omitempty"`
	Image    *imageJSON    `json:"image,omitempty"`
	Credit   string        `json:"credit,omitempty"`
	Caption  string        `json:"caption,omitempty"`
	Header   int           `json:"header,omitempty"`
	Rows     [][]cellJSON  `json:"rows,omitempty"`
	Embed    string        `json:"embed,omitempty"`
	URL      string        `json:"url,omitempty"`
	Title    string        `json:"title,omitempty"`
}

type cellJSON struct {
	Text  string     `json:"text"`
	Spans []spanJSON `json:"spans,omitempty"`
}

type spanJSON struct {
	Text  string   `json:"text"`
	Style []string `json:"style,omitempty"`
	Link  string   `json:"link,omitempty"`
}

// styleNames are the styles in the order of their bits.
var styleNames = [...]string{"bold", "italic", "mono", "strike", "highlight", "superscript", "subscript", "inserted", "deleted"}

func packBlocks(blocks []Block) []blockJSON {
	out := make([]blockJSON, 0, len(blocks))
	for _, b := range blocks {
		out = append(out, packBlock(b))
	}
	return out
}

func packBlock(b Block) blockJSON {
	switch b := b.(type) {
	case *Paragraph:
		return blockJSON{Kind: "paragraph", Text: Clean(Plain(b.Text)), Spans: packSpans(b.Text)}
	case *Heading:
		return blockJSON{Kind: "heading", Level: b.Level, Subtitle: b.Subtitle, Text: Clean(Plain(b.Text)), Spans: packSpans(b.Text)}
	case *Quote:
		return blockJSON{Kind: "quote", Text: textOf(b.Blocks), Blocks: packBlocks(b.Blocks), Cite: Clean(b.Cite)}
	case *List:
		out := blockJSON{Kind: "list", Text: textOf([]Block{b}), Ordered: b.Ordered, Start: b.Start}
		for _, item := range b.Items {
			out.Items = append(out.Items, packBlocks(item))
		}
		return out
	case *Code:
		return blockJSON{Kind: "code", Text: Clean(b.Text), Language: Clean(b.Language)}
	case *Figure:
		image := packImage(b.Image)
		return blockJSON{Kind: "figure", Image: &image, Credit: Clean(b.Credit)}
	case *Table:
		return packTable(b)
	case *Embed:
		return blockJSON{Kind: "embed", Embed: Clean(b.Kind), URL: Clean(b.URL), Title: Clean(b.Title)}
	}
	return blockJSON{Kind: "rule"}
}

func packTable(t *Table) blockJSON {
	out := blockJSON{Kind: "table", Text: textOf([]Block{t}), Caption: Clean(t.Caption), Header: t.Header}
	for _, row := range t.Rows {
		cells := make([]cellJSON, 0, len(row))
		for _, c := range row {
			cells = append(cells, cellJSON{Text: Clean(Plain(c.Text)), Spans: packSpans(c.Text)})
		}
		out.Rows = append(out.Rows, cells)
	}
	return out
}

// packSpans is nil for what Text alone can tell: no span, or one that is plain
// and not empty.
func packSpans(spans []Span) []spanJSON {
	if len(spans) == 0 || len(spans) == 1 && spans[0].Style == 0 && spans[0].Link == "" && spans[0].Text != "" {
		return nil
	}
	out := make([]spanJSON, 0, len(spans))
	for _, s := range spans {
		packed := spanJSON{Text: Clean(s.Text), Link: Clean(s.Link)}
		for bit, name := range styleNames {
			if s.Style.Has(1 << bit) {
				packed.Style = append(packed.Style, name)
			}
		}
		out = append(out, packed)
	}
	return out
}

func unpackBlocks(in []blockJSON) ([]Block, error) {
	var out []Block
	for i := range in {
		b, err := unpackBlock(&in[i])
		if err != nil {
			return nil, err
		}
		out = append(out, b)
	}
	return out, nil
}

func unpackBlock(in *blockJSON) (Block, error) {
	switch in.Kind {
	case "paragraph":
		return &Paragraph{unpackSpans(in.Text, in.Spans)}, nil
	case "heading":
		return &Heading{in.Level, unpackSpans(in.Text, in.Spans), in.Subtitle}, nil
	case "quote":
		blocks, err := unpackBlocks(in.Blocks)
		return &Quote{blocks, Clean(in.Cite)}, err
	case "list":
		return unpackList(in)
	case "code":
		return &Code{Clean(in.Language), Clean(in.Text)}, nil
	case "figure":
		f := &Figure{Credit: Clean(in.Credit)}
		if in.Image != nil {
			f.Image = unpackImage(*in.Image)
		}
		return f, nil
	case "table":
		return unpackTable(in), nil
	case "embed":
		return &Embed{Clean(in.Embed), Clean(in.URL), Clean(in.Title)}, nil
	case "rule":
		return &Rule{}, nil
	}
	return nil, fmt.Errorf("a block of kind %q is not known", in.Kind)
}

func unpackList(in *blockJSON) (Block, error) {
	out := &List{Ordered: in.Ordered, Start: in.Start}
	for _, item := range in.Items {
		blocks, err := unpackBlocks(item)
		if err != nil {
			return nil, err
		}
		out.Items = append(out.Items, blocks)
	}
	return out, nil
}

func unpackTable(in *blockJSON) *Table {
	out := &Table{Caption: Clean(in.Caption), Header: in.Header}
	for _, row := range in.Rows {
		var cells []Cell
		for _, c := range row {
			cells = append(cells, Cell{unpackSpans(c.Text, c.Spans)})
		}
		out.Rows = append(out.Rows, cells)
	}
	return out
}

func unpackSpans(text string, spans []spanJSON) []Span {
	if len(spans) == 0 {
		if text = Clean(text); text == "" {
			return nil
		}
		return []Span{{Text: text}}
	}
	out := make([]Span, 0, len(spans))
	for _, s := range spans {
		span := Span{Text: Clean(s.Text), Link: Clean(s.Link)}
		for bit, name := range styleNames {
			for _, have := range s.Style {
				if have == name {
					span.Style |= 1 << bit
				}
			}
		}
		out = append(out, span)
	}
	return out
}
