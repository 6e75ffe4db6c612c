package opml

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"warta/feed"
)

// maxOpen is how deep elements may nest.
const maxOpen = 256

var errTooDeep = errors.New("its outlines nest too deep")

// readOPML reads OPML as far as it goes: a list that is cut short or damaged
// gives what stands before the damage.
func (r *reader) readOPML(text []byte) error {
	decoder := xml.NewDecoder(bytes.NewReader(references.ReplaceAllFunc(bytes.Map(xmlRune, text), xmlReference)))
	decoder.Strict = false
	decoder.Entity = xml.HTMLEntity
	decoder.CharsetReader = func(_ string, input io.Reader) (io.Reader, error) { return input, nil }
	w := walk{reader: r, decoder: decoder}
	err := w.walk()
	if w.wrapped {
		r.unwrap()
	}
	switch {
	case !w.opml:
		return ErrNotList
	case err != nil && len(r.Feeds) == 0:
		return fmt.Errorf("it is damaged: %w", err)
	case err != nil:
		line, _ := decoder.InputPos()
		r.skip(line, "", "the list is damaged from here on")
	}
	return nil
}

// xmlRune drops what XML has no place for.
func xmlRune(r rune) rune {
	if r < 0x20 && r != '\n' && r != '\t' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
		return -1
	}
	return r
}

// references are characters by their numbers.
var references = regexp.MustCompile(`&#(?:[0-9]{1,9}|[xX][0-9a-fA-F]{1,8});`)

// xmlReference drops the number of a character that XML has no place for.
func xmlReference(text []byte) []byte {
	digits, base := string(text[2:len(text)-1]), 10
	if digits[0] == 'x' || digits[0] == 'X' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseInt(digits, base, 64)
	if err != nil || n > unicode.MaxRune || !utf8.ValidRune(rune(n)) || xmlRune(rune(n)) < 0 {
		return nil
	}
	return text
}

// A walk goes through the outlines of an OPML document.
type walk struct {
	*reader
	decoder *xml.Decoder
	opml    bool
	own     bool // warta wrote it: its titles are as they are
	wrapped bool // Thunderbird wrote it: each feed has a folder of its own
	inTitle bool
	inHead  bool
	open    int      // elements
	depth   int      // open outlines
	folders []string // by depth
}

func (w *walk) walk() error {
	for {
		token, err := w.decoder.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("reading OPML: %w", err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if w.open++; w.open > maxOpen {
				return errTooDeep
			}
			w.start(t)
		case xml.EndElement:
			w.open--
			w.end(strings.ToLower(t.Name.Local))
		case xml.CharData:
			if w.inTitle {
				w.Title = clean(w.Title + string(t))
			}
		}
	}
}

func (w *walk) start(e xml.StartElement) {
	switch strings.ToLower(e.Name.Local) {
	case "opml":
		w.opml = true
		w.program(e)
	case "head":
		w.inHead = true
	case "title":
		w.inTitle = w.inHead
	case "body":
		w.inHead = false
	case "outline":
		w.opml = true
		w.outline(attributes(e))
	}
}

// program notes what is known of the program that wrote the list, by the names
// that it declares.
func (w *walk) program(e xml.StartElement) {
	for _, a := range e.Attr {
		if a.Name.Space == "xmlns" {
			w.own = w.own || a.Value == namespace
			w.wrapped = w.wrapped || strings.HasPrefix(a.Value, "urn:forumzilla")
		}
	}
}

func (w *walk) end(name string) {
	switch name {
	case "head":
		w.inHead = false
	case "title":
		w.inTitle = false
	case "outline":
		w.depth = max(w.depth-1, 0)
		w.folders = w.folders[:min(len(w.folders), w.depth)]
	}
}

// outline takes one outline: a feed, a saved query, or a folder of others.
func (w *walk) outline(attr map[string]string) {
	name := attr["title"]
	if name == "" || attr["text"] != "" && attr["xmlurl"] == "" {
		name = attr["text"]
	}
	if !w.own { // some programs escape what they had from HTML, and then again
		name = html.UnescapeString(name)
	}
	folder := strings.Join(w.folders, "/")
	address := attr["xmlurl"]
	kind := strings.ToLower(attr["type"])
	if address == "" && (kind == "rss" || kind == "atom") {
		address = attr["url"]
	}
	line, _ := w.decoder.InputPos()
	list := attr["opmlurl"]
	if kind == "include" || kind == "link" {
		list = attr["url"]
	}
	switch {
	case strings.HasPrefix(kind, "html+") || strings.HasPrefix(kind, "xml+") || strings.HasPrefix(kind, "json+"):
		w.skip(line, address, "it is no feed: the other program made one of it ("+clean(attr["type"])+")")
	case address != "":
		w.feed(attr, address, name, folder, line)
	case attr["query"] != "":
		w.Views = append(w.Views, feed.View{Name: clean(name), Query: oneLine(attr["query"]), Own: true})
	case list != "":
		w.skip(line, list, "it points to another list, which is not fetched")
	}
	w.depth++
	if len(w.folders) < maxFolders && len(w.folders) == w.depth-1 {
		if address != "" {
			name = "" // feeds do hold others, but are no folders
		}
		w.folders = append(w.folders, clean(strings.ReplaceAll(name, "/", " ")))
	}
}

// feed takes a feed. One outside of all folders may name its folder among its
// categories, with a slash before it (OPML 2.0).
func (w *walk) feed(attr map[string]string, address, name, folder string, line int) {
	if name == address { // written for want of a title
		name = ""
	}
	s := Subscription{URL: address, Title: name, Site: attr["htmlurl"], Folder: folder}
	for category := range strings.SplitSeq(attr["category"], ",") {
		path, isPath := strings.CutPrefix(strings.TrimSpace(category), "/")
		switch {
		case !isPath:
			s.Tags = append(s.Tags, path)
		case cleanFolder(folder) == "" && s.Folder == folder:
			s.Folder = path
		}
	}
	w.add(s, line)
}

// attributes are the attributes of an element by their lower-case names: lists
// write xmlUrl in every way.
func attributes(e xml.StartElement) map[string]string {
	out := map[string]string{}
	for _, a := range e.Attr {
		if name := strings.ToLower(a.Name.Local); out[name] == "" {
			out[name] = a.Value
		}
	}
	return out
}
