package parse

import "strings"

// A module is a vocabulary that an element belongs to, by the prefix it is
// known by. native is the feed's own: RSS in RSS, Atom in Atom.
type module string

const (
	native  module = ""
	atomNS  module = "atom"
	rssNS   module = "rss"
	foreign module = "?" // in a namespace that means nothing here
)

// spaces are the namespaces that are read, without scheme, trailing slash and
// case: feeds write them in many ways.
var spaces = map[string]module{
	"www.w3.org/2005/atom": atomNS, "purl.org/atom/ns#": atomNS, "purl.org/atom/ns": atomNS, "purl.org/pie": atomNS,
	"purl.org/echo": atomNS, "purl.org/atom-blog/ns#": atomNS, "purl.org/atom/ns#draft-ietf-atompub-format-05": atomNS,
	"example.com/newformat#": atomNS, "example.com/necho": atomNS, "uri/of/echo/namespace#": atomNS,
	"purl.org/rss/1.0": rssNS, "purl.org/net/rss1.1#": rssNS, "my.netscape.com/rdf/simple/0.9": rssNS,
	"channel.netscape.com/rdf/simple/0.9": rssNS, "backend.userland.com/rss": rssNS, "backend.userland.com/rss2": rssNS,
	"backend.userland.com/rss091": rssNS, "backend.userland.com/rss092": rssNS, "blogs.law.harvard.edu/tech/rss": rssNS,
	"cyber.law.harvard.edu/rss": rssNS, "my.netscape.com/publish/formats/rss-0.91.dtd": rssNS,
	"my.netscape.com/rdf/simple/0.91": rssNS, "purl.org/rss/2.0": rssNS,
	"purl.org/dc/elements/1.1": "dc", "purl.org/dc/elements/1.0": "dc", "purl.org/dc/terms": "dcterms",
	"purl.org/rss/1.0/modules/content": "content", "purl.org/rss/1.0/modules/syndication": "sy",
	"www.itunes.com/dtds/podcast-1.0.dtd": "itunes", "www.itunes.com/dtds/podcast-1.0": "itunes",
	"example.com/dtds/podcast-1.0.dtd": "itunes", "search.yahoo.com/mrss": "media",
	"video.search.yahoo.com/mrss": "media", "tools.search.yahoo.com/mrss": "media",
	"www.google.com/schemas/play-podcasts/1.0": "googleplay", "rssnamespace.org/feedburner/ext/1.0": "feedburner",
	"www.w3.org/1999/xhtml": "xhtml", "www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf", "www.w3.org/1999/02/22-rdf-syntax-ns": "rdf",
	"www.w3.org/2000/svg": "svg", "www.w3.org/1998/math/mathml": "math", "wellformedweb.org/commentapi": "wfw",
}

// A binding is a namespace declaration in scope.
type binding struct {
	prefix string
	space  string
	module module
}

// bind is the declaration of a prefix.
func bind(prefix, space string) binding {
	b := binding{prefix: prefix, space: strings.TrimSpace(space), module: foreign}
	key := strings.ToLower(b.space)
	key = strings.TrimPrefix(strings.TrimPrefix(key, "http://"), "https://")
	if m, ok := spaces[strings.TrimSuffix(key, "/")]; ok {
		b.module = m
	}
	if b.space == "" {
		b.module = native
	}
	return b
}

// module is the vocabulary of a qualified name. An element without a prefix in
// a namespace that nobody knows is native: publishers put all sorts of names
// there.
func (s *scanner) module(name []byte) module {
	prefix := prefixOf(name)
	for i := len(s.bindings) - 1; i >= 0; i-- {
		b := s.bindings[i]
		if b.prefix != prefix {
			continue
		}
		if b.module == foreign && (prefix == "" || b.space == s.root) {
			return native
		}
		return b.module
	}
	switch known := strings.ToLower(prefix); known {
	case "dc", "dcterms", "content", "itunes", "media", "sy", "atom", "googleplay", "feedburner", "xhtml", "rdf", "wfw":
		return module(known)
	case "", "rss":
		return native
	}
	return foreign
}
