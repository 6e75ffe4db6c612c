package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"time"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"warta/feed/library"
)

// A program is one run: where it reads and writes, what its flags and its
// configuration say.
type program struct {
	stdin, stdout, stderr *os.File
	flags                 flags
	config                config
	now                   func() time.Time
}

// flags are those that every command takes.
type flags struct {
	data, config            string
	offline, noColor, plain bool
}

const about = `warta is a news reader for the terminal.

Without a command it opens the reader: feeds on the left, headlines in the
middle, and the article on the right, in numbered sections. At the first start
a guide is there to read, and no network is needed for it.`

const examples = `
# open the reader
warta

# subscribe; the address of a page is enough
warta add https://example.org/ --folder World

# fetch what is due, then see what is new
warta refresh
warta list unread newer:1d

# one article, as numbered sections
warta read 42
`

// newRoot is the whole command line.
func newRoot(p *program) *cobra.Command {
	root := &cobra.Command{
		Use:                        "warta",
		Short:                      "A news reader for the terminal",
		Long:                       about,
		Example:                    examples,
		Args:                       noCommand,
		SuggestionsMinimumDistance: 2,
		RunE:                       func(cmd *cobra.Command, _ []string) error { return p.read(cmd.Context()) },
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			if !cmd.HasParent() || needsSetUp(cmd) {
				return p.setUp()
			}
			return nil
		},
	}
	f := root.PersistentFlags()
	f.StringVar(&p.flags.data, "data", "", "keep feeds, articles and marks in this directory")
	f.StringVar(&p.flags.config, "config", "", "read the configuration from this file")
	f.BoolVar(&p.flags.offline, "offline", false, "send nothing over the network")
	f.BoolVar(&p.flags.noColor, "no-color", false, "use no colours")
	f.BoolVar(&p.flags.plain, "plain", false, "plain lines instead of a screen")
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		if hint := minusHint(cmd, err); hint != "" {
			return usage("%w; %s", err, hint)
		}
		return usage("%w; see %s --help", err, cmd.CommandPath())
	})
	root.AddGroup(
		&cobra.Group{ID: groupFeeds, Title: "Feeds"},
		&cobra.Group{ID: groupRead, Title: "Reading"},
		&cobra.Group{ID: groupCare, Title: "Care"},
	)
	root.AddCommand(
		newAdd(p), newImport(p), newExport(p), newRefresh(p), newFeeds(p),
		newList(p), newRead(p), newMark(p), newUnread(p), newEdition(p), newDoctor(p), newView(p), newRule(p),
	)
	wordsOfHelp(root)
	return root
}

// The groups of commands in the help.
const (
	groupFeeds = "feeds"
	groupRead  = "read"
	groupCare  = "care"
)

// noCommand refuses words after warta that are no command, and names the
// command that was probably meant.
func noCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
		return usage("there is no command %q; did you mean %q?", args[0], near[0])
	}
	return usage("there is no command %q; see warta --help", args[0])
}

// needsSetUp reports whether a command is one of warta's own. Completion and
// the manual page must work with a broken configuration, too.
func needsSetUp(cmd *cobra.Command) bool {
	for ; cmd != nil; cmd = cmd.Parent() {
		if cmd.GroupID == groupFeeds || cmd.GroupID == groupRead {
			return true
		}
	}
	return false
}

// setUp reads the configuration and the environment.
func (p *program) setUp() error {
	if p.flags.noColor {
		os.Setenv("NO_COLOR", "1") //nolint:errcheck // a valid name and value cannot fail
	}
	var err error
	if p.now, err = clock(os.Getenv("WARTA_CLOCK_OFFSET")); err != nil {
		return err
	}
	path, named := p.flags.config, true
	if path == "" {
		named = false
		if path, err = configFile(); err != nil {
			return nil //nolint:nilerr // without a home there is no file to read, and every key is optional
		}
	}
	p.config, err = readConfig(path)
	switch {
	case !errors.Is(err, fs.ErrNotExist):
		return err
	case named:
		return usage("there is no configuration file %s; check the name given with --config", path)
	}
	return nil
}

// offline reports whether the network is to stay off.
func (p *program) offline() bool { return p.flags.offline || p.config.Offline }

// dataDir is where feeds, articles and marks are kept.
func (p *program) dataDir() (string, error) {
	switch {
	case p.flags.data != "":
		return p.flags.data, nil
	case p.config.Data != "":
		return expandHome(p.config.Data)
	}
	return dataDir()
}

// open opens the library of this run. Whoever opens it closes it.
func (p *program) open(ctx context.Context) (*library.Library, error) {
	options, err := p.libraryOptions()
	if err != nil {
		return nil, err
	}
	lib, err := library.Open(ctx, options)
	if err == nil {
		p.tell(ctx, lib)
	}
	return lib, err
}

// libraryOptions are the options of the library, from the flags and the
// configuration.
func (p *program) libraryOptions() (library.Options, error) {
	dir, err := p.dataDir()
	if err != nil {
		return library.Options{}, err
	}
	guide, err := guideEdition()
	if err != nil {
		return library.Options{}, err
	}
	patience, err := p.config.patience()
	if err != nil {
		return library.Options{}, err
	}
	policy, err := p.config.Prefetch.policy()
	if err != nil {
		return library.Options{}, err
	}
	keeping, err := p.config.Keep.retention()
	if err != nil {
		return library.Options{}, err
	}
	return library.Options{
		Prefetch: policy, Keep: keeping,
		Dir: dir, Timeout: patience, Version: versionText(), Guide: guide, Offline: p.offline(), Now: p.now,
		Headers: p.config.Headers, Sites: p.config.sites(),
		Waiting: func() { p.say("another warta is refreshing; waiting until it has finished") },
		Mending: func(problem string) { p.say("%s", mending(problem)) },
		Fault:   p.fault,
	}, nil
}

// mending says that what is wrong with the database is being mended.
func mending(problem string) string { return oneLine(problem) + "; mending it, which may take a while" }

// tell says what has become of a damaged database. What was told on a terminal
// has been read, and is not told again.
func (p *program) tell(ctx context.Context, lib *library.Library) {
	told := lib.Damage()
	if told == "" {
		return
	}
	p.say("%s", oneLine(told))
	if term.IsTerminal(p.stderr.Fd()) {
		_ = lib.DamageTold(ctx) //nolint:errcheck // it is told twice, then
	}
}

// with opens the library for the time of one call.
func (p *program) with(ctx context.Context, do func(*library.Library) error) error {
	lib, err := p.open(ctx)
	if err != nil {
		return err
	}
	return errors.Join(do(lib), lib.Close())
}

// terminal reports whether standard output is a terminal that can be written
// all over.
func (p *program) terminal() bool {
	return !p.flags.plain && os.Getenv("TERM") != "dumb" && term.IsTerminal(p.stdout.Fd())
}

// clock is time.Now moved by an offset as time.ParseDuration reads it: an aid
// for tests that live through a timetable in seconds.
func clock(offset string) (func() time.Time, error) {
	if offset == "" {
		return time.Now, nil
	}
	by, err := time.ParseDuration(offset)
	if err != nil {
		return nil, usage("WARTA_CLOCK_OFFSET %q is no duration; write it like 2h or -30m", offset)
	}
	return func() time.Time { return time.Now().Add(by) }, nil
}
