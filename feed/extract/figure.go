package extract

import (
	"cmp"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"warta/feed/article"
)

// mediaBlock is one picture, film, sound or frame. The same picture is shown
// once.
func (r *renderer) mediaBlock(b *box, to []article.Block) []article.Block {
	if !isImage(b.media) {
		if e := r.page.embed(b.media); e != nil {
			return append(to, e)
		}
		return to
	}
	f := r.page.picture(b)
	if f == nil || r.seen(cmp.Or(f.Image.URL, f.Image.Caption)) {
		return to
	}
	return append(to, f)
}

// seen reports whether a picture was shown before, and notes it.
func (r *renderer) seen(addr string) bool {
	if r.shown[addr] {
		return true
	}
	if r.shown == nil {
		r.shown = map[string]bool{}
	}
	r.shown[addr] = true
	return false
}

// figure is the pictures of a figure with its caption; what else stands in it
// (a quote, code, a table) is given as it is.
func (r *renderer) figure(b *box, to []article.Block) []article.Block {
	from := len(to)
	to = r.kids(b, to)
	// What is said below a table is its caption.
	var table *article.Table
	for _, k := range to[from:] {
		if t, ok := k.(*article.Table); ok && table == nil {
			table = t
		} else if ok {
			return to
		}
	}
	if n := len(to); table != nil && table.Caption == "" {
		if p, ok := to[n-1].(*article.Paragraph); ok && to[n-2] == article.Block(table) {
			table.Caption, to = oneLine(article.Plain(p.Text)), to[:n-1]
		} else if p, ok := to[from].(*article.Paragraph); ok && n > from+1 && to[from+1] == article.Block(table) {
			table.Caption = oneLine(article.Plain(p.Text))
			to = append(to[:from], to[from+1:]...)
		}
	}
	return to
}

// picture is a picture with what is said about it. Where the page's own address
// is not known, a relative one leads nowhere: then what is said is kept alone.
func (p *page) picture(b *box) *article.Figure {
	source := pictureSource(b.media)
	addr := p.link(source)
	if source == "" || addr == "" && len(p.captions[b]) == 0 {
		return nil
	}
	f := &article.Figure{Image: article.Image{URL: addr, Alt: oneLine(attr(b.media, "alt"))}}
	var said []string
	for _, c := range p.captions[b] {
		if c.credit {
			f.Credit = c.text
			continue
		}
		said = append(said, c.text)
	}
	f.Image.Caption = strings.Join(said, " ")
	if same(f.Image.Alt, f.Image.Caption) || strings.Contains(f.Image.Caption, f.Image.Alt) || strings.HasPrefix(f.Image.Alt, "http") {
		f.Image.Alt = ""
	}
	return f
}

// pictureSource is the address of the best version of a picture as the page
// writes it, "" when it has none or is too small to be more than an ornament.
func pictureSource(n *html.Node) string {
	if small(n) {
		return ""
	}
	var single []string
	for i := range n.Attr {
		if a := &n.Attr[i]; strings.HasPrefix(a.Key, "data-") && holdsPicture(a) {
			single = append(single, a.Val)
		}
	}
	single = append(single, attr(n, "src"))
	versions := versionsOf(n)
	chosen, width := bestVersion(versions)
	for _, c := range single {
		if c == "" || placeholder(c) || !mayBeLink(c) {
			continue
		}
		if chosen == "" || width < 600 || widthIn(versions, c) >= width && widthIn(versions, c) <= widest {
			return c
		}
		break
	}
	return chosen
}

// mayBeLink reports whether an address leads to the web, once it is resolved
// against the page's own.
func mayBeLink(c string) bool {
	u, err := url.Parse(strings.TrimSpace(c))
	return err == nil && (u.Scheme == "" || u.Scheme == "http" || u.Scheme == "https")
}

// pictureFile is a file name of a picture.
var pictureFile = regexp.MustCompile(`(?i)\.(?:jpe?g|png|webp|avif|gif)(?:[?#&/:]|$)`)

// holdsPicture reports whether a data attribute keeps a picture's address until
// a script needs it.
func holdsPicture(a *html.Attribute) bool {
	if strings.Contains(a.Key, "srcset") || strings.ContainsAny(a.Val, " ,{") {
		return false
	}
	return strings.HasSuffix(a.Key, "src") || strings.HasSuffix(a.Key, "original") || pictureFile.MatchString(a.Val)
}

// placeholder reports whether an address is that of a picture which only keeps
// the place of one.
func placeholder(addr string) bool {
	low := strings.ToLower(addr)
	for _, s := range []string{"placeholder", "blank.gif", "spacer.", "pixel.gif", "1x1.", "transparent.", "lazy.gif", "lazy.svg", "lazy.png", "lazyload.", "loading.", "grey.gif", "gray.gif", "{{", "%7b%7b"} {
		if strings.Contains(low, s) {
			return true
		}
	}
	return false
}

// small reports whether a picture says that it is at most 64 pixels wide or high.
func small(n *html.Node) bool {
	for _, key := range []string{"width", "height"} {
		if v, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(attr(n, key)), "px")); err == nil && v > 0 && v <= 64 {
			return true
		}
	}
	return false
}

// embed is what another site shows in the page, as a link; nil for what shows
// nothing.
func (p *page) embed(n *html.Node) *article.Embed {
	if n.DataAtom == atom.Script {
		return &article.Embed{Kind: "document", URL: scriptPage(attr(n, "src"))}
	}
	addr := p.postAddress(n)
	title := attr(n, "title")
	if addr != "" {
		title = postAuthor(n)
	}
	for _, key := range []string{"src", "data-src", "data-lazy-src", "data-original", "data", "href", "data-url"} {
		if addr != "" {
			break
		}
		if a := attr(n, key); a != "about:blank" {
			addr = p.link(a)
		}
	}
	if addr == "" {
		addr = namedVideo(n)
	}
	for k := n.FirstChild; addr == "" && k != nil; k = k.NextSibling {
		if k.DataAtom == atom.Source {
			addr = p.link(attr(k, "src"))
		}
	}
	if addr == "" || placeholder(addr) {
		return nil
	}
	kind := embedKind(n.DataAtom, addr)
	if kind == "" {
		return nil
	}
	return &article.Embed{Kind: kind, URL: playerPage(addr), Title: oneLine(title)}
}

// postAuthor is who wrote a post and when, as the last line of it says.
func postAuthor(n *html.Node) string {
	lines := strings.Split(strings.TrimSpace(rawText(n)), "\n")
	last := strings.TrimSpace(lines[len(lines)-1])
	if postWords().MatchString(last) {
		return ""
	}
	if i := strings.LastIndex(last, "— "); i >= 0 {
		return last[i+len("— "):]
	}
	if len(last) <= 80 {
		return last
	}
	return ""
}

// namedVideo is the address of a film that an element names by its number.
func namedVideo(n *html.Node) string {
	for _, v := range []struct{ tag, attr, addr string }{
		{"amp-youtube", "data-videoid", "https://www.youtube.com/watch?v="}, {"lite-youtube", "videoid", "https://www.youtube.com/watch?v="},
		{"amp-vimeo", "data-videoid", "https://vimeo.com/"}, {"lite-vimeo", "videoid", "https://vimeo.com/"},
		{"amp-dailymotion", "data-videoid", "https://www.dailymotion.com/video/"}, {"amp-twitter", "data-tweetid", "https://twitter.com/i/status/"},
		{"amp-instagram", "data-shortcode", "https://www.instagram.com/p/"},
	} {
		if id := attr(n, v.attr); n.Data == v.tag && id != "" && strings.IndexFunc(id, func(r rune) bool { return !isWord(r) && r != '-' }) < 0 {
			return v.addr + article.Clean(id)
		}
	}
	return ""
}

// hosts says what the frames of well-known hosts show.
var hosts = []struct{ host, kind string }{
	{"youtube", "video"}, {"youtu.be", "video"}, {"vimeo", "video"}, {"dailymotion", "video"}, {"brightcove", "video"}, {"jwplayer", "video"},
	{"jwplatform", "video"}, {"twitch.tv", "video"}, {"rumble.com", "video"}, {"bilibili", "video"}, {"rutube", "video"}, {"nicovideo", "video"},
	{"streamable", "video"}, {"wistia", "video"}, {"loom.com", "video"}, {"ted.com", "video"}, {"kaltura", "video"}, {"/videos/embed/", "video"},
	{"facebook.com/plugins/video", "video"}, {"fb.watch", "video"}, {"tiktok", "video"},
	{"twitter", "post"}, {"//x.com/", "post"}, {"//www.x.com/", "post"}, {"instagram", "post"}, {"facebook.com/plugins/post", "post"}, {"reddit", "post"}, {"bsky", "post"},
	{"mastodon", "post"}, {"threads.net", "post"}, {"threads.com", "post"}, {"//t.me/", "post"}, {"linkedin.com/embed", "post"}, {"tumblr.com", "post"},
	{"spotify", "audio"}, {"soundcloud", "audio"}, {"podcasts.apple", "audio"}, {"acast", "audio"}, {"podbean", "audio"}, {"bandcamp", "audio"},
	{"anchor.fm", "audio"}, {"omny.fm", "audio"}, {"megaphone.fm", "audio"}, {"simplecast", "audio"}, {"buzzsprout", "audio"}, {"libsyn", "audio"},
	{"podigee", "audio"}, {"deezer", "audio"}, {"mixcloud", "audio"}, {"audioboom", "audio"}, {"art19", "audio"}, {"transistor.fm", "audio"},
	{"maps", "map"}, {"openstreetmap", "map"}, {"docs.google", "document"}, {"scribd", "document"}, {"documentcloud", "document"}, {".pdf", "document"},
	{"datawrapper", "frame"}, {"dwcdn", "frame"}, {"flourish", "frame"}, {"infogram", "frame"}, {"giphy", "frame"}, {"codepen", "frame"},
	{"jsfiddle", "frame"}, {"observablehq", "frame"}, {"public.tableau", "frame"}, {"knightlab", "frame"},
}

// fediverse is how posts of Mastodon and the like are addressed, on any host.
var fediverse = regexp.MustCompile(`/@[\w.@-]+/\d{6,}(?:/embed)?$`)

// embedKind is what an embed shows, "" for frames of unknown hosts: most are
// advertisements, counters and forms.
func embedKind(tag atom.Atom, addr string) string {
	switch tag {
	case atom.Video:
		return "video"
	case atom.Audio:
		return "audio"
	}
	low := strings.ToLower(addr)
	if strings.Contains(low, "/widgets") || strings.Contains(low, "/intent/") || strings.Contains(low, "plugins/like") {
		return "" // buttons
	}
	for _, h := range hosts {
		if strings.Contains(low, h.host) {
			return h.kind
		}
	}
	switch {
	case fediverse.MatchString(addr), tag == atom.Blockquote, tag == atom.Div:
		return "post"
	}
	return ""
}
