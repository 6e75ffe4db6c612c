package extract

import (
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// baseOf is the address that a page's links are resolved against: its own, or
// the one that its base element names.
func baseOf(doc *html.Node, own *url.URL) *url.URL {
	var found *html.Node
	for n := doc.FirstChild; n != nil; n = n.NextSibling {
		for k := n.FirstChild; k != nil; k = k.NextSibling {
			if k.DataAtom != atom.Head && k.DataAtom != atom.Body && k.DataAtom != atom.Base {
				continue
			}
			eachNode(k, func(b *html.Node) {
				if found == nil && b.DataAtom == atom.Base && hasAttr(b, "href") {
					found = b
				}
			})
		}
	}
	if found == nil {
		return own
	}
	u, err := url.Parse(strings.TrimSpace(attr(found, "href")))
	if err != nil {
		return own
	}
	if own != nil {
		u = own.ResolveReference(u)
	}
	if u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return own
	}
	return u
}

// A version is one address of a picture, with its width as the page tells it, or
// what it tells of the density instead.
type version struct {
	addr    string
	width   int
	density float64
}

// widest is the width in pixels of the largest version of a picture that is
// worth its bytes.
const widest = 1600

// versionsOf are the versions of a picture that it and the picture element around
// it name, those that few programs can show last.
func versionsOf(n *html.Node) []version {
	var out, rare []version
	for _, key := range []string{"srcset", "data-srcset", "data-lazy-srcset"} {
		out = append(out, readSet(attr(n, key))...)
	}
	if n.Parent != nil && n.Parent.DataAtom == atom.Picture {
		for k := n.Parent.FirstChild; k != nil; k = k.NextSibling {
			if k.DataAtom != atom.Source {
				continue
			}
			set := append(readSet(attr(k, "srcset")), readSet(attr(k, "data-srcset"))...)
			if t := attr(k, "type"); t != "" && t != "image/jpeg" && t != "image/png" {
				rare = append(rare, set...)
				continue
			}
			out = append(out, set...)
		}
	}
	if addr, _ := bestVersion(out); addr != "" {
		return out
	}
	return append(out, rare...)
}

// readSet reads a srcset as HTML writes it: addresses, each with a width or a
// density, parted by commas. An address may hold commas, too.
func readSet(set string) []version {
	var out []version
	for {
		set = strings.TrimLeft(set, ", \t\r\n\f")
		if set == "" || len(out) > 100 {
			return out
		}
		end := strings.IndexAny(set, " \t\r\n\f")
		if end < 0 {
			end = len(set)
		}
		v := version{addr: strings.TrimRight(set[:end], ",")}
		bare := len(v.addr) < end
		set = set[end:]
		if !bare {
			said, rest, _ := strings.Cut(set, ",")
			set = rest
			for _, d := range strings.Fields(said) {
				switch d[len(d)-1] {
				case 'w':
					v.width, _ = strconv.Atoi(d[:len(d)-1])
				case 'x':
					v.density, _ = strconv.ParseFloat(d[:len(d)-1], 64)
				}
			}
		}
		if v.addr != "" && !placeholder(v.addr) && mayBeLink(v.addr) {
			out = append(out, v)
		}
	}
}

// bestVersion is the widest version up to the width that is worth its bytes, the
// narrowest beyond when all are wider, and the densest when no widths are told.
func bestVersion(list []version) (addr string, width int) {
	var density float64
	for _, v := range list {
		switch {
		case addr == "":
		case width == 0 && v.width == 0:
			if v.density <= density {
				continue
			}
		case width > widest:
			if v.width == 0 || v.width >= width {
				continue
			}
		case v.width > widest || v.width <= width:
			continue
		}
		addr, width, density = v.addr, v.width, v.density
	}
	return addr, width
}

// widthIn is the width that a set tells of an address, 0 when it does not.
func widthIn(list []version, addr string) int {
	for _, v := range list {
		if v.addr == addr {
			return v.width
		}
	}
	return 0
}
