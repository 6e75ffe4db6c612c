package main

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// A shower is a terminal that shows the progress of a program on its tab or in
// the taskbar when it is told so with OSC 9;4, the sequence of ConEmu. In other
// terminals OSC 9 is a notification, so that nothing is sent to them.
type shower struct {
	variable string // of the environment, by which the terminal is known
	value    string // that the variable must have; "" is any
	version  string // the variable that has the terminal's version, "" for none
	since    []int  // the first version that shows progress
	xterm    bool   // TERM must be xterm's: the variable alone may be inherited
}

// showers are the terminals that are known to show it. First come those that
// name themselves, for the other variables outlive the terminal that set them:
// whatever is started from it inherits them.
//
// https://conemu.github.io/en/AnsiEscapeCodes.html#ConEmu_specific_OSC has the
// sequence, https://rockorager.dev/misc/osc-9-4-progress-bars and
// https://www.terminfo.dev/extensions/osc9-progress-bar the versions; VTE has
// it since 0.80, Konsole since 26.04.
func showers() []shower {
	const name, version = "TERM_PROGRAM", "TERM_PROGRAM_VERSION"
	return []shower{
		{variable: name, value: "ghostty", version: version, since: []int{1, 2}},
		{variable: name, value: "WezTerm", version: version, since: []int{20250209}},
		{variable: name, value: "iTerm.app", version: version, since: []int{3, 6, 6}},
		{variable: name, value: "mintty", version: version, since: []int{3, 4, 2}},
		{variable: "LC_TERMINAL", value: "iTerm2", version: "LC_TERMINAL_VERSION", since: []int{3, 6, 6}}, // from afar
		{variable: "TERM", value: "xterm-ghostty"},                                                        // from afar
		{variable: "WT_SESSION"},
		{variable: "ConEmuANSI", value: "ON"},
		{variable: "VTE_VERSION", version: "VTE_VERSION", since: []int{8000}, xterm: true},
		{variable: "KONSOLE_VERSION", version: "KONSOLE_VERSION", since: []int{260400}, xterm: true},
	}
}

// showsProgress reports whether the terminal of this environment is known to
// show progress. What stands between, tmux or another, is not known to pass it
// on.
func showsProgress(env func(string) string) bool {
	term := env("TERM")
	if env("TMUX")+env("STY")+env("ZELLIJ") != "" || strings.HasPrefix(term, "screen") || strings.HasPrefix(term, "tmux") {
		return false
	}
	for _, s := range showers() {
		got := env(s.variable)
		switch {
		case s.variable != "TERM_PROGRAM" && env("TERM_PROGRAM") != "": // it named itself
		case s.xterm && !ofXterm(term):
		case got == "" || s.value != "" && got != s.value:
		default:
			return s.version == "" || atLeastVersion(env(s.version), s.since)
		}
	}
	return false
}

// ofXterm reports whether TERM is what Konsole and terminals made with VTE say;
// kitty and others, started from there, have names of their own.
func ofXterm(term string) bool {
	return slices.Contains([]string{"xterm", "xterm-256color", "xterm-direct", "vte", "vte-256color", "gnome", "gnome-256color", "konsole", "konsole-256color"}, term)
}

// atLeastVersion compares the numbers of a version one after the other.
func atLeastVersion(version string, since []int) bool {
	parts := strings.FieldsFunc(version, func(r rune) bool { return r < '0' || r > '9' })
	for i, want := range since {
		n := 0
		if i < len(parts) {
			n, _ = strconv.Atoi(parts[i])
		}
		if c := cmp.Compare(n, want); c != 0 {
			return c > 0
		}
	}
	return true
}
