package ui

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"warta/feed"
	"warta/ui/keys"
	"warta/ui/typeset"
)

// advance pages through the article, then goes on to the next unread headline,
// then to the next feed that has one. From the list it opens what is selected.
func (m *Model) advance(int) tea.Cmd {
	if !m.inArticle() {
		if _, ok := m.headlines.Selected(); !ok {
			return m.goToFeed(1, true)
		}
		return m.open()
	}
	if m.reader.PageDown() {
		return nil
	}
	if m.headlines.Next(1, unread) {
		return m.arrived()
	}
	if _, _, last := m.headlines.Rows(); !last {
		return m.seek(1, true)
	}
	return m.goToFeed(1, true)
}

// goToSection goes to the section with a number, and asks for one if there is
// none.
func (m *Model) goToSection(n int) tea.Cmd {
	if n == 0 {
		m.ask(asking{label: "section", hint: "its number", done: func(m *Model, text string) tea.Cmd {
			if n, err := strconv.Atoi(strings.TrimSpace(text)); err == nil && n >= 0 {
				m.layout.focus = keys.Article
				return m.reach(n)
			}
			if text != "" {
				m.warn("“" + text + "” is not the number of a section")
			}
			return nil
		}})
		return nil
	}
	return m.reach(n)
}

func (m *Model) reach(n int) tea.Cmd {
	if !m.reader.GoTo(n) {
		m.warn("there is no section " + strconv.Itoa(n))
	}
	return nil
}

func (m *Model) nextSection(count int) tea.Cmd {
	for range min(max(count, 1), 1000) {
		if !m.reader.NextSection() {
			m.say("this is the last section")
			break
		}
	}
	return nil
}

func (m *Model) previousSection(count int) tea.Cmd {
	for range min(max(count, 1), 1000) {
		if !m.reader.PreviousSection() {
			break
		}
	}
	return nil
}

func (m *Model) outline(int) tea.Cmd {
	if !m.layout.shown(keys.Article) {
		m.layout.focus = keys.Article
	}
	m.reader.ToggleOutline()
	if m.reader.OutlineShown() {
		m.over = over{kind: outlinePage}
	}
	return m.preview()
}

func (m *Model) scrollDown(count int) tea.Cmd {
	m.reader.Scroll(max(count, 1))
	return nil
}

func (m *Model) scrollUp(count int) tea.Cmd {
	m.reader.Scroll(-max(count, 1))
	return nil
}

func (m *Model) tableRight(count int) tea.Cmd {
	if !m.reader.Slide(max(count, 1)) {
		m.say("these are the last columns")
	}
	return nil
}

func (m *Model) tableLeft(count int) tea.Cmd {
	if !m.reader.Slide(-max(count, 1)) {
		m.say("these are the first columns")
	}
	return nil
}

// finding reports whether words are looked for in the article, found or not: the
// keys for the next place must not mean something else because there is none.
func (m *Model) finding() bool { return m.reader.Finding() }

func (m *Model) nextMatch(int) tea.Cmd {
	m.reader.NextMatch()
	m.sayMatches()
	return nil
}

func (m *Model) previousMatch(int) tea.Cmd {
	m.reader.PreviousMatch()
	m.sayMatches()
	return nil
}

func (m *Model) sayMatches() {
	if at, total := m.reader.Matches(); total > 0 {
		m.say(strconv.Itoa(at) + " of " + strconv.Itoa(total))
	} else if m.finding() {
		m.warn("not in this article" + m.hint(keys.Back, " ends finding"))
	}
}

// openBrowser opens the article's page, or with a count that link of it.
func (m *Model) openBrowser(count int) tea.Cmd {
	address := m.link(count)
	if address == "" {
		m.warn("there is no link " + strconv.Itoa(count))
		return nil
	}
	return m.openAddress(address)
}

// openAddress hands an address to the system's opener.
func (m *Model) openAddress(address string) tea.Cmd {
	address, err := webAddress(address)
	if err != nil {
		m.fail("", err)
		return nil
	}
	ctx, open := m.ctx, m.options.OpenURL
	if open == nil {
		if c := textBrowser(address); c != nil {
			return browse(c)
		}
		open = openURL
	}
	m.say("opening " + address)
	return func() tea.Msg {
		return done{err: open(ctx, address)}
	}
}

// copyLink copies the article's address, or with a count that link of it. The
// terminal does it (OSC 52), so that it works from far away too.
func (m *Model) copyLink(count int) tea.Cmd {
	address := typeset.Clean(m.link(count))
	if address == "" {
		m.warn("there is no link " + strconv.Itoa(count))
		return nil
	}
	m.say("copied " + address)
	return tea.SetClipboard(address)
}

// link is the address of the selected headline, or of a link in its article.
func (m *Model) link(number int) string {
	if number == 0 {
		h, _ := m.current()
		return h.URL
	}
	for _, l := range m.reader.Links() {
		if l.Number == number {
			return l.URL
		}
	}
	return ""
}

// find narrows the list to what has the words or, in an article, lights them.
func (m *Model) find(int) tea.Cmd {
	if m.inArticle() {
		m.ask(asking{label: "find", hint: "words in this article", changed: (*Model).findText, done: (*Model).foundText,
			closed: func(m *Model) tea.Cmd { m.reader.Find(""); return nil }})
		return nil
	}
	m.layout.focus = keys.List
	was, found := m.headlines.Selected()
	m.ask(asking{label: "find", text: m.list.narrow, hint: "words, or a query: unread newer:2d", changed: (*Model).narrowLive,
		done: (*Model).narrowTo, closed: func(m *Model) tea.Cmd {
			again := m.narrowTo("")
			if again == nil || !found {
				return again
			}
			m.begin()
			return m.askAround(was) // nothing was looked for after all
		}})
	return nil
}

func (m *Model) findText(text string) tea.Cmd {
	m.reader.Find(text)
	return nil
}

func (m *Model) foundText(string) tea.Cmd {
	m.sayMatches()
	return nil
}

// narrowLive narrows the list while the words are typed, as far as they are a
// query.
func (m *Model) narrowLive(text string) tea.Cmd {
	text, q, whole := m.soFar(text)
	if !whole && (text == "" || text == m.list.narrow) {
		return nil
	}
	m.list.narrow, m.list.within = text, loosen(q.Where)
	return m.openList(false)
}

// soFar is the query that a text is which is being typed. While it is wrong or not
// finished, the prompt says why, and the query is that of the words before, if they
// are one: what the list shows must be the answer to what it says it was asked.
func (m *Model) soFar(text string) (asked string, q feed.Query, whole bool) {
	q, err := m.library.Query(text)
	if err == nil {
		return text, q, true
	}
	m.prompt.Lacking(reason(err))
	var at interface {
		error
		Column() int // where the wrong word begins
	}
	if errors.As(err, &at) {
		letters := []rune(text)
		asked = strings.TrimSpace(string(letters[:min(at.Column(), len(letters))]))
		if q, err = m.library.Query(asked); err == nil {
			return asked, q, false
		}
	}
	return "", feed.Query{}, false
}

// loosen lets words go on, for a text that is still being typed.
func loosen(c feed.Condition) feed.Condition {
	switch c := c.(type) {
	case feed.Words:
		c.Prefix = true
		return c
	case feed.And:
		all := make(feed.And, len(c))
		for i := range c {
			all[i] = loosen(c[i])
		}
		return all
	}
	return c
}

// narrowTo narrows the list; "" shows all of it again.
func (m *Model) narrowTo(text string) tea.Cmd {
	q, err := m.library.Query(text)
	if err != nil {
		m.find(0)
		m.prompt.Ask("find", text, "")
		m.prompt.Wrong(reason(err))
		return nil
	}
	if text == m.list.narrow {
		return nil
	}
	m.list.narrow, m.list.within = text, loosen(q.Where)
	if text == "" {
		return m.reopen()
	}
	return m.openList(false)
}

// search asks what to look for among all headlines and articles, and lists what
// is found while it is typed; given up, the list is again what it was.
func (m *Model) search(int) tea.Cmd {
	was := m.list.search
	m.ask(asking{label: "search", text: was, hint: `words in all articles; "a phrase", in:folder, newer:7d, is:starred`,
		changed: (*Model).searchLive, done: (*Model).searchFor, closed: func(m *Model) tea.Cmd {
			switch {
			case m.list.search == was:
				return nil
			case was == "":
				return m.leaveSearch()
			}
			return m.searchFor(was)
		}})
	return nil
}

// searchLive lists what is found so far, and the word that is being typed may go
// on.
func (m *Model) searchLive(text string) tea.Cmd {
	text, q, whole := m.soFar(text)
	if text == "" && m.list.search != "" {
		return m.leaveSearch() // nothing of it can be looked for
	}
	if q.Where == nil || !whole && text == m.list.search {
		return nil
	}
	if whole && !strings.HasSuffix(text, " ") {
		q.Where = loosenLast(q.Where)
	}
	return m.openSearch(text, q)
}

// loosenLast lets the last word go on, once it is long enough to tell something.
func loosenLast(c feed.Condition) feed.Condition {
	switch c := c.(type) {
	case feed.Words:
		c.Prefix = c.Prefix || utf8.RuneCountInString(c.Text) > 1
		return c
	case feed.And:
		all := slices.Clone(c)
		if n := len(all); n > 0 {
			all[n-1] = loosenLast(all[n-1])
		}
		return all
	}
	return c
}

// searchFor lists what a query finds.
func (m *Model) searchFor(text string) tea.Cmd {
	if text == "" && m.list.search != "" {
		return m.leaveSearch()
	}
	if text == "" {
		return nil
	}
	q, err := m.library.Query(text)
	if err != nil {
		m.search(0)
		m.prompt.Ask("search", text, "")
		m.prompt.Wrong(reason(err))
		return nil
	}
	return m.openSearch(text, q)
}

// openSearch lists what a query finds.
func (m *Model) openSearch(text string, q feed.Query) tea.Cmd {
	m.noteSpot()
	m.list = m.list.anew()
	m.list.query, m.list.search = q, text
	m.layout.focus, m.layout.zen = keys.List, false
	return m.openList(false)
}
