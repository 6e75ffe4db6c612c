package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"warta/feed"
	"warta/feed/library"
)

// newUnread is warta unread.
func newUnread(p *program) *cobra.Command {
	var watch bool
	var format string
	cmd := &cobra.Command{
		Use:   "unread [QUERY]",
		Short: "Print the number of unread entries, for status bars",
		Long: `Print the number of unread entries. With --watch a new line follows whenever the
number changes, whoever changes it, until the command is ended.

--format json is what waybar takes: an object with text (the number, nothing for
none), tooltip and class (unread or none). In its configuration that is

  "custom/news": {"exec": "warta unread --watch --format json", "return-type": "json"}

polybar takes the plain lines, with exec = warta unread --watch and tail = true.`,
		GroupID: groupRead,
		Example: "warta unread\nwarta unread in:World newer:1d\nwarta unread --watch\nwarta unread --watch --format json starred",
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := oneOf("--format", format, "plain", "json"); err != nil {
				return usageError{err}
			}
			write := writeNumber
			if format == "json" {
				write = writeNumberJSON
			}
			return p.with(cmd.Context(), func(lib *library.Library) error {
				q, err := p.query(cmd.Context(), lib, args)
				if err != nil {
					return err
				}
				if watch {
					return p.watchUnread(cmd.Context(), lib, args, write)
				}
				n, err := lib.Count(cmd.Context(), onlyUnread(q))
				if err != nil {
					return err
				}
				return write(p.stdout, n)
			})
		},
	}
	cmd.Flags().BoolVar(&watch, "watch", false, "go on, with a new line whenever the number changes")
	cmd.Flags().StringVar(&format, "format", "plain", "plain, or json as waybar takes it")
	completeFormat(cmd, "plain", "json")
	return cmd
}

func writeNumber(w io.Writer, n int) error {
	_, err := fmt.Fprintln(w, n)
	return err
}

// writeNumberJSON writes a number as a line for waybar: see waybar-custom(5).
func writeNumberJSON(w io.Writer, n int) error {
	line := struct {
		Text    string `json:"text"`
		Tooltip string `json:"tooltip"`
		Class   string `json:"class"`
	}{"", "nothing unread", "none"}
	if n > 0 {
		line.Text, line.Tooltip, line.Class = fmt.Sprint(n), count(n, "unread entry", "unread entries"), "unread"
	}
	if err := json.NewEncoder(w).Encode(line); err != nil {
		return fmt.Errorf("writing the number: %w", err)
	}
	return nil
}

// watchUnread prints the number whenever it is another one, until the command is
// interrupted or nobody reads on: both are its proper end.
func (p *program) watchUnread(ctx context.Context, lib *library.Library, args []string, write func(io.Writer, int) error) error {
	last := -1
	err := lib.Changes(ctx, func() error {
		q, err := parseQuery(ctx, lib, args) // anew: newer:1d means another time by now
		if err != nil {
			return err
		}
		n, err := lib.Count(ctx, onlyUnread(q))
		if err != nil || n == last {
			return err
		}
		last = n
		return write(p.stdout, n)
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
