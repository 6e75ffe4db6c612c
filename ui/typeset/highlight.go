package typeset

import "strings"

// A dialect is what code in a language is told apart by: how comments begin and
// strings are quoted. Nothing more is known of it, so whatever is not sure to be
// a comment, a string, a number or a common keyword stays plain.
type dialect struct {
	notes    []string // begin a comment that ends with the line
	from, to string   // enclose a comment
	quotes   string
	fold     bool // keywords in capitals too
}

// dialects are by the names that pages give their languages.
func dialectOf(language string) (dialect, bool) {
	language = strings.ToLower(strings.TrimPrefix(language, "language-"))
	slashes := dialect{notes: []string{"//"}, from: "/*", to: "*/", quotes: "\"'`"}
	hash := dialect{notes: []string{"#"}, quotes: "\"'"}
	dashes := dialect{notes: []string{"--"}, from: "/*", to: "*/", quotes: "'\"", fold: true}
	switch language {
	case "go", "c", "h", "c++", "cpp", "cc", "hpp", "c#", "cs", "csharp", "java", "javascript", "js", "jsx", "mjs", "typescript", "ts", "tsx",
		"kotlin", "kt", "swift", "scala", "dart", "zig", "groovy", "proto", "objc", "jsonc", "json5", "css", "scss", "less", "json":
		return slashes, true
	case "rust", "rs": // a single quote begins a lifetime as often as a character
		slashes.quotes = "\""
		return slashes, true
	case "php":
		slashes.notes = []string{"//", "#"}
		return slashes, true
	case "python", "py", "ruby", "rb", "sh", "bash", "shell", "zsh", "fish", "console", "perl", "pl", "r", "yaml", "yml", "toml", "ini", "make",
		"makefile", "dockerfile", "docker", "nix", "elixir", "ex", "julia", "jl", "nim", "conf", "nginx", "terraform", "hcl", "awk":
		return hash, true
	case "sql", "mysql", "postgresql", "postgres", "sqlite", "plsql", "lua", "haskell", "hs", "ada", "elm":
		return dashes, true
	case "html", "xml", "svg", "vue":
		return dialect{from: "<!--", to: "-->", quotes: "\""}, true
	}
	return dialect{}, false
}

// keywords are words that mean the same in most languages.
const keywords = " abstract alter and as assert async await begin bool boolean break byte case catch chan char class const continue create def default " +
	"defer del delete do done double drop elif else elseif elsif end enum esac except export extends extern false fi final finally float fn for " +
	"foreach from func function go goto group if impl implements import in insert int interface into is join lambda let limit local loop map match " +
	"mod module mut namespace new nil none not null or order override package pass private protected pub public raise range rescue return select self " +
	"set static string struct super switch table template then this throw trait true try type typedef undef union unless unsafe until update use " +
	"using val values var virtual void when where while with yield "

// A highlighter finds what to light in code, line by line; a comment may go on
// over several lines.
type highlighter struct {
	m       *Manuscript
	dialect dialect
	known   bool
	inNote  bool
}

func (m *Manuscript) highlighter(language string) *highlighter {
	h := &highlighter{m: m}
	h.dialect, h.known = dialectOf(language)
	return h
}

// line is the runs of one line of code.
func (h *highlighter) line(text string) []run {
	plain := run{look: h.m.look(look{role: roleCode})}
	if !h.known {
		return []run{plain}
	}
	var runs []run
	add := func(start int, r role) {
		l := h.m.look(look{role: r})
		if n := len(runs); n == 0 || runs[n-1].look != l {
			runs = append(runs, run{start: int32(start), look: l})
		}
	}
	for i := 0; i < len(text); {
		end, r := h.token(text, i)
		add(i, r)
		i = end
	}
	if runs == nil {
		return []run{plain}
	}
	return runs
}

// token is the end and the role of what begins at i.
func (h *highlighter) token(text string, i int) (int, role) {
	d, rest := &h.dialect, text[i:]
	if h.inNote || d.from != "" && strings.HasPrefix(rest, d.from) {
		h.inNote = true
		end := strings.Index(rest, d.to)
		if end < 0 {
			return len(text), roleCodeNote
		}
		h.inNote = false
		return i + end + len(d.to), roleCodeNote
	}
	for _, note := range d.notes {
		if strings.HasPrefix(rest, note) && (note != "#" || i == 0 || text[i-1] == ' ') {
			return len(text), roleCodeNote
		}
	}
	c := text[i]
	switch {
	case strings.IndexByte(d.quotes, c) >= 0:
		return stringEnd(text, i, c)
	case wordByte(c):
		return h.word(text, i)
	}
	return i + 1, roleCode
}

// stringEnd is the end of a string that begins at i; without an end it is no
// string.
func stringEnd(text string, i int, quote byte) (int, role) {
	for j := i + 1; j < len(text); j++ {
		switch text[j] {
		case '\\':
			j++
		case quote:
			return j + 1, roleCodeText
		}
	}
	return i + 1, roleCode
}

// word is the end and the role of a word or number.
func (h *highlighter) word(text string, i int) (int, role) {
	end := i
	for end < len(text) && (wordByte(text[end]) || text[end] == '.' && text[i] <= '9' && end+1 < len(text) && text[end+1] <= '9' && text[end+1] >= '0') {
		end++
	}
	word := text[i:end]
	if word[0] >= '0' && word[0] <= '9' {
		return end, roleCodeNumber
	}
	if h.dialect.fold {
		word = strings.ToLower(word)
	}
	if strings.Contains(keywords, " "+word+" ") && (i == 0 || text[i-1] != '.') {
		return end, roleCodeWord
	}
	return end, roleCode
}

func wordByte(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}
