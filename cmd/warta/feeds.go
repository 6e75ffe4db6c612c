package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"warta/feed"
	"warta/feed/library"
)

// newFeeds is warta feeds.
func newFeeds(p *program) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "feeds",
		Short:   "List subscriptions and their health",
		GroupID: groupFeeds,
		Args:    exactly(0, "no arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return p.with(cmd.Context(), func(lib *library.Library) error {
				feeds, err := lib.Feeds(cmd.Context())
				if err != nil {
					return err
				}
				if asJSON {
					return p.writeJSON(packFeeds(feeds, p.now()))
				}
				out := bufio.NewWriter(p.stdout)
				for i := range feeds {
					writeFeed(out, &feeds[i], p.now(), p.width())
				}
				return out.Flush()
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "write JSON")
	return cmd
}

// writeFeed writes a feed with its health as two lines. Unless width is 0, they
// have at most so many cells: the name is cut, and the health goes on below.
func writeFeed(w io.Writer, f *feed.Feed, now time.Time, width int) {
	folder := ""
	if f.Folder != "" {
		folder = oneLine(f.Folder) + " / "
	}
	indent := 24
	if width > 0 {
		indent = min(indent, width/4)
	}
	fmt.Fprintln(w, cutTo(fmt.Sprintf("%5d unread of %-5d  %s%s", f.Unread, f.Total, folder, oneLine(f.Label())), width))
	for line := range strings.SplitSeq(wrapped(oneLine(f.URL)+": "+healthText(f, now), max(width-indent, 0)), "\n") {
		fmt.Fprintf(w, "%*s%s\n", indent, "", line)
	}
}

// healthText is the state of a feed in words.
func healthText(f *feed.Feed, now time.Time) string {
	h := &f.Health
	text := ""
	switch stateOf(f, now) {
	case "built in":
		return "built in"
	case "gone":
		return "gone for good (410); it is no longer asked"
	case "cut":
		text = h.Failure
	case "failing":
		text = "failing since " + day(h.FailingSince) + ": " + oneLine(h.Failure)
	case "new":
		return "not fetched yet"
	case "silent":
		text = "silent since " + day(h.Newest)
	case "not modified":
		text = "ok, not modified"
	default:
		text = "ok"
	}
	switch {
	case h.MovedTo == f.URL:
		text += ", moved to this address"
	case h.MovedTo != "":
		text += ", moved to " + oneLine(h.MovedTo) + ", which is subscribed, too"
	}
	if h.NextTry.After(now) {
		text += ", next try " + h.NextTry.Local().Format("2 Jan 15:04")
	}
	return text
}

// stateOf is the state of a feed in a word or two: ok, not modified, silent,
// cut (read, but it breaks off), failing, gone, new (not fetched yet), built in.
func stateOf(f *feed.Feed, now time.Time) string {
	h := &f.Health
	switch {
	case f.Guide:
		return "built in"
	case h.Gone:
		return "gone"
	case h.Failure == feed.BreaksOff:
		return "cut"
	case h.Failure != "":
		return "failing"
	case h.LastTry.IsZero():
		return "new"
	case h.Usual > 0 && !h.Newest.IsZero() && now.Sub(h.Newest) > silentAfter*h.Usual:
		return "silent"
	case h.HTTPStatus == notModified:
		return "not modified"
	}
	return "ok"
}

// A feed that has been quiet for so many times its usual interval is silent.
const silentAfter = 6

const notModified = 304

// day is a date as people read it.
func day(t time.Time) string {
	if t.IsZero() {
		return "some time"
	}
	return t.Local().Format("2 Jan 2006")
}

// A feedJSON is a feed as warta feeds and warta export write it.
type feedJSON struct {
	ID       feed.FeedID `json:"id"`
	URL      string      `json:"url"`
	Title    string      `json:"title"`
	Name     string      `json:"name,omitempty"`
	Site     string      `json:"site,omitempty"`
	Folder   string      `json:"folder"`
	Language string      `json:"language,omitempty"`
	Added    time.Time   `json:"added,omitzero"`
	Unread   int         `json:"unread"`
	Total    int         `json:"total"`
	Guide    bool        `json:"guide,omitempty"`
	Health   healthJSON  `json:"health"`
}

// A healthJSON is how the last refreshes of a feed went.
type healthJSON struct {
	State        string    `json:"state"`           // see stateOf
	Words        string    `json:"words,omitempty"` // the same in words, with the reason and the next try
	LastTry      time.Time `json:"last_try,omitzero"`
	LastOK       time.Time `json:"last_ok,omitzero"`
	NextTry      time.Time `json:"next_try,omitzero"`
	FailingSince time.Time `json:"failing_since,omitzero"`
	Failures     int       `json:"failures"`
	Failure      string    `json:"failure,omitempty"`
	HTTPStatus   int       `json:"http_status,omitempty"`
	MovedTo      string    `json:"moved_to,omitempty"`
	Newest       time.Time `json:"newest,omitzero"`
	UsualSeconds int64     `json:"usual_seconds,omitempty"`
	Bytes        int64     `json:"bytes,omitempty"`
	TookMillis   int64     `json:"took_ms,omitempty"`
	Candidates   []string  `json:"candidates,omitempty"`
}

// packFeeds are feeds as they are written.
func packFeeds(feeds []feed.Feed, now time.Time) []feedJSON {
	packed := make([]feedJSON, 0, len(feeds))
	for i := range feeds {
		f := &feeds[i]
		packed = append(packed, feedJSON{
			ID: f.ID, URL: f.URL, Title: f.Title, Name: f.Name, Site: f.Site, Folder: f.Folder,
			Language: f.Language, Added: f.Added, Unread: f.Unread, Total: f.Total, Guide: f.Guide,
			Health: packHealth(f, now),
		})
	}
	return packed
}

// packHealth is h as it is written.
func packHealth(f *feed.Feed, now time.Time) healthJSON {
	h := &f.Health
	return healthJSON{
		State: stateOf(f, now), Words: healthText(f, now), LastTry: h.LastTry, LastOK: h.LastOK, NextTry: h.NextTry,
		FailingSince: h.FailingSince, Failures: h.Failures, Failure: h.Failure, HTTPStatus: h.HTTPStatus,
		MovedTo: h.MovedTo, Newest: h.Newest, UsualSeconds: int64(h.Usual / time.Second),
		Bytes: h.Bytes, TookMillis: h.Took.Milliseconds(), Candidates: h.Candidates,
	}
}

// writeJSON writes v to standard output, indented.
func (p *program) writeJSON(v any) error {
	out := bufio.NewWriter(p.stdout)
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(v); err != nil {
		return fmt.Errorf("writing JSON: %w", err)
	}
	return out.Flush()
}
