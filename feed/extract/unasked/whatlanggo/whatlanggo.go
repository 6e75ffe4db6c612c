// Package whatlanggo stands in for github.com/RadhiFadlillah/whatlanggo, by which
// go-trafilatura names the language of a text. warta does not ask for it; see
// feed/extract/unasked/README.md.
package whatlanggo

// A Lang is no language.
type Lang struct{}

// DetectLang names no language.
func DetectLang(string) Lang { return Lang{} }

// Iso6391 is "".
func (Lang) Iso6391() string { return "" }
