package store

import (
	"encoding/json"

	"warta/feed"
)

// repairs is how many entries of one document may be recognised by their looks:
// more would be chance, or a feed that changed as a whole.
const repairs = 3

// repair recognises items whose keys are unknown but which are entries of the
// store under a new name, and gives those that are really new.
func (a *arrival) repair(unknown []item) ([]item, error) {
	if len(unknown) == 0 {
		return nil, nil
	}
	var strangers []item
	for _, it := range unknown {
		found, err := a.byAlias(it)
		if err != nil {
			return nil, err
		}
		if !found {
			strangers = append(strangers, it)
		}
	}
	return a.byLooks(strangers)
}

// byAlias recognises an item by an address that names exactly one entry which
// the document does not hold.
func (a *arrival) byAlias(it item) (bool, error) {
	var absent []known
	seen := map[feed.EntryID]bool{}
	for _, name := range it.aliases {
		var k known
		err := a.each(`SELECT l.entry_id, e.id IS NOT NULL, d.entry_id IS NOT NULL FROM alias l LEFT JOIN entry e ON e.id = l.entry_id
			LEFT JOIN departed d ON d.entry_id = l.entry_id WHERE l.feed_id = ? AND l.key = ? LIMIT 3`,
			[]any{a.feed, name[:]}, []any{&k.id, &k.present, &k.departed}, func() error {
				if !seen[k.id] && !a.claimed[k.id] {
					absent = append(absent, k)
				}
				seen[k.id] = true
				return nil
			})
		if err != nil {
			return false, err
		}
	}
	if len(absent) != 1 || len(seen) != 1 {
		return false, nil
	}
	k := absent[0]
	if k.present {
		f, err := a.former(k.id)
		if err != nil || !it.sameByAlias(f) {
			return false, err
		}
	}
	return true, a.rename(k, it)
}

// former reads what an item is compared with.
func (a *arrival) former(id feed.EntryID) (former, error) {
	f := former{id: id}
	var published int64
	var text string
	_, err := a.row(`SELECT e.url, e.title, e.published, e.text_hash, coalesce(d.detail, '{}') FROM entry e
		LEFT JOIN entry_detail d ON d.entry_id = e.id WHERE e.id = ?`, []any{id}, &f.url, &f.title, &published, &f.textHash, &text)
	if err != nil {
		return f, err
	}
	var d detail
	if err := json.Unmarshal([]byte(text), &d); err != nil {
		d = detail{} // damaged: the news take its place
	}
	f.guid, f.published = d.GUID, fromMicros(published)
	return f, nil
}

// rename makes the item's keys names of a known entry and brings it up to date.
func (a *arrival) rename(k known, it item) error {
	if !k.present {
		if err := a.name(k.id, it); err != nil {
			return err
		}
		return a.meet(k, it)
	}
	_, err := a.row(`SELECT raw_hash, text_hash, url, title FROM entry WHERE id = ?`, []any{k.id}, &k.rawHash, &k.textHash, &k.url, &k.title)
	if err != nil {
		return err
	}
	return a.meet(k, it)
}

// byLooks recognises a few items by what they say, where that is not in doubt,
// and gives the others.
func (a *arrival) byLooks(strangers []item) ([]item, error) {
	if len(strangers) == 0 {
		return nil, nil
	}
	formers, err := a.recent(max(200, 3*len(strangers)))
	if err != nil {
		return nil, err
	}
	found := map[int]former{}
	taken := map[feed.EntryID]int{}
	for i, it := range strangers {
		if f, ok := onlyOne(it, formers); ok {
			found[i] = f
			taken[f.id]++
		}
	}
	var fresh []item
	for i, it := range strangers {
		f, ok := found[i]
		if !ok || taken[f.id] > 1 || a.repaired == repairs {
			fresh = append(fresh, it)
			continue
		}
		a.repaired++
		if err := a.rename(known{id: f.id, present: true}, it); err != nil {
			return nil, err
		}
	}
	return fresh, nil
}

// onlyOne is the former entry that it looks like, if there is exactly one.
func onlyOne(it item, formers []former) (former, bool) {
	var match former
	n := 0
	for _, f := range formers {
		if it.sameByLooks(f) {
			match = f
			n++
		}
	}
	return match, n == 1
}

// recent are the newest entries of the feed that the document does not hold.
func (a *arrival) recent(limit int) ([]former, error) {
	var list []former
	var f former
	var published int64
	err := a.each(`SELECT id, url, title, published, text_hash FROM entry WHERE feed_id = ? ORDER BY rank DESC LIMIT ?`,
		[]any{a.feed, limit}, []any{&f.id, &f.url, &f.title, &published, &f.textHash}, func() error {
			if !a.claimed[f.id] {
				f.published = fromMicros(published)
				list = append(list, f)
			}
			return nil
		})
	return list, err
}

// update brings a known entry up to date. What the reader made of it stays as
// it is; when its title or text changed, the former state becomes a revision.
func (a *arrival) update(k known, it item) error {
	changed := k.textHash != it.textHash
	if changed {
		if err := a.keepRevision(k.id); err != nil {
			return err
		}
		a.saved.Updated = append(a.saved.Updated, k.id)
	}
	e := it.entry
	// The language of its article stays, when the entry says none.
	err := a.exec(`UPDATE entry SET title = ?1, author = ?2, url = ?3, published = ?4, text_hash = ?5, raw_hash = ?6,
		revised = max(revised, ?7), lang = CASE WHEN ?8 <> '' THEN ?8
			WHEN lang <> '' AND EXISTS (SELECT 1 FROM page WHERE entry_id = ?10) THEN lang ELSE ?9 END WHERE id = ?10`,
		e.Title, e.Author, e.URL, micros(e.Published), it.textHash, it.rawHash, changed, e.Language, a.language, k.id)
	if err != nil {
		return err
	}
	if err := a.putEntry(k.id, e); err != nil {
		return err
	}
	if err := a.name(k.id, it); err != nil {
		return err
	}
	if !changed {
		return nil
	}
	if err := a.wantAgain(k.id); err != nil {
		return err
	}
	return a.index(k.id, it.text)
}

// wantAgain asks for the article of an entry whose text changed. An article
// that was made of the former text is no longer the entry's; one that was made
// of a page stays until the page is fetched again.
func (t *tx) wantAgain(id feed.EntryID) error {
	if err := t.exec(`UPDATE entry SET want = 1, attempts = 0, retry_at = 0 WHERE id = ?`, id); err != nil {
		return err
	}
	return t.exec(`DELETE FROM body WHERE id = ?1 * 16 + ?2 AND NOT EXISTS (SELECT 1 FROM body WHERE id = ?1 * 16 + ?3)`,
		id, kindArticle, kindPage)
}

// keepRevision stores the present state of an entry as a former one.
func (a *arrival) keepRevision(id feed.EntryID) error {
	r := feed.Revision{Until: a.at.UTC()}
	_, err := a.row(`SELECT title, author, url FROM entry WHERE id = ?`, []any{id}, &r.Title, &r.Author, &r.URL)
	if err != nil {
		return err
	}
	for kind, text := range map[int]*string{kindSummary: &r.Summary, kindContent: &r.Content} {
		body, err := a.getBody(id, kind)
		if err != nil {
			return err
		}
		*text = string(body)
	}
	if page, err := a.getBody(id, kindPage); err != nil {
		return err
	} else if page != nil {
		if r.Article, err = a.getBody(id, kindArticle); err != nil {
			return err
		}
	}
	text, err := json.Marshal(r)
	if err != nil {
		return err
	}
	p := a.codec.pack(text)
	return a.exec(`INSERT INTO revision(entry_id, seen, codec, dict_id, raw_len, data) VALUES (?, ?, ?, ?, ?, ?)`,
		id, micros(a.at), p.codec, p.dict, p.length, p.data)
}

// usualOver is how many of the newest entries tell a feed's usual pace.
const usualOver = 20

// describe stores what a document says of its feed, and how the request went.
func (t *tx) describe(a *arrival, f Fetched, doc feed.Document) error {
	err := t.exec(`UPDATE feed SET site = ?, title = CASE ?2 WHEN '' THEN title ELSE ?2 END, description = ?, language = ?, author = ?,
		image = ?, format = ?, unreliable = ? WHERE id = ?`,
		doc.Site, doc.Title, doc.Description, doc.Language, doc.Author, doc.Image, doc.Format, a.level, a.feed)
	if err != nil {
		return err
	}
	if f.MovedTo != "" {
		if a.saved.Moved, err = t.move(a.feed, f.MovedTo); err != nil {
			return err
		}
	}
	f.Failure = ""
	if err := t.note(a.feed, f); err != nil {
		return err
	}
	pace, err := json.Marshal(doc.Pace)
	if err != nil {
		return err
	}
	lacking := ""
	if doc.Cut {
		lacking = feed.BreaksOff
	}
	// The usual time between entries is their span by their number: a median
	// would call a feed fast that posts ten at once, once a week.
	return t.exec(`UPDATE feed_fetch SET etag = ?1, last_modified = ?2, body_hash = ?3, pace = ?4, last_error = ?8, moved_to = CASE ?5 WHEN '' THEN moved_to ELSE ?5 END,
		newest = coalesce((SELECT (max(rank) >> 24) * 1000000 FROM entry WHERE feed_id = ?6), 0),
		usual = coalesce((SELECT (max(rank) / 16777216 - min(rank) / 16777216) * 1000000 / nullif(count(*) - 1, 0)
			FROM (SELECT rank FROM entry WHERE feed_id = ?6 ORDER BY rank DESC LIMIT ?7)), 0) WHERE feed_id = ?6`,
		f.Validators.ETag, f.Validators.LastModified, orEmpty(f.BodyHash), string(pace), f.MovedTo, a.feed, usualOver, lacking)
}

// orEmpty is b, never nil: a column that must not be NULL.
func orEmpty(b []byte) []byte {
	if b == nil {
		return []byte{}
	}
	return b
}

// move changes a feed's address, unless another subscription has it, and
// reports whether it did.
func (t *tx) move(id feed.FeedID, to string) (bool, error) {
	result, err := t.execResult(`UPDATE feed SET url = ?1 WHERE id = ?2 AND url <> ?1
		AND NOT EXISTS (SELECT 1 FROM feed WHERE url = ?1)`, to, id)
	if err != nil {
		return false, err
	}
	n, err := result.RowsAffected()
	return n > 0, err
}
