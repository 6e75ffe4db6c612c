package main

import (
	"strings"
	"testing"
)

func TestReorder(t *testing.T) {
	t.Parallel()
	yes, no := true, false
	for _, c := range []struct {
		config *bool
		env    string
		want   bool
	}{
		{nil, "", true},
		{nil, "TERM_PROGRAM=WezTerm", true},
		{nil, "TERM_PROGRAM=iTerm.app", true},
		{nil, "TERM_PROGRAM=Apple_Terminal", false},
		{nil, "VTE_VERSION=5799", true},
		{nil, "VTE_VERSION=5800", false},
		{nil, "VTE_VERSION=7402", false},
		{nil, "VTE_VERSION=new", true},
		{nil, "KONSOLE_VERSION=230800", false},
		{nil, "MLTERM=3.9.3", false},
		{nil, "INSIDE_EMACS=29.1,term:0.96", false},
		{&yes, "VTE_VERSION=7402", true},
		{&no, "", false},
	} {
		name, value, _ := strings.Cut(c.env, "=")
		env := func(asked string) string {
			if asked == name {
				return value
			}
			return ""
		}
		if got := (&config{Reorder: c.config}).reorder(env); got != c.want {
			t.Errorf("with %q and %v in the configuration it is %v", c.env, c.config, got)
		}
	}
}
