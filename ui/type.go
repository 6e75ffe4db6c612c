package ui

import (
	"strconv"
	"strings"
	"time"
	"unicode"

	tea "charm.land/bubbletea/v2"

	"warta/feed"
	"warta/ui/keys"
)

// A typed is what was typed that is not an action yet.
type typed struct {
	count   int
	at      time.Time  // of the count's last digit
	from    feed.Place // where the article was before the digits moved it
	pressed string     // the beginning of a sequence
	pending pending    // what that beginning alone asks for
	keys    int        // counts the keys of sequences
}

// pause is how long after a digit another one still belongs to its number,
// where a digit alone already goes to a section.
const pause = 1200 * time.Millisecond

// swift is how long after a digit that went to a section a key may still take
// it as its count: who went to section 4 and then scrolls is not thrown back.
const swift = 500 * time.Millisecond

// scope is the part of the screen that has the keyboard.
func (m *Model) scope() keys.Scope {
	switch {
	case m.over.typing():
		return keys.Menu
	case m.over.kind == choosing:
		return keys.Choice
	case m.over.kind != nothing:
		return keys.Page
	case m.layout.focus == keys.Article && m.finding():
		return keys.Finding
	}
	return m.layout.focus
}

// press takes a keystroke.
func (m *Model) press(k tea.KeyPressMsg) tea.Cmd {
	scope := m.scope()
	key := k.String()
	if key == "esc" && scope != keys.Menu && scope != keys.Choice && m.giveUpLook() {
		m.say("given up")
		return nil
	}
	m.lookup.left = true
	if m.typed.pressed != "" && !m.goesOn(scope, key) {
		return tea.Batch(m.endSequence(), m.press(k))
	}
	if plain, ok := m.escaped(scope, k); ok {
		return tea.Batch(m.press(tea.KeyPressMsg{Code: tea.KeyEscape}), m.press(plain))
	}
	if scope == keys.Choice {
		if cmd, ok := m.answer(k); ok {
			return cmd
		}
	}
	if scope != keys.Menu && m.typed.pressed == "" {
		if len(key) == 1 && key[0] >= '0' && key[0] <= '9' && m.digit(scope, int(key[0]-'0')) {
			return nil
		}
	}
	action, more := m.actionOf(scope, key, k.Keystroke())
	if more {
		return m.await(scope, action, k)
	}
	if m.over.typing() && (action == "" || !m.menuTakes(action)) {
		return m.edit(k)
	}
	count := m.count(action)
	if action == keys.Links && len(key) == 1 && key[0] >= '0' && key[0] <= '9' {
		if count = int(key[0] - '0'); count == 0 { // where digits open links, as in newsboat
			count = 10
		}
	}
	if action == "" {
		m.sayElsewhere(scope, key)
		return nil
	}
	return m.act(action, count)
}

// sayElsewhere says where a key works that does nothing here.
func (m *Model) sayElsewhere(scope keys.Scope, key string) {
	if scope >= keys.Menu {
		return
	}
	for _, pane := range [...]keys.Scope{keys.Sidebar, keys.List, keys.Article} {
		if a, _ := m.keys.Find(pane, key); a != "" && pane != scope {
			m.say(keys.Shown(key) + " (" + strings.ReplaceAll(string(a), "-", " ") + ") works in the " + pane.String())
			return
		}
	}
	m.say(m.keys.First(keys.Help) + " lists the keys that work here")
}

// escaped is the key that was pressed right after escape: a terminal sends both
// as that key with alt held, and where alt means nothing that is what it was.
func (m *Model) escaped(scope keys.Scope, k tea.KeyPressMsg) (tea.KeyPressMsg, bool) {
	r := k.Code
	if r == tea.KeyEscape && k.Mod == tea.ModAlt { // pressed twice
		return tea.KeyPressMsg{Code: tea.KeyEscape}, true
	}
	if k.Mod&^tea.ModShift != tea.ModAlt || !unicode.IsPrint(r) || m.over.typing() && (r == 'b' || r == 'f') {
		return k, false
	}
	if a, more := m.keys.Find(scope, k.String()); a != "" || more {
		return k, false
	}
	if k.Mod.Contains(tea.ModShift) {
		r = unicode.ToUpper(r)
	}
	return tea.KeyPressMsg{Code: r, Text: string(r)}, true
}

// actionOf is the action of a key in a sequence; on a keyboard of another script,
// the key's place counts. With more, the sequence may go on.
func (m *Model) actionOf(scope keys.Scope, key, stroke string) (action keys.Action, more bool) {
	if before := m.typed.pressed; before != "" {
		m.typed.pressed = ""
		if action, more = m.keys.Find(scope, before+" "+key); more {
			m.typed.pressed = before + " " + key
		} else {
			m.typed.pending = pending{}
		}
		return action, more
	}
	for _, k := range [...]string{key, stroke} {
		if action, more = m.keys.Find(scope, k); action != "" || more {
			if more {
				m.typed.pressed = k
			}
			return action, more
		}
	}
	if scope == keys.Page || scope == keys.Choice {
		return m.mover(key), false
	}
	return "", false
}

// mover is the action of a key that moves in the panes, for what covers them:
// whoever has other keys for that has them there, too.
func (m *Model) mover(key string) keys.Action {
	switch a, _ := m.keys.Find(keys.List, key); a {
	case keys.Down, keys.Up, keys.PageDown, keys.PageUp, keys.HalfDown, keys.HalfUp, keys.Top, keys.Bottom:
		return a
	}
	return ""
}

// digit adds a digit to the count; it is false for a digit that is none, such
// as a zero at the beginning. In an article it goes to that section as well.
func (m *Model) digit(scope keys.Scope, d int) bool {
	a, _ := m.keys.Find(scope, strconv.Itoa(d))
	if a == keys.Links && !m.inArticle() {
		a = ""
	}
	if a != "" && a != keys.GoToSection {
		return false
	}
	jump := a == keys.GoToSection || d == 0 && m.inArticle() && scope < keys.Menu
	now := m.options.Now()
	if jump && now.Sub(m.typed.at) > pause {
		m.typed.count = 0
	}
	if d == 0 && m.typed.count == 0 {
		return false
	}
	if m.typed.count == 0 {
		m.typed.from = m.reader.Place()
	}
	m.typed.count, m.typed.at = min(m.typed.count*10+d, 999_999), now
	if jump && !m.reader.GoTo(m.typed.count) && m.typed.count > 9 && d > 0 && m.reader.GoTo(d) {
		m.typed.count = d
	}
	return true
}

// count takes the number that was typed. Where its digits went to a section
// and it turns out to be a count of something else, that is taken back.
func (m *Model) count(next keys.Action) int {
	n, from := m.typed.count, m.typed.from
	since := m.options.Now().Sub(m.typed.at)
	m.typed.count = 0
	if n == 0 || m.layout.focus != keys.Article || m.over.kind != nothing {
		return n
	}
	if since > pause {
		return 0
	}
	switch next {
	case keys.Down, keys.Up, keys.PageDown, keys.PageUp, keys.HalfDown, keys.HalfUp:
		if since > swift {
			return 0
		}
		m.reader.Return(from)
	case keys.OpenBrowser, keys.CopyLink, keys.Links, keys.TableRight, keys.TableLeft:
		m.reader.Return(from)
	case keys.Bottom, keys.GoToSection:
	default:
		return 0
	}
	return n
}

// hint names the key of an action, for the end of a sentence, unless it has
// none.
func (m *Model) hint(a keys.Action, does string) string {
	key := m.keys.First(a)
	if key == "" {
		return ""
	}
	return ": " + key + does
}

// paste puts pasted text into the prompt; without one it is no keystrokes.
func (m *Model) paste(text string) tea.Cmd {
	if m.over.kind == choosing && !m.over.typing() {
		m.narrowMenu(0)
	}
	if !m.over.typing() {
		m.warn("nothing here takes pasted text" + m.hint(keys.AddFeed, " adds a feed"))
		return nil
	}
	m.prompt.Insert(text)
	return m.edited()
}
