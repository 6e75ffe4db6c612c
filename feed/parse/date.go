package parse

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxDate is the longest date that is read, in bytes.
const maxDate = 128

// parseDate reads a date as feeds write them: RFC 822 and its many misspellings,
// the profiles of ISO 8601, asctime, dates in the words of other languages, and
// seconds since 1970. A date without a zone is taken to be UTC.
func parseDate(s string) (time.Time, bool) {
	s = strings.TrimSpace(s)
	if s == "" || len(s) > maxDate {
		return time.Time{}, false
	}
	for _, layout := range []string{time.RFC3339, time.RFC1123Z, "Mon, 02 Jan 2006 15:04:05 GMT"} {
		if t, err := time.Parse(layout, s); err == nil && t.Year() >= 1000 {
			return t.UTC(), true
		}
	}
	d := dateReader{tokens: dateTokens(fold(s)), year: -1, hour: -1, zone: unknownZone}
	if !d.read() {
		return time.Time{}, false
	}
	return d.time()
}

// fold is s in lower case without diacritics.
func fold(s string) string {
	s = strings.ToLower(s)
	if isASCII(s) {
		return s
	}
	return norm.NFC.String(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(s)))
}

// A dateToken is a number, a word, or one character of punctuation.
type dateToken struct {
	text   string
	number bool
	value  int
	spaced bool // a space stands before it
}

// dateTokens splits a date. East Asian units are words of their own.
func dateTokens(s string) []dateToken {
	var out []dateToken
	spaced := false
	for s != "" {
		r, size := utf8.DecodeRuneInString(s)
		if unicode.IsSpace(r) {
			spaced, s = true, s[size:]
			continue
		}
		n := size
		switch {
		case isDigit(r):
			n = len(s) - len(strings.TrimLeftFunc(s, isDigit))
		case units[r] != 0:
		case unicode.IsLetter(r):
			n = len(s) - len(strings.TrimLeftFunc(s, func(r rune) bool { return unicode.IsLetter(r) && units[r] == 0 }))
		}
		t := dateToken{text: s[:n], number: isDigit(r), spaced: spaced}
		if t.number {
			for _, c := range []byte(t.text[:min(n, 15)]) {
				t.value = t.value*10 + int(c-'0')
			}
		}
		out = append(out, t)
		s, spaced = s[n:], false
	}
	return out
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

// A dateReader reads the tokens of a date into its parts.
type dateReader struct {
	tokens           []dateToken
	numbers          []dateToken // that are part of the date, in order
	sep              string      // what stands between them
	leading          bool        // a minus begins the date: -0312
	year, month, day int
	hour, min, sec   int
	nsec             int
	pm, am, early    bool
	zone             int // seconds east of UTC
	korean           bool
}

const unknownZone = 1 << 20

// read goes through the tokens; false when something cannot stand in a date.
func (d *dateReader) read() bool {
	for i := 0; i < len(d.tokens); {
		n := d.step(i)
		if n <= 0 {
			return false
		}
		i += n
	}
	return true
}

// step reads at token i, and gives the number of tokens it took, 0 when they
// mean nothing.
func (d *dateReader) step(i int) int {
	t := d.tokens[i]
	switch {
	case t.number:
		return d.number(i)
	case t.text == "+" || t.text == "-" || t.text == "−":
		return d.sign(i)
	case t.text == "(":
		for n := i; n < len(d.tokens); n++ {
			if d.tokens[n].text == ")" {
				return n - i + 1
			}
		}
		return 0
	case unicode.IsLetter(firstRune(t.text)):
		return d.word(i)
	case strings.Contains(",./'’\"|·", t.text):
		if (t.text == "/" || t.text == ".") && len(d.numbers) == 1 {
			d.sep = t.text
		}
		return 1
	}
	return 0
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// at is the text of token i, "" beyond the end.
func (d *dateReader) at(i int) string {
	if i < len(d.tokens) {
		return d.tokens[i].text
	}
	return ""
}

func (d *dateReader) numberAt(i int) bool { return i < len(d.tokens) && d.tokens[i].number }

// number reads a number: a time when a colon or an h follows, a part that a
// unit follows, or a part of the date.
func (d *dateReader) number(i int) int {
	t := d.tokens[i]
	switch next := d.at(i + 1); {
	case (next == ":" || next == "h") && d.hour < 0 && len(t.text) <= 2 && d.numberAt(i+2):
		return d.clock(i)
	case next == "." && d.hour < 0 && d.month > 0 && len(d.numbers) == 2 && len(t.text) <= 2 && d.numberAt(i+2):
		return d.clock(i) // "pukul 10.30"
	case next == "h" && d.hour < 0 && len(t.text) <= 2:
		d.hour = t.value
		return 2
	case units[firstRune(next)] != 0 && utf8.RuneCountInString(next) == 1:
		return d.unit(t, firstRune(next))
	case (next == "am" || next == "pm") && d.hour < 0 && len(t.text) <= 2 && len(d.numbers) >= 2:
		d.hour = t.value
		return 1
	}
	if len(d.numbers) >= 3 {
		return 0
	}
	d.numbers = append(d.numbers, t)
	return 1
}

// clock reads hours, minutes, seconds and their fraction.
func (d *dateReader) clock(i int) int {
	d.hour, d.min = d.tokens[i].value, d.tokens[i+2].value
	n := 3
	if d.at(i+n) == ":" && d.numberAt(i+n+1) {
		d.sec = d.tokens[i+n+1].value
		n += 2
	}
	if f := d.at(i + n); (f == "." || f == "," || f == ":") && d.numberAt(i+n+1) && !d.tokens[i+n+1].spaced {
		for k, unit := 0, 100_000_000; k < min(9, len(d.at(i+n+1))); k, unit = k+1, unit/10 {
			d.nsec += int(d.at(i + n + 1)[k]-'0') * unit
		}
		n += 2
	}
	return n
}

// unit reads a number that an East Asian unit follows.
func (d *dateReader) unit(t dateToken, unit rune) int {
	d.korean = d.korean || unit >= 0xAC00
	switch units[unit] {
	case 'y':
		d.year = century(t)
	case 'm':
		d.month = t.value
	case 'd':
		d.day = t.value
	case 'H':
		d.hour = t.value
	case 'M':
		d.min = t.value
	case 'S':
		d.sec = t.value
	}
	return 2
}

// sign reads a + or -: an offset right after the time, else a separator.
func (d *dateReader) sign(i int) int {
	switch {
	case i == 0:
		d.leading = true
		return 1
	case d.hour < 0 || !d.numberAt(i+1) || !d.endsTime(i-1):
		if len(d.numbers) == 1 || d.month > 0 {
			d.sep = "-"
		}
		return 1
	}
	t := d.tokens[i+1]
	hours, minutes, n := t.value, 0, 2
	if len(t.text) > 2 {
		for ; hours > 9999; hours /= 100 { // seconds, of no use
		}
		hours, minutes = hours/100, hours%100
	} else if d.at(i+2) == ":" && d.numberAt(i+3) {
		minutes, n = d.tokens[i+3].value, 4
		if d.at(i+4) == ":" && d.numberAt(i+5) {
			n = 6
		}
	}
	if hours > 15 || minutes > 59 || len(t.text) > 6 {
		return 0
	}
	d.zone = hours*3600 + minutes*60
	if d.tokens[i].text != "+" {
		d.zone = -d.zone
	}
	return n
}

// endsTime reports whether a time may end with token i.
func (d *dateReader) endsTime(i int) bool {
	t := d.tokens[i]
	if t.number {
		return len(d.numbers) == 0 || d.numbers[len(d.numbers)-1] != t || d.at(i-1) == ":"
	}
	_, zone := zones[t.text]
	return zone || t.text == "am" || t.text == "pm" || t.text == ":" || t.text == "-"
}

// word reads a word: a month, a zone, half of the day, or a name of the day,
// which says nothing.
func (d *dateReader) word(i int) int {
	w := d.tokens[i].text
	if n := d.halfDay(i); n > 0 {
		return n
	}
	if m, ok := months[w]; ok && (d.month == 0 || d.early) {
		// "mar. 5 janv. 2004": what looked like March is Tuesday.
		d.month, d.early = m, len(d.numbers) == 0 && d.month == 0
		return 1
	}
	if w == "t" && d.numberAt(i+1) && d.at(i+2) != ":" && d.hour < 0 {
		return d.compactClock(i + 1)
	}
	if offset, ok := zones[w]; ok && d.hour >= 0 {
		if d.zone == unknownZone {
			d.zone = offset
		}
		return 1
	}
	if fillers[w] {
		return 1
	}
	if len(d.numbers) == 0 && d.year < 0 && d.hour < 0 {
		return 1 // a day's name, in any language
	}
	if d.hour >= 0 && utf8.RuneCountInString(w) <= 5 && d.zone == unknownZone {
		d.zone = 0 // a zone that nobody knows
		return 1
	}
	return 0
}

// halfDay reads am and pm.
func (d *dateReader) halfDay(i int) int {
	w, n := d.tokens[i].text, 1
	if (w == "a" || w == "p") && d.at(i+1) == "." && d.at(i+2) == "m" {
		w, n = w+"m", 3
	}
	if w == "오" && (d.at(i+1) == "후" || d.at(i+1) == "전") {
		w, n = w+d.at(i+1), 2
	}
	switch w {
	case "pm", "오후", "μμ", "下午", "午後":
		d.pm = true
	case "am", "오전", "πμ", "上午", "午前":
		d.am = true
	default:
		return 0
	}
	d.korean = d.korean || strings.HasPrefix(w, "오")
	return n
}

// compactClock reads a time without colons after a T.
func (d *dateReader) compactClock(i int) int {
	t := d.tokens[i]
	switch v := t.value; len(t.text) {
	case 2:
		d.hour = v
	case 4:
		d.hour, d.min = v/100, v%100
	case 6:
		d.hour, d.min, d.sec = v/10000, v/100%100, v%100
	default:
		return 0
	}
	return 2
}
