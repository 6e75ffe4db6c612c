package main

import "strconv"

// reorder reports whether warta puts right-to-left text in visual order: as the
// configuration says, and otherwise unless the terminal does it itself. Text
// that both had turned round would be as wrong as text that neither had.
func (c *config) reorder(env func(string) string) bool {
	if c.Reorder != nil {
		return *c.Reorder
	}
	return !reordersItself(env)
}

// reordersItself reports whether the terminal is one of those that put
// right-to-left text in visual order unless they are told not to: those made
// from VTE 0.58 and later, Konsole, mlterm, macOS's Terminal and Emacs. iTerm2
// can, but only when it is told to.
func reordersItself(env func(string) string) bool {
	if vte, err := strconv.Atoi(env("VTE_VERSION")); err == nil && vte >= 5800 {
		return true
	}
	for _, name := range [...]string{"KONSOLE_VERSION", "MLTERM", "INSIDE_EMACS"} {
		if env(name) != "" {
			return true
		}
	}
	return env("TERM_PROGRAM") == "Apple_Terminal"
}
