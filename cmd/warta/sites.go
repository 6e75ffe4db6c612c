package main

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"warta/feed/library"
)

// A siteRule is one [[site]] of the configuration: what stands where on the
// pages of one site. See [library.Site].
type siteRule struct {
	Host    string   `toml:"host"`
	Article string   `toml:"article"` // places, divided by commas
	Drop    []string `toml:"drop"`
	Keep    []string `toml:"keep"`
}

// place is what a rule may name: an element, a class, an id, or an element with
// one of the two.
var place = regexp.MustCompile(`^(?:[a-z][a-z0-9-]*)?(?:[.#][^\s.#>+~:,*\[\]]+)?$`)

// articles are the places of article, one by one.
func (s *siteRule) articles() []string {
	if strings.TrimSpace(s.Article) == "" {
		return nil
	}
	list := strings.Split(s.Article, ",")
	for i := range list {
		list[i] = strings.TrimSpace(list[i])
	}
	return list
}

// sites are the rules for the library.
func (c *config) sites() []library.Site {
	var list []library.Site
	for i := range c.Sites {
		s := &c.Sites[i]
		list = append(list, library.Site{Host: s.Host, Article: s.articles(), Drop: s.Drop, Keep: s.Keep})
	}
	return list
}

// checkSites refuses rules that can never apply.
func (c *config) checkSites() error {
	for i := range c.Sites {
		if key, err := c.Sites[i].check(); err != nil {
			return c.atNth("[site]", i, key, err)
		}
	}
	return nil
}

// check is what is wrong with a rule, and in which of its keys.
func (s *siteRule) check() (string, error) {
	if s.Host == "" {
		return "", fmt.Errorf(`a [[site]] has no host; write host = "example.org"`)
	}
	if u, err := url.Parse("//" + s.Host); err != nil || u.Host != s.Host || u.Port() != "" || strings.ContainsAny(s.Host, "*@ ") {
		return "host", fmt.Errorf("host = %q is no name of a site; write it like \"example.org\", which stands for www.example.org, too", s.Host)
	}
	if len(s.articles())+len(s.Drop)+len(s.Keep) == 0 {
		return "host", fmt.Errorf("the [[site]] %s says nothing; give it an article, drop or keep", s.Host)
	}
	for _, list := range []struct {
		key    string
		places []string
	}{{"article", s.articles()}, {"drop", s.Drop}, {"keep", s.Keep}} {
		for _, p := range list.places {
			if p == "" || !place.MatchString(p) {
				return list.key, fmt.Errorf("%s has %q, which is no place; write it like \"article\", \".story\", \"#main\" or \"div.story\"", list.key, p)
			}
		}
	}
	return "", nil
}

// atNth is at for the n-th table of an array of tables, the first being 0. Its
// own line is that of a key which is not there.
func (c *config) atNth(table string, n int, key string, err error) error {
	found, row, now := -1, 0, ""
	for i, line := range strings.Split(c.text, "\n") {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "[") {
			if now, _, _ = strings.Cut(strings.TrimPrefix(line, "["), "#"); strings.TrimSpace(now) == table+"]" {
				if found++; found == n {
					row = i + 1
				}
			} else if found == n {
				break
			}
			continue
		}
		name, _, ok := strings.Cut(line, "=")
		if ok && found == n && key != "" && strings.TrimSpace(name) == key {
			row = i + 1
			break
		}
	}
	if row == 0 {
		return err
	}
	return fmt.Errorf("line %d: %w", row, err)
}
