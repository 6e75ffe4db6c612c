// Command bare says what the extraction libraries alone make of pages: it reads
// JSON objects with the url and the body of a page and prints, for each, one with
// a text by library. It is a module of its own since warta's leaves out what
// go-trafilatura falls back on.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"strings"

	readability "codeberg.org/readeck/go-readability/v2"
	"github.com/markusmobius/go-trafilatura"
)

// A page is what a line of standard input holds.
type page struct {
	URL  string
	Body []byte
}

func main() {
	if err := answer(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "bare:", err)
		os.Exit(1)
	}
}

// answer reads pages until there is none.
func answer(r io.Reader, w io.Writer) error {
	in, out := json.NewDecoder(bufio.NewReader(r)), json.NewEncoder(w)
	for {
		var p page
		switch err := in.Decode(&p); {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return fmt.Errorf("reading a page: %w", err)
		}
		texts, err := bareTexts(p)
		if err != nil {
			return fmt.Errorf("reading %s: %w", p.URL, err)
		}
		if err := out.Encode(texts); err != nil {
			return fmt.Errorf("writing the texts of %s: %w", p.URL, err)
		}
	}
}

// bareTexts is the text of a page by library, empty where one fails.
func bareTexts(p page) (map[string]string, error) {
	out := map[string]string{"traf-fb": "", "readeck": ""}
	base, err := url.Parse(p.URL)
	if err != nil {
		return nil, err
	}
	if r, err := trafilatura.Extract(bytes.NewReader(p.Body), trafilatura.Options{OriginalURL: base, EnableFallback: true, ExcludeComments: true}); err == nil {
		out["traf-fb"] = r.ContentText
	}
	parser := readability.NewParser()
	if r, err := parser.Parse(bytes.NewReader(p.Body), base); err == nil && r.Node != nil {
		var b strings.Builder
		if err := r.RenderText(&b); err == nil {
			out["readeck"] = b.String()
		}
	}
	return out, nil
}
