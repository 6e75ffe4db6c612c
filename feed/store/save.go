package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"warta/feed"
)

// Saved is what a document brought.
type Saved struct {
	New     []feed.EntryID // entries that were not known, hidden ones included
	Hidden  int            // of New: muted by rules
	Updated []feed.EntryID // entries whose publisher changed title or text
	Moved   bool           // the feed's address is a new one
}

// News is what came of asking one feed.
type News struct {
	Feed    feed.FeedID
	Fetched Fetched
	Doc     *feed.Document // nil: a 304, the same bytes again, or a failure
}

// Kept is what became of one piece of news. An error is about that piece alone.
type Kept struct {
	Saved
	Err error
}

// Keep stores news of several feeds in one transaction, which is ended when it
// has taken the time given, and after one piece at least: what is returned is
// about the first pieces, the others are still to be kept. Each piece is stored
// whole or not at all, whatever becomes of those beside it.
func (s *Store) Keep(ctx context.Context, news []News, within time.Duration) []Kept {
	var kept []Kept
	err := s.saving(ctx, "storing news", func(t *tx) error {
		start := time.Now()
		for _, n := range news {
			if len(kept) > 0 && time.Since(start) >= within {
				return nil
			}
			k := Kept{Err: t.mustExist(n.Feed)} // it may be unsubscribed meanwhile
			if k.Err == nil {
				var err error
				if k.Saved, err = t.keep(n); err != nil {
					return fmt.Errorf("feed %d: %w", n.Feed, err)
				}
			}
			kept = append(kept, k)
		}
		return nil
	})
	switch {
	case err == nil:
		return kept
	case len(news) > 1: // nothing was stored: whose fault it was is found out one by one
		return s.Keep(ctx, news[:1], within)
	}
	return []Kept{{Err: err}}
}

func (t *tx) keep(n News) (Saved, error) {
	if n.Doc == nil {
		return Saved{}, t.noteFetch(n.Feed, n.Fetched)
	}
	return t.saveDocument(n.Feed, n.Fetched, *n.Doc)
}

// Save stores a document that was fetched for a feed: entries that are new,
// changes to known ones with their former state as a revision, the feed's own
// description, and how the request went. The validators of f take the place of
// the former ones. Rules act on what is new.
func (s *Store) Save(ctx context.Context, id feed.FeedID, f Fetched, doc feed.Document) (Saved, error) {
	var saved Saved
	err := s.saving(ctx, fmt.Sprintf("storing feed %d", id), func(t *tx) (err error) {
		saved, err = t.saveDocument(id, f, doc)
		return err
	})
	if err != nil {
		return Saved{}, err
	}
	return saved, nil
}

func (t *tx) saveDocument(id feed.FeedID, f Fetched, doc feed.Document) (Saved, error) {
	if f.At.IsZero() {
		f.At = t.now()
	}
	a, err := t.arrival(id, f, doc)
	if err != nil {
		return Saved{}, err
	}
	if err := a.store(doc); err != nil {
		return Saved{}, err
	}
	if err := a.applyRules(); err != nil {
		return Saved{}, err
	}
	if err := t.describe(a, f, doc); err != nil {
		return Saved{}, err
	}
	return a.saved, nil
}

// An arrival is a document on its way into the store.
type arrival struct {
	*tx
	feed     feed.FeedID
	folder   int64
	level    int
	at       time.Time
	language string
	calendar bool
	nextID   feed.EntryID
	first    bool                  // nothing was ever stored of the feed: no item can be known
	listed   time.Time             // of an import: the date to list by, zero to find it
	claimed  map[feed.EntryID]bool // entries that the document holds
	repaired int
	saved    Saved
}

func (t *tx) arrival(id feed.FeedID, f Fetched, doc feed.Document) (*arrival, error) {
	found, err := t.row(`SELECT 1 FROM feed WHERE id = ? AND removed = 0`, []any{id}, new(int))
	if err != nil || !found {
		return nil, orNotFound(err)
	}
	return t.arrivalOf(id, f, doc)
}

// arrivalOf is arrival for a feed that may be unsubscribed.
func (t *tx) arrivalOf(id feed.FeedID, f Fetched, doc feed.Document) (*arrival, error) {
	a := &arrival{tx: t, feed: id, at: f.At, language: doc.Language, calendar: isCalendar(doc.Entries, f.At),
		claimed: map[feed.EntryID]bool{}}
	found, err := t.row(`SELECT folder_id, unreliable FROM feed WHERE id = ?`, []any{id}, &a.folder, &a.level)
	if err != nil || !found {
		return nil, orNotFound(err)
	}
	_, err = t.row(`SELECT seq, NOT EXISTS (SELECT 1 FROM identity WHERE feed_id = ?) FROM sqlite_sequence WHERE name = 'entry'`,
		[]any{id}, &a.nextID, &a.first)
	a.nextID++
	return a, err
}

// store recognises each entry of the document, and stores it.
func (a *arrival) store(doc feed.Document) error {
	items, level := identify(doc.Entries, a.level)
	a.level = level
	var unknown []item
	for _, it := range items {
		if a.first {
			unknown = append(unknown, it)
			continue
		}
		known, err := a.recognise(it)
		if err != nil {
			return err
		}
		if !known {
			unknown = append(unknown, it)
		}
	}
	fresh := unknown
	if !a.first {
		var err error
		if fresh, err = a.repair(unknown); err != nil {
			return err
		}
	}
	// The oldest first, and of one time the last of the document first, so that
	// ids and ranks rise together.
	slices.SortStableFunc(fresh, func(x, y item) int {
		if c := sortDate(x.entry, a.at, a.calendar) - sortDate(y.entry, a.at, a.calendar); c != 0 {
			return int(max(-1, min(1, c)))
		}
		return y.order - x.order
	})
	for _, it := range fresh {
		id := a.nextID
		a.nextID++
		if err := a.insert(id, it, feed.Status{}); err != nil {
			return err
		}
	}
	return a.count(len(fresh))
}

// shelf is where the entries of the document are counted as they arrive.
func (a *arrival) shelf() shelf { return shelf{a.feed, a.folder} }

// count keeps the feed's counts in step with n new entries, which are unread.
func (a *arrival) count(n int) error {
	if n == 0 {
		return nil
	}
	return a.addCount(a.shelf(), n, n)
}

// recognise looks an item up by its keys. A known entry is brought up to date;
// one that was removed by retention stays away.
func (a *arrival) recognise(it item) (bool, error) {
	for level := a.level; level >= 0; level-- {
		var k known
		found, err := a.lookUp(it.keys[level], &k)
		switch {
		case err != nil:
			return false, err
		case !found || a.claimed[k.id] || level < a.level && !k.fits(it, a.level):
			continue
		}
		k.named = level == a.level
		return true, a.meet(k, it)
	}
	return false, nil
}

// A known is what a key was found to name.
type known struct {
	id       feed.EntryID
	present  bool // the entry is in the store
	departed bool // it was removed by retention
	named    bool // the item's key and aliases are its names already
	rawHash  int64
	textHash int64
	url      string
	title    string
}

// fits reports whether an entry found by a lower key is the item at a level.
func (k known) fits(it item, level int) bool {
	same := k.present && (k.url == it.entry.URL || plainAddress(k.url) != "" && plainAddress(k.url) == plainAddress(it.entry.URL))
	if level == levelTitle {
		same = same && (k.title == it.entry.Title && k.title != "" || k.textHash == it.textHash)
	}
	return same
}

func (a *arrival) lookUp(name key, k *known) (bool, error) {
	return a.row(`SELECT i.entry_id, e.id IS NOT NULL, d.entry_id IS NOT NULL, coalesce(e.raw_hash, 0), coalesce(e.text_hash, 0),
		coalesce(e.url, ''), coalesce(e.title, '') FROM identity i LEFT JOIN entry e ON e.id = i.entry_id
		LEFT JOIN departed d ON d.entry_id = i.entry_id WHERE i.feed_id = ? AND i.key = ?`, []any{a.feed, name[:]},
		&k.id, &k.present, &k.departed, &k.rawHash, &k.textHash, &k.url, &k.title)
}

// meet deals with an item whose entry is known.
func (a *arrival) meet(k known, it item) error {
	a.claimed[k.id] = true
	switch {
	case k.present && k.rawHash == it.rawHash && k.named:
		return nil
	case k.present && k.rawHash == it.rawHash:
		return a.name(k.id, it)
	case k.present:
		return a.update(k, it)
	case k.departed:
		// Written once a day at most: the document holds it at every poll.
		return a.exec(`UPDATE departed SET last_seen = ?1 WHERE entry_id = ?2 AND last_seen < ?3`,
			micros(a.at), k.id, micros(a.at.Add(-24*time.Hour)))
	}
	return a.comeBack(k.id, it)
}

// comeBack stores an entry of a feed that was unsubscribed for a while, with
// its former id and marks.
func (a *arrival) comeBack(id feed.EntryID, it item) error {
	var st feed.Status
	if _, err := a.row(`SELECT read, starred, saved FROM status WHERE entry_id = ?`, []any{id}, &st.Read, &st.Starred, &st.Saved); err != nil {
		return err
	}
	if err := a.insert(id, it, st); err != nil {
		return err
	}
	unread := 1
	if st.Read {
		unread = 0
	}
	return a.addCount(a.shelf(), 1, unread)
}

// name makes the item's keys and aliases names of an entry, as far as they are
// free.
func (a *arrival) name(id feed.EntryID, it item) error {
	for _, k := range it.keys[:a.level+1] {
		if err := a.exec(`INSERT INTO identity(feed_id, key, entry_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`, a.feed, k[:], id); err != nil {
			return err
		}
	}
	for _, k := range it.aliases {
		if err := a.exec(`INSERT INTO alias(feed_id, key, entry_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`, a.feed, k[:], id); err != nil {
			return err
		}
	}
	return nil
}

// insert stores an entry that is not in the store, with its bodies and names.
func (a *arrival) insert(id feed.EntryID, it item, st feed.Status) error {
	e := it.entry
	badge := feed.BadgeNone
	if e.Content != "" || e.Summary != "" {
		badge = feed.BadgeSummary
	}
	language := e.Language
	if language == "" {
		language = a.language
	}
	rank := rankOf(sortDate(e, a.at, a.calendar), id)
	if !a.listed.IsZero() {
		rank = rankOf(a.listed.Unix(), id)
	}
	err := a.exec(`INSERT INTO entry(id, feed_id, folder_id, rank, unread, starred, saved, badge, want, first_seen, published,
		text_hash, raw_hash, lang, title, author, url) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?)`,
		id, a.feed, a.folder, rank, !st.Read, st.Starred, st.Saved, int(badge), micros(a.at), micros(e.Published),
		it.textHash, it.rawHash, language, e.Title, e.Author, e.URL)
	if err != nil {
		return err
	}
	a.claimed[id] = true
	a.saved.New = append(a.saved.New, id)
	if err := a.putNew(id, e); err != nil {
		return err
	}
	a.toIndex = append(a.toIndex, toIndex(rank, a.feed, e.Title, e.Author, it.text))
	return a.name(id, it)
}

// putNew is putEntry for an entry that was not in the store, of which there is
// nothing to take away.
func (t *tx) putNew(id feed.EntryID, e feed.Entry) error {
	if err := t.putDetail(id, e); err != nil {
		return err
	}
	for kind, text := range [...]string{kindSummary: e.Summary, kindContent: e.Content} {
		if text == "" {
			continue
		}
		if err := t.putBody(id, kind, []byte(text)); err != nil {
			return err
		}
	}
	return nil
}

// putEntry stores what of an entry stands outside of its listing row.
func (t *tx) putEntry(id feed.EntryID, e feed.Entry) error {
	if err := t.putDetail(id, e); err != nil {
		return err
	}
	if err := t.putBody(id, kindSummary, []byte(e.Summary)); err != nil {
		return err
	}
	return t.putBody(id, kindContent, []byte(e.Content))
}

func (t *tx) putDetail(id feed.EntryID, e feed.Entry) error {
	text, err := json.Marshal(detailOf(e))
	if err != nil {
		return err
	}
	return t.exec(`INSERT INTO entry_detail(entry_id, detail) VALUES (?, ?) ON CONFLICT DO UPDATE SET detail = excluded.detail`, id, string(text))
}

// indexStored puts what is stored of an entry into the full-text index: the
// text of its page when it was fetched, or else the feed's own.
func (t *tx) indexStored(id int64) error {
	for _, kind := range []int{kindPage, kindContent, kindSummary} {
		text, err := t.getBody(feed.EntryID(id), kind)
		if err != nil {
			continue // a damaged body is not found, and found damaged when it is opened
		}
		if len(text) > 0 {
			return t.index(feed.EntryID(id), plainText(string(text)))
		}
	}
	return t.index(feed.EntryID(id), "")
}
