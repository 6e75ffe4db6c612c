package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"warta/feed"
	"warta/feed/library"
)

// newAdd is warta add.
func newAdd(p *program) *cobra.Command {
	var folder string
	var noArticles bool
	cmd := &cobra.Command{
		Use:   "add URL…",
		Short: "Subscribe to feeds; a page's address is enough",
		Long: `Subscribe to feeds. The address of a page is enough: the feed that it offers is
found, the first one where it offers several, and the others are named. Then the newest full articles are fetched, so that they can be read
without a network, for ten seconds at most; the reader and warta refresh fetch
the others.`,
		GroupID: groupFeeds,
		Args:    atLeast(1, "an address"),
		Example: "warta add https://example.org/ --folder World",
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.with(cmd.Context(), func(lib *library.Library) error {
				added, err := p.add(cmd, lib, args, folder)
				if added && !noArticles {
					err = errors.Join(err, p.addArticles(cmd.Context(), lib))
				}
				return err
			})
		},
	}
	cmd.Flags().StringVar(&folder, "folder", "", "put the feeds into this folder; World/Asia stands below World")
	cmd.Flags().BoolVar(&noArticles, "no-articles", false, "subscribe only, and fetch no full articles")
	return cmd
}

// addPatience is how long warta add fetches articles.
const addPatience = 10 * time.Second

// addArticles fetches full articles after feeds were added.
func (p *program) addArticles(ctx context.Context, lib *library.Library) error {
	bar := p.newBar(0)
	got, err := lib.ArticlesNow(ctx, library.Bound{Within: addPatience}, bar.articles)
	bar.clear()
	switch {
	case err != nil:
		return fmt.Errorf("fetching articles: %w", err)
	case got.Another:
		p.say("another warta is fetching the articles")
	case got.More:
		p.say("%s fetched; warta refresh fetches the others", count(got.Ready, "article", "articles"))
	case got.Failed > 0:
		p.say("%s fetched, %d failed", count(got.Ready, "article", "articles"), got.Failed)
	case got.Ready > 0:
		p.say("%s fetched", count(got.Ready, "article", "articles"))
	}
	p.sayMissed(got)
	return nil
}

// sayMissed says which articles could not be had, and why.
func (p *program) sayMissed(got feed.Articles) {
	for _, m := range got.Missed {
		p.say("%s: %s", oneLine(m.URL), oneLine(m.Why))
	}
	if more := got.Failed - len(got.Missed); more > 0 {
		p.say("and %s", count(more, "other article failed", "other articles failed"))
	}
}

// add subscribes to each address, and reports whether a feed was added. One that
// fails does not stop the others.
func (p *program) add(cmd *cobra.Command, lib *library.Library, urls []string, folder string) (added bool, failed error) {
	for _, url := range urls {
		f, others, err := lib.Add(cmd.Context(), url, folder)
		switch {
		case errors.Is(err, feed.ErrExists):
			p.say("%s is subscribed already, as %s", oneLine(url), oneLine(f.Label()))
		case err != nil && len(urls) == 1:
			return false, err
		case err != nil:
			p.say("%s", sentence(err))
			failed = errReported
		default:
			added = true
			p.say("added %s with %s: %s", oneLine(f.Label()), count(f.Total, "entry", "entries"), oneLine(f.URL))
			if f.Health.Failure == feed.BreaksOff {
				p.say("%s: entries may be missing; each refresh looks for the rest", f.Health.Failure)
			}
		}
		p.sayOthers(others)
	}
	return added, failed
}

// sayOthers names the other feeds of a page.
func (p *program) sayOthers(others []feed.Candidate) {
	if len(others) == 0 {
		return
	}
	p.say("the page has %s; warta add takes each by its address", count(len(others), "other feed", "other feeds"))
	for _, c := range others {
		p.say("  %s: %s", oneLine(cmp.Or(c.Title, "no title")), oneLine(c.URL))
	}
}

// say writes a message for people to standard error.
func (p *program) say(format string, args ...any) {
	fmt.Fprintf(p.stderr, "warta: "+format+"\n", args...)
}

// count is a number with its noun.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// atLeast refuses fewer arguments than n, and says what is missing.
func atLeast(n int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) < n {
			return usage("%s needs %s; see %[1]s --help", cmd.CommandPath(), what)
		}
		return nil
	}
}

// exactly refuses another number of arguments than n, and says what is wanted.
func exactly(n int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) != n {
			return usage("%s takes %s; see %[1]s --help", cmd.CommandPath(), what)
		}
		return nil
	}
}
