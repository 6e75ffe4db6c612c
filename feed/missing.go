package feed

import "strings"

// Missing names the folders and feeds that a query asks for and that are not
// among feeds: when it finds nothing, a slip of the pen is the likely reason.
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
		if !m.any(func(f *Feed) bool { return called(f, c.Name) }) {
			m.say("feed", c.Name)
		}
	}
}

// say notes what is missing, and that the other kind goes by that name.
func (m *missing) say(kind, name string) {
	said := "there is no " + kind + " " + name
	switch {
	case kind == "folder" && m.any(func(f *Feed) bool { return called(f, name) }):
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

// called reports whether a feed is meant by feed:NAME.
func called(f *Feed, name string) bool {
	name = strings.ToLower(name)
	return strings.Contains(strings.ToLower(f.Label()), name) || strings.Contains(strings.ToLower(f.URL), name)
}

// within reports whether folder is the folder name or one below it.
func within(folder, name string) bool {
	folder, name = strings.ToLower(folder), strings.ToLower(name)
	return folder == name || strings.HasPrefix(folder, name+"/")
}
