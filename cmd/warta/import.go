package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"warta/feed"
	"warta/feed/library"
	"warta/feed/opml"
)

// newImport is warta import.
func newImport(p *program) *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "import FILE",
		Short: "Take over subscriptions, entries and marks from other programs",
		Long: `Take over what a file holds; - is standard input. What it is, is seen from the
file itself, or said with --format:

  opml             subscriptions as OPML 1.0 or 2.0
  urls             newsboat's urls file: a feed's first tag becomes its folder,
                   further tags and query feeds become views
  newsboat-cache   newsboat's cache.db: feeds, items, read and starred marks
  json             what warta export --format json wrote

Feeds that are there already keep their titles and folders, if they have any, and
entries what is stored of them; they get the marks as well. Nothing in a file is
ever run.`,
		Example: "warta import subscriptions.opml\nwarta import ~/.newsboat/urls\nwarta import ~/.newsboat/cache.db\n" +
			"warta --data old export --format json | warta --data new import -",
		GroupID: groupFeeds,
		Args:    exactly(1, "one file"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := oneOf("--format", format, "auto", "opml", "urls", "newsboat-cache", "json"); err != nil {
				return usageError{err}
			}
			return p.importFile(cmd, args[0], format)
		},
	}
	cmd.Flags().StringVar(&format, "format", "auto", "auto, opml, urls, newsboat-cache or json")
	completeFormat(cmd, "auto", "opml", "urls", "newsboat-cache", "json")
	return cmd
}

// importFile imports a file, or standard input when name is "-".
func (p *program) importFile(cmd *cobra.Command, name, format string) error {
	in := p.stdin
	if name != "-" {
		f, err := os.Open(name)
		if errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("importing %s: there is no such file; check its name", name)
		}
		if err != nil {
			return err
		}
		defer f.Close()
		in = f
	}
	text := bufio.NewReader(in)
	if format == "auto" {
		format = sniff(text)
	}
	switch format {
	case "json":
		return p.with(cmd.Context(), func(lib *library.Library) error { return p.importJSON(cmd.Context(), lib, name, text) })
	case "newsboat-cache":
		return p.importCache(cmd.Context(), name, text)
	}
	list, err := p.readList(name, text)
	if err != nil {
		return err
	}
	return p.with(cmd.Context(), func(lib *library.Library) error { return p.importList(cmd, lib, list) })
}

// sniff is the format of a file, from how it begins.
func sniff(in *bufio.Reader) string {
	head, _ := in.Peek(512) // what there is
	switch trimmed := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n"); {
	case bytes.HasPrefix(head, []byte("SQLite format 3\x00")):
		return "newsboat-cache"
	case bytes.HasPrefix(trimmed, []byte("{")):
		return "json"
	}
	return "opml" // which is told from urls as it is read
}

// importCache takes newsboat's cache over. A database is read from a file of its
// own: standard input is copied into one.
func (p *program) importCache(ctx context.Context, name string, in io.Reader) error {
	path := name
	if name == "-" {
		f, err := os.CreateTemp("", "warta-cache-*.db")
		if err != nil {
			return err
		}
		defer os.Remove(f.Name())
		_, err = io.Copy(f, in)
		if err = errors.Join(err, f.Close()); err != nil {
			return fmt.Errorf("reading standard input: %w", err)
		}
		path = f.Name()
	}
	return p.with(ctx, func(lib *library.Library) error {
		feeds, entries, err := lib.ImportNewsboat(ctx, path)
		p.say("%s and %s added", count(feeds, "feed", "feeds"), count(entries, "entry", "entries"))
		if err != nil {
			return fmt.Errorf("importing newsboat's cache: %w", err)
		}
		if feeds > 0 {
			p.say("their titles, folders and views are in newsboat's urls file: warta import takes them from there")
		}
		return nil
	})
}

// readList reads a list of subscriptions.
func (p *program) readList(name string, in io.Reader) (opml.Subscriptions, error) {
	list, err := opml.Read(in)
	if err != nil {
		return list, fmt.Errorf("importing %s: %w", name, err)
	}
	if len(list.Feeds)+len(list.Views) == 0 {
		p.sayLeftOut(list)
		return list, fmt.Errorf("%s names no feeds; it should be OPML or a newsboat urls file", name)
	}
	return list, nil
}

// importList subscribes to the feeds of a list and keeps its views.
func (p *program) importList(cmd *cobra.Command, lib *library.Library, list opml.Subscriptions) error {
	feeds := namedFeeds(list)
	added, err := lib.Import(cmd.Context(), feeds)
	if err != nil {
		return fmt.Errorf("importing feeds: %w", err)
	}
	for _, v := range list.Views {
		if err := lib.RestoreView(cmd.Context(), v); err != nil {
			list.Skipped = append(list.Skipped, opml.Skipped{Text: v.Name, Reason: sentence(err)})
			continue
		}
		p.say("saved the view %s", oneLine(v.Name))
	}
	p.sayLeftOut(list)
	p.say("%s added, %d there already", count(added, "feed", "feeds"), len(list.Feeds)-added)
	if added > 0 {
		p.say("fetch their entries with warta refresh")
	}
	return nil
}

// sayLeftOut names what of a list could not be taken over, and why.
func (p *program) sayLeftOut(list opml.Subscriptions) {
	for _, s := range list.Skipped {
		var where []string
		if s.Line > 0 {
			where = append(where, fmt.Sprintf("line %d", s.Line))
		}
		if text := oneLine(s.Text); text != "" {
			where = append(where, text)
		}
		p.say("left out: %s: %s", strings.Join(where, ", "), oneLine(s.Reason))
	}
}

// namedFeeds are the feeds of a reader's own list. Their titles may be ones that
// the reader chose, and are kept.
func namedFeeds(list opml.Subscriptions) []feed.Feed {
	feeds := feedsOf(list)
	for i := range feeds {
		feeds[i].Name = feeds[i].Title
	}
	return feeds
}

// feedsOf are the feeds of a list as the library takes them.
func feedsOf(list opml.Subscriptions) []feed.Feed {
	feeds := make([]feed.Feed, 0, len(list.Feeds))
	for _, s := range list.Feeds {
		feeds = append(feeds, feed.Feed{URL: s.URL, Title: s.Title, Site: s.Site, Folder: s.Folder})
	}
	return feeds
}
