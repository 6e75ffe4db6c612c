package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"warta/feed"
	"warta/feed/library"
)

const aboutRules = `A rule acts on new entries that its query finds, as they arrive: it can mute them
(they are kept, and found by the query muted), mark them read, star them, save
them for later, file them in another folder, and have their articles fetched
whatever else is fetched. What is there already stays as it is.

See first, with warta rule try, what a rule would have caught.`

// newRule is warta rule.
func newRule(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "rule",
		Short:   "Act on entries as they arrive: mute, star, file …",
		Long:    aboutRules,
		GroupID: groupRead,
		Args:    noSubcommand,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return usage("%s needs a command; see %[1]s --help", cmd.CommandPath())
		},
		Example: "warta rule try title:horoscope\nwarta rule add 'no horoscopes' title:horoscope --do mute\n" +
			"warta rule add cup 'in:Sport \"world cup\"' --do star,file:Cup --until 2026-12-31\nwarta rule list",
	}
	cmd.AddCommand(newRuleAdd(p), newRuleTry(p), newRuleList(p), newRuleUndo(p), newRuleRemove(p))
	return cmd
}

// noSubcommand refuses a word that is no command of cmd.
func noSubcommand(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usage("there is no command %q; see %s --help", strings.Join(args[:1], ""), cmd.CommandPath())
	}
	return nil
}

func newRuleAdd(p *program) *cobra.Command {
	var do, until string
	cmd := &cobra.Command{
		Use:   "add NAME QUERY",
		Short: "Make a rule, or change the one of that name",
		Long: `Make a rule, or change the one of that name. It acts on what arrives from now on.

--do takes one or several of mute, read, star, save, file:FOLDER and prefetch,
with commas between them. With --until it acts up to the end of that day.`,
		Args: atLeast(2, "a name and a query"),
		RunE: func(cmd *cobra.Command, args []string) error {
			r := feed.Rule{Name: args[0]}
			var err error
			if r.Do, r.Folder, err = actionsOf(do); err != nil {
				return err
			}
			if r.Until, err = endOf(until); err != nil {
				return err
			}
			return p.with(cmd.Context(), func(lib *library.Library) error {
				if all, err := p.query(cmd.Context(), lib, args[1:]); err == nil && all.Where == nil {
					return usage("the query is empty; for a rule that acts on everything, say is:any")
				}
				r.Query = queryOf(cmd.Context(), lib, args[1:])
				q, err := lib.Tried(r.Query)
				if err != nil {
					return usageError{err}
				}
				if err := lib.SaveRule(cmd.Context(), r); err != nil {
					return err
				}
				p.sayMissing(cmd.Context(), lib, q)
				return p.sayCaught(cmd.Context(), lib, r, q)
			})
		},
	}
	cmd.Flags().StringVar(&do, "do", "", "what it does: mute, read, star, save, file:FOLDER, prefetch")
	cmd.Flags().StringVar(&until, "until", "", "the last day on which it acts, like 2026-12-31")
	return cmd
}

// fewCaught is how many headlines show what a rule would have caught.
const fewCaught = 5

// sayCaught tells what a rule that was saved does, and what it would have caught
// of late.
func (p *program) sayCaught(ctx context.Context, lib *library.Library, r feed.Rule, q feed.Query) error {
	n, err := lib.Count(ctx, q)
	if err != nil {
		return err
	}
	acts := "acts on what arrives from now on"
	if !r.Until.IsZero() && !r.Until.After(p.now()) {
		acts = "has ended before it began: that day is over"
	}
	among := ""
	if n > fewCaught {
		among = ", these among them"
	}
	p.say("the rule %s %s; in the last 30 days it would have caught %s%s", oneLine(r.Name), acts, count(n, "entry", "entries"), among)
	if n == 0 {
		return nil
	}
	return p.list(ctx, lib, q, fewCaught)
}

// ruleGone is the error for a rule of a name that no rule has.
func ruleGone(name string, err error) error {
	if errors.Is(err, feed.ErrNotFound) {
		return fmt.Errorf("there is no rule %q; see warta rule list", name)
	}
	return err
}

// actionsOf reads the actions of a rule, and the folder to file in.
func actionsOf(text string) (do feed.Action, folder string, err error) {
	for word := range strings.SplitSeq(text, ",") {
		word, where, named := strings.Cut(strings.TrimSpace(word), ":")
		known := false
		for _, a := range feed.Actions {
			if a.Word != word {
				continue
			}
			known = true
			do |= a.Action
			if (a.Action == feed.DoFile) != (named && strings.TrimSpace(where) != "") {
				return 0, "", usage("%q in --do: only file takes a folder, and it needs one, as in file:World", word)
			}
			if named {
				folder = strings.TrimSpace(where)
			}
		}
		if !known && word == "" {
			return 0, "", usage("a rule must say what it does: --do with mute, read, star, save, file:FOLDER or prefetch")
		}
		if !known {
			return 0, "", usage("a rule cannot do %q; --do takes mute, read, star, save, file:FOLDER and prefetch", word)
		}
	}
	return do, folder, nil
}

// endOf is the end of a day, as people write it; "" is never.
func endOf(day string) (time.Time, error) {
	if day == "" {
		return time.Time{}, nil
	}
	t, err := time.ParseInLocation(time.DateOnly, day, time.Local)
	if err != nil {
		return t, usage("--until %q is no day; write it like 2026-12-31", day)
	}
	return t.AddDate(0, 0, 1), nil
}

func newRuleTry(p *program) *cobra.Command {
	var asJSON bool
	var limit int
	cmd := &cobra.Command{
		Use:   "try QUERY",
		Short: "See what a rule would have caught in the last 30 days",
		Args:  atLeast(1, "a query"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.with(cmd.Context(), func(lib *library.Library) error {
				if _, err := p.query(cmd.Context(), lib, args); err != nil {
					return err
				}
				q, err := lib.Tried(queryOf(cmd.Context(), lib, args))
				if err != nil {
					return usageError{err}
				}
				if asJSON {
					return p.listJSON(cmd.Context(), lib, q, limit)
				}
				n, err := lib.Count(cmd.Context(), q)
				if err != nil {
					return err
				}
				if _, err := fmt.Fprintf(p.stdout, "%s in the last 30 days\n", count(n, "entry", "entries")); err != nil {
					return err
				}
				return p.list(cmd.Context(), lib, q, limit)
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "write the headlines as JSON")
	cmd.Flags().IntVar(&limit, "limit", 0, "at most this number of headlines; 0 is all")
	return cmd
}

func newRuleList(p *program) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the rules, with what each of them did",
		Args:  exactly(0, "no arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return p.with(cmd.Context(), func(lib *library.Library) error {
				rules, err := lib.Rules(cmd.Context())
				if err != nil {
					return err
				}
				if asJSON {
					return p.writeJSON(packRules(rules))
				}
				hidden, err := lib.Hidden(cmd.Context())
				if err != nil {
					return err
				}
				out := bufio.NewWriter(p.stdout)
				writeRules(out, rules, hidden, p.now())
				return out.Flush()
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "write JSON")
	return cmd
}

// writeRules writes a rule as two lines, and a line about all at the end.
func writeRules(w io.Writer, rules []feed.Rule, hidden feed.Hidden, now time.Time) {
	for _, r := range rules {
		end := ""
		switch {
		case r.Until.IsZero():
		case r.Until.After(now):
			end = ", until " + day(r.Until.Add(-time.Second))
		default:
			end = ", ended " + day(r.Until.Add(-time.Second))
		}
		fmt.Fprintf(w, "%s: %s%s\n", oneLine(r.Name), oneLine(actionText(r)), end)
		fmt.Fprintf(w, "    %s\n    %s\n", oneLine(r.Query), deeds(r))
	}
	if hidden.Entries > 0 {
		fmt.Fprintf(w, "%d hidden by %s\n", hidden.Entries, count(hidden.Rules, "rule", "rules"))
	}
}

// actionText is what a rule does, as --do takes it.
func actionText(r feed.Rule) string {
	var words []string
	for _, a := range feed.Actions {
		switch {
		case r.Do&a.Action == 0:
		case a.Action == feed.DoFile:
			words = append(words, a.Word+":"+r.Folder)
		default:
			words = append(words, a.Word)
		}
	}
	return strings.Join(words, ",")
}

// deeds is what a rule did, in words.
func deeds(r feed.Rule) string {
	var words []string
	for _, a := range feed.Actions {
		if n := r.Did[a.Action]; n > 0 {
			words = append(words, fmt.Sprintf("%d %s", n, a.Done))
		}
	}
	if len(words) == 0 {
		return "it has done nothing yet"
	}
	return strings.Join(words, ", ")
}

// A ruleJSON is a rule as warta rule list and warta export write it.
type ruleJSON struct {
	Name    string         `json:"name"`
	Query   string         `json:"query"`
	Do      []string       `json:"do"`
	Folder  string         `json:"folder,omitempty"`
	Until   time.Time      `json:"until,omitzero"`
	Created time.Time      `json:"created,omitzero"`
	Entries int            `json:"entries"`       // that it did something to
	Did     map[string]int `json:"did,omitempty"` // by action
}

// packRules are rules as they are written.
func packRules(rules []feed.Rule) []ruleJSON {
	packed := make([]ruleJSON, 0, len(rules))
	for _, r := range rules {
		one := ruleJSON{Name: r.Name, Query: r.Query, Folder: r.Folder, Until: r.Until, Created: r.Created, Entries: r.Hits,
			Do: actionWords(r.Do), Did: map[string]int{}}
		for _, a := range feed.Actions {
			if n := r.Did[a.Action]; n > 0 {
				one.Did[a.Word] = n
			}
		}
		packed = append(packed, one)
	}
	return packed
}

// actionWords are the words of a set of actions, and actionsIn reads them.
func actionWords(do feed.Action) []string {
	var words []string
	for _, a := range feed.Actions {
		if do&a.Action != 0 {
			words = append(words, a.Word)
		}
	}
	return words
}

func actionsIn(words []string) feed.Action {
	var do feed.Action
	for _, w := range words {
		for _, a := range feed.Actions {
			if a.Word == w {
				do |= a.Action
			}
		}
	}
	return do
}

func newRuleUndo(p *program) *cobra.Command {
	return &cobra.Command{
		Use:   "undo NAME",
		Short: "Take back what a rule did; it goes on acting",
		Args:  exactly(1, "the name of a rule"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.with(cmd.Context(), func(lib *library.Library) error {
				n, err := lib.UndoRule(cmd.Context(), args[0])
				if err != nil {
					return ruleGone(args[0], err)
				}
				_, err = fmt.Fprintln(p.stdout, count(n, "entry", "entries")+" as before")
				return err
			})
		},
	}
}

func newRuleRemove(p *program) *cobra.Command {
	return &cobra.Command{
		Use:   "remove NAME",
		Short: "Remove a rule; what it did stays",
		Long:  "Remove a rule. What it did stays: say warta rule undo first to take that back.",
		Args:  exactly(1, "the name of a rule"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.with(cmd.Context(), func(lib *library.Library) error {
				return ruleGone(args[0], lib.RemoveRule(cmd.Context(), args[0]))
			})
		},
	}
}
