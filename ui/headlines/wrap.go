package headlines

import (
	"iter"
	"strings"

	"warta/ui/typeset"
)

// wrap is a short text in lines of at most width cells. Only words that are
// wider than that are cut.
func wrap(text string, width int) iter.Seq[string] {
	return func(yield func(string) bool) {
		for paragraph := range strings.SplitSeq(text, "\n") {
			line := ""
			for _, word := range strings.Fields(paragraph) {
				switch {
				case line == "":
					line = word
				case typeset.Width(line)+1+typeset.Width(word) <= width:
					line += " " + word
				default:
					if !yield(line) {
						return
					}
					line = word
				}
			}
			if !yield(line) {
				return
			}
		}
	}
}
