package main

import (
	"bufio"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"warta/feed"
	"warta/feed/library"
)

// newView is warta view.
func newView(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "view",
		Short:   "Queries saved for the sidebar",
		Long:    "A view is a query that was saved under a name. It stands in the sidebar with the\nnumber of its unread entries.",
		GroupID: groupRead,
		Args:    noSubcommand,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return usage("%s needs a command; see %[1]s --help", cmd.CommandPath())
		},
		Example: "warta view add Rice 'rice -sponsored newer:1w'\nwarta view list\nwarta view remove Rice",
	}
	cmd.AddCommand(newViewAdd(p), newViewList(p), newViewRemove(p))
	return cmd
}

func newViewAdd(p *program) *cobra.Command {
	return &cobra.Command{
		Use:   "add NAME QUERY",
		Short: "Save a query as a view, in place of the view of that name",
		Args:  atLeast(2, "a name and a query"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.with(cmd.Context(), func(lib *library.Library) error {
				q, err := p.query(cmd.Context(), lib, args[1:])
				if err != nil {
					return err
				}
				if strings.TrimSpace(args[0]) == "" {
					return usage("a view must have a name")
				}
				if err := lib.SaveView(cmd.Context(), strings.TrimSpace(args[0]), queryOf(cmd.Context(), lib, args[1:])); err != nil {
					return err
				}
				p.sayMissing(cmd.Context(), lib, q)
				n, err := lib.Count(cmd.Context(), onlyUnread(q))
				if err == nil {
					p.say("saved the view %s with %d unread", oneLine(args[0]), n)
				}
				return err
			})
		},
	}
}

// A viewJSON is a view as warta view list and warta export write it.
type viewJSON struct {
	Name    string `json:"name"`
	Query   string `json:"query"`
	Unread  *int   `json:"unread,omitempty"` // not exported
	BuiltIn bool   `json:"built_in,omitempty"`
}

func newViewList(p *program) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the views with their numbers",
		Long:  "List the views with their numbers: of unread entries, and for Starred and Saved of\nall that are.",
		Args:  exactly(0, "no arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return p.with(cmd.Context(), func(lib *library.Library) error {
				views, err := lib.Views(cmd.Context())
				if err != nil {
					return err
				}
				if asJSON {
					packed := make([]viewJSON, 0, len(views))
					for _, v := range views {
						packed = append(packed, viewJSON{Name: v.Name, Query: v.Query, Unread: &v.Unread, BuiltIn: !v.Own})
					}
					return p.writeJSON(packed)
				}
				out := bufio.NewWriter(p.stdout)
				for _, v := range views {
					writeView(out, v)
				}
				return out.Flush()
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "write JSON")
	return cmd
}

func writeView(out *bufio.Writer, v feed.View) {
	fmt.Fprintf(out, "%6d  %s", v.Unread, oneLine(v.Name))
	if v.Query != "" {
		fmt.Fprintf(out, ": %s", oneLine(v.Query))
	}
	fmt.Fprintln(out)
}

func newViewRemove(p *program) *cobra.Command {
	return &cobra.Command{
		Use:   "remove NAME",
		Short: "Remove a view; its entries stay",
		Args:  exactly(1, "the name of a view"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.with(cmd.Context(), func(lib *library.Library) error {
				err := lib.RemoveView(cmd.Context(), args[0])
				if errors.Is(err, feed.ErrNotFound) {
					return fmt.Errorf("there is no view %q that you have saved; see warta view list", args[0])
				}
				return err
			})
		},
	}
}
