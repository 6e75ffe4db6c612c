package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"warta/feed"
	"warta/feed/library"
)

// newList is warta list.
func newList(p *program) *cobra.Command {
	var asJSON bool
	var limit int
	cmd := &cobra.Command{
		Use:   "list [QUERY]",
		Short: "List headlines",
		Long: `List headlines, newest first. The number at the beginning of a line is the entry's;
warta read takes it.

A line has columns, for the eye and for scripts: the number, N for new (unread) and
* for starred or b for saved, date and time, what is on disk (full, summary, paywall,
failed), title and feed. On a terminal a long title is cut to its width. With --plain
and on a terminal without a cursor (TERM=dumb) a headline is a sentence instead,
which a screen reader reads well; warta alone prints the newest so where no screen
can be drawn. --json is for programs.`,
		GroupID: groupRead,
		Example: "warta list unread newer:1d\nwarta list 'in:World (rice or wheat)' --json",
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.with(cmd.Context(), func(lib *library.Library) error {
				q, err := p.query(cmd.Context(), lib, args)
				if err != nil {
					return err
				}
				if asJSON {
					return p.listJSON(cmd.Context(), lib, q, limit)
				}
				return p.list(cmd.Context(), lib, q, limit)
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "write JSON")
	cmd.Flags().IntVar(&limit, "limit", 0, "at most this number of headlines; 0 is all")
	return cmd
}

// headlines gives every headline of a query in order, at most limit when limit
// is not 0. It holds a window of them at a time.
func headlines(ctx context.Context, lib *library.Library, q feed.Query, limit int, each func(*feed.Headline) error) error {
	const window = 500
	var from feed.Cursor
	for given := 0; ; {
		page, err := lib.Headlines(ctx, q, feed.Window{From: from, Limit: window})
		if err != nil {
			return err
		}
		for i := range page {
			if limit > 0 && given == limit {
				return nil
			}
			if err := each(&page[i]); err != nil {
				return err
			}
			given++
		}
		if len(page) < window {
			return nil
		}
		from = feed.CursorOf(page[len(page)-1])
	}
}

// list writes headlines as lines, in columns or, where people asked for plain
// lines, as sentences.
func (p *program) list(ctx context.Context, lib *library.Library, q feed.Query, limit int) error {
	if p.flags.plain || os.Getenv("TERM") == "dumb" {
		return p.listWith(ctx, lib, q, limit, writeHeadlineInWords)
	}
	width := p.width()
	return p.listWith(ctx, lib, q, limit, func(w io.Writer, h *feed.Headline) error { return writeHeadline(w, h, width) })
}

// listWith writes headlines, each in its own way.
func (p *program) listWith(ctx context.Context, lib *library.Library, q feed.Query, limit int, write func(io.Writer, *feed.Headline) error) error {
	out := bufio.NewWriter(p.stdout)
	n := 0
	err := headlines(ctx, lib, q, limit, func(h *feed.Headline) error {
		n++
		return write(out, h)
	})
	if err == nil && n == 0 {
		p.sayNothing(ctx, lib, q)
	}
	if err != nil {
		_ = out.Flush() // what was found so far; why it ended is said
		return err
	}
	return out.Flush()
}

// sayNothing says why a query may have found nothing.
func (p *program) sayNothing(ctx context.Context, lib *library.Library, q feed.Query) {
	feeds, err := lib.Feeds(ctx)
	said := feed.Missing(q, feeds)
	switch {
	case err == nil && len(said) > 0:
		p.say("no headlines match: %s", strings.Join(said, "; "))
	case term.IsTerminal(p.stderr.Fd()):
		p.say("no headlines match")
	}
}

// writeHeadline writes a headline in columns, those of fixed width first. The
// title is cut so that the line has at most width cells, unless that is 0.
func writeHeadline(w io.Writer, h *feed.Headline, width int) error {
	marks := []byte("  ")
	if !h.Read {
		marks[0] = 'N'
	}
	switch {
	case h.Starred:
		marks[1] = '*'
	case h.Saved:
		marks[1] = 'b'
	}
	line := fmt.Sprintf("%6d %s %s  %-7s  ", h.ID, marks, stamp(h.Published), h.Badge)
	title, name := oneLine(h.Title), inSigns(" · ")+oneLine(h.FeedTitle)
	if width > 0 {
		room := width - len(line)
		if room < 30 { // a terminal so narrow gets the title in a line of its own
			line, room = strings.TrimRight(line, " ")+"\n"+strings.Repeat(" ", 7), width-7
		}
		name = cutTo(name, max(room/3, 1))
		title = cutTo(title, max(room-ansi.StringWidth(name), 1))
	}
	_, err := fmt.Fprintln(w, line+title+name)
	return err
}

// writeHeadlineInWords writes a headline as a sentence that can be read aloud.
func writeHeadlineInWords(w io.Writer, h *feed.Headline) error {
	state := []string{"unread"}
	if h.Read {
		state[0] = "read"
	}
	if h.Starred {
		state = append(state, "starred")
	}
	if h.Saved {
		state = append(state, "saved")
	}
	if h.Badge != feed.BadgeNone {
		state = append(state, h.Badge.String())
	}
	date := "without a date"
	if !h.Published.IsZero() {
		date = h.Published.Local().Format("2 January 2006 15:04")
	}
	_, err := fmt.Fprintf(w, "%d. %s %s, %s, %s.\n", h.ID, ended(oneLine(h.Title)),
		oneLine(h.FeedTitle), date, strings.Join(state, ", "))
	return err
}

// stamp is a date and a time of the reader's own zone, of one width.
func stamp(t time.Time) string {
	if t.IsZero() {
		return "          -     "
	}
	return t.Local().Format("2006-01-02 15:04")
}

// A headlineJSON is a headline as warta list --json writes it.
type headlineJSON struct {
	ID        feed.EntryID `json:"id"`
	Feed      string       `json:"feed"`
	Folder    string       `json:"folder"`
	Title     string       `json:"title"`
	Author    string       `json:"author"`
	URL       string       `json:"url"`
	Published time.Time    `json:"published,omitzero"`
	FirstSeen time.Time    `json:"first_seen,omitzero"`
	Language  string       `json:"language,omitempty"`
	Minutes   int          `json:"minutes,omitempty"`
	Read      bool         `json:"read"`
	Starred   bool         `json:"starred"`
	Saved     bool         `json:"saved"`
	Badge     string       `json:"badge"`
	Why       string       `json:"why,omitempty"`
	Updated   bool         `json:"updated,omitempty"`
	Muted     bool         `json:"muted,omitempty"`
}

// listJSON writes headlines as one JSON array.
func (p *program) listJSON(ctx context.Context, lib *library.Library, q feed.Query, limit int) error {
	packed := []headlineJSON{}
	err := headlines(ctx, lib, q, limit, func(h *feed.Headline) error {
		packed = append(packed, headlineJSON{
			ID: h.ID, Feed: h.FeedTitle, Folder: h.Folder, Title: h.Title, Author: h.Author, URL: h.URL,
			Published: h.Published, FirstSeen: h.FirstSeen, Language: h.Language, Minutes: h.Minutes,
			Read: h.Read, Starred: h.Starred, Saved: h.Saved, Badge: h.Badge.String(), Why: h.Why,
			Updated: h.Updated, Muted: h.Muted,
		})
		return nil
	})
	if err != nil {
		return err
	}
	return p.writeJSON(packed)
}

// plainLimit is how many headlines warta alone prints without a screen.
const plainLimit = 200

// printPlain is the reader without a screen: the newest headlines as
// sentences, for they are as likely heard as seen.
func (p *program) printPlain(ctx context.Context, lib *library.Library) error {
	if err := p.listWith(ctx, lib, feed.Query{}, plainLimit, writeHeadlineInWords); err != nil {
		return err
	}
	if n, err := lib.Count(ctx, feed.Query{}); err == nil && n > plainLimit {
		p.say("these are the newest %d of %d headlines; see warta list --help for the others", plainLimit, n)
	}
	return nil
}

// ended is a title with what ends a sentence, so that a voice pauses there.
func ended(title string) string {
	if strings.HasSuffix(title, ".") || strings.HasSuffix(title, "!") || strings.HasSuffix(title, "?") || strings.HasSuffix(title, "…") {
		return title
	}
	return title + "."
}
