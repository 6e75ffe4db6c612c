package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"warta/feed"
	"warta/feed/library"
)

// newUnread is warta unread.
func newUnread(p *program) *cobra.Command {
	return &cobra.Command{
		Use:     "unread [QUERY]",
		Short:   "Print the number of unread entries, for status bars",
		GroupID: groupRead,
		Example: "warta unread\nwarta unread in:World newer:1d",
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.with(cmd.Context(), func(lib *library.Library) error {
				q, err := parseQuery(lib, args)
				if err != nil {
					return err
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
