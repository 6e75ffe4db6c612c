package ui

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
)

// webAddress is an address that may be handed to the system's opener: http or
// https with a host, and so neither a file nor an option.
func webAddress(address string) (string, error) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return "", errors.New("only http and https addresses are opened")
	}
	return u.String(), nil
}

// openURL hands a web address to the reader's browser or the system's opener as
// one argument of its command line; there is no shell. The opener is not ended
// when warta is.
func openURL(_ context.Context, address string) error {
	args := opener(runtime.GOOS, os.Getenv("BROWSER"), exec.LookPath)
	if err := exec.Command(args[0], withAddress(args[1:], address)...).Run(); err != nil { //nolint:gosec,noctx // one checked address
		return fmt.Errorf("opening %s with %s: %w; BROWSER can name another program", address, args[0], err)
	}
	return nil
}

// opener is the command line that opens an address on a system: the first of
// the colon-separated commands of BROWSER whose program is there, otherwise the
// system's own.
func opener(system, browser string, look func(string) (string, error)) []string {
	for _, command := range filepath.SplitList(browser) {
		words := strings.Fields(command)
		if len(words) == 0 {
			continue
		}
		if _, err := look(words[0]); err == nil {
			return words
		}
	}
	switch system {
	case "windows":
		return []string{"rundll32", "url.dll,FileProtocolHandler"}
	case "darwin":
		return []string{"open"}
	}
	return []string{"xdg-open"}
}

// withAddress puts the address where a command of BROWSER has %s, otherwise at
// the end.
func withAddress(args []string, address string) []string {
	if i := slices.Index(args, "%s"); i >= 0 {
		return slices.Replace(slices.Clone(args), i, i+1, address)
	}
	return append(slices.Clone(args), address)
}

// textBrowsers are the browsers that need the terminal for themselves.
var textBrowsers = []string{"w3m", "lynx", "links", "links2", "elinks", "cha", "browsh", "carbonyl"}

// textBrowser is the command that opens an address in the reader's browser, if
// that one needs the terminal, otherwise nil.
func textBrowser(address string) *exec.Cmd {
	args := opener(runtime.GOOS, os.Getenv("BROWSER"), exec.LookPath)
	if !slices.Contains(textBrowsers, filepath.Base(args[0])) {
		return nil
	}
	return exec.Command(args[0], withAddress(args[1:], address)...) //nolint:gosec,noctx // one checked address
}

// browse gives the terminal to a browser until it ends.
func browse(c *exec.Cmd) tea.Cmd {
	return tea.ExecProcess(c, func(err error) tea.Msg {
		if err != nil {
			err = fmt.Errorf("opening an address with %s: %w", c.Path, err)
		}
		return done{err: err}
	})
}
