package keys

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// modifiers are in the order in which Bubble Tea writes them.
func modifiers() []string { return []string{"ctrl", "alt", "shift", "meta", "hyper", "super"} }

// names are the keys that have a name in place of a sign, but for f1 to f63.
func names() []string {
	return []string{
		"enter", "tab", "space", "backspace", "esc", "delete", "insert", "up", "down", "left", "right",
		"pgup", "pgdown", "home", "end", "begin", "find", "select", "menu",
	}
}

// written is how keys are written, for the end of an error.
const written = `a key is written as its sign (m, M, *), as its name (enter, space, tab, esc, up, pgdown, f5) or with what is held before it (ctrl+q, alt+j, shift+tab); a sequence has spaces ("g r"), and ", " stands between several keys`

// canonical is a key or a sequence as Bubble Tea names it, whatever the order
// of the keys that are held; for what no keyboard sends it is an error.
func canonical(sequence string) (string, error) {
	parts := strings.Fields(sequence)
	for i, part := range parts {
		key, err := stroke(part)
		if err != nil {
			return "", err
		}
		parts[i] = key
	}
	return strings.Join(parts, " "), nil
}

// stroke is one keystroke of a sequence in its canonical form.
func stroke(part string) (string, error) {
	held, key := map[string]bool{}, part
	for {
		name, rest, ok := strings.Cut(key, "+")
		if !ok || name == "" || rest == "" {
			break
		}
		if name = strings.ToLower(name); !slices.Contains(modifiers(), name) {
			return "", fmt.Errorf("%q is no key: there is no %q to be held, only %s", part, name, strings.Join(modifiers(), ", "))
		}
		held[name], key = true, rest
	}
	sign, size := utf8.DecodeRuneInString(key)
	switch {
	case size == len(key) && (!unicode.IsGraphic(sign) || unicode.IsSpace(sign)):
		return "", fmt.Errorf("%q is no key", part)
	case size == len(key) && len(held) == 1 && held["shift"] && unicode.IsLetter(sign):
		return string(unicode.ToUpper(sign)), nil // it arrives as the capital letter
	case size == len(key) && len(held) > 0:
		key = strings.ToLower(key)
	case size < len(key) && !named(strings.ToLower(key)):
		return "", fmt.Errorf("%q is no key: no key is named %q", part, key)
	case size < len(key):
		key = strings.ToLower(key)
	}
	for _, m := range slices.Backward(modifiers()) {
		if held[m] {
			key = m + "+" + key
		}
	}
	return key, nil
}

// named reports whether a key has this name.
func named(key string) bool {
	if n, err := strconv.Atoi(strings.TrimPrefix(key, "f")); err == nil && key[0] == 'f' {
		return n >= 1 && n <= 63 && key == "f"+strconv.Itoa(n)
	}
	return slices.Contains(names(), key)
}
