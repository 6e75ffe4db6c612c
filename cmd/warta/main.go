// Command warta is a news reader for the terminal: it pulls RSS, Atom and JSON
// feeds, lists their headlines, and shows articles as numbered sections.
//
// This package is the commands, their flags, the configuration and the wiring,
// and nothing else: what warta can do is in feed/library, and what it shows is
// in ui. Data goes to standard output and messages to standard error. A command
// exits with 0 when it did what it was asked, 1 when it could not, and 2 when
// the request was wrong.
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"charm.land/fang/v2"
	"github.com/spf13/cobra"
)

// version is set by a release's linker flags.
var version string

func main() {
	// A reader of our output that goes away is an error of the next write
	// instead of the end of the process, so that the store is closed in order.
	signal.Ignore(syscall.SIGPIPE)
	normaliseNoColor()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, &program{stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr}, os.Args[1:])
	stop()
	os.Exit(code)
}

// run runs one command line and is its exit code.
func run(ctx context.Context, p *program, args []string) int {
	root := newRoot(p)
	root.SetArgs(args)
	root.SetIn(p.stdin)
	root.SetOut(p.stdout)
	root.SetErr(p.stderr)
	var failed error
	keepErrors(root, &failed)
	err := fang.Execute(ctx, root,
		fang.WithVersion(versionText()),
		fang.WithColorSchemeFunc(fang.AnsiColorScheme),
		fang.WithErrorHandler(func(w io.Writer, _ fang.Styles, err error) { report(w, err) }))
	if err == nil && failed != nil {
		err = failed
		report(p.stderr, err)
	}
	return exitCode(err)
}

// keepErrors makes every command below cmd put its error into failed instead of
// returning it: fang asks the terminal for its colours before it reports one,
// which must not happen after the screen has run.
func keepErrors(cmd *cobra.Command, failed *error) {
	if do := cmd.RunE; do != nil {
		cmd.RunE = func(cmd *cobra.Command, args []string) error {
			*failed = do(cmd, args)
			return nil
		}
	}
	for _, sub := range cmd.Commands() {
		keepErrors(sub, failed)
	}
}

// versionText is the version of this build: a release's, the module's, or the
// commit it was built from.
func versionText() string {
	if version != "" {
		return version
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return v
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			return "devel " + s.Value[:12]
		}
	}
	return "devel"
}

// normaliseNoColor gives NO_COLOR the one value that every library honours.
// https://no-color.org asks for any value that is not empty.
func normaliseNoColor() {
	if os.Getenv("NO_COLOR") != "" {
		os.Setenv("NO_COLOR", "1") //nolint:errcheck // a valid name and value cannot fail
	}
}
