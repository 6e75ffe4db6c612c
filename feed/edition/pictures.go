package edition

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"image"
	_ "image/gif" // what pictures are is read from their own beginning
	"image/jpeg"
	"image/png"

	"golang.org/x/image/webp"
)

// extensions are the formats of pictures that every reading system shows (EPUB
// 3.2, core media types), with the ends of their files' names. SVG is one of
// them, but may carry scripts, and load what is elsewhere.
var extensions = map[string]string{"jpeg": ".jpg", "png": ".png", "gif": ".gif"}

// mostPixels bounds the pictures that are made into another format: four bytes
// each are in memory then.
const mostPixels = 16 << 20

// fit is a picture in a format that every reading system shows, and its name
// there, "" when it cannot be had so. WebP is younger than most of them: such
// pictures become PNG when something shines through, and JPEG otherwise.
func fit(data []byte) (fitting []byte, format string) {
	c, format, err := image.DecodeConfig(bytes.NewReader(data))
	switch {
	case err != nil || c.Width <= 0 || c.Height <= 0:
		return nil, ""
	case extensions[format] != "":
		return data, format
	case format != "webp" || c.Width > mostPixels/c.Height:
		return nil, ""
	}
	m, err := webp.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, ""
	}
	var b bytes.Buffer
	if o, ok := m.(interface{ Opaque() bool }); ok && o.Opaque() {
		format, err = "jpeg", jpeg.Encode(&b, m, &jpeg.Options{Quality: 85})
	} else {
		format, err = "png", png.Encode(&b, m)
	}
	if err != nil {
		return nil, ""
	}
	return b.Bytes(), format
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
	if !ok {
		return ""
	}
	data, format := fit(found.Data)
	if format == "" {
		return ""
	}
	name := fmt.Sprintf("pictures/%x%s", sha256.Sum256(data), extensions[format])
	p.names[address] = name
	if !p.known[name] {
		p.known[name] = true
		kind := "image/" + format
		p.fresh = append(p.fresh, shot{name, kind, data})
		p.all = append(p.all, shot{name: name, kind: kind})
	}
	return name
}
