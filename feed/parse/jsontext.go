package parse

import (
	"bytes"
	"errors"
	"time"
)

// errNotJSON says that a document that begins like JSON is none.
var errNotJSON = errors.New("it is not JSON")

// cutShort says that a document ended too soon.
const cutShort = "the document was cut short"

// trimJSON makes a JSON document fit for a parser that builds all of it: it
// refuses what nests too deep, leaves out all items but the newest maxEntries, and
// closes a document that was cut short after its last whole item.
func trimJSON(text []byte) (out []byte, repaired string, err error) {
	w := jsonWalk{text: text}
	if err := w.walk(); err != nil {
		return nil, "", err
	}
	switch {
	case w.depth > 0 && w.lastItem == 0:
		return nil, "", errNotJSON
	case w.depth > 0:
		return append(append([]byte(nil), text[:w.lastItem]...), "]}"...), cutShort, nil
	case w.count > maxEntries && w.cutTo > 0:
		return w.newest(), "only the newest entries were taken", nil
	}
	return text[:w.end], "", nil
}

// A jsonWalk goes once through a document.
type jsonWalk struct {
	text     []byte
	depth    int
	end      int    // after the document
	items    bool   // within the array of items
	count    int    // items that ended
	lastItem int    // after the last of them
	from     int    // of the item it is in
	spans    []span // of the items, maxSpans at most
	cutTo    int    // at the bracket that ends the items
	key      []byte
}

func (w *jsonWalk) walk() error {
	for i := 0; i < len(w.text); i++ {
		switch w.text[i] {
		case '"':
			from := i + 1
			for i++; i < len(w.text) && w.text[i] != '"'; i++ {
				if w.text[i] == '\\' {
					i++
				}
			}
			if w.depth == 1 && i < len(w.text) {
				w.key = w.text[from:i]
			}
		case '{', '[':
			if w.depth++; w.depth > maxDepth {
				return errTooDeep
			}
			if w.depth == 2 && w.text[i] == '[' && string(w.key) == "items" {
				w.items = true
			}
			if w.depth == 3 && w.items {
				w.from = i
			}
		case '}', ']':
			w.depth--
			if w.items && w.depth == 2 {
				w.itemEnds(i + 1)
			}
			if w.items && w.depth == 1 {
				w.items, w.cutTo = false, i
			}
			if w.depth <= 0 {
				w.end = i + 1
				return nil
			}
		}
	}
	return nil
}

func (w *jsonWalk) itemEnds(after int) {
	w.count++
	w.lastItem = after
	if len(w.spans) < maxSpans {
		w.spans = append(w.spans, span{w.from, after})
	}
}

// newest is the document with its newest items only.
func (w *jsonWalk) newest() []byte {
	keep := newestOf(len(w.spans), func(i int) (time.Time, bool) { return itemDate(w.text[w.spans[i].from:w.spans[i].to]) })
	out := append([]byte(nil), w.text[:w.spans[0].from]...)
	n := 0
	for i, s := range w.spans {
		if !keep[i] {
			continue
		}
		if n++; n > 1 {
			out = append(out, ',')
		}
		out = append(out, w.text[s.from:s.to]...)
	}
	return append(out, w.text[w.cutTo:w.end]...)
}

// itemDate is the date of an item. A name between quotes cannot stand within a
// text, where its quotes are escaped.
func itemDate(item []byte) (time.Time, bool) {
	for _, name := range []string{`"date_published"`, `"date_modified"`} {
		_, rest, ok := bytes.Cut(item, []byte(name))
		if !ok {
			continue
		}
		rest = bytes.TrimLeft(rest, " \t\r\n:")
		if len(rest) == 0 || rest[0] != '"' {
			continue
		}
		date, _, _ := bytes.Cut(rest[1:min(len(rest), maxDate)], []byte(`"`))
		if t, ok := parseDate(string(date)); ok {
			return t, true
		}
	}
	return time.Time{}, false
}
