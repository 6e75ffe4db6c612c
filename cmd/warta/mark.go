package main

import (
	"errors"
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
		Long:      "Mark every entry that a query finds. warta mark undo takes back what the last\nwarta mark changed, and nothing else.",
		GroupID:   groupRead,
		ValidArgs: append(words, "undo"),
		Args:      atLeast(1, "a mark and a query"),
		Example:   "warta mark read older:2w\nwarta mark star title:election\nwarta mark undo",
		RunE: func(cmd *cobra.Command, args []string) error {
			if args[0] == "undo" {
				if len(args) > 1 || all {
					return usage("warta mark undo takes back the last marking as a whole; it takes no query")
				}
				return p.with(cmd.Context(), func(lib *library.Library) error { return p.undoMark(cmd, lib) })
			}
			m, err := markNamed(args[0])
			if err != nil {
				return err
			}
			if len(args) == 1 && !all {
				return usage("marking needs a query; to mark every entry, say warta mark %s --all", args[0])
			}
			return p.with(cmd.Context(), func(lib *library.Library) error {
				q, err := p.query(cmd.Context(), lib, args[1:])
				if err == nil && q.Where == nil && !all {
					err = usage("the query is empty; to mark every entry, say warta mark %s --all", args[0])
				}
				if err != nil {
					return err
				}
				return p.mark(cmd, lib, m, q)
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
	return 0, usage("there is no mark %q; it is one of read, unread, star, unstar, save, unsave; or undo", word)
}

// mark marks what a query finds and tells how many entries it changed.
func (p *program) mark(cmd *cobra.Command, lib *library.Library, m feed.Mark, q feed.Query) error {
	change, err := lib.MarkAll(cmd.Context(), q, feed.Cursor{}, m)
	if err != nil {
		return err
	}
	if len(change.Entries) > 0 {
		err = lib.KeepChange(cmd.Context(), change)
	}
	_, failed := fmt.Fprintln(p.stdout, count(len(change.Entries), "entry", "entries")+" changed")
	return errors.Join(err, failed)
}

// undoMark takes back what the last warta mark changed.
func (p *program) undoMark(cmd *cobra.Command, lib *library.Library) error {
	change, err := lib.UndoKept(cmd.Context())
	if errors.Is(err, feed.ErrNotFound) {
		return errors.New("there is no marking to take back; warta mark undo takes back the last warta mark, once")
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(p.stdout, count(len(change.Entries), "entry", "entries")+" as before")
	return err
}
