package main

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"
)

// inSigns is what warta itself says, in signs that the locale has. What others
// wrote is left to the terminal.
func inSigns(text string) string {
	if !asciiOnly() {
		return text
	}
	return strings.NewReplacer("·", "-", "—", "-", "–", "-", "…", "...", "×", "x", "’", "'").Replace(text)
}

// wordsOfHelp puts the help of a command, and of those below it, in signs that
// the locale has.
func wordsOfHelp(cmd *cobra.Command) {
	cmd.Use, cmd.Short, cmd.Long, cmd.Example = inSigns(cmd.Use), inSigns(cmd.Short), inSigns(cmd.Long), inSigns(cmd.Example)
	for _, sub := range cmd.Commands() {
		wordsOfHelp(sub)
	}
}

// width is how many cells a line of standard output may have, 0 when that is
// no terminal: a program gets lines whole.
func (p *program) width() int {
	cells, _, err := term.GetSize(p.stdout.Fd())
	if err != nil || !term.IsTerminal(p.stdout.Fd()) {
		return 0
	}
	return cells
}

// cutTo is one line of text in at most width cells, unless that is 0.
func cutTo(text string, width int) string {
	if width == 0 {
		return text
	}
	return ansi.Truncate(text, max(width, 0), inSigns("…"))
}
