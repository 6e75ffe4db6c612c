package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"warta/feed"
	"warta/feed/library"
	"warta/feed/opml"
)

// newExport is warta export.
func newExport(p *program) *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:     "export",
		Short:   "Write subscriptions as OPML, or everything as JSON",
		GroupID: groupFeeds,
		Args:    exactly(0, "no arguments"),
		Example: "warta export > subscriptions.opml\nwarta export --format json > everything.json",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := oneOf("--format", format, "opml", "json"); err != nil {
				return usageError{err}
			}
			return p.with(cmd.Context(), func(lib *library.Library) error {
				out := bufio.NewWriter(p.stdout)
				write := exportOPML
				if format == "json" {
					write = exportJSON
				}
				if err := write(cmd.Context(), lib, out); err != nil {
					return err // of the buffer, if it is one of writing: flushing has the same
				}
				return out.Flush()
			})
		},
	}
	cmd.Flags().StringVar(&format, "format", "opml", "opml for subscriptions, json for everything")
	completeFlag(cmd, "format", "opml", "json")
	return cmd
}

// ownFeeds are the subscriptions without the guide, which is in every warta.
func ownFeeds(ctx context.Context, lib *library.Library) ([]feed.Feed, error) {
	all, err := lib.Feeds(ctx)
	if err != nil {
		return nil, err
	}
	own := all[:0]
	for _, f := range all {
		if !f.Guide {
			own = append(own, f)
		}
	}
	return own, nil
}

// exportOPML writes the subscriptions as OPML 2.0.
func exportOPML(ctx context.Context, lib *library.Library, w io.Writer) error {
	feeds, err := ownFeeds(ctx, lib)
	if err != nil {
		return err
	}
	list := opml.Subscriptions{Title: "warta subscriptions"}
	for _, f := range feeds {
		list.Feeds = append(list.Feeds, opml.Subscription{URL: f.URL, Title: f.Label(), Site: f.Site, Folder: f.Folder})
	}
	return opml.Write(w, list)
}

// exportJSON writes feeds and entries as one JSON object, an entry at a time,
// so that memory does not grow with the store.
func exportJSON(ctx context.Context, lib *library.Library, w io.Writer) error {
	feeds, err := ownFeeds(ctx, lib)
	if err != nil {
		return err
	}
	own := map[string]bool{}
	for _, f := range feeds {
		own[f.URL] = true
	}
	list, err := json.Marshal(packFeeds(feeds))
	if err != nil {
		return fmt.Errorf("writing feeds: %w", err)
	}
	if _, err := fmt.Fprintf(w, "{\"feeds\":%s,\n\"entries\":[", list); err != nil {
		return err
	}
	between := "\n"
	err = lib.Export(ctx, func(r feed.Record) error {
		if !own[r.FeedURL] {
			return nil
		}
		data, err := json.Marshal(packRecord(r))
		if err != nil {
			return fmt.Errorf("writing entry %d: %w", r.ID, err)
		}
		_, err = fmt.Fprintf(w, "%s%s", between, data)
		between = ",\n"
		return err
	})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(w, "\n]}")
	return err
}

// An entryJSON is an entry as warta export writes it.
type entryJSON struct {
	Feed       string          `json:"feed"`
	ID         feed.EntryID    `json:"id"`
	URL        string          `json:"url"`
	GUID       string          `json:"guid"`
	Title      string          `json:"title"`
	Author     string          `json:"author"`
	Published  time.Time       `json:"published,omitzero"`
	Updated    time.Time       `json:"updated,omitzero"`
	FirstSeen  time.Time       `json:"first_seen,omitzero"`
	Language   string          `json:"language,omitempty"`
	Read       bool            `json:"read"`
	Starred    bool            `json:"starred"`
	Saved      bool            `json:"saved"`
	Content    string          `json:"content"`
	Summary    string          `json:"summary"`
	Full       bool            `json:"full"`
	Why        string          `json:"why,omitempty"`
	Page       string          `json:"page,omitempty"`
	PageURL    string          `json:"page_url,omitempty"`
	Categories []string        `json:"categories,omitempty"`
	Enclosures []enclosureJSON `json:"enclosures,omitempty"`
	Image      string          `json:"image,omitempty"`
	Comments   string          `json:"comments,omitempty"`
}

// An enclosureJSON is a file that an entry carries.
type enclosureJSON struct {
	URL    string `json:"url"`
	Type   string `json:"type,omitempty"`
	Length int64  `json:"length,omitempty"`
	Title  string `json:"title,omitempty"`
}

// packRecord is r as it is exported.
func packRecord(r feed.Record) entryJSON {
	e := r.Entry
	packed := entryJSON{
		Feed: r.FeedURL, ID: r.ID, URL: e.URL, GUID: e.GUID, Title: e.Title, Author: e.Author,
		Published: e.Published, Updated: e.Updated, FirstSeen: r.FirstSeen, Language: e.Language,
		Read: r.Status.Read, Starred: r.Status.Starred, Saved: r.Status.Saved,
		Content: e.Content, Summary: e.Summary, Full: r.Badge == feed.BadgeFull, Why: r.Why,
		Page: r.Page, PageURL: r.PageURL, Categories: e.Categories, Image: e.Image, Comments: e.Comments,
	}
	for _, f := range e.Enclosures {
		packed.Enclosures = append(packed.Enclosures, enclosureJSON(f))
	}
	return packed
}

// completeFlag lets the shell complete a flag with fixed values.
func completeFlag(cmd *cobra.Command, flag string, values ...string) {
	if err := cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp)); err != nil {
		panic(err) // a flag that the command does not have
	}
}
