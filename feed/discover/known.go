package discover

import (
	"net/url"
	"strings"
)

// Known gives the feed addresses that well-known sites have for addr, best
// first, without a look at the page; nil when addr is not of such a site, or is
// a feed already. addr may be as somebody typed it (without a scheme, or "@name@host").
func Known(addr string) []string {
	u, err := url.Parse(address(addr))
	if err != nil || u.Hostname() == "" {
		return nil
	}
	parts := segments(u)
	if len(parts) > 0 && isFeedName(parts[len(parts)-1]) {
		return nil
	}
	p := place{url: u, host: strings.TrimPrefix(strings.ToLower(u.Hostname()), "www."), parts: parts}
	for _, s := range sites {
		if p.host == s.domain || s.below && strings.HasSuffix(p.host, "."+s.domain) {
			return s.feeds(p)
		}
	}
	return account(p)
}

// isFeedName reports whether the last part of a path is that of a feed.
func isFeedName(name string) bool {
	for _, ending := range []string{".rss", ".atom", ".xml", ".json", ".rdf"} {
		if strings.HasSuffix(name, ending) {
			return true
		}
	}
	return name == "rss" || name == "feed" || name == "atom"
}

// A place is an address on a site.
type place struct {
	url   *url.URL
	host  string // without www.
	parts []string
}

// part is the i-th part of the path, "" when there is none.
func (p place) part(i int) string {
	if i < len(p.parts) {
		return p.parts[i]
	}
	return ""
}

// root is the address of the site, without a slash at the end.
func (p place) root() string { return p.url.Scheme + "://" + p.url.Host }

// A site is a well-known one. With below, names below its domain count, too.
type site struct {
	domain string
	below  bool
	feeds  func(place) []string
}

// sites are the sites whose feeds lie at places that are known. The first whose
// domain fits is taken.
var sites = []site{
	{"youtube.com", true, youTube},
	{"reddit.com", true, reddit},
	{"gist.github.com", false, func(p place) []string { return one(p, 1, "https://gist.github.com/"+p.part(0)+".atom") }},
	{"github.com", false, gitHub},
	{"gitlab.com", false, gitLab}, {"salsa.debian.org", false, gitLab}, {"gitlab.gnome.org", false, gitLab}, {"framagit.org", false, gitLab},
	{"codeberg.org", false, gitea}, {"gitea.com", false, gitea},
	{"git.sr.ht", false, sourceHut},
	{"medium.com", false, medium},
	{"medium.com", true, func(p place) []string { return []string{p.root() + "/feed"} }},
	{"substack.com", false, func(p place) []string {
		if name, ok := strings.CutPrefix(p.part(0), "@"); ok {
			return []string{"https://" + name + ".substack.com/feed"}
		}
		return nil
	}},
	{"substack.com", true, func(p place) []string { return []string{p.root() + "/feed"} }},
	{"bsky.app", false, func(p place) []string {
		if p.part(0) != "profile" || p.part(1) == "" {
			return nil
		}
		return []string{"https://bsky.app/profile/" + p.part(1) + "/rss"}
	}},
	{"tumblr.com", false, func(p place) []string {
		name := strings.TrimPrefix(p.part(0), "@")
		if name == "blog" {
			name = p.part(len(p.parts) - 1)
		}
		return one(p, 1, "https://"+name+".tumblr.com/rss")
	}},
	{"tumblr.com", true, tumblr},
	{"wordpress.com", true, func(p place) []string {
		if p.host == "wordpress.com" {
			return nil
		}
		if first := p.part(0); (first == "category" || first == "tag" || first == "author") && p.part(1) != "" {
			return []string{p.root() + "/" + first + "/" + p.part(1) + "/feed/", p.root() + "/feed/"}
		}
		return []string{p.root() + "/feed/"}
	}},
	{"pypi.org", false, func(p place) []string {
		if p.part(0) != "project" || p.part(1) == "" {
			return []string{"https://pypi.org/rss/updates.xml"}
		}
		return []string{"https://pypi.org/rss/project/" + strings.ToLower(p.part(1)) + "/releases.xml"}
	}},
	{"crates.io", false, func(p place) []string {
		if p.part(0) != "crates" || p.part(1) == "" {
			return nil
		}
		return []string{"https://static.crates.io/rss/crates/" + p.part(1) + ".xml"}
	}},
	{"rubygems.org", false, func(p place) []string {
		if p.part(0) != "gems" || p.part(1) == "" {
			return nil
		}
		return []string{"https://rubygems.org/gems/" + p.part(1) + "/versions.atom"}
	}},
	{"news.ycombinator.com", false, func(place) []string { return []string{"https://news.ycombinator.com/rss"} }},
	{"lobste.rs", false, func(p place) []string {
		if p.part(0) == "t" && p.part(1) != "" {
			return []string{"https://lobste.rs/t/" + p.part(1) + ".rss"}
		}
		return []string{"https://lobste.rs/rss"}
	}},
	{"stackoverflow.com", false, stackExchange}, {"superuser.com", false, stackExchange}, {"serverfault.com", false, stackExchange},
	{"askubuntu.com", false, stackExchange}, {"stackexchange.com", true, stackExchange},
	{"vimeo.com", false, func(p place) []string {
		if p.part(0) == "channels" || p.part(0) == "groups" {
			return one(p, 2, "https://vimeo.com/"+p.part(0)+"/"+p.part(1)+"/videos/rss")
		}
		return one(p, 1, "https://vimeo.com/"+p.part(0)+"/videos/rss")
	}},
	{"dailymotion.com", false, func(p place) []string { return one(p, 1, "https://www.dailymotion.com/rss/user/"+p.part(0)) }},
	{"dev.to", false, func(p place) []string {
		if p.part(0) == "t" {
			return one(p, 2, "https://dev.to/feed/tag/"+p.part(1))
		}
		if p.part(0) == "" {
			return []string{"https://dev.to/feed"}
		}
		return []string{"https://dev.to/feed/" + p.part(0)}
	}},
	{"hashnode.dev", true, func(p place) []string { return []string{p.root() + "/rss.xml"} }},
	{"ghost.io", true, func(p place) []string { return []string{p.root() + "/rss/"} }},
	{"bearblog.dev", true, func(p place) []string { return []string{p.root() + "/feed/"} }},
	{"micro.blog", true, func(p place) []string {
		if p.host == "micro.blog" {
			return one(p, 1, "https://"+p.part(0)+".micro.blog/feed.xml")
		}
		return []string{p.root() + "/feed.xml"}
	}},
	{"write.as", false, func(p place) []string { return one(p, 1, "https://write.as/"+p.part(0)+"/feed/") }},
	{"buttondown.com", false, func(p place) []string { return one(p, 1, "https://buttondown.com/"+p.part(0)+"/rss") }},
	{"buttondown.email", false, func(p place) []string { return one(p, 1, "https://buttondown.com/"+p.part(0)+"/rss") }},
	{"livejournal.com", true, func(p place) []string { return []string{p.root() + "/data/rss"} }},
	{"dreamwidth.org", true, func(p place) []string { return []string{p.root() + "/data/rss"} }},
	{"letterboxd.com", false, func(p place) []string { return one(p, 1, "https://letterboxd.com/"+p.part(0)+"/rss/") }},
	{"kickstarter.com", false, func(p place) []string {
		if p.part(0) != "projects" {
			return nil
		}
		return one(p, 3, "https://www.kickstarter.com/projects/"+p.part(1)+"/"+p.part(2)+"/posts.atom")
	}},
	{"itch.io", true, func(p place) []string {
		if p.host == "itch.io" {
			return nil
		}
		return one(p, 1, p.root()+"/"+p.part(0)+"/devlog.rss")
	}},
	{"store.steampowered.com", false, func(p place) []string {
		if p.part(0) != "app" && p.part(1) != "app" {
			return nil
		}
		id := p.part(1)
		if p.part(1) == "app" {
			id = p.part(2)
		}
		return []string{"https://store.steampowered.com/feeds/news/app/" + id}
	}},
	{"sourceforge.net", false, func(p place) []string {
		if p.part(0) != "projects" && p.part(0) != "p" || p.part(1) == "" {
			return nil
		}
		return []string{"https://sourceforge.net/projects/" + p.part(1) + "/rss"}
	}},
	{"arxiv.org", false, func(p place) []string {
		if p.part(0) != "list" {
			return nil
		}
		return one(p, 2, "https://rss.arxiv.org/rss/"+p.part(1))
	}},
	{"wikipedia.org", true, func(p place) []string {
		if p.part(0) != "wiki" || p.part(1) == "" {
			return nil
		}
		return []string{p.root() + "/w/index.php?title=" + strings.Join(p.parts[1:], "/") + "&action=history&feed=atom"}
	}},
	{"pinterest.com", true, func(p place) []string {
		if p.part(1) != "" && !strings.HasPrefix(p.part(1), "_") {
			return []string{p.root() + "/" + p.part(0) + "/" + p.part(1) + ".rss"}
		}
		return one(p, 1, p.root()+"/"+p.part(0)+"/feed.rss")
	}},
	{"deviantart.com", false, func(p place) []string {
		return one(p, 1, "https://backend.deviantart.com/rss.xml?q=gallery:"+p.part(0))
	}},
	{"threads.net", true, none}, {"tiktok.com", true, none}, {"instagram.com", true, none}, {"x.com", true, none},
	{"twitter.com", true, none}, {"facebook.com", true, none}, {"flickr.com", true, none}, {"linkedin.com", true, none},
}

// none is for sites whose accounts look like those of the fediverse.
func none(place) []string { return nil }

// one is an address for places with at least n parts.
func one(p place, n int, address string) []string {
	if len(p.parts) < n {
		return nil
	}
	return []string{address}
}
