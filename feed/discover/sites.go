package discover

import (
	"net/url"
	"strings"
)

// youTube: channels and playlists by their ids, users by their names. Handles
// (@name) say nothing of the id; their page does.
func youTube(p place) []string {
	const feeds = "https://www.youtube.com/feeds/videos.xml?"
	if list := p.url.Query().Get("list"); list != "" && p.part(0) != "channel" {
		return []string{feeds + "playlist_id=" + url.QueryEscape(list)}
	}
	switch p.part(0) {
	case "channel":
		return one(p, 2, feeds+"channel_id="+p.part(1))
	case "user":
		return one(p, 2, feeds+"user="+p.part(1))
	}
	return nil
}

// reddit: subreddits in any order, users, domains, several subreddits at once.
func reddit(p place) []string {
	const root = "https://www.reddit.com"
	query := ""
	if t := p.url.Query().Get("t"); t != "" {
		query = "?t=" + url.QueryEscape(t)
	}
	switch p.part(0) {
	case "":
		return []string{root + "/.rss"}
	case "r", "user", "u", "domain":
		if p.part(1) == "" {
			return nil
		}
		kind := p.part(0)
		if kind == "u" {
			kind = "user"
		}
		path := root + "/" + kind + "/" + p.part(1)
		switch order := p.part(2); order {
		case "new", "top", "hot", "rising", "controversial", "comments", "submitted", "m":
			path += "/" + strings.Join(p.parts[2:], "/")
		}
		return []string{path + "/.rss" + query}
	}
	return nil
}

// gitHubPages are first parts of paths that are no accounts.
var gitHubPages = map[string]bool{
	"features": true, "topics": true, "about": true, "pricing": true, "marketplace": true, "explore": true, "trending": true,
	"search": true, "login": true, "settings": true, "notifications": true, "sponsors": true, "orgs": true, "collections": true,
}

// gitHub: releases, tags and commits of a repository; what an account does.
func gitHub(p place) []string {
	owner, repo := p.part(0), strings.TrimSuffix(p.part(1), ".git")
	if owner == "" || gitHubPages[owner] {
		return nil
	}
	if repo == "" {
		return []string{"https://github.com/" + owner + ".atom"}
	}
	root := "https://github.com/" + owner + "/" + repo
	switch p.part(2) {
	case "commits", "tree", "blob":
		if p.part(3) != "" {
			return []string{root + "/commits/" + strings.Join(p.parts[3:], "/") + ".atom"}
		}
		return []string{root + "/commits.atom"}
	case "tags":
		return []string{root + "/tags.atom"}
	case "releases":
		return []string{root + "/releases.atom"}
	case "discussions":
		return []string{root + "/discussions.atom"}
	case "wiki":
		return []string{root + "/wiki.atom"}
	}
	return []string{root + "/releases.atom", root + "/commits.atom", root + "/tags.atom"}
}

// gitLab: a project may lie in groups within groups; "-" ends its name.
func gitLab(p place) []string {
	project, rest := p.parts, []string(nil)
	for i, part := range p.parts {
		if part == "-" {
			project, rest = p.parts[:i], p.parts[i+1:]
			break
		}
	}
	switch len(project) {
	case 0:
		return nil
	case 1:
		return []string{p.root() + "/" + project[0] + ".atom"}
	}
	root := p.root() + "/" + strings.Join(project, "/")
	if len(rest) > 1 && (rest[0] == "commits" || rest[0] == "tree") {
		return []string{root + "/-/commits/" + strings.Join(rest[1:], "/") + "?format=atom"}
	}
	if len(rest) > 0 {
		switch rest[0] {
		case "tags":
			return []string{root + "/-/tags?format=atom"}
		case "issues", "merge_requests":
			return []string{root + "/-/" + rest[0] + ".atom"}
		}
	}
	return []string{root + "/-/releases.atom", root + "/-/tags?format=atom", root + ".atom"}
}

// gitea: releases, tags and activity of a repository; what an account does.
func gitea(p place) []string {
	switch {
	case len(p.parts) == 0:
		return nil
	case len(p.parts) == 1:
		return []string{p.root() + "/" + p.part(0) + ".rss"}
	}
	root := p.root() + "/" + p.part(0) + "/" + p.part(1)
	switch p.part(2) {
	case "tags":
		return []string{root + "/tags.rss"}
	case "commits", "src":
		if p.part(3) == "branch" && p.part(4) != "" {
			return []string{root + "/rss/branch/" + p.part(4)}
		}
	}
	return []string{root + "/releases.rss", root + "/tags.rss", root + ".rss"}
}

// sourceHut: the log and the tags of a repository.
func sourceHut(p place) []string {
	if len(p.parts) < 2 {
		return nil
	}
	root := p.root() + "/" + p.part(0) + "/" + p.part(1)
	return []string{root + "/refs/rss.xml", root + "/log/rss.xml"}
}

// medium: accounts, publications and tags.
func medium(p place) []string {
	switch p.part(0) {
	case "":
		return nil
	case "tag", "topic":
		return one(p, 2, "https://medium.com/feed/tag/"+p.part(1))
	case "feed", "m", "search", "me":
		return nil
	}
	if p.part(1) == "tagged" && p.part(2) != "" {
		return []string{"https://medium.com/feed/" + p.part(0) + "/tagged/" + p.part(2)}
	}
	return []string{"https://medium.com/feed/" + p.part(0)}
}

// tumblr: a blog, or one of its tags.
func tumblr(p place) []string {
	if p.part(0) == "tagged" && p.part(1) != "" {
		return []string{p.root() + "/tagged/" + p.part(1) + "/rss"}
	}
	return []string{p.root() + "/rss"}
}

// stackExchange: the newest questions, those with tags, one question, one user.
func stackExchange(p place) []string {
	switch {
	case p.host == "stackexchange.com":
		return nil
	case p.part(0) == "questions" && p.part(1) == "tagged" && p.part(2) != "":
		return []string{p.root() + "/feeds/tag/" + p.part(2)}
	case p.part(0) == "questions" && p.part(1) != "":
		return []string{p.root() + "/feeds/question/" + p.part(1)}
	case p.part(0) == "users" && p.part(1) != "":
		return []string{p.root() + "/feeds/user/" + p.part(1)}
	}
	return []string{p.root() + "/feeds"}
}

// account is for sites that run software whose addresses tell it: Blogspot under
// the domains of many countries, Mastodon and its kin, and Lemmy.
func account(p place) []string {
	switch {
	case strings.Contains(p.host, ".blogspot."):
		if p.part(0) == "search" && p.part(1) == "label" && p.part(2) != "" {
			return []string{p.root() + "/feeds/posts/default/-/" + p.part(2)}
		}
		return []string{p.root() + "/feeds/posts/default"}
	case isLemmy(p.host) && (p.part(0) == "c" || p.part(0) == "u") && p.part(1) != "":
		return []string{p.root() + "/feeds/" + p.part(0) + "/" + p.part(1) + ".xml?sort=New"}
	case len(p.part(0)) > 1 && p.part(0)[0] == '@':
		name, host, away := strings.Cut(p.part(0)[1:], "@")
		if away && strings.Contains(host, ".") { // an account seen from another server
			return []string{"https://" + host + "/@" + name + ".rss"}
		}
		return []string{p.root() + "/@" + name + ".rss"}
	case isMastodon(p.host) && p.part(0) == "users" && p.part(1) != "":
		return []string{p.root() + "/@" + p.part(1) + ".rss"}
	case isMastodon(p.host) && p.part(0) == "tags" && p.part(1) != "":
		return []string{p.root() + "/tags/" + p.part(1) + ".rss"}
	}
	return nil
}

func isMastodon(host string) bool {
	switch host {
	case "fosstodon.org", "hachyderm.io", "mas.to", "infosec.exchange", "chaos.social", "mstdn.jp", "techhub.social", "ruby.social":
		return true
	}
	return strings.Contains(host, "mastodon") || strings.Contains(host, "mstdn") || strings.HasSuffix(host, ".social")
}

func isLemmy(host string) bool {
	switch host {
	case "beehaw.org", "programming.dev", "sh.itjust.works", "lemm.ee", "aussie.zone", "sopuli.xyz", "slrpnk.net", "discuss.tchncs.de":
		return true
	}
	return strings.HasPrefix(host, "lemmy.") || strings.HasPrefix(host, "feddit.")
}
