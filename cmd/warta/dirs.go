package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// configFile is where the configuration is looked for. os.UserConfigDir has
// the rules: XDG_CONFIG_HOME or ~/.config on Unix, ~/Library/Application
// Support on macOS, %AppData% on Windows.
func configFile() (string, error) {
	dir, err := os.UserConfigDir()
	if err != nil {
		return "", fmt.Errorf("finding the configuration: %w", err)
	}
	return filepath.Join(dir, "warta", "config.toml"), nil
}

// dataDir is where feeds, articles and marks are kept when nothing else is
// said: XDG_DATA_HOME or ~/.local/share on Unix, ~/Library/Application Support
// on macOS, %LocalAppData% on Windows. A relative XDG_DATA_HOME is ignored, as
// the XDG base directory specification asks.
func dataDir() (string, error) {
	if dir := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "warta"), nil
	}
	if dir := os.Getenv("LocalAppData"); runtime.GOOS == "windows" && dir != "" {
		return filepath.Join(dir, "warta"), nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", errors.New("there is no home directory to keep news in; name a place with --data DIR")
	}
	if runtime.GOOS == "darwin" {
		return filepath.Join(home, "Library", "Application Support", "warta"), nil
	}
	return filepath.Join(home, ".local", "share", "warta"), nil
}

// stateDir is where reports of crashes are kept: XDG_STATE_HOME or
// ~/.local/state on Unix, ~/Library/Logs on macOS, %LocalAppData% on Windows.
func stateDir() (string, error) {
	if dir := os.Getenv("XDG_STATE_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "warta"), nil
	}
	if dir := os.Getenv("LocalAppData"); runtime.GOOS == "windows" && dir != "" {
		return filepath.Join(dir, "warta"), nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", fmt.Errorf("finding a place for reports: %w", err)
	}
	if runtime.GOOS == "darwin" {
		return filepath.Join(home, "Library", "Logs", "warta"), nil
	}
	return filepath.Join(home, ".local", "state", "warta"), nil
}

// expandHome is path with a leading ~ as the home directory.
func expandHome(path string) (string, error) {
	rest, ok := strings.CutPrefix(path, "~")
	if !ok || rest != "" && !os.IsPathSeparator(rest[0]) {
		return path, nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", fmt.Errorf("finding the home directory for %s: %w", path, err)
	}
	return filepath.Join(home, rest), nil
}
