package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"warta/feed"
	"warta/feed/library"
)

// newUnread is warta unread.
func newUnread(p *program) *cobra.Command {
	var watch bool
	cmd := &cobra.Command{
		Use:     "unread [QUERY]",
		Short:   "Print the number of unread entries, for status bars",
		Long:    "Print the number of unread entries. With --watch a new line follows whenever the\nnumber changes, whoever changes it, until the command is ended.",
		GroupID: groupRead,
		Example: "warta unread\nwarta unread in:World newer:1d\nwarta unread --watch",
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.with(cmd.Context(), func(lib *library.Library) error {
				q, err := parseQuery(lib, args)
				if err != nil {
					return err
				}
				if watch {
					return p.watchUnread(cmd.Context(), lib, args)
				}
				n, err := lib.Count(cmd.Context(), onlyUnread(q))
				if err != nil {
					return err
				}
				_, err = fmt.Fprintln(p.stdout, n)
				return err
			})
		},
	}
	cmd.Flags().BoolVar(&watch, "watch", false, "go on, with a new line whenever the number changes")
	return cmd
}

// watchUnread prints the number whenever it is another one, until the command is
// interrupted or nobody reads on: both are its proper end.
func (p *program) watchUnread(ctx context.Context, lib *library.Library, args []string) error {
	last := -1
	err := lib.Changes(ctx, func() error {
		q, err := parseQuery(lib, args) // anew: newer:1d means another time by now
		if err != nil {
			return err
		}
		n, err := lib.Count(ctx, onlyUnread(q))
		if err != nil || n == last {
			return err
		}
		last = n
		_, err = fmt.Fprintln(p.stdout, n)
		return err
	})
	if err != nil && ctx.Err() == nil {
		return err
	}
	return nil // interrupted is how watching ends
}

// onlyUnread is q with the read entries left out.
func onlyUnread(q feed.Query) feed.Query {
	unread := feed.Is{Property: feed.Unread}
	if q.Where == nil {
		q.Where = unread
	} else {
		q.Where = feed.And{unread, q.Where}
	}
	return q
}
