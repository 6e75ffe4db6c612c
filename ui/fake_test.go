package ui

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"warta/feed"
	"warta/feed/article"
)

// noon is the time in the tests.
var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

// A fake is a library in memory. It keeps a log of what was done to it.
type fake struct {
	mu       sync.Mutex
	feeds    []feed.Feed
	views    []feed.View
	rules    []feed.Rule
	rows     []feed.Headline // newest first
	articles map[feed.EntryID]article.Article
	places   map[feed.EntryID]feed.Place
	changed  map[feed.EntryID][]article.Change
	found    []feed.Candidate
	log      []string
	broken   error // what every question answers
	activity chan feed.Activity
}

var _ Library = (*fake)(nil)

func (f *fake) note(format string, args ...any) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.log = append(f.log, fmt.Sprintf(format, args...))
}

func (f *fake) Feeds(context.Context) ([]feed.Feed, error) {
	out := slices.Clone(f.feeds)
	for i := range out {
		out[i].Unread, out[i].Total = 0, 0
		for _, h := range f.rows {
			if h.Feed == out[i].ID {
				out[i].Total++
				if !h.Read {
					out[i].Unread++
				}
			}
		}
	}
	return out, f.broken
}

func (f *fake) Folders(ctx context.Context) ([]feed.Folder, error) {
	var out []feed.Folder
	feeds, _ := f.Feeds(ctx) // broken is told below
	for _, s := range feeds {
		if s.Folder != "" && !slices.ContainsFunc(out, func(o feed.Folder) bool { return o.Name == s.Folder }) {
			out = append(out, feed.Folder{Name: s.Folder})
		}
	}
	for i := range out {
		for _, s := range feeds {
			if s.Folder == out[i].Name || strings.HasPrefix(s.Folder, out[i].Name+"/") {
				out[i].Unread += s.Unread
			}
		}
	}
	return out, f.broken
}

func (f *fake) Views(ctx context.Context) ([]feed.View, error) {
	out := slices.Clone(f.views)
	for i := range out {
		q, err := f.Query(out[i].Query)
		if err != nil {
			return nil, err
		}
		for _, h := range f.rows {
			if f.holds(q.Where, h) && !h.Read {
				out[i].Unread++
			}
		}
	}
	return out, f.broken
}

func (f *fake) SaveView(_ context.Context, name, query string) error {
	f.views = append(f.views, feed.View{Name: name, Query: query, Own: true})
	return f.broken
}

func (f *fake) RemoveView(_ context.Context, name string) error {
	f.views = slices.DeleteFunc(f.views, func(v feed.View) bool { return v.Name == name })
	return f.broken
}

func (f *fake) Rules(context.Context) ([]feed.Rule, error) { return slices.Clone(f.rules), f.broken }

func (f *fake) SaveRule(_ context.Context, r feed.Rule) error {
	f.note("rule %s: %s does %d until %s", r.Name, r.Query, r.Do, r.Until.Format(time.DateOnly))
	f.rules = append(f.rules, r)
	return f.broken
}

func (f *fake) RemoveRule(_ context.Context, name string) error {
	f.note("removed rule %s", name)
	f.rules = slices.DeleteFunc(f.rules, func(r feed.Rule) bool { return r.Name == name })
	return f.broken
}

func (f *fake) UndoRule(_ context.Context, name string) (int, error) {
	f.note("undid rule %s", name)
	return 3, f.broken
}

func (f *fake) Tried(text string) (feed.Query, error) { return f.Query(text) }

// A wrongWord is what is wrong with a query.
type wrongWord struct {
	word string
	at   int
}

func (w wrongWord) Error() string { return strconv.Quote(w.word) + " is not known" }
func (w wrongWord) Column() int   { return w.at }

func (f *fake) Query(text string) (feed.Query, error) {
	var all feed.And
	for _, w := range strings.Fields(text) {
		switch w {
		case "is:unread":
			all = append(all, feed.Is{Property: feed.Unread})
		case "is:starred":
			all = append(all, feed.Is{Property: feed.Starred})
		case "is:saved":
			all = append(all, feed.Is{Property: feed.Saved})
		default:
			if folder, ok := strings.CutPrefix(w, "in:"); ok {
				all = append(all, feed.InFolder{Folder: folder})
				continue
			}
			if strings.Contains(w, ":") {
				return feed.Query{}, wrongWord{w, strings.Index(text, w)}
			}
			all = append(all, feed.Words{Text: w})
		}
	}
	if len(all) == 0 {
		return feed.Query{}, nil
	}
	return feed.Query{Where: all}, nil
}

func (f *fake) FormatQuery(q feed.Query) string {
	var words []string
	and, _ := q.Where.(feed.And)
	for _, c := range and {
		switch c := c.(type) {
		case feed.Words:
			words = append(words, c.Text)
		case feed.Is:
			words = append(words, map[feed.Property]string{feed.Unread: "is:unread", feed.Starred: "is:starred"}[c.Property])
		}
	}
	return strings.Join(words, " ")
}

func (f *fake) holds(c feed.Condition, h feed.Headline) bool {
	switch c := c.(type) {
	case feed.And:
		return !slices.ContainsFunc(c, func(c feed.Condition) bool { return !f.holds(c, h) })
	case feed.Is:
		return c.Property == feed.Unread && !h.Read || c.Property == feed.Starred && h.Starred || c.Property == feed.Saved && h.Saved
	case feed.FromFeed:
		return h.Feed == c.Feed
	case feed.InFolder:
		return h.Folder == c.Folder || strings.HasPrefix(h.Folder, c.Folder+"/")
	case feed.Words:
		return strings.Contains(strings.ToLower(h.Title), strings.ToLower(c.Text))
	}
	return c == nil
}

func (f *fake) Headlines(_ context.Context, q feed.Query, w feed.Window) ([]feed.Headline, error) {
	var all []feed.Headline
	for _, h := range f.rows {
		if f.holds(q.Where, h) {
			all = append(all, h)
		}
	}
	at := 0
	if !w.From.IsZero() {
		for at < len(all) && (all[at].Published.After(w.From.Published) || all[at].Published.Equal(w.From.Published) && all[at].ID > w.From.ID) {
			at++
		}
		if here := at < len(all) && all[at].ID == w.From.ID; here && w.Backward == w.Including {
			at++
		}
	} else if w.Backward {
		at = len(all)
	}
	if w.Backward {
		return all[max(at-w.Limit, 0):at], f.broken
	}
	return all[at:min(at+w.Limit, len(all))], f.broken
}

func (f *fake) Count(ctx context.Context, q feed.Query) (int, error) {
	rows, err := f.Headlines(ctx, q, feed.Window{Limit: 1 << 30})
	return len(rows), err
}

func (f *fake) Headline(_ context.Context, id feed.EntryID) (feed.Headline, error) {
	for _, h := range f.rows {
		if h.ID == id {
			return h, f.broken
		}
	}
	return feed.Headline{}, feed.ErrNotFound
}

func (f *fake) Article(_ context.Context, id feed.EntryID) (article.Article, error) {
	a, ok := f.articles[id]
	if !ok {
		return a, feed.ErrNotFound
	}
	return a, f.broken
}

func (f *fake) Changed(_ context.Context, id feed.EntryID) ([]article.Change, error) {
	list := slices.Clone(f.changed[id])
	for i := range list {
		list[i].After = f.articles[id]
	}
	return list, f.broken
}

func (f *fake) FetchArticle(_ context.Context, id feed.EntryID) (article.Article, error) {
	f.note("fetch %d", id)
	for i := range f.rows {
		if f.rows[i].ID == id {
			f.rows[i].Badge = feed.BadgeFull
		}
	}
	return f.articles[id], f.broken
}

func (f *fake) Mark(_ context.Context, ids []feed.EntryID, mark feed.Mark) (feed.Change, error) {
	change := feed.Change{Mark: mark}
	for i := range f.rows {
		before := f.rows[i].Status
		if slices.Contains(ids, f.rows[i].ID) {
			put(&f.rows[i].Status, mark)
		}
		if before != f.rows[i].Status {
			change.Entries = append(change.Entries, f.rows[i].ID)
		}
	}
	f.note("mark %d %v", mark, change.Entries)
	return change, f.broken
}

func put(s *feed.Status, m feed.Mark) {
	switch m {
	case feed.MarkRead, feed.MarkUnread:
		s.Read = m == feed.MarkRead
	case feed.MarkStarred, feed.MarkUnstarred:
		s.Starred = m == feed.MarkStarred
	case feed.MarkSaved, feed.MarkUnsaved:
		s.Saved = m == feed.MarkSaved
	}
}

func (f *fake) MarkAll(ctx context.Context, q feed.Query, upTo feed.Cursor, m feed.Mark) (feed.Change, error) {
	rows, _ := f.Headlines(ctx, q, feed.Window{From: upTo, Including: true, Limit: 1 << 30})
	var ids []feed.EntryID
	for _, h := range rows {
		ids = append(ids, h.ID)
	}
	return f.Mark(ctx, ids, m)
}

func (f *fake) Undo(ctx context.Context, c feed.Change) error {
	_, err := f.Mark(ctx, c.Entries, c.Mark.Opposite())
	return err
}

func (f *fake) Place(_ context.Context, id feed.EntryID) (feed.Place, error) {
	return f.places[id], f.broken
}

func (f *fake) SetPlace(_ context.Context, id feed.EntryID, p feed.Place) error {
	f.places[id] = p
	return f.broken
}

func (f *fake) Look(_ context.Context, address string) ([]feed.Candidate, error) {
	f.note("look %s", address)
	if f.found == nil {
		return nil, feed.ErrNoFeeds
	}
	return f.found, f.broken
}

func (f *fake) Subscribe(_ context.Context, url, folder string) (feed.Feed, error) {
	f.note("subscribe %s %q", url, folder)
	for _, s := range f.feeds {
		if s.URL == url {
			return s, feed.ErrExists
		}
	}
	s := feed.Feed{ID: feed.FeedID(len(f.feeds) + 1), URL: url, Title: "Feed at " + url, Folder: folder}
	f.feeds = append(f.feeds, s)
	f.add(s, "First from "+url, noon.Add(-time.Minute))
	return s, f.broken
}

func (f *fake) Import(_ context.Context, feeds []feed.Feed) (int, error) {
	for _, s := range feeds {
		f.note("import %s", s.URL)
		s.ID = 1
		for _, other := range f.feeds {
			s.ID = max(s.ID, other.ID+1)
		}
		f.feeds = append(f.feeds, s)
	}
	return len(feeds), f.broken
}

func (f *fake) Unsubscribe(_ context.Context, id feed.FeedID) error {
	f.note("unsubscribe %d", id)
	f.feeds = slices.DeleteFunc(f.feeds, func(s feed.Feed) bool { return s.ID == id })
	f.rows = slices.DeleteFunc(f.rows, func(h feed.Headline) bool { return h.Feed == id })
	return f.broken
}

func (f *fake) feed(id feed.FeedID) *feed.Feed {
	for i := range f.feeds {
		if f.feeds[i].ID == id {
			return &f.feeds[i]
		}
	}
	return &feed.Feed{}
}

func (f *fake) Rename(_ context.Context, id feed.FeedID, name string) error {
	f.feed(id).Name = name
	return f.broken
}

func (f *fake) Move(_ context.Context, id feed.FeedID, folder string) error {
	f.note("move %d %q", id, folder)
	f.feed(id).Folder = folder
	return f.broken
}

func (f *fake) Refresh(_ context.Context, ids []feed.FeedID, force bool) error {
	f.note("refresh %v %v", ids, force)
	return f.broken
}

func (f *fake) Edition(_ context.Context, q feed.Query, _ feed.EditionSize, _ func(done, of int)) (feed.Edition, error) {
	f.note("edition")
	var made feed.Edition
	for _, h := range f.rows {
		if f.holds(q.Where, h) {
			made.Entries = append(made.Entries, feed.Ready{Headline: h})
		}
	}
	return made, f.broken
}

func (f *fake) Activity() <-chan feed.Activity { return f.activity }
func (f *fake) SetOffline(off bool)            { f.note("offline %v", off) }

// add puts a headline with an article of three sections at its place by date.
func (f *fake) add(s feed.Feed, title string, at time.Time) feed.EntryID {
	id := feed.EntryID(len(f.articles) + 1)
	h := feed.Headline{
		ID: id, Feed: s.ID, FeedTitle: s.Label(), Folder: s.Folder, Title: title, Published: at, FirstSeen: at,
		URL: fmt.Sprintf("https://news.example/%d", id), Badge: feed.BadgeFull,
	}
	i := slices.IndexFunc(f.rows, func(o feed.Headline) bool { return !o.Published.After(at) })
	if i < 0 {
		i = len(f.rows)
	}
	f.rows = slices.Insert(f.rows, i, h)
	f.articles[id] = piece(title, 3, 6)
	return id
}

// piece is an article of sections with paragraphs.
func piece(title string, sections, paragraphs int) article.Article {
	a := article.Article{Title: title, Lead: []article.Block{text("The lead of " + title + ".")}}
	for s := range sections {
		part := article.Section{Number: s + 1, Title: fmt.Sprintf("Part %d of %s", s+1, title)}
		for p := range paragraphs {
			part.Blocks = append(part.Blocks, text(fmt.Sprintf(
				"Paragraph %d of part %d says what there is to say about it, and says it in so many words that it takes two or three lines.", p+1, s+1)))
		}
		a.Sections = append(a.Sections, part)
	}
	return a
}

// tideTable is an article with a table that is wider than any pane.
func tideTable() article.Article {
	t := &article.Table{Header: 1, Rows: make([][]article.Cell, 3)}
	for j := range 24 {
		for i := range t.Rows {
			t.Rows[i] = append(t.Rows[i], article.Cell{Text: []article.Span{{Text: fmt.Sprintf("station%02d", j)}}})
		}
	}
	return article.Article{Lead: []article.Block{t}}
}

// tides is an article with two links.
func tides() article.Article {
	a := piece("Tides", 1, 1)
	a.Lead = []article.Block{&article.Paragraph{Text: []article.Span{
		{Text: "tide tables", Link: "https://example.org/tides"}, {Text: " and "}, {Text: "charts", Link: "https://example.org/charts"},
	}}}
	return a
}

func text(s string) article.Block { return &article.Paragraph{Text: []article.Span{{Text: s}}} }

var errDisk = errors.New("the disk is full")

// newFake is two folders with three feeds, and a feed without a folder.
func newFake() *fake {
	f := &fake{articles: map[feed.EntryID]article.Article{}, places: map[feed.EntryID]feed.Place{}, changed: map[feed.EntryID][]article.Change{}}
	f.views = []feed.View{
		{Name: "All"}, {Name: "Unread", Query: "is:unread"}, {Name: "Starred", Query: "is:starred"}, {Name: "Saved", Query: "is:saved"},
	}
	f.feeds = []feed.Feed{
		{ID: 1, URL: "https://kali.example/feed", Title: "Kali News", Folder: "Indonesia"},
		{ID: 2, URL: "https://gunung.example/rss", Title: "Gunung Post", Folder: "Indonesia"},
		{ID: 3, URL: "https://harbour.example/atom", Title: "Harbour Times", Folder: "World"},
		{ID: 4, URL: "https://moss.example/feed.json", Title: "Moss and Stone"},
	}
	titles := []string{
		"Rain expected by evening", "Rice price falls", "Harbour opens a second pier", "A moss that sings",
		"River clean-up begins", "Volcano sleeps on", "Ferry line returns", "Stone walls explained",
	}
	for i, t := range titles {
		f.add(f.feeds[i%4], t, noon.Add(-time.Duration(i*5+1)*time.Hour))
	}
	return f
}
