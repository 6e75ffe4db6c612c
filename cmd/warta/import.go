package main

import (
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
	return &cobra.Command{
		Use:     "import FILE",
		Short:   "Take over subscriptions from OPML or a newsboat urls file",
		Long:    "Take over subscriptions from an OPML file or a newsboat urls file; - is standard input.\nFeeds that are there already are left as they are.",
		GroupID: groupFeeds,
		Args:    exactly(1, "one file"),
		RunE: func(cmd *cobra.Command, args []string) error {
			list, err := p.readList(args[0])
			if err != nil {
				return err
			}
			return p.with(cmd.Context(), func(lib *library.Library) error {
				return p.importList(cmd, lib, list)
			})
		},
	}
}

// readList reads the list in a file, or from standard input when name is "-".
func (p *program) readList(name string) (opml.Subscriptions, error) {
	var in io.Reader = p.stdin
	if name != "-" {
		f, err := os.Open(name)
		if errors.Is(err, fs.ErrNotExist) {
			return opml.Subscriptions{}, fmt.Errorf("importing %s: there is no such file; check its name", name)
		}
		if err != nil {
			return opml.Subscriptions{}, err
		}
		defer f.Close()
		in = f
	}
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
	added, err := lib.Import(cmd.Context(), feedsOf(list))
	if err != nil {
		return fmt.Errorf("importing feeds: %w", err)
	}
	for _, v := range list.Views {
		if err := lib.SaveView(cmd.Context(), v.Name, v.Query); err != nil {
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

// feedsOf are the feeds of a list as the library takes them.
func feedsOf(list opml.Subscriptions) []feed.Feed {
	feeds := make([]feed.Feed, 0, len(list.Feeds))
	for _, s := range list.Feeds {
		feeds = append(feeds, feed.Feed{URL: s.URL, Title: s.Title, Site: s.Site, Folder: s.Folder})
	}
	return feeds
}
