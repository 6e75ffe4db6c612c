package ui

import (
	"errors"
	"slices"
	"testing"
)

func TestOpener(t *testing.T) {
	t.Parallel()
	look := func(name string) (string, error) {
		if name == "firefox" || name == "/opt/b" {
			return name, nil
		}
		return "", errors.New("not there")
	}
	for _, c := range []struct {
		system, browser string
		want            []string
	}{
		{"linux", "", []string{"xdg-open", "u"}},
		{"darwin", "", []string{"open", "u"}},
		{"windows", "", []string{"rundll32", "url.dll,FileProtocolHandler", "u"}},
		{"linux", "firefox", []string{"firefox", "u"}},
		{"darwin", "firefox --new-tab", []string{"firefox", "--new-tab", "u"}},
		{"linux", "absent:/opt/b %s -x", []string{"/opt/b", "u", "-x"}},
		{"linux", "absent: ", []string{"xdg-open", "u"}},
	} {
		args := opener(c.system, c.browser, look)
		if got := append(args[:1:1], withAddress(args[1:], "u")...); !slices.Equal(got, c.want) {
			t.Errorf("BROWSER=%q on %s opens with %q, want %q", c.browser, c.system, got, c.want)
		}
	}
}
