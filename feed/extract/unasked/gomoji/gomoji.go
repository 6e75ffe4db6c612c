// Package gomoji stands in for github.com/forPelevin/gomoji, which go-trafilatura
// imports to tidy the names of authors. warta does not ask for them; see
// feed/extract/unasked/README.md.
package gomoji

// RemoveEmojis is text as it came.
func RemoveEmojis(text string) string { return text }
