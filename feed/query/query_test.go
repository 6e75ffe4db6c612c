package query

import (
	"errors"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"

	"warta/feed"
)

var now = time.Date(2026, 11, 20, 15, 4, 5, 0, time.Local)

func words(text string) feed.Words      { return feed.Words{Text: text} }
func is(p feed.Property) feed.Condition { return feed.Is{Property: p} }
func not(c feed.Condition) feed.Not     { return feed.Not{Condition: c} }
func date(y, m, d int) time.Time        { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.Local) }

func TestParse(t *testing.T) {
	for _, c := range []struct {
		text   string
		want   feed.Condition
		order  feed.Order
		format string // "" when it is text
	}{
		{"", nil, 0, ""},
		{"   ", nil, 0, " "},
		{"unread", is(feed.Unread), 0, ""},
		{"UNREAD Starred", feed.And{is(feed.Unread), is(feed.Starred)}, 0, "unread starred"},
		{"saved muted read", feed.And{is(feed.Saved), is(feed.Muted), is(feed.Read)}, 0, ""},
		{`"unread"`, words("unread"), 0, ""},
		{"is:updated has:full", feed.And{is(feed.Revised), is(feed.Full)}, 0, ""},
		{"is:unread is:full", feed.And{is(feed.Unread), is(feed.Full)}, 0, "unread has:full"},
		{"in:World/Asia", feed.InFolder{Folder: "World/Asia"}, 0, ""},
		{`in:"New  York"`, feed.InFolder{Folder: "New York"}, 0, `in:"New York"`},
		{"feed:kompas", feed.FeedNamed{Name: "kompas"}, 0, ""},
		{"feed:kompas*", feed.FeedNamed{Name: "kompas", Prefix: true}, 0, ""},
		{`feed:"New York"*`, feed.FeedNamed{Name: "New York", Prefix: true}, 0, ""},
		{"feed:#12", feed.FromFeed{Feed: 12}, 0, ""},
		{`feed:"#12"`, feed.FeedNamed{Name: "#12"}, 0, ""},
		{"title:beras", feed.Words{Field: feed.InTitle, Text: "beras"}, 0, ""},
		{`author:"Ada Lovelace"`, feed.Words{Field: feed.InAuthor, Text: "Ada Lovelace"}, 0, ""},
		{"lang:id", feed.Lang{Tag: "id"}, 0, ""},
		{"newer:2d", feed.Newer{Age: 48 * time.Hour}, 0, ""},
		{`older:"2 weeks"`, feed.Older{Age: 14 * day}, 0, "older:2w"},
		{"newer:1h30min", feed.Newer{Age: 90 * time.Minute}, 0, "newer:90min"},
		{"before:2026-11-01", feed.Before{Time: date(2026, 11, 1)}, 0, ""},
		{"after:2026-11", feed.After{Time: date(2026, 11, 1)}, 0, "after:2026-11-01"},
		{"after:today", feed.After{Time: date(2026, 11, 20)}, 0, "after:2026-11-20"},
		{"before:tomorrow", feed.Before{Time: date(2026, 11, 21)}, 0, "before:2026-11-21"},
		{"after:Yesterday", feed.After{Time: date(2026, 11, 19)}, 0, "after:2026-11-19"},
		{"rice price", feed.And{words("rice"), words("price")}, 0, ""},
		{`"rice price"`, words("rice price"), 0, ""},
		{"“rice price”", words("rice price"), 0, `"rice price"`},
		{"pric*", feed.Words{Text: "pric", Prefix: true}, 0, ""},
		{`"rice pri"*`, feed.Words{Text: "rice pri", Prefix: true}, 0, ""},
		{`title:pri*`, feed.Words{Field: feed.InTitle, Text: "pri", Prefix: true}, 0, ""},
		{"-football", not(words("football")), 0, ""},
		{"not football", not(words("football")), 0, "-football"},
		{"-(a or b)", not(feed.Or{words("a"), words("b")}), 0, ""},
		{"a or b c", feed.Or{words("a"), feed.And{words("b"), words("c")}}, 0, ""},
		{"(a OR b) c", feed.And{feed.Or{words("a"), words("b")}, words("c")}, 0, "(a or b) c"},
		{"a and b", feed.And{words("a"), words("b")}, 0, "a b"},
		{"(a b) c", feed.And{words("a"), words("b"), words("c")}, 0, "a b c"},
		{"--a", not(not(words("a"))), 0, ""},
		{"covid-19", words("covid-19"), 0, ""},
		{"https://example.org/x", words("https://example.org/x"), 0, ""},
		{"12:30", words("12:30"), 0, ""},
		{"日本語 新聞", feed.And{words("日本語"), words("新聞")}, 0, ""},
		{"unread sort:oldest", is(feed.Unread), feed.OldestFirst, ""},
		{"sort:relevance rice", words("rice"), feed.ByRelevance, "rice sort:relevance"},
		{"sort:oldest", nil, feed.OldestFirst, ""},
		{"sort:newest", nil, feed.NewestFirst, " "},
		{`"say \"hi\""`, words(`say "hi"`), 0, ""},
		{"is:any", feed.And{}, 0, ""},
	} {
		q, err := ParseAt(c.text, now)
		if err != nil {
			t.Errorf("Parse(%q): %v", c.text, err)
			continue
		}
		if !reflect.DeepEqual(q.Where, c.want) || q.Order != c.order {
			t.Errorf("Parse(%q) = %#v, %v; want %#v, %v", c.text, q.Where, q.Order, c.want, c.order)
		}
		want := c.format
		if want == "" {
			want = c.text
		}
		if got := Format(q); got != strings.TrimSpace(want) {
			t.Errorf("Format(Parse(%q)) = %q, want %q", c.text, got, strings.TrimSpace(want))
		}
	}
}

func TestParseErrorsPointAtTheWord(t *testing.T) {
	for _, c := range []struct{ text, word, reason string }{
		{"unread colour:red", "colour:red", "there is no colour:"},
		{"a tag:x", "tag:x", "there is no tag:; write in: for a folder"},
		{"unread:yes b", "unread:yes", "unread stands alone"},
		{"a (b or c", "(", "not closed"},
		{"a b) c", ")", "no parenthesis was opened"},
		{`a "b c`, `"b c`, "quotation mark"},
		{"a newer:soon b", "newer:soon", "an age is"},
		{"newer:9999999999999y", "newer:9999999999999y", "at most 200 years"},
		{"newer:300y", "newer:300y", "at most 200 years"},
		{"é before:2026-13-01", "before:2026-13-01", "a date is written"},
		{"in: b", "in:", "missing after the colon"},
		{"is:big", "is:big", "is: knows"},
		{"has:unread", "has:unread", "has: knows"},
		{"sort:size", "sort:size", "sort: knows"},
		{"a (sort:oldest b)", "sort:oldest", "an order cannot stand"},
		{"sort:oldest sort:newest", "sort:newest", "another order"},
		{"a or", "", "a word is missing"},
		{"a or or b", "or", "a word is missing"},
		{"()", ")", "a word is missing"},
		{"a not", "not", "missing after this"},
		{"a or sort:oldest", "", "but an order"},
		{`title:""`, `title:""`, "nothing between"},
		{"*", "*", "before the star"},
		{"lang:i*", "lang:i*", "takes no star"},
		{"-", "-", "nothing to search for"},
		{"rice - beans", "-", "nothing to search for"},
		{"a !!!", "!!!", "nothing to search for"},
		{"…", "…", "nothing to search for"},
		{`a "---" b`, `"---"`, "nothing to search for"},
		{"title:--", "title:--", "nothing to search for"},
		{`a -author:"…"`, `author:"…"`, "nothing to search for"},
		{"🎉*", "🎉*", "nothing to search for"},
		{"a newer:2026-11-01", "newer:2026-11-01", "after: takes a date, newer: an age like 2d"},
		{"older:yesterday", "older:yesterday", "before: takes a date"},
		{"newer:2026", "newer:2026", "an age is"},
		{"after:2w", "after:2w", "newer: takes an age, after: a date"},
		{`before:"2 weeks"`, `before:"2 weeks"`, "older: takes an age"},
		{"on:2026-11-01", "on:2026-11-01", "write after: and before:"},
		{"rice !beans", "!beans", "a minus leaves a word out: -beans"},
		{"title:!beans", "title:!beans", "a minus leaves a word out: -beans"},
		{"r*ce", "r*ce", "a star stands at the end of a word"},
		{"a *ice b", "*ice", "a star stands at the end of a word"},
		{"a title:*ice*", "title:*ice*", "a star stands at the end of a word"},
		{"rice | beans", "|", "the word or between them"},
		{"rice && beans", "&&", "must all hold"},
		{"title: rice", "title:", "without a space"},
		{"feed:*", "feed:*", "letters are missing before the star"},
		{"feed:#3*", "feed:#3*", "number is missing"},
		{"feed:#x", "feed:#x", "number is missing"},
		{strings.Repeat("(", 80), "(", "nested too deeply"},
		{strings.Repeat("a ", 500), "a", "too many words"},
	} {
		_, err := ParseAt(c.text, now)
		e, ok := errors.AsType[*Error](err)
		if !ok {
			t.Errorf("Parse(%.40q) = %v, want an *Error", c.text, err)
			continue
		}
		if got := e.Text[e.At : e.At+e.Length]; got != c.word || !strings.Contains(e.Error(), c.reason) {
			t.Errorf("Parse(%.40q) points at %q and says %q; want %q and %q", c.text, got, e.Error(), c.word, c.reason)
		}
	}
	_, err := ParseAt("é è newer:soon", now)
	if e, ok := errors.AsType[*Error](err); !ok || e.Column() != 4 {
		t.Errorf("column of %v, want 4", err)
	}
}

// random is a condition as Parse gives it: no list in a list of its own kind.
func random(r *rand.Rand, depth int, inside string) feed.Condition {
	if depth > 0 {
		switch n := r.IntN(4); {
		case n == 0 && inside != "and":
			return feed.And(randomList(r, depth, "and"))
		case n == 1 && inside != "or":
			return feed.Or(randomList(r, depth, "or"))
		case n == 2:
			return not(random(r, depth-1, ""))
		}
	}
	texts := []string{"rice", "unread", "or", "NOT", "a b", `x"y`, `back\slash`, "-minus", "st*r*", "!no", "in:x", "日本", "(1", "é", "#1", "“q”", "a:b"}
	text := texts[r.IntN(len(texts))]
	age := time.Duration(r.IntN(1e6)) * time.Second
	switch r.IntN(12) {
	case 0:
		return is(feed.Property(1 + r.IntN(7)))
	case 1:
		return feed.InFolder{Folder: text}
	case 2:
		return feed.FromFeed{Feed: feed.FeedID(1 + r.IntN(99))}
	case 3:
		return feed.FeedNamed{Name: text, Prefix: r.IntN(3) == 0}
	case 4:
		return feed.Lang{Tag: text}
	case 5:
		return feed.Newer{Age: age}
	case 6:
		return feed.Older{Age: age}
	case 7:
		return feed.Before{Time: date(2000+r.IntN(40), 1+r.IntN(12), 1+r.IntN(28))}
	case 8:
		return feed.After{Time: date(2026, 1, 1).Add(time.Duration(r.IntN(1e8)) * time.Second)}
	}
	return feed.Words{Field: feed.Field(r.IntN(3)), Text: text, Prefix: r.IntN(3) == 0}
}

func randomList(r *rand.Rand, depth int, kind string) []feed.Condition {
	list := make([]feed.Condition, 2+r.IntN(3))
	for i := range list {
		list[i] = random(r, depth-1, kind)
	}
	return list
}

func TestFormatIsReadBack(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		q := feed.Query{Where: random(r, 3, ""), Order: feed.Order(r.IntN(3))}
		text := Format(q)
		again, err := ParseAt(text, now)
		if err != nil {
			t.Fatalf("Parse(%q): %v", text, err)
		}
		if !reflect.DeepEqual(q, again) {
			t.Fatalf("Parse(%q) = %#v, want %#v", text, again, q)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, text := range []string{`unread in:world "rice price" newer:2d -(football or golf)`, `a* sort:oldest`, `x or (y -z)`,
		`before:2026-11-01 after:today feed:#3`, `"a \" b"* title:"c"`, "“x” lang:id"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		q, err := ParseAt(text, now)
		if err != nil {
			e, ok := errors.AsType[*Error](err)
			if !ok || e.At < 0 || e.At+e.Length > len(e.Text) || e.Error() == "" || e.Column() < 0 {
				t.Fatalf("Parse(%q) = %#v", text, err)
			}
			return
		}
		written := Format(q)
		again, err := ParseAt(written, now)
		if err != nil {
			t.Fatalf("Parse(%q), written for %q: %v", written, text, err)
		}
		if second := Format(again); second != written {
			t.Fatalf("%q is written %q, and then %q", text, written, second)
		}
	})
}
