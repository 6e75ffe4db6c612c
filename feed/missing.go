package feed

import (
	"strconv"
	"strings"
)

// Missing names the folders and feeds that a query asks for and that are not
// among feeds, and languages by other names than their own: when it finds nothing,
// a slip of the pen is the likely reason.
func Missing(q Query, feeds []Feed) []string {
	m := missing{feeds: feeds}
	m.walk(q.Where)
	return m.said
}

type missing struct {
	feeds []Feed
	said  []string
}

func (m *missing) walk(c Condition) {
	switch c := c.(type) {
	case And:
		for _, k := range c {
			m.walk(k)
		}
	case Or:
		for _, k := range c {
			m.walk(k)
		}
	case Not:
		m.walk(c.Condition)
	case InFolder:
		if !m.any(func(f *Feed) bool { return within(f.Folder, c.Folder) }) {
			m.say("folder", c.Folder)
		}
	case FeedNamed:
		if len(c.Among(m.feeds)) == 0 {
			m.say("feed", c.Name)
		}
	case Lang:
		if first, _, _ := strings.Cut(c.Tag, "-"); len(first) > 3 {
			m.said = append(m.said, "a language is written like en or pt-BR, not "+c.Tag)
		}
	case FromFeed:
		if !m.any(func(f *Feed) bool { return f.ID == c.Feed }) {
			m.say("feed", "#"+strconv.FormatInt(int64(c.Feed), 10))
		}
	}
}

// say notes what is missing, and that the other kind goes by that name.
func (m *missing) say(kind, name string) {
	said := "there is no " + kind + " " + name
	below := m.below(name)
	switch {
	case kind == "folder" && below != "":
		said += "; in:" + below + " is a folder"
	case kind == "folder" && len(FeedNamed{Name: name}.Among(m.feeds)) > 0:
		said += "; feed: asks for a feed"
	case kind == "feed" && m.any(func(f *Feed) bool { return within(f.Folder, name) }):
		said += "; in: asks for a folder"
	}
	m.said = append(m.said, said)
}

func (m *missing) any(holds func(*Feed) bool) bool {
	for i := range m.feeds {
		if holds(&m.feeds[i]) {
			return true
		}
	}
	return false
}

// below is the folder of that name in another folder, "" when there is none.
func (m *missing) below(name string) string {
	for i := range m.feeds {
		parts := strings.Split(m.feeds[i].Folder, "/")
		for n, part := range parts {
			if n > 0 && strings.EqualFold(part, name) {
				folder := strings.Join(parts[:n+1], "/")
				if strings.Contains(folder, " ") {
					folder = `"` + folder + `"`
				}
				return folder
			}
		}
	}
	return ""
}

// within reports whether folder is the folder name or one below it.
func within(folder, name string) bool {
	folder, name = strings.ToLower(folder), strings.ToLower(name)
	return folder == name || strings.HasPrefix(folder, name+"/")
}
