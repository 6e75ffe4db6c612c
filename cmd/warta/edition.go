package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"warta/feed"
	"warta/feed/edition"
	"warta/feed/library"
)

// An editing is how an edition was asked for.
type editing struct {
	size   feed.EditionSize
	bytes  string // as typed
	export string
	json   bool
}

// newEdition is warta edition.
func newEdition(p *program) *cobra.Command {
	var how editing
	cmd := &cobra.Command{
		Use:   "edition [QUERY]",
		Short: "Make articles and their pictures ready for reading offline",
		Long: `Make the newest articles that a query finds ready for reading offline: their full
text and their pictures are fetched as far as they are not on disk. Without a
query it is the unread ones. A table at the end tells what is on disk in full,
what as a summary, what is behind a paywall, and what failed and why; the badges
of the headlines tell the same. With --export the edition is also written as one
file: a book in EPUB 3, or Markdown. With --offline, what is on disk is taken.

Interrupted, it keeps what was fetched. Another warta that runs at the same time
fetches none of the same pages.`,
		GroupID: groupRead,
		Example: "warta edition\nwarta edition in:World newer:2d --max-size 20MB --export train.epub",
		RunE: func(cmd *cobra.Command, args []string) error {
			var err error
			if how.size.Bytes, err = parseSize("--max-size", how.bytes); err != nil {
				return usageError{err}
			}
			if how.size.Entries < 1 {
				return usage("--max-entries %d is no number of entries from 1", how.size.Entries)
			}
			if _, err := exporter(how.export); err != nil {
				return err
			}
			return p.with(cmd.Context(), func(lib *library.Library) error {
				return p.edition(cmd.Context(), lib, args, how)
			})
		},
	}
	f := cmd.Flags()
	f.IntVar(&how.size.Entries, "max-entries", 100, "at most this number of entries")
	f.StringVar(&how.bytes, "max-size", "", "at most this size, as in 20MB; nothing is any size")
	f.BoolVar(&how.size.NoPictures, "no-pictures", false, "text only")
	f.StringVar(&how.export, "export", "", "write the edition to this file, whose name ends in .epub or .md")
	f.BoolVar(&how.json, "json", false, "write JSON")
	return cmd
}

// edition makes an edition, tells what became of it, and exports it.
func (p *program) edition(ctx context.Context, lib *library.Library, args []string, how editing) error {
	q, err := p.query(ctx, lib, args)
	if err == nil && len(args) == 0 {
		q, err = unreadNews(ctx, lib)
	}
	if err != nil {
		return err
	}
	if err := mayWrite(how.export); err != nil {
		return fmt.Errorf("exporting the edition: %w", err)
	}
	bar := p.newBar(0)
	made, err := lib.Edition(ctx, q, how.size, bar.edition)
	bar.clear()
	if err != nil {
		return p.unfinished(made, how, fmt.Errorf("making the edition: %w", err))
	}
	if how.export != "" && len(made.Entries) > 0 {
		if err := p.export(ctx, lib, made, queryOf(ctx, lib, args), how); err != nil {
			return fmt.Errorf("exporting the edition: %w", err)
		}
	}
	if made.Offline && made.Count(feed.BadgeFull) < len(made.Entries) {
		p.say("the network is turned off: what is not on disk was not fetched")
	}
	if made.Away {
		p.say("there is no network: what is not on disk could not be fetched; the same command fetches it when there is one")
	}
	for i := range made.Entries {
		if e := &made.Entries[i]; library.IsSpoiled(e.Headline) {
			p.say("%d %s: %s", e.ID, oneLine(e.Title), e.Why)
		}
	}
	if how.json {
		return p.writeJSON(packEdition(made))
	}
	if len(made.Entries) == 0 {
		p.sayNoEdition(ctx, lib, q)
		return nil
	}
	out := bufio.NewWriter(p.stdout)
	writeEdition(out, made)
	if how.export != "" {
		fmt.Fprintf(out, "written to %s\n", oneLine(how.export))
	}
	return out.Flush()
}

// sayNoEdition says why there is none.
func (p *program) sayNoEdition(ctx context.Context, lib *library.Library, q feed.Query) {
	why := "no headlines match, or none fits"
	if feeds, err := lib.Feeds(ctx); err == nil {
		if missing := feed.Missing(q, feeds); len(missing) > 0 {
			why = strings.Join(missing, "; ")
		}
	}
	p.say("%s: there is no edition", oneLine(why))
}

// mayWrite returns an error when a file cannot be written, before all is fetched
// that is to stand in it; "" is none.
func mayWrite(name string) error {
	if name == "" {
		return nil
	}
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return fmt.Errorf("writing %s: it is a directory", oneLine(name))
	}
	f, err := os.CreateTemp(filepath.Dir(name), ".warta-*")
	if err != nil {
		return written(name, err)
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}

// unfinished tells what is on disk of an edition that was interrupted, or that
// failed. No file is written: it would be taken for the whole.
func (p *program) unfinished(made feed.Edition, how editing, why error) error {
	if len(made.Entries) == 0 {
		return why
	}
	if errors.Is(why, context.Canceled) {
		p.say("interrupted: what was fetched is kept, and the same command goes on from there")
	}
	if how.json {
		return errors.Join(why, p.writeJSON(packEdition(made)))
	}
	out := bufio.NewWriter(p.stdout)
	writeEdition(out, made)
	return errors.Join(why, out.Flush())
}

// unreadNews is what an edition has without a query: unread entries, but for
// those of the guide, which is within warta.
func unreadNews(ctx context.Context, lib *library.Library) (feed.Query, error) {
	feeds, err := lib.Feeds(ctx)
	where := feed.And{feed.Is{Property: feed.Unread}}
	for _, f := range feeds {
		if f.Guide {
			where = append(where, feed.Not{Condition: feed.FromFeed{Feed: f.ID}})
		}
	}
	return feed.Query{Where: where}, err
}

// exporter writes the kind of file that a name stands for; nil for no name.
func exporter(name string) (func(io.Writer, edition.Edition) error, error) {
	switch ext := strings.ToLower(filepath.Ext(name)); {
	case name == "":
		return nil, nil
	case ext == ".epub":
		return edition.EPUB, nil
	case ext == ".md", ext == ".markdown":
		return edition.Markdown, nil
	}
	return nil, usage("--export %q must end in .epub or .md", name)
}

// export writes an edition as a file. It is there whole or not at all.
func (p *program) export(ctx context.Context, lib *library.Library, made feed.Edition, query string, how editing) (err error) {
	write, err := exporter(how.export)
	if err != nil {
		return err
	}
	book := edition.Edition{Title: "warta, " + p.now().Format("2 January 2006"), Made: p.now()}
	if query = oneLine(query); query != "" {
		book.Title += ": " + query
	}
	if book.Articles, err = lib.ArticlesOf(ctx, made); err != nil {
		return err
	}
	if !how.size.NoPictures {
		book.Picture = func(address string) (edition.Picture, bool) {
			if !made.Pictures[address] {
				return edition.Picture{}, false
			}
			data, _, err := lib.Picture(ctx, address)
			return edition.Picture{Data: data}, err == nil
		}
	}
	f, err := os.CreateTemp(filepath.Dir(how.export), ".warta-*")
	if err != nil {
		return written(how.export, err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	if err = errors.Join(write(f, book), f.Chmod(0o644), f.Close()); err != nil {
		return written(how.export, err)
	}
	return written(how.export, os.Rename(f.Name(), how.export))
}

// written is an error of writing a file, with the name that was asked for
// instead of that of the one which is renamed to it when it is whole.
func written(name string, err error) error {
	if e, ok := errors.AsType[*os.LinkError](err); ok {
		err = e.Err
	} else if e, ok := errors.AsType[*os.PathError](err); ok {
		err = e.Err
	}
	if err == nil {
		return nil
	}
	return fmt.Errorf("writing %s: %w", oneLine(name), err)
}

// kinds are the rows of an edition's table.
var kinds = []struct {
	badge feed.Badge
	name  string
}{
	{feed.BadgeFull, "full"}, {feed.BadgeSummary, "summary only"}, {feed.BadgePaywall, "paywall"},
	{feed.BadgeFailed, "failed"}, {feed.BadgeNone, "headline only"},
}

// writeEdition writes the table of an edition, and below each row but the first
// its entries, with the reason why they are not whole.
func writeEdition(w io.Writer, made feed.Edition) {
	for _, k := range kinds {
		n := made.Count(k.badge)
		if n == 0 && k.badge == feed.BadgeNone {
			continue
		}
		part := feed.Edition{}
		for i := range made.Entries {
			if made.Entries[i].Badge == k.badge {
				part.Entries = append(part.Entries, made.Entries[i])
			}
		}
		shown, missing := pictureCounts(part)
		if n == 0 {
			fmt.Fprintf(w, "%-14s %5d\n", k.name, n)
			continue
		}
		fmt.Fprintf(w, "%-14s %5d  %9s  %s\n", k.name, n, size(part.Bytes()), picturesText(shown, missing))
		if k.badge == feed.BadgeFull {
			continue
		}
		for i := range part.Entries {
			e := &part.Entries[i]
			why := ""
			if e.Why != "" {
				why = ": " + oneLine(e.Why)
			}
			fmt.Fprintf(w, inSigns("  %6d  %s · %s%s\n"), e.ID, oneLine(e.Title), oneLine(e.FeedTitle), why)
		}
	}
	more := ""
	if made.More {
		more = "; the query finds more"
	}
	fmt.Fprintf(w, "%s, %s, in %s%s\n", count(len(made.Entries), "entry", "entries"), size(made.Bytes()), round(made.Took), more)
}

// picturesText is how many pictures are on disk, and how many are not.
func picturesText(shown, missing int) string {
	text := count(shown, "picture", "pictures")
	if missing > 0 {
		text += fmt.Sprintf(", %d missing", missing)
	}
	return text
}

func pictureCounts(made feed.Edition) (shown, missing int) {
	for i := range made.Entries {
		shown += made.Entries[i].Pictures
		missing += made.Entries[i].Missing
	}
	return shown, missing
}

// An editionJSON is what warta edition --json writes.
type editionJSON struct {
	Entries []readyJSON        `json:"entries"`
	Summary editionSummaryJSON `json:"summary"`
}

// A readyJSON is an entry of an edition.
type readyJSON struct {
	ID       feed.EntryID `json:"id"`
	Title    string       `json:"title"`
	Feed     string       `json:"feed"`
	URL      string       `json:"url"`
	Badge    string       `json:"badge"`
	Why      string       `json:"why,omitempty"`
	Bytes    int64        `json:"bytes"`
	Pictures int          `json:"pictures"`
	Missing  int          `json:"pictures_missing"`
}

// An editionSummaryJSON is an edition in numbers.
type editionSummaryJSON struct {
	Entries    int   `json:"entries"`
	Full       int   `json:"full"`
	Summary    int   `json:"summary"`
	Paywall    int   `json:"paywall"`
	Failed     int   `json:"failed"`
	Bytes      int64 `json:"bytes"`
	Pictures   int   `json:"pictures"`
	Missing    int   `json:"pictures_missing"`
	More       bool  `json:"more"`
	Offline    bool  `json:"offline"`
	Away       bool  `json:"no_network"`
	TookMillis int64 `json:"took_ms"`
}

// packEdition is an edition as it is written.
func packEdition(made feed.Edition) editionJSON {
	shown, missing := pictureCounts(made)
	packed := editionJSON{Entries: []readyJSON{}, Summary: editionSummaryJSON{
		Entries: len(made.Entries), Full: made.Count(feed.BadgeFull), Summary: made.Count(feed.BadgeSummary),
		Paywall: made.Count(feed.BadgePaywall), Failed: made.Count(feed.BadgeFailed), Bytes: made.Bytes(),
		Pictures: shown, Missing: missing, More: made.More, Offline: made.Offline, Away: made.Away, TookMillis: made.Took.Milliseconds(),
	}}
	for i := range made.Entries {
		e := &made.Entries[i]
		packed.Entries = append(packed.Entries, readyJSON{
			ID: e.ID, Title: e.Title, Feed: e.FeedTitle, URL: e.URL, Badge: e.Badge.String(), Why: e.Why,
			Bytes: e.Bytes, Pictures: e.Pictures, Missing: e.Missing,
		})
	}
	return packed
}
