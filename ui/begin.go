package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"warta/ui/keys"
	"warta/ui/status"
)

// A beginning is how the screen comes by its library when it was drawn first.
type beginning struct {
	told  chan string // what the library does while it is opened
	typed []tea.Msg   // keys that came too soon
	err   error       // why there is none
}

// mostTyped is how many keys are kept until the library is open.
const mostTyped = 200

type (
	// opened is an answer: the library, or why it cannot be opened.
	opened struct {
		library Library
		notice  string
		err     error
	}
	// opening is what the library does while it is opened.
	opening string
)

// openLibrary opens the library in a command.
func (m *Model) openLibrary() tea.Cmd {
	m.begun.told = make(chan string, 1)
	ctx, open, told := m.ctx, m.options.Open, m.begun.told
	return tea.Batch(m.hear(), func() tea.Msg {
		defer close(told)
		library, notice, err := open(ctx, func(text string) {
			select {
			case told <- text:
			default: // what was told before is not shown yet
			}
		})
		return opened{library: library, notice: notice, err: err}
	})
}

// hear waits for what is told while the library is opened.
func (m *Model) hear() tea.Cmd {
	told := m.begun.told
	return func() tea.Msg {
		if text, ok := <-told; ok {
			return opening(text)
		}
		return nil
	}
}

// takeEarly takes a message before the library is there. What is typed waits.
func (m *Model) takeEarly(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case opened:
		return m.takeLibrary(msg)
	case opening:
		m.say(string(msg))
		return m.hear()
	case tea.KeyPressMsg:
		if a, _ := m.keys.Find(keys.List, msg.String()); a == keys.Quit || a == keys.QuitNow {
			return tea.Quit
		}
		m.typeEarly(msg)
	case tea.PasteMsg:
		m.typeEarly(msg)
	default:
		return m.takeTerminal(msg)
	}
	return nil
}

func (m *Model) typeEarly(msg tea.Msg) {
	if len(m.begun.typed) < mostTyped {
		m.begun.typed = append(m.begun.typed, msg)
	}
}

// takeLibrary asks the library that was opened for what the first screen shows, and
// takes what was typed meanwhile. Without a library there is nothing to do.
func (m *Model) takeLibrary(got opened) tea.Cmd {
	if got.err != nil {
		m.begun.err = got.err
		return tea.Quit
	}
	m.library = got.library
	m.greet()
	if got.notice != "" { // too long for the line, and not to be missed: it stands until a key closes it
		m.status.Say(status.Failed, got.notice)
	}
	cmds := []tea.Cmd{m.askSidebar(), m.listen()}
	for _, msg := range m.begun.typed {
		cmds = append(cmds, m.take(msg))
	}
	m.begun.typed = nil
	return tea.Batch(cmds...)
}

// greet says what the reader must be told at the start, or, once, which keys have
// another meaning now.
func (m *Model) greet() {
	m.say("")
	switch taken := m.options.Taken; {
	case m.options.Notice != "":
		m.warn(m.options.Notice)
	case taken != "" && taken != m.options.State.Told:
		m.warn(taken)
	}
}

// Failed is why the library could not be opened, nil when it could.
func (m *Model) Failed() error { return m.begun.err }

// An Opener opens the library; tell says to the reader what it is about
// meanwhile, when that takes long. The notice is what the reader must be told
// of what was opened, or "".
type Opener func(ctx context.Context, tell func(text string)) (library Library, notice string, err error)
