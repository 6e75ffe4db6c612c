package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"warta/ui/keys"
)

// plainTOML is the decoder's error for people: with the line, the key when it is
// about one, and what to do.
func plainTOML(text string, err error) error {
	var missing *toml.StrictMissingError
	if errors.As(err, &missing) {
		named := make([]string, 0, len(missing.Errors))
		for i := range missing.Errors {
			row, _ := missing.Errors[i].Position()
			named = append(named, fmt.Sprintf("line %d: there is no key %q", row, strings.Join(missing.Errors[i].Key(), ".")))
		}
		return fmt.Errorf("%s; correct or remove it", strings.Join(named, ", "))
	}
	var wrong *toml.DecodeError
	if !errors.As(err, &wrong) {
		return err
	}
	row, column := wrong.Position()
	said := strings.TrimPrefix(wrong.Error(), "toml: ")
	if strings.HasPrefix(said, "cannot decode") {
		key, _, _ := strings.Cut(lineAt(text, row), "=")
		return fmt.Errorf("line %d: %s has a value of another kind; write %s", row, strings.TrimSpace(key), kindWanted(said))
	}
	return fmt.Errorf("line %d, column %d: %s; correct or remove the line", row, column, said)
}

// kindWanted is the kind of value that a key takes, from the type that the
// decoder names at the end of its error.
func kindWanted(said string) string {
	kind := said[strings.LastIndexByte(said, ' ')+1:]
	switch {
	case kind == "bool":
		return "true or false"
	case kind == "string":
		return "a text in quotation marks"
	case strings.HasPrefix(kind, "int"):
		return "a whole number"
	}
	return "it as a table of its own, in brackets"
}

// lineAt is one line of a text, the first being 1, or "".
func lineAt(text string, row int) string {
	lines := strings.Split(text, "\n")
	if row < 1 || row > len(lines) {
		return ""
	}
	return strings.TrimRight(lines[row-1], "\r")
}

// at says in which line of the configuration a key of a table is whose value
// cannot be used; "" is the table at the beginning. It is nil for no error.
func (c *config) at(table, key string, err error) error {
	if err == nil {
		return nil
	}
	now := ""
	for i, line := range strings.Split(c.text, "\n") {
		line = strings.TrimSpace(line)
		if name, ok := strings.CutPrefix(line, "["); ok {
			now, _, _ = strings.Cut(name, "]")
			continue
		}
		name, _, ok := strings.Cut(line, "=")
		if ok && now == table && strings.Trim(strings.TrimSpace(name), `"'`) == key {
			return fmt.Errorf("line %d: %w", i+1, err)
		}
	}
	return err
}

// checkKeys refuses a preset or a change of keys that cannot be used.
func (c *config) checkKeys() error {
	if _, err := keys.Preset(c.Keys); err != nil {
		return c.at("", "keys", err)
	}
	_, err := c.keyTable()
	var problems keys.Problems
	if !errors.As(err, &problems) {
		return err
	}
	said := make([]string, 0, len(problems))
	for _, p := range problems {
		said = append(said, c.at("bind", string(p.Action), errors.New(p.Text)).Error())
	}
	return fmt.Errorf("%s; correct or remove it, the README lists the actions", strings.Join(said, "; "))
}

// checkThemes refuses colours that cannot be used, and a theme that is none.
func (c *config) checkThemes() error {
	own, err := c.palettes()
	if err == nil {
		return c.at("", "theme", c.checkTheme(own))
	}
	for name := range c.Themes {
		if rest, ok := strings.CutPrefix(err.Error(), "themes."+name+": "); ok {
			key, _, _ := strings.Cut(rest, " ")
			return c.at("themes."+name, key, err)
		}
	}
	return err
}
