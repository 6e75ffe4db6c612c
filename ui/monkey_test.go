package ui

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode"

	tea "charm.land/bubbletea/v2"

	"warta/feed"
	"warta/feed/article"
	"warta/ui/keys"
)

// styled is what the screen may write beside text: colours, and links that
// open when they are clicked.
var styled = regexp.MustCompile("\x1b\\[[0-9;:]*m|\x1b\\]8;[^\x1b\x07]*(\x1b\\\\|\x07)")

// tame checks that nothing that is drawn is an order to the terminal.
func (s *screen) tame() {
	s.tb.Helper()
	v := s.View()
	for what, text := range map[string]string{"screen": styled.ReplaceAllString(v.Content, ""), "window's title": v.WindowTitle} {
		for _, r := range text {
			if unicode.IsControl(r) && r != '\n' || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 {
				s.tb.Fatalf("the %s has %U", what, r)
			}
		}
	}
	if v.Cursor != nil && (v.Cursor.X < 0 || v.Cursor.X >= max(s.layout.width, 1) || v.Cursor.Y < 0 || v.Cursor.Y >= max(s.layout.height, 1)) {
		s.tb.Fatalf("the cursor is at %d,%d of %d,%d", v.Cursor.X, v.Cursor.Y, s.layout.width, s.layout.height)
	}
}

const hostile = "\x1b]0;owned\x07\x1b[2J\u202Egnp.exe\u2066\x9b31m\r\n\x00end"

// hostileFake is a library all of whose texts are orders to the terminal.
func hostileFake() *fake {
	f := newFake()
	for i := range f.feeds {
		f.feeds[i].Title = fmt.Sprint(hostile, i)
		f.feeds[i].Folder += hostile
		f.feeds[i].Health = feed.Health{Failure: hostile, MovedTo: hostile, Candidates: []string{hostile}, LastTry: noon, FailingSince: noon}
	}
	for i := range f.rows {
		h := &f.rows[i]
		h.Title, h.FeedTitle, h.Author, h.Why, h.URL = hostile+h.Title, hostile, hostile, hostile, "https://x.example/"+hostile
		h.Badge = feed.BadgeFailed
		f.articles[h.ID] = piece(hostile, 3, 2)
		was := piece(hostile, 2, 3)
		was.Title, was.Lead = hostile+"before", []article.Block{text(hostile), &article.Code{Text: hostile}}
		h.Updated, f.changed[h.ID] = true, []article.Change{{Until: noon, Before: was}}
	}
	first := f.articles[f.rows[0].ID]
	first.Lead = append(first.Lead, tides().Lead...)
	f.articles[f.rows[0].ID] = first
	f.views = append(f.views, feed.View{Name: hostile, Own: true})
	f.found = []feed.Candidate{{URL: "https://x.example/" + hostile, Title: hostile, Format: hostile, Headlines: []string{hostile}}}
	return f
}

func TestNothingDrawnIsAnOrder(t *testing.T) {
	for _, script := range []string{
		"", "enter 1 ] t", "h j j j j j j", "x down enter", "a x enter", "a x enter enter", ": esc ? esc V V v", "S x enter", "D", "M", "c",
		"enter / e enter", "o", "3 o", "s b m A u u", "z", "h M", "h j j j j j D",
		"d n d d", "enter d 2 j t", "#", "' G enter", "C y u", "B", "h j j j j D f u",
	} {
		s := newScreen(t, hostileFake(), Options{Packs: []Pack{{Name: hostile, About: hostile, Feeds: []feed.Feed{{Title: hostile}}}}}, 120, 30)
		for _, k := range strings.Fields(script) {
			s.press(k)
			s.tame()
			s.whole()
		}
		s.lib.broken = fmt.Errorf("%s", hostile)
		s.press("s", "j", "R", "f")
		s.tame()
	}
}

// monkey presses what random says.
func monkey(t *testing.T, random *rand.Rand, steps int) {
	t.Helper()
	lib := newFake()
	if random.IntN(2) == 0 {
		lib = hostileFake()
	}
	o := Options{Packs: packsForTests(), Reorder: random.IntN(2) == 0, OneLine: random.IntN(2) == 0}
	o.Terminal.ASCII = random.IntN(4) == 0
	s := newScreen(t, lib, o, 100, 30)
	table := keys.Default()
	for range steps {
		switch random.IntN(12) {
		case 0:
			s.send(tea.WindowSizeMsg{Width: 1 + random.IntN(400), Height: 1 + random.IntN(100)})
		case 1:
			button := tea.MouseLeft
			if random.IntN(3) == 0 {
				button = tea.MouseRight
			}
			s.send(tea.MouseClickMsg{X: random.IntN(200), Y: random.IntN(60), Button: button})
			s.send(tea.MouseMotionMsg{X: random.IntN(200), Y: random.IntN(60), Button: tea.MouseLeft})
			s.send(tea.MouseReleaseMsg{})
		case 2:
			s.send(tea.MouseWheelMsg{X: random.IntN(200), Y: random.IntN(60), Button: tea.MouseWheelDown + tea.MouseButton(-random.IntN(2))})
		case 3:
			s.send(activityChanged(feed.Activity{Done: random.IntN(5), Total: random.IntN(5), Failed: random.IntN(2), Revision: random.Int64N(9)}))
		case 4:
			s.lib.add(*s.lib.feed(1), fmt.Sprint("News ", random.Int()), noon.Add(time.Duration(random.IntN(3))*time.Second))
		case 5:
			s.press(string(rune('0' + random.IntN(10))))
		default:
			b := table[random.IntN(len(table))]
			s.press(b.Keys[random.IntN(len(b.Keys))])
		}
		if s.layout.tooSmall() {
			continue
		}
		s.whole()
		s.tame()
		if t.Failed() {
			return
		}
	}
}

func TestMonkey(t *testing.T) {
	for seed := range uint64(12) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) { monkey(t, rand.New(rand.NewPCG(seed, 7)), 80) })
	}
}

func FuzzScreen(f *testing.F) {
	f.Add(uint64(1), uint64(2))
	f.Fuzz(func(t *testing.T, a, b uint64) { monkey(t, rand.New(rand.NewPCG(a, b)), 60) })
}
