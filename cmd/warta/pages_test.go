package main

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/tools/txtar"
)

// A pageCase is an entry's page as a server sends it, and what becomes of it.
type pageCase struct {
	name       string
	own        string // more of the feed's item
	page       http.HandlerFunc
	badge, why string
	has, lacks []string // in the text that is read
}

// ownWords are what the feed itself says of every entry.
const ownWords = "What the feed itself says of it."

// newsroom serves the pages of some entries, and a feed of them at /feed. There
// are a few servers, for each is asked slowly.
func newsroom(t *testing.T, cases []pageCase) (feeds []string) {
	t.Helper()
	const servers = 4
	for s := range servers {
		mux := http.NewServeMux()
		var items strings.Builder
		for i := s; i < len(cases); i += servers {
			c := cases[i]
			mux.HandleFunc(fmt.Sprintf("/news/%s", c.name), c.page)
			own := c.own
			if own == "" {
				own = "<description>" + ownWords + "</description>"
			}
			fmt.Fprintf(&items, "<item><title>%s</title><guid>%s</guid><link>/news/%s</link>%s</item>", c.name, c.name, c.name, own)
		}
		mux.HandleFunc("/feed", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/rss+xml")
			fmt.Fprintf(w, `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Room %d</title>%s</channel></rss>`, s, items.String())
		})
		mux.HandleFunc("/{$}", func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprint(w, "<title>The Gull</title><h1>The Gull</h1>"+strings.Repeat("<h2><a href=/x>A headline</a></h2><p>Some words about it, as front pages have them.</p>", 20))
		})
		feeds = append(feeds, newServer(t, mux.ServeHTTP).URL+"/feed")
	}
	return feeds
}

// checkPages subscribes to the cases' feeds, fetches the articles, and looks at
// every entry with the real program.
func checkPages(t *testing.T, cases []pageCase) {
	t.Helper()
	env := environment(t.TempDir())
	for _, f := range newsroom(t, cases) {
		done(t, env, "add", f)
	}
	done(t, env, "refresh")
	byName := map[string]headlineJSON{}
	for _, h := range list(t, env, "-feed:guide") {
		byName[h.Title] = h
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			h, ok := byName[c.name]
			if !ok {
				t.Fatal("there is no such entry")
			}
			if h.Badge != c.badge || !strings.Contains(h.Why, c.why) || (h.Why == "") != (c.badge == "full" || c.badge == "summary") {
				t.Errorf("it is %q: %q; want %q: %q", h.Badge, h.Why, c.badge, c.why)
			}
			text := done(t, env, "--offline", "read", fmt.Sprint(h.ID))
			for _, s := range c.has {
				if !strings.Contains(text, s) {
					t.Errorf("it lacks %q:\n%s", s, text)
				}
			}
			for _, s := range c.lacks {
				if strings.Contains(text, s) {
					t.Errorf("it has %q:\n%s", s, text)
				}
			}
		})
	}
}

// sends answers with some bytes of a type.
func sends(contentType string, body []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header()["Content-Type"] = nil
		if contentType != "" {
			w.Header().Set("Content-Type", contentType)
		}
		w.Write(body)
	}
}

// wallBadges are the badges by the kind of a page, and what they say.
var wallBadges = map[string][2]string{
	"whole": {"full", ""}, "paywall": {"paywall", "subscribers"}, "consent": {"failed", "consent"}, "script": {"failed", "page"},
	"missing": {"failed", "not there"}, "login": {"failed", "login"}, "region": {"failed", "region"}, "empty": {"failed", "no article"},
}

// Pages in place of articles, and articles that look like them, give the right
// badge and the feed's own words instead.
func TestWallsOnTheWay(t *testing.T) {
	t.Parallel()
	dir := filepath.Join("..", "..", "feed", "extract", "testdata", "walls")
	files, err := filepath.Glob(filepath.Join(dir, "*.txtar"))
	if err != nil || len(files) < 50 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	var cases []pageCase
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		parts := txtar.Parse(data).Files
		c := pageCase{name: strings.TrimSuffix(filepath.Base(file), ".txtar"), page: sends("text/html; charset=utf-8", fillProse(t, dir, parts[0].Data))}
		for line := range strings.Lines(string(parts[1].Data)) {
			switch key, value, _ := strings.Cut(strings.TrimSpace(line), ": "); key {
			case "kind":
				b, ok := wallBadges[value]
				if !ok {
					t.Fatalf("%s: %s", file, line)
				}
				c.badge, c.why = b[0], b[1]
				if c.badge == "failed" {
					c.has = append(c.has, ownWords)
				}
			case "has":
				c.has = append(c.has, value)
			case "lacks":
				c.lacks = append(c.lacks, value)
			}
		}
		cases = append(cases, c)
	}
	checkPages(t, cases)
}

var proseWanted = regexp.MustCompile(`\{\{(\w\w) (\d)-(\d)\}\}`)

// fillProse puts the paragraphs of prose.txt in place of {{en 1-4}}.
func fillProse(t *testing.T, dir string, page []byte) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, "prose.txt"))
	if err != nil {
		t.Fatal(err)
	}
	prose := map[string][]string{}
	for line := range strings.Lines(string(data)) {
		if lang, text, ok := strings.Cut(strings.TrimSpace(line), ": "); ok && len(lang) == 2 {
			prose[lang] = append(prose[lang], text)
		}
	}
	return proseWanted.ReplaceAllFunc(page, func(m []byte) []byte {
		list := prose[string(m[2:4])][m[5]-'1' : m[7]-'0']
		return []byte("<p>" + strings.Join(list, "</p><p>") + "</p>")
	})
}

// The encodings of the world: by header, mark, declaration and by their bytes,
// and headers that are wrong.
func TestEncodingsOnTheWay(t *testing.T) {
	t.Parallel()
	texts := map[string]string{
		"ru": "Капитан порта закрыл в понедельник вечером внешние ворота, потому что две петли из четырёх протёрлись.",
		"uk": "Капітан порту зачинив у понеділок увечері зовнішню браму, бо дві завіси з чотирьох перетерлися, є ще й третя.",
		"ar": "أغلق مدير الميناء البوابة الخارجية مساء الاثنين بعد أن اكتشفت خبيرة أن اثنتين من المفصلات قد تآكلتا.",
		"fa": "رئیس بندر عصر دوشنبه دروازهٔ بیرونی را بست، زیرا دو لولا از چهار لولای آن ساییده شده بود.",
		"he": "מנהל הנמל סגר ביום שני בערב את השער החיצוני, לאחר שהתגלה כי שניים מארבעת הצירים נשחקו.",
		"el": "Ο λιμενάρχης έκλεισε το βράδυ της Δευτέρας την εξωτερική πύλη, γιατί δύο μεντεσέδες είχαν φθαρεί.",
		"tr": "Liman başkanı pazartesi akşamı dış kapıyı kapattı, çünkü dört menteşeden ikisi aşınmıştı; ığ şüphesi yoktu.",
		"pl": "Kapitan portu zamknął w poniedziałek wieczorem zewnętrzną bramę, gdyż dwa zawiasy są przetarte, źdźbło też.",
		"cs": "Kapitán přístavu zavřel v pondělí večer vnější bránu, protože dva ze čtyř závěsů jsou prodřené, řekl úředník.",
		"ja": "トルウィック港の港長は月曜日の夜、外側の水門を閉じた。四つある蝶番のうち二つがすり減ったためだ。",
		"ko": "톨윅 항만장은 월요일 저녁 바깥쪽 수문을 닫았다. 네 개의 경첩 가운데 두 개가 닳았기 때문이다.",
		"zh": "托尔威克港的港务长周一晚上关闭了外闸门，因为一名勘查员发现，四个铰链中有两个已经磨穿了。",
		"tw": "托爾威克港的港務長週一晚上關閉了外閘門，因為一名勘查員發現，四個鉸鏈中有兩個已經磨穿了。",
		"th": "นายท่าปิดประตูด้านนอกเมื่อเย็นวันจันทร์ หลังจากพบว่าบานพับสองในสี่บานสึกหรอ",
		"fr": "Le capitaine a fermé la porte extérieure, « à l'heure », dit-il : deux gonds étaient usés, et c'était un péché.",
		"de": "Der Hafenmeister hat am Montagabend das äußere Tor geschlossen, weil zwei Angeln durchgescheuert waren, sagte er später.",
	}
	var cases []pageCase
	add := func(name, lang, encoding, header, meta, mark string) {
		page := `<html><head>` + meta + `<title>x</title></head><body><h1>` + name + `</h1><p>` + strings.Repeat(texts[lang]+" ", 6) + `</p></body></html>`
		cases = append(cases, pageCase{name: name, page: sends(header, append([]byte(mark), inEncoding(t, encoding, page)...)), badge: "full", has: []string{texts[lang]}})
	}
	for _, e := range []struct{ lang, encoding string }{
		{"ru", "windows-1251"}, {"ru", "koi8-r"}, {"ru", "iso-8859-5"}, {"uk", "koi8-u"}, {"ar", "windows-1256"}, {"ar", "iso-8859-6"}, {"he", "windows-1255"},
		{"el", "windows-1253"}, {"tr", "windows-1254"}, {"pl", "iso-8859-2"}, {"cs", "windows-1250"}, {"ja", "shift_jis"}, {"ja", "euc-jp"},
		{"ja", "iso-2022-jp"}, {"ko", "euc-kr"}, {"zh", "gb18030"}, {"zh", "gbk"}, {"tw", "big5"}, {"th", "windows-874"}, {"fr", "windows-1252"}, {"de", "iso-8859-15"},
	} {
		add("header-"+e.lang+"-"+e.encoding, e.lang, e.encoding, "text/html; charset="+e.encoding, "", "")
		add("meta-"+e.lang+"-"+e.encoding, e.lang, e.encoding, "text/html", `<meta charset="`+e.encoding+`">`, "")
	}
	for _, e := range []struct{ lang, encoding string }{
		{"ru", "windows-1251"}, {"ru", "koi8-r"}, {"ru", "ibm866"}, {"uk", "windows-1251"}, {"ar", "windows-1256"}, {"he", "windows-1255"}, {"el", "windows-1253"},
		{"tr", "windows-1254"}, {"pl", "iso-8859-2"}, {"pl", "windows-1250"}, {"cs", "windows-1250"}, {"ja", "shift_jis"}, {"ja", "euc-jp"}, {"ko", "euc-kr"},
		{"zh", "gb18030"}, {"tw", "big5"}, {"th", "windows-874"}, {"fr", "windows-1252"}, {"de", "windows-1252"}, {"ru", "utf-16le"}, {"fr", "utf-16be"}, {"ja", "utf-16le"},
	} {
		add("sniffed-"+e.lang+"-"+e.encoding, e.lang, e.encoding, "text/html", "", "")
	}
	add("mark-utf-8", "fa", "utf-8", "text/html; charset=windows-1256", "", "\xef\xbb\xbf")
	add("mark-utf-16le", "ja", "utf-16le", "text/html", "", "\xff\xfe")
	add("mark-utf-16be", "ru", "utf-16be", "text/html; charset=utf-8", "", "\xfe\xff")
	add("wrong-header-latin", "ru", "utf-8", "text/html; charset=iso-8859-1", "", "")
	add("wrong-header-utf-8", "ja", "shift_jis", "text/html; charset=utf-8", `<meta http-equiv=Content-Type content="text/html; charset=Shift_JIS">`, "")
	add("wrong-header-utf-8-no-meta", "ko", "euc-kr", "text/html; charset=UTF-8", "", "")
	add("wrong-meta-utf-8", "zh", "gbk", "text/html", `<meta charset="utf-8">`, "")
	add("wrong-header-right-meta", "ru", "windows-1251", "text/html; charset=iso-8859-1", `<meta charset="windows-1251">`, "")
	add("alias", "ko", "euc-kr", "text/html; charset=ks_c_5601-1987", "", "")
	add("xml", "pl", "iso-8859-2", "application/xhtml+xml", "", "")
	cases[len(cases)-1].page = sends("application/xhtml+xml", append(inEncoding(t, "utf-8", `<?xml version="1.0" encoding="iso-8859-2"?>`), inEncoding(t, "iso-8859-2", `<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><h1>xml</h1><p>`+strings.Repeat(texts["pl"]+" ", 6)+`</p></body></html>`)...))
	checkPages(t, cases)
}

func inEncoding(t *testing.T, name, text string) []byte {
	t.Helper()
	enc, err := htmlindex.Get(name)
	if err != nil {
		t.Fatal(name, err)
	}
	out, err := enc.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(name, err)
	}
	return out
}

var story = func() string {
	const p = "<p>The harbour master closed the outer gate on Monday evening, after a surveyor found that two of its four hinges had worn through, and the boats will wait for high water until it is mended.</p>"
	return "<html><head><title>Gate</title></head><body><article><h1>The gate</h1>" + strings.Repeat(p, 6) + "<p>That was all that could be learned about the gate before the evening ferry left.</p></article></body></html>"
}()

// What is no page says what it is, what only says so is read, and what cannot be
// had says why.
func TestAnswersOnTheWay(t *testing.T) {
	t.Parallel()
	status := func(code int, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			w.WriteHeader(code)
			fmt.Fprint(w, body)
		}
	}
	to := func(place string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, place, http.StatusFound) }
	}
	read := []string{"closed the outer gate", "That was all that could be learned"}
	own := []string{ownWords}
	cases := []pageCase{
		{name: "pdf", page: sends("application/pdf", []byte("%PDF-1.7 x")), badge: "failed", why: "a PDF", has: own},
		{name: "pdf-as-html", page: sends("text/html", []byte("%PDF-1.7 x")), badge: "failed", why: "a PDF", has: own},
		{name: "pdf-as-stream", page: sends("application/octet-stream", []byte("%PDF-1.7 x")), badge: "failed", why: "a PDF", has: own},
		{name: "picture", page: sends("image/jpeg", []byte("\xff\xd8\xff\xe0")), badge: "failed", why: "a picture", has: own},
		{name: "picture-as-html", page: sends("text/html", []byte("\x89PNG\r\n\x1a\n\x00\x00")), badge: "failed", why: "a picture"},
		{name: "avif-as-html", page: sends("text/html", []byte("\x00\x00\x00\x1cftypavif\x00\x00\x00\x00")), badge: "failed", why: "a picture"},
		{name: "film", page: sends("video/mp4", []byte("\x00\x00\x00\x18ftypmp42")), badge: "failed", why: "a film", has: own},
		{name: "film-as-stream", page: sends("application/octet-stream", []byte("\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom")), badge: "failed", why: "a film"},
		{name: "webm-as-html", page: sends("text/html", []byte("\x1aE\xdf\xa3\x01\x00\x00\x00")), badge: "failed", why: "a film"},
		{name: "sound", page: sends("audio/mpeg", []byte("ID3\x03")), badge: "failed", why: "a sound", has: own},
		{name: "sound-as-html", page: sends("text/html", []byte("ID3\x03\x00\x00")), badge: "failed", why: "a sound"},
		{name: "zip", page: sends("application/zip", []byte("PK\x03\x04")), badge: "failed", why: "an archive", has: own},
		{name: "zip-as-html", page: sends("text/html", []byte("PK\x03\x04")), badge: "failed", why: "an archive"},
		{name: "word", page: sends("application/vnd.openxmlformats-officedocument.wordprocessingml.document", []byte("PK\x03\x04")), badge: "failed", why: "a document"},
		{name: "json", page: sends("application/json", []byte(`{"a":1}`)), badge: "failed", why: "application/json"},
		{name: "binary-as-html", page: sends("text/html", []byte(strings.Repeat("\x00\x01\x02\x03\xfe", 400))), badge: "failed", why: "not a page"},
		{name: "html-as-stream", page: sends("application/octet-stream", []byte(story)), badge: "full", has: read},
		{name: "html-as-plain", page: sends("text/plain", []byte(story)), badge: "full", has: read},
		{name: "html-without-type", page: sends("", []byte(story)), badge: "full", has: read},
		{name: "html-as-nonsense", page: sends("html", []byte(story)), badge: "full", has: read},
		{name: "html-as-xml", page: sends("text/xml", []byte(story)), badge: "full", has: read},
		{name: "plain-text", page: sends("text/plain", []byte("The gate\n\n"+strings.Repeat("The harbour master closed the outer gate on Monday evening, after a surveyor found that two hinges had worn through.\n\n", 6)+"That was all that could be learned about the gate.\n")), badge: "full", has: read},
		{name: "status-404", page: status(404, story), badge: "failed", why: "404", has: own},
		{name: "status-410", page: status(410, ""), badge: "failed", why: "410", has: own},
		{name: "status-401", page: status(401, ""), badge: "failed", why: "401", has: own},
		{name: "status-403", page: status(403, "<title>Just a moment...</title>"), badge: "failed", why: "403", has: own},
		{name: "status-451", page: status(451, ""), badge: "failed", why: "451", has: own},
		{name: "status-500", page: status(500, ""), badge: "failed", why: "500", has: own},
		{name: "to-the-front-page", page: to("/"), badge: "failed", why: "front page", has: own, lacks: []string{"A headline"}},
		{name: "in-a-circle", page: to("/news/in-a-circle"), badge: "failed", why: "circle", has: own},
		{name: "to-elsewhere", page: to("ftp://gull.test/x"), badge: "failed", why: "not on the web", has: own},
		{name: "too-large", page: func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			for range 12 {
				fmt.Fprint(w, strings.Repeat("<p>word ", 1<<17))
			}
		}, badge: "failed", why: "larger than 10 MB", has: own},
		{name: "deep", page: sends("text/html", []byte(strings.Replace(story, "<article>", strings.Repeat("<div>", 12000), 1))), badge: "full", has: read},
		{name: "broken-off", page: func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			w.Header().Set("Content-Length", "100000")
			fmt.Fprint(w, strings.TrimSuffix(story, "<p>That was all that could be learned about the gate before the evening ferry left.</p></article></body></html>"))
		}, badge: "failed", why: "broke off", has: []string{"closed the outer gate", "broke off"}},
		{name: "nothing", page: sends("text/html", nil), badge: "failed", why: "no article", has: own},
		{name: "whole-in-feed", own: "<content:encoded><![CDATA[" + strings.Repeat("<p>All of it stands in the feed already, every paragraph with all of its words, so that nobody has to ask for the page, which is not there anyway, for it never was.</p>", 12) + "]]></content:encoded>",
			page: status(500, ""), badge: "full", has: []string{"it never was"}},
	}
	checkPages(t, cases)
}

// A page that drips is given up in time, whatever the others do.
func TestPageThatDrips(t *testing.T) {
	patient(t, "it takes half a minute")
	t.Parallel()
	drip := func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		for {
			if _, err := fmt.Fprint(w, "<p>drop</p>"); err != nil {
				return
			}
			w.(http.Flusher).Flush()
			select {
			case <-time.After(500 * time.Millisecond):
			case <-r.Context().Done():
				return
			}
		}
	}
	checkPages(t, []pageCase{{name: "drips", page: drip, badge: "failed", why: "too slowly", has: []string{ownWords}}, {name: "well", page: sends("text/html", []byte(story)), badge: "full"}})
}
