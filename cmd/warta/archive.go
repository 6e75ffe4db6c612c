package main

import (
	"encoding/json"
	"time"
	"unicode/utf8"

	"warta/feed"
)

// What warta export --format json writes, and warta import reads again.

// An archiveFeedJSON is a feed in an export.
type archiveFeedJSON struct {
	URL          string      `json:"url"`
	Title        string      `json:"title"`
	Name         string      `json:"name,omitempty"`
	Folder       string      `json:"folder"`
	Site         string      `json:"site,omitempty"`
	Description  string      `json:"description,omitempty"`
	Language     string      `json:"language,omitempty"`
	Author       string      `json:"author,omitempty"`
	Image        string      `json:"image,omitempty"`
	Format       string      `json:"format,omitempty"`
	Added        time.Time   `json:"added,omitzero"`
	Unsubscribed time.Time   `json:"unsubscribed,omitzero"`
	Ids          int         `json:"ids,omitempty"` // how much its ids can be relied on: 0 is best
	ETag         string      `json:"etag,omitempty"`
	LastModified string      `json:"last_modified,omitempty"`
	BodyHash     []byte      `json:"body_hash,omitempty"`
	Pace         *paceJSON   `json:"pace,omitempty"`
	Health       *healthJSON `json:"health,omitempty"`
	TookMicros   int64       `json:"took_us,omitempty"` // finer than health has them
	UsualMicros  int64       `json:"usual_us,omitempty"`
}

// A paceJSON is how often a publisher wishes to be asked.
type paceJSON struct {
	TTLSeconds int64          `json:"ttl_seconds,omitempty"`
	SkipHours  []int          `json:"skip_hours,omitempty"`
	SkipDays   []time.Weekday `json:"skip_days,omitempty"`
}

// packFeedRecord is r as it is exported, and unpackFeedRecord reads it.
func packFeedRecord(r feed.FeedRecord) archiveFeedJSON {
	f := r.Feed
	packed := archiveFeedJSON{
		URL: f.URL, Title: f.Title, Name: f.Name, Folder: f.Folder, Site: f.Site, Description: r.Description, Language: f.Language,
		Author: r.Author, Image: r.Image, Format: r.Format, Added: f.Added, Unsubscribed: r.Removed, Ids: r.Level,
		ETag: r.Validators.ETag, LastModified: r.Validators.LastModified, BodyHash: r.BodyHash,
		TookMicros: f.Health.Took.Microseconds(), UsualMicros: f.Health.Usual.Microseconds(),
	}
	if r.Pace.TTL != 0 || len(r.Pace.SkipHours) > 0 || len(r.Pace.SkipDays) > 0 {
		packed.Pace = &paceJSON{int64(r.Pace.TTL / time.Second), r.Pace.SkipHours, r.Pace.SkipDays}
	}
	if r.Removed.IsZero() {
		health := packHealth(&f, f.Health.LastTry)
		health.Words = "" // they are of the moment
		packed.Health = &health
	}
	return packed
}

func unpackFeedRecord(p archiveFeedJSON) feed.FeedRecord {
	r := feed.FeedRecord{
		Feed:    feed.Feed{URL: p.URL, Title: p.Title, Name: p.Name, Folder: p.Folder, Site: p.Site, Language: p.Language, Added: p.Added},
		Removed: p.Unsubscribed, Description: p.Description, Author: p.Author, Image: p.Image, Format: p.Format, Level: p.Ids,
		Validators: feed.Validators{ETag: p.ETag, LastModified: p.LastModified}, BodyHash: p.BodyHash,
	}
	if p.Pace != nil {
		r.Pace = feed.Pace{TTL: time.Duration(p.Pace.TTLSeconds) * time.Second, SkipHours: p.Pace.SkipHours, SkipDays: p.Pace.SkipDays}
	}
	if h := p.Health; h != nil {
		r.Feed.Health = feed.Health{
			LastTry: h.LastTry, LastOK: h.LastOK, NextTry: h.NextTry, FailingSince: h.FailingSince, Failures: h.Failures,
			Failure: h.Failure, HTTPStatus: h.HTTPStatus, Gone: h.State == "gone", MovedTo: h.MovedTo, Newest: h.Newest,
			Usual: time.Duration(p.UsualMicros) * time.Microsecond, Bytes: h.Bytes,
			Took: time.Duration(p.TookMicros) * time.Microsecond, Candidates: h.Candidates,
		}
	}
	return r
}

// An entryJSON is an entry as warta export writes it.
type entryJSON struct {
	Feed         string          `json:"feed"`
	ID           feed.EntryID    `json:"id,omitempty"` // of older exports
	URL          string          `json:"url"`
	GUID         string          `json:"guid"`
	Title        string          `json:"title"`
	Author       string          `json:"author"`
	Published    time.Time       `json:"published,omitzero"`
	PublishedRaw string          `json:"published_raw,omitempty"`
	Updated      time.Time       `json:"updated,omitzero"`
	FirstSeen    time.Time       `json:"first_seen,omitzero"`
	Language     string          `json:"language,omitempty"`
	Read         bool            `json:"read"`
	Starred      bool            `json:"starred"`
	Saved        bool            `json:"saved"`
	Content      string          `json:"content"`
	Summary      string          `json:"summary"`
	Full         bool            `json:"full"`
	Badge        string          `json:"badge,omitempty"`
	Why          string          `json:"why,omitempty"`
	Page         string          `json:"page,omitempty"`
	PageBytes    []byte          `json:"page_bytes,omitempty"` // in place of a page that is not UTF-8
	PageURL      string          `json:"page_url,omitempty"`
	Categories   []string        `json:"categories,omitempty"`
	Enclosures   []enclosureJSON `json:"enclosures,omitempty"`
	Image        string          `json:"image,omitempty"`
	Comments     string          `json:"comments,omitempty"`
	Names        [][]byte        `json:"names,omitempty"`
	Kept         *keptJSON       `json:"kept,omitempty"`
}

// An enclosureJSON is a file that an entry carries.
type enclosureJSON struct {
	URL    string `json:"url"`
	Type   string `json:"type,omitempty"`
	Length int64  `json:"length,omitempty"`
	Title  string `json:"title,omitempty"`
}

// A keptJSON is how the store keeps an entry.
type keptJSON struct {
	Listed    time.Time       `json:"listed,omitzero"`
	Folder    *string         `json:"folder,omitempty"` // where a rule filed it
	Muted     bool            `json:"muted,omitempty"`
	Revised   bool            `json:"revised,omitempty"`
	Minutes   int             `json:"minutes,omitempty"`
	Place     []int           `json:"place,omitempty"` // section, block, word
	Quote     string          `json:"place_quote,omitempty"`
	PageType  string          `json:"page_type,omitempty"`
	PageAt    time.Time       `json:"page_at,omitzero"`
	Article   json.RawMessage `json:"article,omitempty"` // as made of the page
	Version   int             `json:"article_version,omitempty"`
	Want      int             `json:"want,omitempty"`
	Attempts  int             `json:"attempts,omitempty"`
	RetryAt   time.Time       `json:"retry_at,omitzero"`
	TextHash  int64           `json:"text_hash,omitempty,string"`
	RawHash   int64           `json:"raw_hash,omitempty,string"`
	Rules     []hitJSON       `json:"rules,omitempty"`
	Revisions []revisionJSON  `json:"revisions,omitempty"`
}

// A hitJSON is what a rule did to an entry.
type hitJSON struct {
	Rule string    `json:"rule"`
	Did  []string  `json:"did"`
	At   time.Time `json:"at,omitzero"`
}

// A revisionJSON is a former state of an entry.
type revisionJSON struct {
	Until   time.Time       `json:"until"`
	Title   string          `json:"title"`
	Author  string          `json:"author,omitempty"`
	URL     string          `json:"url,omitempty"`
	Summary string          `json:"summary,omitempty"`
	Content string          `json:"content,omitempty"`
	Article json.RawMessage `json:"article,omitempty"`
}

// packRecord is r as it is exported: without its number, which may be another one
// where it is imported. The order of the entries is that of their numbers.
func packRecord(r feed.Record) entryJSON {
	e := r.Entry
	packed := entryJSON{
		Feed: r.FeedURL, URL: e.URL, GUID: e.GUID, Title: e.Title, Author: e.Author,
		Published: e.Published, PublishedRaw: e.PublishedRaw, Updated: e.Updated, FirstSeen: r.FirstSeen, Language: e.Language,
		Read: r.Status.Read, Starred: r.Status.Starred, Saved: r.Status.Saved,
		Content: e.Content, Summary: e.Summary, Full: r.Badge == feed.BadgeFull, Badge: r.Badge.String(), Why: r.Why,
		PageURL: r.PageURL, Categories: e.Categories, Image: e.Image, Comments: e.Comments, Names: r.Also,
	}
	if utf8.ValidString(r.Page) {
		packed.Page = r.Page
	} else {
		packed.PageBytes = []byte(r.Page)
	}
	for _, f := range e.Enclosures {
		packed.Enclosures = append(packed.Enclosures, enclosureJSON(f))
	}
	if r.Keeping != nil {
		packed.Kept = packKeeping(*r.Keeping)
	}
	return packed
}

func packKeeping(k feed.Keeping) *keptJSON {
	packed := &keptJSON{Listed: k.Listed, Folder: k.Folder, Muted: k.Muted, Revised: k.Updated, Minutes: k.Minutes, PageType: k.PageType,
		PageAt: k.PageAt, Article: k.Article, Version: k.Version, Want: k.Want, Attempts: k.Attempts, RetryAt: k.RetryAt, TextHash: k.TextHash, RawHash: k.RawHash,
		Place: packPlace(k.Place), Quote: k.Place.Quote}
	for _, h := range k.Hits {
		packed.Rules = append(packed.Rules, hitJSON{h.Rule, actionWords(h.Did), h.At})
	}
	for _, r := range k.Revisions {
		packed.Revisions = append(packed.Revisions, revisionJSON(r))
	}
	return packed
}

// unpackRecord is an entry of an export.
func unpackRecord(p entryJSON) feed.Record {
	r := feed.Record{
		ID: p.ID, FeedURL: p.Feed, FirstSeen: p.FirstSeen, Why: p.Why, PageURL: p.PageURL, Page: p.Page, Also: p.Names,
		Badge: badgeOf(p), Status: feed.Status{Read: p.Read, Starred: p.Starred, Saved: p.Saved},
		Entry: feed.Entry{
			GUID: p.GUID, URL: p.URL, Title: p.Title, Author: p.Author, Published: p.Published, Updated: p.Updated,
			PublishedRaw: p.PublishedRaw, Language: p.Language, Summary: p.Summary, Content: p.Content, Categories: p.Categories,
			Image: p.Image, Comments: p.Comments,
		},
	}
	if p.PageBytes != nil {
		r.Page = string(p.PageBytes)
	}
	for _, f := range p.Enclosures {
		r.Entry.Enclosures = append(r.Entry.Enclosures, feed.Enclosure(f))
	}
	if p.Kept != nil {
		k := unpackKept(*p.Kept)
		r.Keeping = &k
	}
	return r
}

// badgeOf is the badge of an exported entry; older exports have full only.
func badgeOf(p entryJSON) feed.Badge {
	for _, b := range []feed.Badge{feed.BadgeSummary, feed.BadgeFull, feed.BadgePaywall, feed.BadgeFailed} {
		if b.String() == p.Badge {
			return b
		}
	}
	if p.Full {
		return feed.BadgeFull
	}
	return feed.BadgeNone
}

func unpackKept(p keptJSON) feed.Keeping {
	k := feed.Keeping{Listed: p.Listed, Folder: p.Folder, Muted: p.Muted, Updated: p.Revised, Minutes: p.Minutes, PageType: p.PageType,
		PageAt: p.PageAt, Article: p.Article, Version: p.Version, Want: p.Want, Attempts: p.Attempts, RetryAt: p.RetryAt, TextHash: p.TextHash, RawHash: p.RawHash,
		Place: unpackPlace(p.Place, p.Quote)}
	for _, h := range p.Rules {
		k.Hits = append(k.Hits, feed.Hit{Rule: h.Rule, Did: actionsIn(h.Did), At: h.At})
	}
	for _, r := range p.Revisions {
		k.Revisions = append(k.Revisions, feed.Revision(r))
	}
	return k
}

// A memoryJSON is the marks on an entry that is gone.
type memoryJSON struct {
	Feed     string       `json:"feed"`
	ID       feed.EntryID `json:"id,omitempty"` // of older exports
	Names    [][]byte     `json:"names"`
	Aliases  [][]byte     `json:"aliases,omitempty"`
	Read     bool         `json:"read,omitempty"`
	Starred  bool         `json:"starred,omitempty"`
	Saved    bool         `json:"saved,omitempty"`
	LastSeen time.Time    `json:"last_seen,omitzero"`
}

func packMemory(m feed.Memory) memoryJSON {
	return memoryJSON{m.FeedURL, 0, m.Names, m.Aliases, m.Status.Read, m.Status.Starred, m.Status.Saved, m.LastSeen}
}

func unpackMemory(p memoryJSON) feed.Memory {
	return feed.Memory{ID: p.ID, FeedURL: p.Feed, Names: p.Names, Aliases: p.Aliases, LastSeen: p.LastSeen,
		Status: feed.Status{Read: p.Read, Starred: p.Starred, Saved: p.Saved}}
}

// A guideJSON is what was done to the guide edition.
type guideJSON struct {
	Name         string           `json:"name,omitempty"`
	Folder       string           `json:"folder,omitempty"`
	Unsubscribed bool             `json:"unsubscribed,omitempty"`
	Entries      []guideEntryJSON `json:"entries,omitempty"`
}

// A guideEntryJSON is what was done to one entry of the guide.
type guideEntryJSON struct {
	URL     string `json:"url"`
	Read    bool   `json:"read,omitempty"`
	Starred bool   `json:"starred,omitempty"`
	Saved   bool   `json:"saved,omitempty"`
	Place   []int  `json:"place,omitempty"`
	Quote   string `json:"place_quote,omitempty"`
}

func packGuide(g feed.Guide) guideJSON {
	packed := guideJSON{Name: g.Name, Folder: g.Folder, Unsubscribed: g.Removed}
	for _, e := range g.Entries {
		packed.Entries = append(packed.Entries, guideEntryJSON{e.URL, e.Status.Read, e.Status.Starred, e.Status.Saved, packPlace(e.Place), e.Place.Quote})
	}
	return packed
}

func unpackGuide(p guideJSON) feed.Guide {
	g := feed.Guide{Name: p.Name, Folder: p.Folder, Removed: p.Unsubscribed}
	for _, e := range p.Entries {
		g.Entries = append(g.Entries, feed.GuideEntry{URL: e.URL, Place: unpackPlace(e.Place, e.Quote),
			Status: feed.Status{Read: e.Read, Starred: e.Starred, Saved: e.Saved}})
	}
	return g
}

// packPlace is a place as section, block and word, without its quote, and
// unpackPlace reads it.
func packPlace(p feed.Place) []int {
	if p == (feed.Place{}) {
		return nil
	}
	return []int{p.Section, p.Block, p.Word}
}

func unpackPlace(p []int, quote string) feed.Place {
	if len(p) != 3 {
		return feed.Place{}
	}
	return feed.Place{Section: p[0], Block: p[1], Word: p[2], Quote: quote}
}

// unpackRule is a rule of an export.
func unpackRule(p ruleJSON) feed.Rule {
	return feed.Rule{Name: p.Name, Query: p.Query, Do: actionsIn(p.Do), Folder: p.Folder, Until: p.Until, Created: p.Created}
}
