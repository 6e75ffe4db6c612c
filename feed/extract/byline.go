package extract

import (
	"slices"
	"strings"
	"unicode"
)

// bylineNear is the name in a line like "By Ana Ruiz" next to the title or the
// text's beginning, for pages that name no author elsewhere.
func (p *page) bylineNear() string {
	first, last := p.span()
	if first < 0 {
		return ""
	}
	for _, i := range slices.Concat([]int{first}, p.untilNext(first), around(first, 12), around(last+3, 6)) {
		if i < 0 || i >= len(p.pieces) {
			continue
		}
		q := p.pieces[i]
		if q.keep && i != first || len(q.words) > 12 || q.caption || q.also {
			continue
		}
		if name := labelledName(q.text); name != "" {
			return name
		}
		if len(q.words) < 2 {
			continue
		}
		name := by().ReplaceAllString(q.text, "")
		said := name != q.text
		name = role().ReplaceAllString(name, "")
		if n := len(appendWords(nil, name)); n < 2 || n > 8 || digits(name) > 0 || q.inviting {
			continue
		}
		if said && (capitals(name) > 0.05 || caseless(name)) || !q.keep && q.own&markAuthor != 0 && q.linked > 0 && capitals(name) > 0.05 {
			return joinNames([]string{q.text})
		}
	}
	return ""
}

// nameLabel stands before a name, or behind one, in a line with a date and other
// things, in languages that write names without a space.
var nameLabel = later(`(?:(?:^|[\s|｜/／、。,，)）])(?:文|取材・文)|作者|记者|記者|撰文|执笔|執筆)\s*[:：・/／|｜]\s*([\p{Han}\p{Hiragana}\p{Katakana}]{2,6}(?:[・ ][\p{Han}\p{Hiragana}\p{Katakana}]{1,6})?)(?:$|[\s　|｜/／、,，(（])|(?:^|[\s|·:：])(\p{Hangul}{2,4})\s?(?:기자|특파원|선임기자)(?:$|[\s|·,(=])`)

// labelledName is the name that a line gives with such a label, "" when it gives none.
func labelledName(text string) string {
	if len(text) > longestPhrase {
		return ""
	}
	m := nameLabel().FindStringSubmatch(text)
	if m == nil {
		return ""
	}
	return cleanName(m[1] + m[2])
}

// caseless reports whether text is written in letters without capitals.
func caseless(text string) bool {
	return strings.IndexFunc(text, func(r rune) bool { return unicode.IsUpper(r) || unicode.IsLower(r) }) < 0
}

// untilNext are the places between a piece that is kept and the next one, a dozen
// at most: names and dates stand there when the first is the standfirst.
func (p *page) untilNext(first int) []int {
	var out []int
	for i := first + 1; i < len(p.pieces) && i <= first+12; i++ {
		if p.pieces[i].keep {
			return out
		}
		out = append(out, i)
	}
	return nil
}

// around are the places before n, nearest first.
func around(n, by int) []int {
	var out []int
	for i := 1; i <= by; i++ {
		out = append(out, n-i)
	}
	return out
}
