package parse

import (
	"strings"
	"testing"
)

func TestText(t *testing.T) {
	for in, want := range map[string]string{
		"":                                       "",
		"  a \n b\t":                             "a b",
		"AT&amp;T &#8211; R&D":                   "AT&T – R&D",
		"a <b>bold</b> word":                     "a bold word",
		"<p>one</p><p>two</p>":                   "one two",
		"one<br>two<br/>three":                   "one two three",
		"List<T> and Map<K, V>":                  "List<T> and Map<K, V>",
		"1 < 2 && 3 > 2":                         "1 < 2 && 3 > 2",
		"I <3 you":                               "I <3 you",
		`<img alt="a > b" src=x>after`:           "after",
		`<a href="x>open quote</a> text`:         "open quote text",
		"<script>var x = '<b>';</script>kept":    "kept",
		"<style>p{}</style>kept<!-- gone -->":    "kept",
		"a<!-- never closed":                     "a<!-- never closed",
		"a <b unclosed":                          "a <b unclosed",
		"&lt;b&gt; is a tag":                     "<b> is a tag",
		"\x1b]0;x\x07 &#27;[31m &#x9b;1m \u202e": "]0;x [31m ›1m",
		"<custom-tag>x</custom-tag>":             "x",
		"a\u00a0b":                               "a\u00a0b",
		"zero\u200bwidth, joined \U0001F468\u200d\U0001F469": "zero\u200bwidth, joined \U0001F468\u200d\U0001F469",
	} {
		if got := Text(in); got != want {
			t.Errorf("%q: got %q, not %q", in, got, want)
		}
	}
	if got := Text(strings.Repeat("é", 2000)); len(got) != maxText {
		t.Errorf("a title of %d bytes", len(got))
	}
}

func TestTidy(t *testing.T) {
	for in, want := range map[string]string{
		"plain":                          "plain",
		`<a href="b">x</a>`:              `<a href="https://a.example/x/b">x</a>`,
		`<a href='b?c=1&amp;d=2'>x</a>`:  `<a href="https://a.example/x/b?c=1&amp;d=2">x</a>`,
		`<a href=b>x</a>`:                `<a href="https://a.example/x/b">x</a>`,
		`<A HREF="/b">x</A>`:             `<A href="https://a.example/b">x</A>`,
		`<a href="https://b.example/">x`: `<a href="https://b.example/">x`,
		`<a href="#part">x</a>`:          `<a href="#part">x</a>`,
		`<a href="mailto:a@b">x</a>`:     `<a href="mailto:a@b">x</a>`,
		`<a href="JavaScript:x()">x</a>`: `<a >x</a>`,
		`<a href="java&#10;script:x">x`:  `<a >x`,
		`<a href=" vbscript:x">x`:        `<a >x`,
		`<img src="data:image/png;base64,AA"><iframe src="data:text/html,x">`: `<img src="data:image/png;base64,AA"><iframe >`,
		`<p onclick="x()" class=c>t</p>`:                                      `<p  class=c>t</p>`,
		`<p/onclick=x()>t`:                                                    `<p/>t`,
		`<script src=x>bad()</script>ok`:                                      "ok",
		`<SCRIPT>a</SCRIPT >b<style>c</style>d`:                               "bd",
		`<noscript><img src="/a"></noscript>`:                                 `<img src="https://a.example/a">`,
		`<script>never closed`:                                                "",
		`a<!-- b --><!-- <a href=x> -->c`:                                     "ac",
		`a<!-- b`:                                                             "a",
		`<img srcset="a 1x, /b 2x">`:                                          `<img srcset="https://a.example/x/a 1x, https://a.example/b 2x">`,
		`a &#27;[0m &#x202E; &#0; &#8212; b`:                                  `a [0m   &#8212; b`,
		`<p title="&#27;x &quot;y&quot;">`:                                    `<p title="x &quot;y&quot;">`,
		"1 < 2 <3 <":                                                          "1 < 2 <3 <",
		`<a href="b`:                                                          `&lt;a href="b`,
		`<b title="x>y">z`:                                                    `<b title="x>y">z`,
		"\x1b\u009b\u202ex":                                                   "›x",
		`<video poster="p.jpg"><source src="v.mp4"></video>`:                  `<video poster="https://a.example/x/p.jpg"><source src="https://a.example/x/v.mp4"></video>`,
	} {
		tidier := tidier{budget: maxGrowth}
		if got := tidier.tidy(in, "https://a.example/x/y"); got != want {
			t.Errorf("%q:\ngot  %q\nwant %q", in, got, want)
		}
	}
}

func TestResolve(t *testing.T) {
	for _, c := range []struct{ base, ref, want string }{
		{"https://a.example/b/c?d#e", "x", "https://a.example/b/x"},
		{"https://a.example/b/c?d#e", "./x/../y", "https://a.example/b/y"},
		{"https://a.example/b/c?d#e", "../../../x", "https://a.example/x"},
		{"https://a.example/b/c?d#e", "..", "https://a.example/"},
		{"https://a.example/b/c?d#e", ".", "https://a.example/b/"},
		{"https://a.example/b/c?d#e", "/x?y=../z", "https://a.example/x?y=../z"},
		{"https://a.example/b/c?d#e", "?x", "https://a.example/b/c?x"},
		{"https://a.example/b/c?d#e", "#x", "https://a.example/b/c?d#x"},
		{"https://a.example/b/c?d#e", "//b.example/x", "https://b.example/x"},
		{"https://a.example/b/c?d#e", "HTTP://B.example/%7Ex", "HTTP://B.example/%7Ex"},
		{"https://a.example", "x", "https://a.example/x"},
		{"https://a.example?q", "x", "https://a.example/x"},
		{"https://a.example/b/", " x\n y ", "https://a.example/b/x y"},
		{"https://a.example/b/", "x:y", "x:y"},
		{"https://a.example/b/", "1:2", "https://a.example/b/1:2"},
		{"https://a.example/b/", "é/ü", "https://a.example/b/é/ü"},
		{"https://a.example/b/", "", ""},
		{"", "x", "x"}, {"mailto:a@b", "x", "x"},
	} {
		if got := resolve(c.base, c.ref); got != c.want {
			t.Errorf("%q against %q: got %q, not %q", c.ref, c.base, got, c.want)
		}
	}
}

func TestWebAddress(t *testing.T) {
	for in, want := range map[string]string{
		"https://a.example/x y":          "https://a.example/x%20y",
		"www.b.example/x":                "http://www.b.example/x",
		"javascript:x":                   "",
		"file:///etc/passwd":             "",
		"ftp://a.example/":               "",
		"https://":                       "",
		"http:///x":                      "",
		"http://a b.example/x":           "",
		"http://[::1/x":                  "",
		"https://a.example/100%/x":       "https://a.example/100%/x",
		"https://a.example/\x1b\u202e<x": "https://a.example/%3Cx",
		"https://a.example/" + strings.Repeat("x", maxLink): "",
	} {
		if got := webAddress("https://a.example/", in); got != want {
			t.Errorf("%.80q: got %.80q, not %q", in, got, want)
		}
	}
}
