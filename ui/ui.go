// Package ui is the screen: the one Bubble Tea model, its commands and its
// messages. Its panes are plain structs in the packages below.
package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"
)

// A Model is the screen.
type Model struct {
	library Library
	options Options
}

// New is the screen on a library. It asks the library for nothing before Init.
func New(library Library, options Options) *Model {
	return &Model{library: library, options: options}
}

// Init asks for what the first screen shows.
func (m *Model) Init() tea.Cmd { return nil }

// Update takes a message.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) { return m, nil }

// View draws the screen.
func (m *Model) View() tea.View { return tea.NewView("") }

// Close keeps where the reader stopped in the article that is shown. Whoever
// ran the program calls it when the loop has ended, however it ended.
func (m *Model) Close(ctx context.Context) error { return nil }
