package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"warta/feed/library"
	"warta/ui/theme"
)

// newDoctor is warta doctor.
func newDoctor(p *program) *cobra.Command {
	var yes, rebuild bool
	cmd := &cobra.Command{
		Use:   "doctor",
		Short: "Check the store, the configuration and the terminal, and offer repairs",
		Long: `Check the configuration, the terminal, permissions and the store: that its file
and every text in it are whole, that its parts belong together, that search and counts agree with what
is stored, and that pictures and backups are there. Each check is one line, with
what to do about a problem. Repairs are made after asking, or at once with --yes;
nothing that was fetched or marked is lost by them
but texts that are damaged, which are fetched again. The network is not used.`,
		GroupID: groupCare,
		Args:    exactly(0, "no arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			d := &doctor{program: p}
			if d.setUp() && rebuild {
				return d.rebuild(cmd.Context())
			}
			return d.visit(cmd.Context(), yes)
		},
	}
	cmd.Flags().BoolVar(&yes, "yes", false, "make repairs without asking")
	cmd.Flags().BoolVar(&rebuild, "rebuild", false, "make the search, counts and articles anew from what was fetched")
	return cmd
}

// A doctor checks one thing after the other.
type doctor struct {
	*program
	lib      *library.Library
	broken   error // of the configuration
	problems int
	repairs  []repair
}

// A repair mends what a check found.
type repair struct {
	what string // in the imperative
	do   func(context.Context) error
}

// setUp reads the configuration; the doctor works with a broken one, too.
func (d *doctor) setUp() bool {
	d.broken = d.program.setUp()
	if d.broken != nil {
		if d.now == nil {
			d.now, _ = clock("")
		}
		d.config = config{}
	}
	return d.broken == nil
}

// visit checks everything, repairs what may be repaired, and checks again. It
// fails when a problem is left.
func (d *doctor) visit(ctx context.Context, yes bool) error {
	d.check(ctx)
	if len(d.repairs) > 0 && d.agreed(yes) {
		for _, r := range d.repairs {
			if err := r.do(ctx); err != nil {
				fmt.Fprintf(d.stdout, "failed   %s: %s\n", r.what, sentence(err))
			} else {
				fmt.Fprintf(d.stdout, "mended   %s\n", r.what)
			}
		}
		d.problems, d.repairs = 0, nil
		d.close()
		d.check(ctx)
	}
	d.close()
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case d.problems > 0:
		d.say("%s", count(d.problems, "problem", "problems"))
		return errReported
	}
	return nil
}

// check makes every check.
func (d *doctor) check(ctx context.Context) {
	d.configuration()
	d.screen()
	if d.permissions() {
		d.store(ctx)
	}
}

// ok and problem write the line of a check.
func (d *doctor) ok(what, format string, args ...any) { d.line("ok", what, format, args...) }

func (d *doctor) problem(what, format string, args ...any) {
	d.problems++
	d.line("problem", what, format, args...)
}

func (d *doctor) line(verdict, what, format string, args ...any) {
	fmt.Fprintf(d.stdout, "%-8s %-14s %s\n", verdict, what, oneLine(fmt.Sprintf(format, args...)))
}

// agreed asks whether to make the repairs.
func (d *doctor) agreed(yes bool) bool {
	if yes {
		return true
	}
	for _, r := range d.repairs {
		d.say("can be mended: %s", r.what)
	}
	if !term.IsTerminal(d.stdin.Fd()) {
		d.say("run warta doctor --yes to have it done")
		return false
	}
	// Nothing is under way while it waits: an interrupt ends it at once.
	d.close()
	signal.Reset(os.Interrupt)
	fmt.Fprint(d.stderr, "Shall I do that? [y/N] ")
	answer, err := bufio.NewReader(d.stdin).ReadString('\n')
	answer = strings.ToLower(strings.TrimSpace(answer))
	return err == nil && (answer == "y" || answer == "yes")
}

func (d *doctor) close() {
	if d.lib != nil {
		if err := d.lib.Close(); err != nil {
			d.problem("database", "%s", sentence(err))
		}
		d.lib = nil
	}
}

// configuration checks the configuration file.
func (d *doctor) configuration() {
	switch {
	case d.broken != nil:
		d.problem("configuration", "%s", sentence(d.broken))
	case d.config.path == "":
		d.ok("configuration", "there is none, and none is needed")
	default:
		d.ok("configuration", "%s", d.config.path)
		d.keys()
	}
	info, err := os.Stat(d.config.path)
	if err == nil && len(d.config.Headers) > 0 && runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		d.problem("configuration", "others can read %s, which holds credentials", d.config.path)
		d.chmod(d.config.path, 0o600)
	}
}

// keys says which keys the configuration took from actions that it does not name.
func (d *doctor) keys() {
	table, err := d.config.keyTable()
	if err != nil {
		return // the configuration would not have been read
	}
	for _, taken := range d.config.takenKeys(table) {
		d.ok("keys", "%s", taken)
	}
}

// depths are the words for colours.
var depths = map[theme.Depth]string{
	theme.NoColor: "no colours", theme.Colors16: "16 colours", theme.Colors256: "256 colours", theme.TrueColor: "16 million colours",
}

// screen checks what the terminal can show.
func (d *doctor) screen() {
	if !term.IsTerminal(d.stdout.Fd()) {
		d.ok("terminal", "standard output is none: warta prints plain lines there")
		return
	}
	if !d.terminal() {
		d.ok("terminal", "plain lines, because of --plain or TERM=dumb")
		return
	}
	signs, mode := "Unicode", "dark"
	if d.config.ASCII || asciiOnly() {
		signs = "ASCII only: for Unicode, set LANG to a locale whose name ends in UTF-8"
	}
	if d.light(askBackground(d.stdin, d.stdout)) {
		mode = "light"
	}
	width, height, err := term.GetSize(d.stdout.Fd())
	switch {
	case err != nil:
		d.problem("terminal", "its size cannot be had: %v; start warta in another terminal", err)
	case width < 24 || height < 6:
		d.problem("terminal", inSigns("%d×%d cells are too few; make the window at least 24×6"), width, height)
	default:
		d.ok("terminal", inSigns("%d×%d cells, %s, %s background, %s"), width, height, depths[d.depth()], mode, signs)
	}
}

// permissions checks who may read and write the data directory, and reports
// whether the store can be looked at.
func (d *doctor) permissions() bool {
	dir, err := d.dataDir()
	if err != nil {
		d.problem("directory", "%s", sentence(err))
		return false
	}
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, os.ErrNotExist):
		d.ok("directory", "%s is not there yet: warta makes it when it starts", dir)
		return false
	case err != nil:
		d.problem("directory", "%v; choose another place with --data DIR", err)
		return false
	case !info.IsDir():
		d.problem("directory", "%s is no directory; choose another place with --data DIR", dir)
		return false
	}
	probe, err := os.CreateTemp(dir, ".doctor-*")
	if err != nil {
		d.problem("directory", "%s cannot be written: %v; make it writable, or choose another place with --data DIR", dir, err)
		return true
	}
	err = errors.Join(probe.Close(), os.Remove(probe.Name()))
	before := d.problems
	d.strangers(dir, 0o022, 0o700)
	files, _ := os.ReadDir(dir) //nolint:errcheck // what cannot be listed cannot be told of
	for _, file := range files {
		if strings.HasPrefix(file.Name(), "warta.db") {
			d.strangers(filepath.Join(dir, file.Name()), 0o066, 0o600)
		}
	}
	if err != nil {
		d.problem("directory", "%v", err)
	} else if before == d.problems {
		d.ok("directory", "%s can be written, by you alone", dir)
	}
	return true
}

// strangers looks whether others can read or write a file or directory, as far as
// the bits say that are not to be set.
func (d *doctor) strangers(path string, bits, mode os.FileMode) {
	info, err := os.Stat(path)
	if err != nil || runtime.GOOS == "windows" || info.Mode().Perm()&bits == 0 || info.IsDir() != (mode == 0o700) {
		return
	}
	can := "read"
	if info.Mode().Perm()&0o022 != 0 {
		can = "write"
	}
	d.problem("directory", "others can %s %s", can, path)
	d.chmod(path, mode)
}

func (d *doctor) chmod(path string, mode os.FileMode) {
	d.repairs = append(d.repairs, repair{"keep others away from " + path, func(context.Context) error { return os.Chmod(path, mode) }})
}

// store checks the database, the pictures and the backups.
func (d *doctor) store(ctx context.Context) {
	lib, err := d.open(ctx)
	if err != nil {
		d.problem("database", "%s", sentence(err))
		return
	}
	d.lib = lib
	if told := lib.Damage(); told != "" {
		d.ok("database", "%s", told)
		_ = lib.DamageTold(ctx) //nolint:errcheck // it is told twice, then
	}
	if strange, err := lib.Strange(ctx); err == nil && len(strange) > 0 {
		d.problem("configuration", "prefetch names %s, but no feed and no folder is called so; correct or remove it", oneLine(strings.Join(strange, ", ")))
	}
	unfinished := lib.Unfinished(ctx)
	if unfinished {
		d.problem("search", "it is being made anew and does not find everything yet; the reader and warta refresh go on with that, and warta doctor --yes finishes it")
		d.repairs = append(d.repairs, repair{"make the search anew", d.mend})
	}
	problems, err := lib.Check(ctx)
	switch {
	case err != nil:
		d.problem("database", "%s", sentence(err))
		return
	case len(problems) == 0:
		d.ok("database", "its file is whole, and search, counts and marks agree with it")
	}
	for _, text := range problems {
		d.problem("database", "%s; warta doctor can mend that", text)
	}
	if len(problems) > 0 && !unfinished {
		d.repairs = append(d.repairs, repair{"rebuild what is derived from what was fetched, and have what is damaged fetched again", d.mend})
	}
	d.pictures(ctx)
	d.backups(ctx)
}

// mend sets a damaged file aside, by opening it again, and rebuilds what is
// derived.
func (d *doctor) mend(ctx context.Context) error {
	d.close()
	lib, err := d.open(ctx)
	if err != nil {
		return err
	}
	d.lib = lib
	return lib.Rebuild(ctx, nil)
}

// pictures checks that the files of pictures are there, and no others.
func (d *doctor) pictures(ctx context.Context) {
	missing, stray, err := d.lib.Pictures(ctx)
	switch {
	case err != nil:
		d.problem("pictures", "%s", sentence(err))
		return
	case len(missing)+len(stray) == 0:
		d.ok("pictures", "every file is there, and no other")
		return
	}
	d.problem("pictures", "%s missing or not whole, %s that nobody needs", count(len(missing), "file is", "files are"), count(len(stray), "file", "files"))
	d.repairs = append(d.repairs, repair{"fetch missing pictures again, and remove what nobody needs", func(ctx context.Context) error {
		return d.withOpen(ctx, func(lib *library.Library) error { return lib.MendPictures(ctx, missing, stray) })
	}})
}

// withOpen does something with the library, which an earlier repair may have
// opened again.
func (d *doctor) withOpen(ctx context.Context, do func(*library.Library) error) error {
	if d.lib == nil {
		return d.with(ctx, do)
	}
	return do(d.lib)
}

// backups tells of the copies of the database.
func (d *doctor) backups(context.Context) {
	list, err := d.lib.Backups()
	switch {
	case err != nil:
		d.problem("backups", "%s", sentence(err))
	case !d.lib.HasRoom():
		d.problem("backups", "%d; the disk has no room for another one that would leave as much as it takes: make room", len(list))
	case len(list) == 0:
		d.ok("backups", "none yet: the reader makes one each day")
	default:
		d.ok("backups", "%d, the newest is %s", len(list), list[0])
	}
}

// rebuild makes anew what is derived.
func (d *doctor) rebuild(ctx context.Context) error {
	return d.with(ctx, func(lib *library.Library) error {
		bar := d.newBar(0)
		n := 0
		err := lib.Rebuild(ctx, func(done int) { n = done; bar.drawCount(done, done, "articles") })
		bar.clear()
		if err != nil {
			return fmt.Errorf("rebuilding: %w", err)
		}
		_, err = fmt.Fprintf(d.stdout, "rebuilt: search, counts, marks in lists, and %s\n", count(n, "article", "articles"))
		return err
	})
}
