package ui

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os/exec"
	"runtime"
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

// openURL hands a web address to the system's opener as one argument of its
// command line; there is no shell. The opener is not ended when warta is.
func openURL(_ context.Context, address string) error {
	args := append(opener(runtime.GOOS), address)
	if err := exec.Command(args[0], args[1:]...).Run(); err != nil { //nolint:gosec,noctx // one checked address
		return fmt.Errorf("opening %s with %s: %w", address, args[0], err)
	}
	return nil
}

// opener is the command line that opens an address on a system.
func opener(system string) []string {
	switch system {
	case "windows":
		return []string{"rundll32", "url.dll,FileProtocolHandler"}
	case "darwin":
		return []string{"open"}
	}
	return []string{"xdg-open"}
}
