package query

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A kind of token.
type kind int

const (
	word kind = iota
	open
	closing
	minus
)

// A token is a piece of a query's text.
type token struct {
	kind   kind
	at     int // the byte where it begins
	length int
	field  string // in lower case, without its colon; "" for none
	value  string // without quotes
	quoted bool
	prefix bool // a star follows
}

// lex cuts the text into tokens.
func (p *parser) lex() error {
	for at := 0; at < len(p.text); {
		r, size := utf8.DecodeRuneInString(p.text[at:])
		switch {
		case unicode.IsSpace(r) || unicode.IsControl(r):
			at += size
		case r == '(':
			p.tokens = append(p.tokens, token{kind: open, at: at, length: size})
			at += size
		case r == ')':
			p.tokens = append(p.tokens, token{kind: closing, at: at, length: size})
			at += size
		case r == '-' && startsTerm(p.text[at+size:]):
			p.tokens = append(p.tokens, token{kind: minus, at: at, length: size})
			at += size
		default:
			t, err := p.lexWord(at)
			if err != nil {
				return err
			}
			p.tokens = append(p.tokens, t)
			at += t.length
		}
	}
	return nil
}

// startsTerm reports whether a minus before rest belongs to it; on its own it
// is a dash.
func startsTerm(rest string) bool {
	r, size := utf8.DecodeRuneInString(rest)
	return size > 0 && !unicode.IsSpace(r) && r != ')'
}

// lexWord reads a word, a phrase, or a field with one of them.
func (p *parser) lexWord(at int) (token, error) {
	t := token{kind: word, at: at}
	end := at
	if n := fieldLength(p.text[at:]); n > 0 {
		t.field = strings.ToLower(p.text[at : at+n])
		end += n + 1
	}
	if closer, size := quote(p.text[end:]); size > 0 {
		value, length, closed := unquote(p.text[end+size:], closer)
		end += size + length
		if !closed {
			t.length = len(p.text) - at
			return t, p.wrong(t, "the quotation mark is not closed")
		}
		t.value, t.quoted = value, true
		if strings.HasPrefix(p.text[end:], "*") {
			t.prefix = true
			end++
		}
		t.length = end - at
		return t, nil
	}
	length := strings.IndexFunc(p.text[end:], func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || r == '(' || r == ')' || r == '"'
	})
	if length < 0 {
		length = len(p.text) - end
	}
	t.value = p.text[end : end+length]
	t.length = end + length - at
	if before, ok := strings.CutSuffix(t.value, "*"); ok {
		t.value, t.prefix = before, true
	}
	return t, nil
}

// fieldLength is the length of a field's name at the beginning of text, 0 when
// there is none. An address is no field.
func fieldLength(text string) int {
	for i, r := range text {
		switch {
		case r == ':' && i > 0 && !strings.HasPrefix(text[i:], "://"):
			return i
		case r < 'A' || r > 'z' || r > 'Z' && r < 'a':
			return 0
		}
	}
	return 0
}

// quote is the mark that closes a phrase when text begins with one that opens
// it, and the length of that one.
func quote(text string) (closer rune, size int) {
	switch r, size := utf8.DecodeRuneInString(text); r {
	case '"':
		return '"', size
	case '“', '„':
		return '”', size
	}
	return 0, 0
}

// unquote reads text up to closer, and tells its length with closer. A
// backslash takes the meaning of the mark that follows.
func unquote(text string, closer rune) (value string, length int, closed bool) {
	var b strings.Builder
	escaped := false
	for i, r := range text {
		switch {
		case escaped:
			if r != '\\' && r != closer {
				b.WriteRune('\\')
			}
			b.WriteRune(r)
			escaped = false
		case r == '\\':
			escaped = true
		case r == closer:
			return b.String(), i + utf8.RuneLen(r), true
		default:
			b.WriteRune(r)
		}
	}
	return "", len(text), false
}
