package typeset

import (
	"strings"
	"testing"
)

// TestHighlight writes what is found as <kind:text>.
func TestHighlight(t *testing.T) {
	names := map[role]string{roleCodeWord: "w", roleCodeText: "t", roleCodeNote: "n", roleCodeNumber: "0"}
	for _, c := range []struct{ language, code, want string }{
		{"go", `if x.type == "a\"b" { return 3.14 } // done`, `<w:if> x.type == <t:"a\"b"> { <w:return> <0:3.14> } <n:// done>`},
		{"go", "a /* one\ntwo */ b", "a <n:/* one>\n<n:two */> b"},
		{"python", `def f(a): # it's`, `<w:def> f(a): <n:# it's>`},
		{"python", `it's 5`, `it's <0:5>`},
		{"sh", `echo $# "x y"`, `echo $# <t:"x y">`},
		{"sql", `SELECT a FROM t -- all`, `<w:SELECT> a <w:FROM> t <n:-- all>`},
		{"rust", `fn f<'a>(x: &'a str)`, `<w:fn> f<'a>(x: &'a str)`},
		{"html", `<b class="x"> <!-- no -->`, `<b <w:class>=<t:"x">> <n:<!-- no -->>`},
		{"", `if "x"`, `if "x"`},
		{"poem", `if "x"`, `if "x"`},
		{"language-js", "let größe = `a`", "<w:let> größe = <t:`a`>"},
	} {
		m := Manuscript{index: map[look]uint16{}}
		h := m.highlighter(c.language)
		var lines []string
		for line := range strings.SplitSeq(c.code, "\n") {
			out := ""
			runs := h.line(line)
			for i, r := range runs {
				end := len(line)
				if i+1 < len(runs) {
					end = int(runs[i+1].start)
				}
				text := line[r.start:end]
				if name := names[m.looks[r.look].role]; name != "" {
					text = "<" + name + ":" + text + ">"
				}
				out += text
			}
			lines = append(lines, out)
		}
		if got := strings.Join(lines, "\n"); got != c.want {
			t.Errorf("%s: %s becomes\n%s, want\n%s", c.language, c.code, got, c.want)
		}
	}
}
