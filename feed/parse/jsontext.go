package parse

import "errors"

// errNotJSON says that a document that begins like JSON is none.
var errNotJSON = errors.New("it is not JSON")

// cutShort says that a document ended too soon.
const cutShort = "the document was cut short"

// trimJSON makes a JSON document fit for a parser that builds all of it: it
// refuses what nests too deep, leaves out the items beyond the first maxEntries,
// and closes a document that was cut short after its last whole item.
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
	case w.count > maxEntries && w.cutTo > w.cutFrom:
		return append(append([]byte(nil), text[:w.cutFrom]...), text[w.cutTo:w.end]...), "only the first entries were taken", nil
	}
	return text[:w.end], "", nil
}

// A jsonWalk goes once through a document.
type jsonWalk struct {
	text     []byte
	depth    int
	end      int  // after the document
	items    bool // within the array of items
	count    int  // items that ended
	lastItem int  // after the last of them
	cutFrom  int  // after the last item that is kept, 0 when all are
	cutTo    int  // at the bracket that ends the items
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
	if w.count == maxEntries {
		w.cutFrom = after
	}
}
