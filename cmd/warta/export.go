package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"io"

	"github.com/spf13/cobra"

	"warta/feed"
	"warta/feed/library"
	"warta/feed/opml"
)

// newExport is warta export.
func newExport(p *program) *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write subscriptions as OPML, or everything as JSON",
		Long: `Write subscriptions and views as OPML 2.0, which other programs read, or with
--format json everything: feeds and their health, entries and former states of
them, full articles, marks, places, views, rules and what they did.
warta import reads both.

Two things stay behind: passwords, which are no business of a file that is
mailed and backed up (warta add https://NAME:PASSWORD@HOST/FEED gives one to a
feed again), and the bytes of pictures, which warta edition fetches again.`,
		GroupID: groupFeeds,
		Args:    exactly(0, "no arguments"),
		Example: "warta export > subscriptions.opml\nwarta export --format json > everything.json",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := oneOf("--format", format, "opml", "json"); err != nil {
				return usageError{err}
			}
			return p.with(cmd.Context(), func(lib *library.Library) error {
				out := bufio.NewWriterSize(p.stdout, 64<<10)
				write := exportOPML
				if format == "json" {
					write = exportJSON
				}
				err := write(cmd.Context(), lib, out)
				if err != nil && !library.IsPartial(err) {
					return err // of the buffer, if it is one of writing: flushing has the same
				}
				return errors.Join(out.Flush(), err)
			})
		},
	}
	cmd.Flags().StringVar(&format, "format", "opml", "opml for subscriptions, json for everything")
	completeFormat(cmd, "opml", "json")
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
		list.Feeds = append(list.Feeds, opml.Subscription{URL: f.URL, Title: cmp.Or(f.Name, f.Title), Site: f.Site, Folder: f.Folder})
	}
	if list.Views, err = ownViews(ctx, lib); err != nil {
		return err
	}
	return opml.Write(w, list)
}

// ownViews are the views that the reader saved, for another store.
func ownViews(ctx context.Context, lib *library.Library) ([]feed.View, error) {
	all, err := lib.Views(ctx)
	if err != nil {
		return nil, err
	}
	var own []feed.View
	for _, v := range all {
		if !v.Own {
			continue
		}
		if v.Query, err = lib.Portable(ctx, v.Query); err != nil {
			return nil, err
		}
		own = append(own, v)
	}
	return own, nil
}

// completeFormat lets the shell complete the flag --format with its values.
func completeFormat(cmd *cobra.Command, values ...string) {
	if err := cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp)); err != nil {
		panic(err) // a flag that the command does not have
	}
}
