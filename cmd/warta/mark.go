package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"warta/feed"
	"warta/feed/library"
)

// marks are the words for marks on the command line, in the order of the help.
var marks = []struct {
	word string
	mark feed.Mark
}{
	{"read", feed.MarkRead}, {"unread", feed.MarkUnread},
	{"star", feed.MarkStarred}, {"unstar", feed.MarkUnstarred},
	{"save", feed.MarkSaved}, {"unsave", feed.MarkUnsaved},
}

// newMark is warta mark.
func newMark(p *program) *cobra.Command {
	var all bool
	words := make([]string, 0, len(marks))
	for _, m := range marks {
		words = append(words, m.word)
	}
	cmd := &cobra.Command{
		Use:       "mark read|unread|star|unstar|save|unsave QUERY",
		Short:     "Mark every entry that a query finds",
		GroupID:   groupRead,
		ValidArgs: words,
		Args:      atLeast(1, "a mark and a query"),
		Example:   "warta mark read older:2w\nwarta mark star title:election",
		RunE: func(cmd *cobra.Command, args []string) error {
			m, err := markNamed(args[0])
			if err != nil {
				return err
			}
			if len(args) == 1 && !all {
				return usage("marking needs a query; to mark every entry, say warta mark %s --all", args[0])
			}
			return p.with(cmd.Context(), func(lib *library.Library) error {
				return p.mark(cmd, lib, m, args[1:])
			})
		},
	}
	cmd.Flags().BoolVar(&all, "all", false, "mark every entry when no query is given")
	return cmd
}

// markNamed is the mark of that name.
func markNamed(word string) (feed.Mark, error) {
	for _, m := range marks {
		if m.word == word {
			return m.mark, nil
		}
	}
	return 0, usage("there is no mark %q; it is one of read, unread, star, unstar, save, unsave", word)
}

// mark marks what a query finds and tells how many entries it changed.
func (p *program) mark(cmd *cobra.Command, lib *library.Library, m feed.Mark, query []string) error {
	q, err := parseQuery(lib, query)
	if err != nil {
		return err
	}
	change, err := lib.MarkAll(cmd.Context(), q, feed.Cursor{}, m)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(p.stdout, count(len(change.Entries), "entry", "entries")+" changed")
	return err
}
