package library

import (
	"fmt"
	"hash/fnv"

	"warta/feed/extract"
)

// A Site is a reader's own rule for the pages of one site.
type Site = extract.Rule

// version is what articles are kept under: it moves with the extractor and with
// the reader's own rules, so that articles made without them are made again.
func (l *Library) version() int {
	if len(l.o.Sites) == 0 {
		return extract.Version
	}
	h := fnv.New32a()
	fmt.Fprintf(h, "%q", l.o.Sites)
	return extract.Version + int(h.Sum32()>>9)<<8
}
