package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"warta/feed"
	"warta/feed/library"
)

// newAdd is warta add.
func newAdd(p *program) *cobra.Command {
	var folder string
	cmd := &cobra.Command{
		Use:     "add URL…",
		Short:   "Subscribe to feeds; a page's address is enough",
		GroupID: groupFeeds,
		Args:    atLeast(1, "an address"),
		Example: "warta add https://example.org/ --folder World",
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.with(cmd.Context(), func(lib *library.Library) error {
				return p.add(cmd, lib, args, folder)
			})
		},
	}
	cmd.Flags().StringVar(&folder, "folder", "", "put the feeds into this folder; World/Asia stands below World")
	return cmd
}

// add subscribes to each address. One that fails does not stop the others.
func (p *program) add(cmd *cobra.Command, lib *library.Library, urls []string, folder string) error {
	var failed error
	for _, url := range urls {
		f, err := lib.Subscribe(cmd.Context(), url, folder)
		switch {
		case errors.Is(err, feed.ErrExists):
			p.say("%s is subscribed already, as %s", oneLine(url), oneLine(f.Label()))
		case err != nil && len(urls) == 1:
			return err
		case err != nil:
			p.say("%s", sentence(err))
			failed = errReported
		default:
			p.say("added %s with %s: %s", oneLine(f.Label()), count(f.Total, "entry", "entries"), oneLine(f.URL))
		}
	}
	return failed
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
