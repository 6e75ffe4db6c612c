package main

import (
	"strings"
	"testing"
)

// Progress is sent to terminals that are known to show it, and to no other.
func TestShowsProgress(t *testing.T) {
	for _, c := range []struct {
		terminal, env string // NAME=VALUE, divided by spaces
		want          bool
	}{
		{"xterm", "TERM=xterm-256color", false},
		{"nothing is known", "", false},
		{"Linux console", "TERM=linux", false},
		{"kitty", "TERM=xterm-kitty", false},
		{"foot", "TERM=foot", false},
		{"Alacritty", "TERM=alacritty", false},
		{"Terminal.app", "TERM=xterm-256color TERM_PROGRAM=Apple_Terminal TERM_PROGRAM_VERSION=455", false},
		{"Windows Terminal", "TERM=xterm-256color WT_SESSION=8a2f", true},
		{"ConEmu", "ConEmuANSI=ON", true},
		{"ConEmu without sequences", "ConEmuANSI=OFF", false},
		{"Ghostty", "TERM=xterm-ghostty TERM_PROGRAM=ghostty TERM_PROGRAM_VERSION=1.2.0", true},
		{"Ghostty before", "TERM=xterm-ghostty TERM_PROGRAM=ghostty TERM_PROGRAM_VERSION=1.1.3", false},
		{"Ghostty from afar", "TERM=xterm-ghostty", true},
		{"WezTerm", "TERM_PROGRAM=WezTerm TERM_PROGRAM_VERSION=20250301-120000-abcdef", true},
		{"WezTerm before", "TERM_PROGRAM=WezTerm TERM_PROGRAM_VERSION=20240203-110809-5046fc22", false},
		{"iTerm2", "TERM_PROGRAM=iTerm.app TERM_PROGRAM_VERSION=3.6.6", true},
		{"iTerm2 later", "TERM_PROGRAM=iTerm.app TERM_PROGRAM_VERSION=3.10.0beta2", true},
		{"iTerm2 before", "TERM_PROGRAM=iTerm.app TERM_PROGRAM_VERSION=3.6.5", false},
		{"iTerm2 from afar", "TERM=xterm-256color LC_TERMINAL=iTerm2 LC_TERMINAL_VERSION=3.6.9", true},
		{"iTerm2 from afar, before", "TERM=xterm-256color LC_TERMINAL=iTerm2 LC_TERMINAL_VERSION=3.5.0", false},
		{"mintty", "TERM_PROGRAM=mintty TERM_PROGRAM_VERSION=3.7.1", true},
		{"GNOME's", "TERM=xterm-256color VTE_VERSION=8000", true},
		{"GNOME's before", "TERM=xterm-256color VTE_VERSION=7803", false},
		{"Konsole", "TERM=xterm-256color KONSOLE_VERSION=260403", true},
		{"Konsole before", "TERM=xterm-256color KONSOLE_VERSION=251203", false},
		{"kitty, started from GNOME's", "TERM=xterm-kitty VTE_VERSION=8200", false},
		{"VS Code, started from Windows Terminal", "TERM_PROGRAM=vscode WT_SESSION=8a2f", false},
		{"tmux in Ghostty", "TERM=tmux-256color TMUX=/tmp/x TERM_PROGRAM=tmux", false},
		{"screen in GNOME's", "TERM=screen.xterm-256color STY=1.x VTE_VERSION=8200", false},
		{"tmux from afar", "TERM=screen-256color LC_TERMINAL=iTerm2 LC_TERMINAL_VERSION=3.6.9", false},
	} {
		env := map[string]string{}
		for _, pair := range strings.Fields(c.env) {
			name, value, _ := strings.Cut(pair, "=")
			env[name] = value
		}
		if got := showsProgress(func(name string) string { return env[name] }); got != c.want {
			t.Errorf("%s: %v", c.terminal, got)
		}
	}
}
