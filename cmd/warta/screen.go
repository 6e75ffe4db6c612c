package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"warta/feed/library"
	"warta/ui"
	"warta/ui/theme"
)

// read opens the reader, or prints the headlines where a screen cannot be drawn.
func (p *program) read(ctx context.Context) error {
	if !p.terminal() {
		p.sayNoScreen()
		return p.with(ctx, func(lib *library.Library) error {
			return p.printPlain(ctx, lib)
		})
	}
	library, err := p.libraryOptions()
	if err != nil {
		return err
	}
	screen, err := p.screenOptions()
	if err != nil {
		return err
	}
	return p.screen(ctx, &opener{options: library}, screen)
}

// An opener opens the library of a screen that is drawn already.
type opener struct {
	options library.Options
	once    sync.Once
	library *library.Library
	err     error
}

// open is a ui.Opener. The work in the background begins with it.
func (o *opener) open(ctx context.Context, tell func(string)) (ui.Library, string, error) {
	o.once.Do(func() {
		o.options.Mending = func(problem string) { tell(mending(problem)) }
		if o.library, o.err = library.Open(ctx, o.options); o.err == nil {
			o.library.Start()
		}
	})
	if o.err != nil {
		return nil, "", o.err
	}
	return o.library, o.library.Damage(), nil
}

// close closes the library once it is open, if it ever was to be opened.
func (o *opener) close(ctx context.Context, p *program) error {
	o.once.Do(func() {})
	if o.library == nil {
		return nil
	}
	p.tell(ctx, o.library)
	return o.library.Close()
}

// sayNoScreen says why lines are printed to somebody who did not ask for them.
func (p *program) sayNoScreen() {
	switch {
	case p.flags.plain:
	case os.Getenv("TERM") == "dumb":
		p.say("this terminal (TERM=dumb) cannot show the reader, so here are the headlines; read one with warta read NUMBER")
	default:
		p.say("standard output is no terminal, so here are the headlines instead of the reader; see warta list --help for choosing them")
	}
}

// screen runs the Bubble Tea program until the reader quits.
func (p *program) screen(ctx context.Context, o *opener, options ui.Options) error {
	rise()
	options.Open, options.Anchors = o.open, true
	options.Notice = lastFatal(p.now())
	keepFatal()
	left := &leaving{p: p}
	options.Keep = left.keep
	model := ui.New(nil, options)
	g := guarded(model, p.now)
	o.options.Fault = g.fault
	defer g.listen()()
	_, err := tea.NewProgram(g, tea.WithOutput(&ui.Output{File: p.stdout}), tea.WithFilter(ui.Filter)).Run()
	closing := model.Close(ctx)
	if g.err == nil && model.Failed() == nil {
		left.end(model.State())
	}
	if closing != nil {
		closing = fmt.Errorf("keeping your place: %w", closing)
	}
	closing = errors.Join(closing, o.close(ctx, p))
	switch {
	case g.err != nil:
		return g.err
	case model.Failed() != nil:
		return model.Failed()
	case closing != nil:
		return closing
	case g.told != nil:
		return g.told
	case errors.Is(err, tea.ErrInterrupted):
		return context.Canceled
	case err != nil:
		return fmt.Errorf("running the screen: %w", err)
	}
	return nil
}

// screenOptions are the options of the screen, from the configuration and from
// what the terminal can show.
func (p *program) screenOptions() (ui.Options, error) {
	asked := askBackground(p.stdin, p.stdout) // the terminal answers meanwhile
	options, err := p.options()
	options.Light = p.light(asked)
	return options, err
}

// options is screenOptions without what must be asked.
func (p *program) options() (ui.Options, error) {
	c := &p.config
	table, err := c.keyTable()
	if err != nil {
		return ui.Options{}, err
	}
	own, err := c.palettes()
	if err != nil {
		return ui.Options{}, err
	}
	packs, err := starterPacks()
	if err != nil {
		return ui.Options{}, err
	}
	return ui.Options{
		Keys: table, Theme: p.themeName(), Themes: own,
		Terminal: theme.Options{Depth: p.depth(), ASCII: c.ASCII || asciiOnly()},
		Paint:    c.Paint, Progress: showsProgress(os.Getenv), NoMouse: c.Mouse != nil && !*c.Mouse, Reorder: c.reorder(os.Getenv),
		Measure: c.Measure, View: c.View, OneLine: c.Rows == "one", Offline: p.offline(),
		Packs: append(newsboatPack(), packs...), Now: p.now, SetTheme: p.setTheme, State: p.left(),
		Taken: strings.Join(c.takenKeys(table), "; "),
	}, nil
}

// light reports whether the terminal's background is light: as the
// configuration says, as the terminal answers, or as COLORFGBG has it.
func (p *program) light(asked *backgroundAnswer) bool {
	dark, known := asked.dark()
	switch {
	case p.config.Background == "light":
		return true
	case p.config.Background == "dark":
		return false
	case known:
		return !dark
	}
	return lightFromEnv(os.Getenv("COLORFGBG"))
}

// lightFromEnv reads COLORFGBG, "foreground;background" as numbers of the
// sixteen colours: 7 and 15 are white.
func lightFromEnv(value string) bool {
	background := value[strings.LastIndexByte(value, ';')+1:]
	return value != "" && (background == "7" || background == "15")
}

// depth is how many colours the terminal has.
func (p *program) depth() theme.Depth {
	switch colorprofile.Detect(p.stdout, os.Environ()) {
	case colorprofile.TrueColor:
		return theme.TrueColor
	case colorprofile.ANSI256:
		return theme.Colors256
	case colorprofile.ANSI:
		return theme.Colors16
	case colorprofile.Unknown, colorprofile.NoTTY, colorprofile.ASCII:
	}
	return theme.NoColor
}

// asciiOnly reports whether the terminal or the locale demands ASCII. A locale
// that is not set says nothing.
func asciiOnly() bool {
	switch os.Getenv("TERM") {
	case "vt52", "vt100", "vt102", "vt220", "ansi":
		return true
	}
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if locale := strings.ToLower(os.Getenv(name)); locale != "" {
			return !strings.Contains(locale, "utf-8") && !strings.Contains(locale, "utf8")
		}
	}
	return false
}

// themeName is the theme to show: the configuration's, or the one that was
// chosen on the screen and kept beside the news.
func (p *program) themeName() string {
	if p.config.Theme != "" {
		return p.config.Theme
	}
	path, err := p.themeFile()
	if err != nil {
		return ""
	}
	chosen, err := os.ReadFile(path)
	if err != nil {
		return ""
	}
	c := config{Theme: strings.TrimSpace(string(chosen))}
	own, err := p.config.palettes()
	if err != nil || c.checkTheme(own) != nil {
		return ""
	}
	return c.Theme
}

// setTheme keeps the theme that was chosen on the screen.
func (p *program) setTheme(name string) error {
	if p.config.Theme != "" && p.config.Theme != name {
		return fmt.Errorf("the next start goes back to %s, which %s asks for", p.config.Theme, p.config.path)
	}
	path, err := p.themeFile()
	if err != nil {
		return err
	}
	return os.WriteFile(path, []byte(name+"\n"), 0o600)
}

// themeFile is where the chosen theme is kept.
func (p *program) themeFile() (string, error) {
	dir, err := p.dataDir()
	return filepath.Join(dir, "theme"), err
}
