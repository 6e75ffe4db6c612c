package ui

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"warta/feed"
	"warta/feed/article"
	"warta/ui/keys"
)

// ways are the keys that lead to where an action has something to do; without
// any it is the list at its beginning.
var ways = map[keys.Action]string{
	keys.Up: "G", keys.PageUp: "G", keys.HalfUp: "G", keys.Top: "G", keys.PrevUnread: "G", keys.PrevHeadline: "G",
	keys.PreviousFeed: "G", keys.Fold: "h j j j j", keys.GoToSection: "enter", keys.PrevSection: "enter 3",
	keys.NextMatch: "enter / p a r t enter", keys.PreviousMatch: "enter / p a r t enter",
	keys.ScrollUp: "J J J", keys.TableLeft: "L", keys.Undo: "m", keys.SaveView: "S r enter",
	keys.Rename: "h j j j j j", keys.Move: "h j j j j j", keys.Unsubscribe: "h j j j j j", keys.Suspend: "enter", keys.Zen: "enter",
}

// readyFor is a screen on which an action can be asked for.
func readyFor(t *testing.T, a keys.Action) *screen {
	t.Helper()
	lib := newFake()
	lib.rules = []feed.Rule{{Name: "quiet", Query: "rice", Do: feed.DoMute}}
	first := lib.rows[0].ID
	lib.rows[0].Updated = true
	was := lib.articles[first]
	was.Lead = []article.Block{text("Something else stood here.")}
	lib.changed[first] = []article.Change{{Until: noon, Before: was}}
	if a == keys.Links {
		lib.articles[first] = tides()
	}
	if a == keys.TableRight || a == keys.TableLeft {
		lib.articles[first] = tideTable()
	}
	s := newScreen(t, lib, Options{Packs: packsForTests()}, 130, 16)
	if way := ways[a]; way != "" {
		s.press(strings.Fields(way)...)
	}
	return s
}

// seen is everything that can be seen of a screen, and what was asked of the
// world around it.
func (s *screen) seen() string {
	return fmt.Sprint(s.View().Content, s.lib.log, s.opened, s.out, s.layout.focus, s.reader.Place(), s.cursor())
}

// Every action of the table does something by its key, and the same when it is
// chosen by its name in the palette.
func TestEveryActionByKeyAndByPalette(t *testing.T) {
	done := map[keys.Action]bool{}
	for _, b := range keys.Default() {
		if b.Scope >= keys.Menu || done[b.Action] {
			continue
		}
		done[b.Action] = true
		byKey := readyFor(t, b.Action)
		if missing := byKey.verbs[b.Action].needs(byKey.Model); missing != "" {
			t.Errorf("%s: %s", b.Action, missing)
			continue
		}
		before := byKey.seen()
		byKey.press(b.Keys[0])
		if byKey.seen() == before {
			t.Errorf("%s: %s does nothing", b.Action, b.Keys[0])
		}
		if b.Action == keys.Palette || b.Action == keys.GoToSection { // one asks for the number
			continue
		}
		byName := readyFor(t, b.Action)
		byName.press(":")
		for _, r := range string(b.Action) {
			byName.press(strings.ReplaceAll(string(r), "-", "space"))
		}
		if item, _ := byName.menu.Selected(); item.Value != string(b.Action) {
			t.Errorf("%s: the palette has %q first", b.Action, item.Label)
			continue
		}
		if byName.press("enter"); byName.seen() != byKey.seen() {
			t.Errorf("%s: by key\n%s\nby palette\n%s", b.Action, byKey.text(), byName.text())
		}
	}
}

// The help has every word of what works, at any size of the terminal, and so
// has the palette every action.
func TestHelpIsWhole(t *testing.T) {
	for _, size := range [][2]int{{40, 10}, {80, 24}, {120, 30}, {160, 48}} {
		s := newScreen(t, newFake(), Options{}, size[0], size[1])
		s.press("?")
		var lines []string
		for range 400 {
			box := s.drawHelp()
			lines = append(lines, box[1])
			if s.over.top >= s.over.bottom {
				lines = append(lines, box[2:]...)
				break
			}
			s.press("j")
			s.whole()
		}
		words := strings.Fields(strings.NewReplacer("│", " ", ",", " ").Replace(plainText(lines)))
		seen := strings.Join(words, "")
		if strings.Contains(seen, "…") {
			t.Errorf("%v: something was cut\n%s", size, plainText(lines))
		}
		if size[0] >= 120 { // in two columns lines stand beside one another
			continue
		}
		for _, b := range s.keys.In(keys.List) {
			if s.verbs[b.Action].needs(s.Model) != "" {
				continue
			}
			for _, w := range strings.Fields(b.Help) {
				if !strings.Contains(seen, strings.ReplaceAll(w, ",", "")) {
					t.Errorf("%v: %q of %s is not in the help", size, w, b.Action)
				}
			}
		}
	}
}

func plainText(lines []string) string {
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(strings.TrimRight(ansi.Strip(l), " ") + "\n")
	}
	return b.String()
}
