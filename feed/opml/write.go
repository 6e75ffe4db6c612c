package opml

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
)

// namespace is that of warta's own attributes.
const namespace = "urn:warta"

// Write writes list as OPML 2.0 in UTF-8: folders as nested outlines in the
// order of their first feed, tags as categories, saved queries as outlines that
// other programs pass over. Read reads all of it back.
func Write(w io.Writer, list Subscriptions) error {
	out := printer{w: bufio.NewWriter(w)}
	title := clean(list.Title)
	if title == "" {
		title = "Subscriptions of warta"
	}
	out.line(0, `<?xml version="1.0" encoding="UTF-8"?>`)
	out.line(0, `<opml version="2.0" xmlns:warta="`+namespace+`">`)
	out.line(1, "<head>")
	out.line(2, "<title>"+escape(title)+"</title>")
	out.line(1, "</head>")
	out.line(1, "<body>")
	out.folder(2, tree(list.Feeds))
	for _, v := range list.Views {
		out.line(2, "<outline"+attribute("text", clean(v.Name))+attribute("warta:query", oneLine(v.Query))+"/>")
	}
	out.line(1, "</body>")
	out.line(0, "</opml>")
	if err := out.w.Flush(); err != nil {
		return fmt.Errorf("writing OPML: %w", err)
	}
	return nil
}

// A folder is a node of the tree that is written.
type folder struct {
	name    string
	feeds   []Subscription
	folders []*folder
	byName  map[string]*folder
}

// tree puts feeds into their folders.
func tree(feeds []Subscription) *folder {
	root := &folder{byName: map[string]*folder{}}
	for _, f := range feeds {
		at := root
		for name := range strings.SplitSeq(cleanFolder(f.Folder), "/") {
			if name != "" {
				at = at.child(name)
			}
		}
		at.feeds = append(at.feeds, f)
	}
	return root
}

func (f *folder) child(name string) *folder {
	if f.byName[name] == nil {
		f.byName[name] = &folder{name: name, byName: map[string]*folder{}}
		f.folders = append(f.folders, f.byName[name])
	}
	return f.byName[name]
}

// A printer writes lines; its writer keeps the first error.
type printer struct{ w *bufio.Writer }

func (p printer) line(depth int, text string) {
	p.w.WriteString(strings.Repeat("  ", depth) + text + "\n")
}

func (p printer) folder(depth int, f *folder) {
	for _, s := range f.feeds {
		title := clean(s.Title)
		if title == "" {
			title = clean(s.URL)
		}
		p.line(depth, "<outline"+attribute("type", "rss")+attribute("text", title)+attribute("title", clean(s.Title))+
			attribute("xmlUrl", clean(s.URL))+attribute("htmlUrl", clean(s.Site))+attribute("category", categories(s.Tags))+"/>")
	}
	for _, inner := range f.folders {
		p.line(depth, "<outline"+attribute("text", inner.name)+">")
		p.folder(depth+1, inner)
		p.line(depth, "</outline>")
	}
}

// categories are tags as OPML has them. A comma parts them, so none stays in
// one, and a slash before them would make a folder.
func categories(tags []string) string {
	var out []string
	for _, tag := range tags {
		tag = strings.TrimLeft(clean(strings.ReplaceAll(tag, ",", " ")), "/ ")
		if tag != "" {
			out = append(out, tag)
		}
	}
	return strings.Join(out, ",")
}

// attribute is an attribute, "" for one without a value.
func attribute(name, value string) string {
	if value == "" {
		return ""
	}
	return " " + name + `="` + escape(value) + `"`
}

func escape(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder takes everything
	return b.String()
}
