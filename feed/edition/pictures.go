package edition

import (
	"crypto/sha256"
	"fmt"
)

// extensions are the media types of pictures that every reading system shows
// (EPUB 3.3, core media types), with the ends of their files' names. SVG is one
// of them, but may carry scripts.
var extensions = map[string]string{
	"image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif", "image/webp": ".webp",
}

// Pictures are the files of a book's pictures, each picture once.
type pictures struct {
	find  func(address string) (Picture, bool)
	names map[string]string // by address; "" for one that is not at hand
	known map[string]bool   // names in the book
	all   []shot
	fresh []shot // not yet in the archive
}

// A shot is the file of one picture. Its bytes are dropped once it is written.
type shot struct {
	name, kind string
	data       []byte
}

func newPictures(find func(string) (Picture, bool)) *pictures {
	return &pictures{find: find, names: map[string]string{}, known: map[string]bool{}}
}

// file is the name of an address's picture in the book, "" when there is none.
func (p *pictures) file(address string) string {
	if p.find == nil || address == "" {
		return ""
	}
	if name, ok := p.names[address]; ok {
		return name
	}
	p.names[address] = ""
	found, ok := p.find(address)
	extension := extensions[found.Type]
	if !ok || extension == "" {
		return ""
	}
	name := fmt.Sprintf("pictures/%x%s", sha256.Sum256(found.Data), extension)
	p.names[address] = name
	if !p.known[name] {
		p.known[name] = true
		p.fresh = append(p.fresh, shot{name, found.Type, found.Data})
		p.all = append(p.all, shot{name: name, kind: found.Type})
	}
	return name
}
