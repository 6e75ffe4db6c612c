package store

import (
	"bytes"
	"errors"
	"math"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"warta/feed"
)

// An inspection calls do for each entry for which where holds, with the text that
// the full-text index has of it.
type inspection func(where string, args []any, do func(rank int64, t *searched)) error

// searched is what of an entry is searched.
type searched struct {
	title, author string
	body          func() string

	words   [3][]string // by field, once they were asked for
	read    bool        // the body was, and is plain
	plain   string
	seen    bool   // the letters were told
	letters []byte // see rough
	rough   bool
}

// of are the words of a field.
func (t *searched) of(f feed.Field) []string {
	if t.words[f] == nil {
		text := t.in(f)
		t.words[f] = make([]string, 0, len(text)/5+1)
		eachWord(text, func(word string) { t.words[f] = append(t.words[f], word) })
	}
	return t.words[f]
}

// in is the text of a field.
func (t *searched) in(f feed.Field) string {
	switch f {
	case feed.InTitle:
		return t.title
	case feed.InAuthor:
		return t.author
	case feed.AnyText:
		return t.text()
	}
	return ""
}

// errNoText is the error of an entry whose text only the index has.
var errNoText = errors.New("a text that is not known")

// textOf reads entries with the body that is searched: the article of a page that was
// fetched, or else what the feed has.
const textOf = `SELECT e.rank, e.title, e.author, coalesce(b.id % 16, 0), coalesce(b.codec, 0), coalesce(b.dict_id, 0), coalesce(b.raw_len, 0),
	coalesce(b.data, x'') FROM entry e LEFT JOIN body b ON b.id = e.id * 16 + CASE
		WHEN EXISTS (SELECT 1 FROM body WHERE id = e.id * 16 + 2) AND EXISTS (SELECT 1 FROM body WHERE id = e.id * 16 + 3) THEN 3
		WHEN EXISTS (SELECT 1 FROM body WHERE id = e.id * 16 + 1) THEN 1 ELSE 0 END`

func (s *Store) inspecting(ask asking) inspection {
	return func(where string, args []any, do func(int64, *searched)) error {
		var rank int64
		var kind int
		var p packed
		var t searched
		return ask(textOf+where, args, []any{&rank, &t.title, &t.author, &kind, &p.codec, &p.dict, &p.length, &p.data}, func() error {
			if kind == kindArticle && s.text == nil {
				return errNoText
			}
			its := p
			p.data = nil
			one := searched{title: t.title, author: t.author, body: func() string { return s.plainBody(kind, its) }}
			do(rank, &one)
			return nil
		})
	}
}

// plainBody is the plain text of a body. A damaged one is not found.
func (s *Store) plainBody(kind int, p packed) string {
	if p.length == 0 {
		return ""
	}
	data, err := s.codec.unpack(p)
	if err != nil {
		return ""
	}
	if kind == kindArticle {
		return s.text(data)
	}
	return plainText(string(data))
}

// rare finds the entries with the whole words of a search that has words with a
// star as well, and reports whether they are few: the index would have to put
// together all words that begin like this.
func (c *compiler) rare(a *arm, words []feed.Condition) (bool, error) {
	var whole feed.And
	for _, one := range words {
		if !hasStar(one) {
			whole = append(whole, one)
		}
	}
	if c.read == nil || c.byIndex || len(whole) == 0 || len(whole) == len(words) || a.min >= a.max {
		return false, nil
	}
	p := &plan{arms: []arm{{max: math.MaxInt64, words: whole, driven: true}}, min: a.min, max: a.max}
	ranks, err := c.search.first(p, true, c.few+1)
	if err != nil || len(ranks) > c.few {
		return false, err
	}
	a.where, a.args = append(a.where, ranked), append(a.args, jsonIDs(ranks))
	return true, nil
}

// hasStar reports whether a word with a star is asked for anywhere.
func hasStar(c feed.Condition) bool {
	switch c := c.(type) {
	case feed.Words:
		_, prefix := phrase(c)
		return prefix
	case feed.Not:
		return hasStar(c.Condition)
	case feed.And:
		return slices.ContainsFunc(c, hasStar)
	case feed.Or:
		return slices.ContainsFunc(c, hasStar)
	}
	return false
}

// ranked is the condition that an entry is one of a list.
const ranked = `e.rank IN (SELECT value FROM json_each(?))`

// choose reads the few entries that fit an arm's other conditions, and puts those
// with the words in the place of each condition that asks for words.
func (c *compiler) choose(a *arm) error {
	if c.read == nil || c.byIndex || a.min >= a.max {
		return nil
	}
	var where []string
	var args []any
	at := 0
	for _, text := range a.where {
		n := strings.Count(text, `?`) + strings.Count(text, hit)
		if its := a.args[at : at+n]; !strings.Contains(text, hit) {
			where, args = append(where, text), append(args, its...)
		}
		at += n
	}
	where, args = append(where, `e.rank >= ?`, `e.rank < ?`), append(args, a.min, a.max)
	found := a.finding()
	err := c.read(` WHERE `+strings.Join(where, ` AND `), args, found.look)
	if errors.Is(err, errNoText) {
		return nil
	}
	if err == nil {
		found.fill(a)
	}
	return err
}

// A finding is for which of some entries the conditions of an arm hold that ask for
// words: those beside others, and the last one for the arm's own.
type finding struct {
	conditions []feed.Condition
	ranks      [][]int64
}

func (a *arm) finding() *finding {
	f := &finding{}
	for _, arg := range a.args {
		if w, ok := arg.(wanted); ok {
			f.conditions = append(f.conditions, w.condition)
		}
	}
	if a.words != nil {
		f.conditions = append(f.conditions, a.words)
	}
	f.ranks = make([][]int64, len(f.conditions))
	return f
}

// look looks at one entry.
func (f *finding) look(rank int64, t *searched) {
	for i, c := range f.conditions {
		if t.holds(c) {
			f.ranks[i] = append(f.ranks[i], rank)
		}
	}
}

// fill puts the entries in the place of the arm's conditions.
func (f *finding) fill(a *arm) {
	a.where, a.args = slices.Clone(a.where), slices.Clone(a.args)
	for i, text := range a.where {
		a.where[i] = strings.ReplaceAll(text, hit, ranked)
	}
	next := 0
	for i, arg := range a.args {
		if _, ok := arg.(wanted); ok {
			a.args[i] = jsonIDs(f.ranks[next])
			next++
		}
	}
	if a.words != nil {
		a.where, a.args = append(a.where, ranked), append(a.args, jsonIDs(f.ranks[next]))
		a.words, a.driven = nil, false
	}
}

// holds reports whether words are there, as match would have the index say it.
func (t *searched) holds(c feed.Condition) bool {
	switch c := c.(type) {
	case feed.Words:
		return t.have(c)
	case feed.And:
		return !slices.ContainsFunc(c, func(one feed.Condition) bool { return !t.holds(one) })
	case feed.Or:
		return slices.ContainsFunc(c, t.holds)
	case feed.Not:
		return !t.holds(c.Condition)
	}
	return false
}

// have reports whether the words of w stand one after the other in its field.
func (t *searched) have(w feed.Words) bool {
	text, prefix := phrase(w)
	words := cutWords(text)
	if w.Field == feed.AnyText {
		if stand(t.of(feed.InTitle), words, prefix) {
			return true
		}
		if t.lacks(words[0]) {
			return false
		}
	}
	return stand(t.of(w.Field), words, prefix)
}

// text is the body's, read once.
func (t *searched) text() string {
	if !t.read {
		t.plain, t.read = t.body(), true
	}
	return t.plain
}

// lacks reports whether the body certainly has no word with these letters, which
// is told faster than by cutting it into words.
func (t *searched) lacks(word string) bool {
	if !t.seen {
		t.letters, t.rough = rough(t.text())
		t.seen = true
	}
	return t.rough && isASCII(word) && !bytes.Contains(t.letters, []byte(word))
}

// rough are the letters and digits of a text that are ASCII when they are folded,
// and one byte for any other sign; false when the text has signs of which more
// than one become one, or the other way round.
func rough(text string) ([]byte, bool) {
	letters := make([]byte, 0, len(text))
	for _, r := range text {
		if plain := plainLetters(r); plain != "" {
			letters = append(letters, plain...)
			continue
		}
		switch {
		case r < utf8.RuneSelf:
			if 'A' <= r && r <= 'Z' {
				r += 'a' - 'A'
			}
		case r < latinEnd && latin()[r] != 0:
			if r = latin()[r]; r >= utf8.RuneSelf {
				r = other
			}
		case 0x2000 <= r && r < 0x2070, 0x3000 <= r && r < 0x3200, 0x3400 <= r && r < 0xa000, 0xac00 <= r && r < 0xd7a4,
			0xff00 < r && r < 0xff10, 0xff1a <= r && r < 0xff21, 0xff3b <= r && r < 0xff41, 0xff5b <= r && r < 0xffa0:
			r = other
		default:
			return nil, false
		}
		letters = append(letters, byte(r))
	}
	return letters, true
}

const other = 0xff // in a rough text

// stand reports whether words stand one after the other in a list; the last one,
// as a prefix, need only begin like this.
func stand(list, words []string, prefix bool) bool {
	last := len(words) - 1
	for i := 0; i+last < len(list); i++ {
		if !slices.Equal(list[i:i+last], words[:last]) {
			continue
		}
		if end := list[i+last]; end == words[last] || prefix && strings.HasPrefix(end, words[last]) {
			return true
		}
	}
	return false
}

// eachWord calls do with each word of a text as it is in the index. A text may be
// megabytes of them: they are not gathered where they need not be.
func eachWord(text string, do func(word string)) {
	if !isASCII(text) {
		for _, word := range cutWords(indexText(text)) {
			do(word)
		}
		return
	}
	text = strings.ToLower(text)
	begin := -1
	for i := range len(text) {
		switch c := text[i]; {
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
			if begin < 0 {
				begin = i
			}
		case begin >= 0:
			do(text[begin:i])
			begin = -1
		}
	}
	if begin >= 0 {
		do(text[begin:])
	}
}

// cutWords cuts text into words, folded: small letters without accents, as SQLite's
// tokenizer unicode61 has them.
func cutWords(text string) []string {
	folded := make([]byte, 0, len(text)+len(text)/8)
	ends := make([]int, 0, len(text)/6)
	begin := 0
	for _, r := range text {
		switch {
		case isWordRune(r):
			folded = appendFold(folded, r)
		case len(folded) > begin && isAccent(r):
		case len(folded) > begin:
			begin = len(folded)
			ends = append(ends, begin)
		}
	}
	if len(folded) > begin {
		ends = append(ends, len(folded))
	}
	all, list := string(folded), make([]string, len(ends))
	begin = 0
	for i, end := range ends {
		list[i], begin = all[begin:end], end
	}
	return list
}

// appendFold appends r folded: a small letter, and a Latin one
// without its accents.
func appendFold(b []byte, r rune) []byte {
	switch {
	case r < latinEnd && latin()[r] != 0:
		r = latin()[r]
	case 0x2e80 <= r && r < 0xa000: // most of what has no case
	default:
		r = fold(r)
	}
	return utf8.AppendRune(b, r)
}

const latinEnd = 0x250

// latin are the Latin letters, folded; 0 for those that a normal form takes for
// others.
var latin = sync.OnceValue(func() *[latinEnd]rune {
	var folded [latinEnd]rune
	for r := range rune(latinEnd) {
		if norm.NFKC.String(string(r)) == string(r) || r == '\u00a0' {
			folded[r] = fold(r)
		}
	}
	return &folded
})

func fold(r rune) rune {
	if accented := r < latinEnd || 0x1e00 <= r && r < 0x1f00; accented && !strings.ContainsRune("ǠǡǢǣǮǯǼǽǾǿ", r) {
		r, _ = utf8.DecodeRuneInString(norm.NFD.String(string(r)))
	}
	if r != 'ı' && !unicode.Is(sinceUnicode61, r) {
		r = unicode.ToLower(unicode.ToUpper(r))
	}
	return r
}

// sinceUnicode61 are the letters that have had two cases only since then: the
// tokenizer does not know it.
var sinceUnicode61 = &unicode.RangeTable{
	R16: []unicode.Range16{{0x37f, 0x37f, 1}, {0x528, 0x52f, 1}, {0x13a0, 0x13fd, 1}, {0x1c80, 0x1cbf, 1}, {0x2c2f, 0x2c2f, 1}, {0x2c5f, 0x2c5f, 1},
		{0xa698, 0xa69b, 1}, {0xa794, 0xa79f, 1}, {0xa7ab, 0xa7f6, 1}, {0xab53, 0xab53, 1}, {0xab70, 0xabbf, 1}},
	R32: []unicode.Range32{{0x10450, 0x1ffff, 1}},
}
