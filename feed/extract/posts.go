package extract

import (
	"net/url"
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// postClasses are the classes by which the scripts of other sites know the
// posts that they show in a page, with the attributes that keep their address.
var postClasses = []struct{ class, attr string }{
	{"twitter-tweet", ""}, {"twitter-video", ""}, {"instagram-media", "data-instgrm-permalink"}, {"tiktok-embed", "cite"},
	{"bluesky-embed", "data-bluesky-uri"}, {"mastodon-embed", "data-embed-url"}, {"text-post-media", "data-text-post-permalink"},
	{"reddit-embed-bq", "data-embed-cite"}, {"reddit-card", ""}, {"fb-post", "data-href"}, {"fb-video", "data-href"},
	{"telegram-post", "data-telegram-post"}, {"imgur-embed-pub", ""}, {"pinterest-embed", "data-href"}, {"tumblr-post", "data-href"},
}

// postAddress is the address of a post of another site whose text stands in an
// element of the page, "" when the element holds none.
func (p *page) postAddress(n *html.Node) string {
	if n.DataAtom != atom.Blockquote && n.DataAtom != atom.Div {
		return ""
	}
	class := attr(n, "class")
	for _, c := range postClasses {
		if !isAt(n, []string{"." + c.class}) || class == "" {
			continue
		}
		if a := postLink(p.link(attr(n, c.attr))); a != "" {
			return a
		}
		return p.lastPost(n)
	}
	return ""
}

// isPost reports whether an element says by its class that it is such a post.
func isPost(n *html.Node) bool {
	if n.DataAtom != atom.Blockquote && n.DataAtom != atom.Div || attr(n, "class") == "" {
		return false
	}
	for _, c := range strings.Fields(attr(n, "class")) {
		for _, p := range postClasses {
			if c == p.class {
				return true
			}
		}
	}
	return false
}

// postPath is what addresses of posts have in their path.
var postPath = regexp.MustCompile(`(?:/status(?:es)?/\d|/p/[\w-]|/reel/|/tv/|/video/|/videos/|/post/|/posts/|/@[^/]+/\d|/comments/|/pin/|/t/\w)`)

// lastPost is the last link in an element that leads to a post.
func (p *page) lastPost(n *html.Node) string {
	found := ""
	eachNode(n, func(a *html.Node) {
		if to := p.link(attr(a, "href")); a.DataAtom == atom.A && postPath.MatchString(to) {
			found = to
		}
	})
	return postLink(found)
}

// postLink is the address of a post without what counts its readers.
func postLink(addr string) string {
	u, err := url.Parse(addr)
	if err != nil || addr == "" {
		return ""
	}
	u.RawQuery, u.Fragment = "", ""
	u.Path = strings.TrimSuffix(u.Path, "/embed")
	return u.String()
}

// players are addresses of frames, and where the same is to be seen on a page.
var players = []struct {
	frame *regexp.Regexp
	page  string
}{
	{regexp.MustCompile(`^https?://(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w-]{6,})(?:[?&#].*)?$`), "https://www.youtube.com/watch?v=$1"},
	{regexp.MustCompile(`^https?://player\.vimeo\.com/video/(\d+)(?:[?&#].*)?$`), "https://vimeo.com/$1"},
	{regexp.MustCompile(`^https?://(?:www\.)?dailymotion\.com/embed/video/(\w+)(?:[?&#].*)?$`), "https://www.dailymotion.com/video/$1"},
	{regexp.MustCompile(`^https?://open\.spotify\.com/embed(?:-podcast)?/(\w+/\w+)(?:[?&#].*)?$`), "https://open.spotify.com/$1"},
	{regexp.MustCompile(`^https?://platform\.twitter\.com/embed/.*[?&]id=(\d+).*$`), "https://twitter.com/i/status/$1"},
	{regexp.MustCompile(`^(https?://(?:www\.)?instagram\.com/(?:p|reel|tv)/[\w-]+)/embed.*$`), "$1/"},
	{regexp.MustCompile(`^(https?://[^/]+/@[^/]+/\d+)/embed.*$`), "$1"},
	{regexp.MustCompile(`^https?://(?:www\.)?tiktok\.com/embed/(?:v2/)?(\d+).*$`), "https://www.tiktok.com/@/video/$1"},
}

// playerPage is the address of a page for what a frame shows, or the frame's own.
func playerPage(addr string) string {
	if strings.Contains(addr, "facebook.com/plugins/") {
		if u, err := url.Parse(addr); err == nil {
			if to := u.Query().Get("href"); strings.HasPrefix(to, "https://") {
				return to
			}
		}
	}
	for _, p := range players {
		if p.frame.MatchString(addr) {
			return p.frame.ReplaceAllString(addr, p.page)
		}
	}
	return addr
}

// posts keeps the text of the posts that stand between kept text.
func (p *page) posts() {
	first, last := p.span()
	if first < 0 {
		return
	}
	home := p.home()
	in := map[*box]bool{}
	for _, m := range p.media {
		if m.post == "" || m.order <= first || m.order > last+1 || m.marks&asideMarks != 0 {
			continue
		}
		for b := m.up; b != nil; b = b.up {
			in[m.up] = in[m.up] || b == home
		}
	}
	if len(in) == 0 {
		return
	}
	for _, q := range p.pieces {
		for b, n := q.box.up, 0; b != nil && n < 6; b, n = b.up, n+1 {
			if in[b] {
				q.keep = !postWords().MatchString(q.text)
				q.caption = false
				break
			}
		}
	}
}

// postWords are what the scripts' placeholders say, and not who wrote the post.
var postWords = later(`(?i)^(?:view this post on instagram|voir cette publication sur instagram|ver esta publicación en instagram|sieh dir diesen beitrag auf instagram an|a post shared by .{0,120}|(?:un post condiviso|une publication partagée|una publicación compartida|ein beitrag geteilt) .{0,120}|lihat postingan ini di instagram|view on (?:threads|bluesky|mastodon|instagram)|post by @.{0,80})$`)
