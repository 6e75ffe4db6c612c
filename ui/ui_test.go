package ui

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"golang.org/x/tools/txtar"

	"warta/feed"
	"warta/ui/keys"
)

var update = flag.Bool("update", false, "write the screens of testdata anew")

// A screen drives a model by hand: it calls Update, runs each command to its
// end, and so needs no clock.
type screen struct {
	*Model
	tb     testing.TB
	lib    *fake
	opened []string
	out    []string // what commands gave that the model does not take
	now    time.Time
	due    []due
	o      Options
}

// A due is a message that comes when the clock has been moved so far.
type due struct {
	at  time.Time
	msg tea.Msg
}

// after is the model's clock: a message comes when a script waits.
func (s *screen) after(d time.Duration, msg tea.Msg) tea.Cmd {
	at := s.now.Add(d)
	return func() tea.Msg {
		s.due = append(s.due, due{at, msg})
		return nil
	}
}

// wait moves the clock, and everything comes that is due by then.
func (s *screen) wait(d time.Duration) {
	until := s.now.Add(d)
	for {
		first := -1
		for i := range s.due {
			if !s.due[i].at.After(until) && (first < 0 || s.due[i].at.Before(s.due[first].at)) {
				first = i
			}
		}
		if first < 0 {
			break
		}
		next := s.due[first]
		s.due = slices.Delete(s.due, first, first+1)
		s.now = next.at
		s.send(next.msg)
	}
	s.now = until
}

func newScreen(tb testing.TB, lib *fake, o Options, w, h int) *screen {
	tb.Helper()
	o.Terminal.NoColor = true
	s := &screen{tb: tb, lib: lib, now: noon}
	s.start(o, w, h)
	return s
}

// start runs the program, anew when it ran already.
func (s *screen) start(o Options, w, h int) {
	s.tb.Helper()
	if s.Model != nil {
		if err := s.Close(s.tb.Context()); err != nil {
			s.tb.Fatal(err)
		}
	}
	s.o = o
	o.Now = func() time.Time { return s.now }
	if o.Pause == 0 {
		o.Pause = -1
	}
	if o.Keep == nil {
		o.Keep = func(state State) {
			s.o.State = state
			s.lib.note("keep the screen")
		}
	}
	if o.OpenURL == nil {
		o.OpenURL = func(_ context.Context, url string) error {
			s.opened = append(s.opened, url)
			return nil
		}
	}
	s.Model, s.due = New(s.lib, o), nil
	s.Model.after = s.after
	s.run(s.Init())
	s.send(tea.WindowSizeMsg{Width: w, Height: h})
}

// kill runs the program anew, as it is after a kill that it was not told of.
func (s *screen) kill() {
	w, h := s.layout.width, s.layout.height
	s.Model = nil
	s.start(s.o, w, h)
}

func (s *screen) send(msg tea.Msg) {
	_, cmd := s.Update(msg)
	s.run(cmd)
}

// run runs a command and everything that follows from it.
func (s *screen) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		for _, c := range msg {
			s.run(c)
		}
	case ruleTried, rulesLoaded, sidebarLoaded, headlinesLoaded, counted, articleLoaded, articleFetched, laidOut, changesLoaded, stateKept, marked, looked, subscribed, done, activityChanged:
		s.send(msg)
	default:
		s.out = append(s.out, fmt.Sprintf("%T %v", msg, msg))
	}
}

// press presses keys as scripts name them.
func (s *screen) press(names ...string) {
	for _, n := range names {
		s.send(keyOf(n))
	}
}

func keyOf(name string) tea.KeyPressMsg {
	codes := map[string]rune{
		"enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab, "space": tea.KeySpace, "up": tea.KeyUp, "down": tea.KeyDown,
		"left": tea.KeyLeft, "right": tea.KeyRight, "home": tea.KeyHome, "end": tea.KeyEnd, "pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown,
		"backspace": tea.KeyBackspace, "delete": tea.KeyDelete,
	}
	k := tea.KeyPressMsg{}
	for {
		if rest, ok := strings.CutPrefix(name, "ctrl+"); ok {
			k.Mod, name = k.Mod|tea.ModCtrl, rest
		} else if rest, ok := strings.CutPrefix(name, "shift+"); ok {
			k.Mod, name = k.Mod|tea.ModShift, rest
		} else {
			break
		}
	}
	if code, ok := codes[name]; ok {
		k.Code = code
		if name == "space" {
			k.Text = " "
		}
		return k
	}
	k.Code = []rune(name)[0]
	if k.Mod == 0 {
		k.Text = name
	}
	return k
}

// text is the screen without its styles.
func (s *screen) text() string {
	lines := strings.Split(ansi.Strip(s.View().Content), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n") + "\n"
}

// own is the part of the screen that this package draws: the menu or the help,
// or else all but the article pane, which has tests of its own.
func (s *screen) own() string {
	lines := strings.Split(strings.TrimSuffix(ansi.Strip(s.View().Content), "\n"), "\n")
	from, to := 0, s.layout.width
	switch {
	case s.over.kind == choosing || s.over.kind == helpPage:
		from, to = s.over.x, s.over.x+s.over.w
		lines = lines[s.over.y:]
	case s.layout.article.w > 0:
		to = s.layout.article.x
	}
	for i, l := range lines {
		if i < s.layout.rows()-s.over.y {
			l = ansi.Cut(l, from, to)
		}
		lines[i] = strings.TrimRight(l, " ")
		if from > 0 && strings.HasPrefix(l, s.styles.Glyphs.BottomLeft) {
			lines = lines[:i+1]
			break
		}
	}
	return strings.Join(lines, "\n") + "\n"
}

// whole checks that the screen is exactly as large as the terminal.
func (s *screen) whole() {
	s.tb.Helper()
	lines := strings.Split(s.View().Content, "\n")
	if len(lines) != s.layout.height {
		s.tb.Errorf("%d lines in a terminal of %d", len(lines), s.layout.height)
	}
	for i, l := range lines {
		if w := ansi.StringWidth(l); w > s.layout.width {
			s.tb.Errorf("line %d has %d cells of %d: %q", i, w, s.layout.width, ansi.Strip(l))
		}
	}
}

func TestScripts(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no scripts", err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) { play(t, name) })
	}
}

// play runs one script; testdata/README.md says what a script may say.
func play(t *testing.T, name string) {
	t.Helper()
	ar, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	s := newScreen(t, newFake(), Options{Packs: packsForTests()}, 120, 24)
	for i, line := range strings.Split(string(ar.Comment), "\n") {
		verb, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		if verb == "" || strings.HasPrefix(verb, "#") {
			continue
		}
		s.step(fmt.Sprintf("%s:%d: %s", filepath.Base(name), i+1, line), verb, rest, ar)
		s.whole()
	}
	if *update {
		if err := os.WriteFile(name, txtar.Format(ar), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func packsForTests() []Pack {
	return []Pack{
		{Name: "Islands", About: "news from small islands", Feeds: []feed.Feed{{URL: "https://atoll.example/rss", Title: "Atoll Daily", Folder: "Islands"}}},
		{Name: "Rivers", About: "news from large rivers", Feeds: []feed.Feed{{URL: "https://delta.example/rss", Title: "Delta Weekly", Folder: "Rivers"}}},
	}
}

func (s *screen) step(where, verb, rest string, ar *txtar.Archive) {
	s.tb.Helper()
	switch verb {
	case "size":
		var w, h int
		if _, err := fmt.Sscanf(rest, "%dx%d", &w, &h); err != nil {
			s.tb.Fatal(where, err)
		}
		s.send(tea.WindowSizeMsg{Width: w, Height: h})
	case "press":
		s.press(strings.Fields(rest)...)
	case "type":
		for _, r := range rest {
			s.send(tea.KeyPressMsg{Code: r, Text: string(r)})
		}
	case "paste":
		s.send(tea.PasteMsg{Content: rest})
	case "wait":
		d, err := time.ParseDuration(rest)
		if err != nil {
			s.tb.Fatal(where, err)
		}
		s.wait(d)
	case "news", "arrive", "offer", "break", "mend", "fail", "table", "link", "blur", "refocus":
		s.happen(verb, rest)
	case "until":
		for n := 0; n < 99 && !strings.Contains(s.top(), rest); n++ {
			s.press("j")
		}
		s.check(where, "top", rest, ar)
	case "kill":
		s.kill()
	case "restart":
		s.start(s.o, s.layout.width, s.layout.height)
	case "options":
		s.restart(where, strings.Fields(rest))
	case "become", "badge", "updated":
		s.publish(where, verb, rest, ar)
	case "click", "rightclick", "back", "wheelup", "wheeldown", "wheelleft", "wheelright", "drag", "drop":
		s.mouse(verb, rest)
	default:
		s.check(where, verb, rest, ar)
	}
}

// happen changes the world outside of the screen.
func (s *screen) happen(verb, rest string) {
	switch verb {
	case "news": // done/total failed
		a := feed.Activity{Revision: s.news.activity.Revision + 1}
		if rest != "" {
			_, _ = fmt.Sscanf(rest, "%d/%d %d", &a.Done, &a.Total, &a.Failed)
		}
		s.send(activityChanged(a))
	case "arrive":
		s.lib.add(s.lib.feeds[0], rest, noon.Add(-time.Second))
	case "offer":
		s.lib.found = append(s.lib.found, feed.Candidate{URL: rest, Title: "The feed at " + rest, Format: "RSS 2.0", Headlines: []string{"Its newest headline"}})
	case "table": // the number of an entry
		var id feed.EntryID
		_, _ = fmt.Sscan(rest, &id)
		s.lib.articles[id] = tideTable()
		s.send(articleLoaded{headline: s.lib.rows[0], article: tideTable()})
	case "link": // the number of an entry
		a := tides()
		h, _ := s.reader.Headline()
		s.send(articleLoaded{headline: h, article: a})
		s.press("g")
	case "blur":
		s.send(tea.BlurMsg{})
	case "refocus":
		s.send(tea.FocusMsg{})
	case "break":
		s.lib.broken = errDisk
	case "mend":
		s.lib.broken = nil
	case "fail":
		s.lib.feeds[1].Health = feed.Health{Failure: "no answer within 30 s", FailingSince: noon.Add(-72 * time.Hour), LastTry: noon, Failures: 9}
	}
}

func (s *screen) mouse(verb, rest string) {
	var at tea.Mouse
	_, _ = fmt.Sscanf(rest, "%d %d", &at.X, &at.Y)
	at.Button = tea.MouseLeft
	switch verb {
	case "click":
		s.send(tea.MouseClickMsg(at))
		s.send(tea.MouseReleaseMsg(at))
	case "rightclick":
		at.Button = tea.MouseRight
		s.send(tea.MouseClickMsg(at))
	case "back":
		at.Button = tea.MouseBackward
		s.send(tea.MouseClickMsg(at))
	case "wheelup", "wheeldown", "wheelleft", "wheelright":
		at.Button = map[string]tea.MouseButton{"wheelup": tea.MouseWheelUp, "wheeldown": tea.MouseWheelDown,
			"wheelleft": tea.MouseWheelLeft, "wheelright": tea.MouseWheelRight}[verb]
		s.send(tea.MouseWheelMsg(at))
	case "drag":
		var to int
		_, _ = fmt.Sscanf(rest, "%d %d %d", &at.X, &at.Y, &to)
		s.send(tea.MouseClickMsg(at))
		at.X = to
		s.send(tea.MouseMotionMsg(at))
		s.send(tea.MouseReleaseMsg(at))
	}
}

// check compares what there is with what the script says.
func (s *screen) check(where, verb, rest string, ar *txtar.Archive) {
	s.tb.Helper()
	screen := s.text()
	switch verb {
	case "screen":
		screen = s.own()
		i := slices.IndexFunc(ar.Files, func(f txtar.File) bool { return f.Name == rest })
		switch {
		case *update && i >= 0:
			ar.Files[i].Data = []byte(screen)
		case *update:
			ar.Files = append(ar.Files, txtar.File{Name: rest, Data: []byte(screen)})
		case i < 0 || string(ar.Files[i].Data) != screen:
			s.tb.Errorf("%s: the screen is\n%s", where, screen)
		}
	case "want":
		if !strings.Contains(screen, rest) {
			s.tb.Errorf("%s: not on the screen\n%s", where, screen)
		}
	case "not":
		if strings.Contains(screen, rest) {
			s.tb.Errorf("%s: on the screen\n%s", where, screen)
		}
	case "selected":
		if h, _ := s.headlines.Selected(); h.Title != rest {
			s.tb.Errorf("%s: %q is selected", where, h.Title)
		}
	case "reading":
		if h, _ := s.reader.Headline(); h.Title != rest || s.page.shown != h.ID {
			s.tb.Errorf("%s: %q is read", where, h.Title)
		}
	case "section":
		if at, _ := s.reader.Section(); strconv.Itoa(at) != rest {
			s.tb.Errorf("%s: section %d is read\n%s", where, at, screen)
		}
	case "top":
		if !strings.Contains(s.top(), rest) {
			s.tb.Errorf("%s: the article's first line is %q\n%s", where, s.top(), screen)
		}
	case "colours":
		if has := coloured.MatchString(s.View().Content); has != (rest == "yes") {
			s.tb.Errorf("%s: %q", where, s.View().Content)
		}
	case "ascii":
		if i := strings.IndexFunc(screen, func(r rune) bool { return r > 0x7E }); i >= 0 {
			s.tb.Errorf("%s: %q is no ASCII\n%s", where, screen[i:i+4], screen)
		}
	case "log":
		if !slices.ContainsFunc(s.lib.log, func(l string) bool { return strings.Contains(l, rest) }) {
			s.tb.Errorf("%s: the library was asked %q", where, s.lib.log)
		}
	case "logs":
		n, what, _ := strings.Cut(rest, " ")
		if had := count(s.lib.log, what); strconv.Itoa(had) != n {
			s.tb.Errorf("%s: %d times in %q", where, had, s.lib.log)
		}
	case "opened":
		if !slices.Contains(s.opened, rest) {
			s.tb.Errorf("%s: opened %q", where, s.opened)
		}
	case "out":
		if !slices.ContainsFunc(s.out, func(o string) bool { return strings.Contains(o, rest) }) {
			s.tb.Errorf("%s: commands gave %q", where, s.out)
		}
	case "focus":
		if s.layout.focus.String() != rest {
			s.tb.Errorf("%s: the %s has the keyboard", where, s.layout.focus)
		}
	default:
		s.tb.Fatalf("%s: no such step", where)
	}
}

func count(log []string, what string) (n int) {
	for _, l := range log {
		if strings.Contains(l, what) {
			n++
		}
	}
	return n
}

func TestEveryActionHasAVerb(t *testing.T) {
	all := verbs()
	for _, b := range keys.Default() {
		if _, ok := all[b.Action]; !ok {
			t.Errorf("%s has a key and no verb", b.Action)
		}
	}
	for a := range all {
		if !slices.ContainsFunc(keys.Default(), func(b keys.Binding) bool { return b.Action == a }) {
			t.Errorf("%s has a verb and no key", a)
		}
	}
}
