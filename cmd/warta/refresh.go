package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"runtime/debug"
	"time"

	"github.com/spf13/cobra"

	"warta/feed"
	"warta/feed/library"
)

// newRefresh is warta refresh.
func newRefresh(p *program) *cobra.Command {
	var how refreshing
	cmd := &cobra.Command{
		Use:   "refresh",
		Short: "Fetch what is due",
		Long: `Fetch the feeds that are due, each as often as it changes and its publisher
allows, and then the full articles of new unread entries, so that they can be
read without a network: at most a thousand of them, the newest first; the next
refresh goes on from there. When no reader was open for two days, the store is
looked after: what the configuration does not keep is removed, and a copy of the
database is made. It fails only when every feed that was asked failed.`,
		GroupID: groupFeeds,
		Args:    exactly(0, "no arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if p.offline() {
				return fmt.Errorf("refreshing: %w", feed.ErrOffline)
			}
			thrifty()
			return p.with(cmd.Context(), func(lib *library.Library) error {
				return p.refresh(cmd.Context(), lib, how)
			})
		},
	}
	cmd.Flags().BoolVar(&how.json, "json", false, "write JSON")
	cmd.Flags().BoolVar(&how.noArticles, "no-articles", false, "fetch feeds only, and no full articles")
	cmd.Flags().BoolVar(&how.force, "force", false, "ask every feed that was not asked in the last 15 minutes, not hour; a server's own wish to wait is still obeyed")
	return cmd
}

// thrifty keeps memory down: what one large feed needed is collected before the
// next one is read. Whoever sets GOMEMLIMIT knows better.
func thrifty() {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(56 << 20)
	}
}

// refreshing is how a refresh was asked for.
type refreshing struct{ json, force, noArticles bool }

// refresh refreshes and tells how it went, in the form that was asked for.
func (p *program) refresh(ctx context.Context, lib *library.Library, how refreshing) error {
	feeds, err := ownFeeds(ctx, lib)
	if err != nil {
		return err
	}
	var results []resultJSON
	bar := p.newBar(len(feeds))
	each := func(r feed.Result) {
		switch {
		case how.json:
			results = append(results, packResult(r))
		case bar != nil:
			bar.add(r)
		default:
			p.printResult(r)
		}
	}
	sum, err := lib.RefreshNow(ctx, how.force, each)
	var got feed.Articles
	if err == nil && !how.noArticles {
		got, err = lib.ArticlesNow(ctx, library.Bound{}, bar.articles)
	}
	bar.clear()
	if errors.Is(err, context.Canceled) {
		p.say("interrupted: what was fetched is kept, and the next refresh goes on from there")
		return errors.Join(err, p.printSummary(sum, got, results, how.json))
	}
	if err != nil {
		return fmt.Errorf("refreshing: %w", err)
	}
	if err := p.printSummary(sum, got, results, how.json); err != nil {
		return err
	}
	p.tend(ctx, lib)
	if sum.Away {
		return errors.New("refreshing: no host could be reached: this machine seems to be without a network")
	}
	if asked := sum.Feeds - sum.NotDue; asked > 0 && sum.Failed == asked {
		return errors.New("refreshing: every feed failed; see warta feeds for the reasons")
	}
	return nil
}

// tend looks after the store when no screen has done so.
func (p *program) tend(ctx context.Context, lib *library.Library) {
	switch {
	case lib.Unfinished(ctx):
		p.say("making the search anew, which was begun and not finished")
	case lib.Overdue(ctx):
		p.say("making a copy of the database, because the last one is old")
	default:
		return
	}
	lib.Tend(ctx)
}

// printSummary writes the end of a refresh: the JSON, or a line for people
// with the feeds that kept it waiting.
func (p *program) printSummary(sum feed.Summary, got feed.Articles, results []resultJSON, asJSON bool) error {
	if asJSON {
		if results == nil {
			results = []resultJSON{}
		}
		return p.writeJSON(refreshJSON{Feeds: results, Summary: packSummary(sum, got)})
	}
	for _, r := range sum.Slow {
		if r.Took > slow {
			p.say("slow: %s took %s (%s)", hostOf(r.URL), round(r.Took), oneLine(r.Label))
		}
	}
	_, err := fmt.Fprintln(p.stdout, summaryText(sum)+articlesText(got))
	return err
}

// hostOf is the host of an address, for people.
func hostOf(address string) string {
	if u, err := url.Parse(address); err == nil && u.Host != "" {
		return oneLine(u.Host)
	}
	return oneLine(address)
}

// slow is how long a feed may take before the summary names it.
const slow = 2 * time.Second

// summaryText is how a refresh went, in one line.
func summaryText(sum feed.Summary) string {
	return fmt.Sprintf("%s: %d new, %d updated, %d unchanged, %d not due, %d failed; %s in %s",
		count(sum.Feeds, "feed", "feeds"), sum.New, sum.Updated, sum.Same, sum.NotDue, sum.Failed,
		size(sum.Bytes), round(sum.Took))
}

// articlesText is how fetching articles went, for the end of the summary.
func articlesText(got feed.Articles) string {
	text := ""
	if got.Ready+got.Failed > 0 {
		text = fmt.Sprintf("; %s fetched, %d failed, in %s", count(got.Ready, "article", "articles"), got.Failed, round(got.Took))
	}
	switch {
	case got.Another:
		text += "; another warta is fetching articles"
	case got.More:
		text += "; more articles at the next refresh"
	}
	return text
}

// printResult writes the line of one feed. Feeds that were not due say nothing.
func (p *program) printResult(r feed.Result) {
	switch {
	case r.NotDue:
	case r.Failure != "":
		fmt.Fprintf(p.stdout, "failed   %s: %s\n", oneLine(r.Label), oneLine(r.Failure))
	case r.Same:
		fmt.Fprintf(p.stdout, "same     %s%s\n", oneLine(r.Label), noticeText(r))
	default:
		fmt.Fprintf(p.stdout, "ok       %s: %d new, %d updated%s\n", oneLine(r.Label), r.New, r.Updated, noticeText(r))
	}
}

// noticeText is what is worth knowing of a feed that went well.
func noticeText(r feed.Result) string {
	if r.Notice == "" {
		return ""
	}
	return " (" + oneLine(r.Notice) + ")"
}

// A refreshJSON is what warta refresh --json writes.
type refreshJSON struct {
	Feeds   []resultJSON `json:"feeds"`
	Summary summaryJSON  `json:"summary"`
}

// A resultJSON is how the refresh of one feed went.
type resultJSON struct {
	Feed       feed.FeedID `json:"id"`
	Title      string      `json:"title"`
	URL        string      `json:"url"`
	New        int         `json:"new"`
	Updated    int         `json:"updated"`
	NotDue     bool        `json:"not_due"`
	Same       bool        `json:"same"`
	Failure    string      `json:"failure,omitempty"`
	Notice     string      `json:"notice,omitempty"`
	TookMillis int64       `json:"took_ms"`
	Bytes      int64       `json:"bytes"`
}

// A summaryJSON is how a whole refresh went.
type summaryJSON struct {
	Feeds      int   `json:"feeds"`
	NotDue     int   `json:"not_due"`
	Same       int   `json:"same"`
	Failed     int   `json:"failed"`
	New        int   `json:"new"`
	Updated    int   `json:"updated"`
	Bytes      int64 `json:"bytes"`
	TookMillis int64 `json:"took_ms"`

	Articles       int   `json:"articles"` // full ones that were fetched
	ArticlesFailed int   `json:"articles_failed"`
	ArticlesMillis int64 `json:"articles_took_ms"`
}

// packResult is r as it is written.
func packResult(r feed.Result) resultJSON {
	return resultJSON{
		Feed: r.Feed, Title: r.Label, URL: r.URL, New: r.New, Updated: r.Updated, NotDue: r.NotDue,
		Same: r.Same, Failure: r.Failure, Notice: r.Notice, TookMillis: r.Took.Milliseconds(), Bytes: r.Bytes,
	}
}

// packSummary is a summary as it is written.
func packSummary(s feed.Summary, got feed.Articles) summaryJSON {
	return summaryJSON{
		Feeds: s.Feeds, NotDue: s.NotDue, Same: s.Same, Failed: s.Failed, New: s.New,
		Updated: s.Updated, Bytes: s.Bytes, TookMillis: s.Took.Milliseconds(),
		Articles: got.Ready, ArticlesFailed: got.Failed, ArticlesMillis: got.Took.Milliseconds(),
	}
}
