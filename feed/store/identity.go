package store

import (
	"crypto/sha256"
	"encoding/binary"
	"net/url"
	"strings"
	"time"

	"warta/feed"
)

// A key names an entry within its feed: the beginning of a SHA-256 sum over
// what the entry calls itself. No date is part of a key.
type key [16]byte

// The levels of a key. A feed starts at levelID; when one of its documents uses
// an id twice for different things, its level rises, and never falls again.
const (
	levelID    = iota // the raw id
	levelLink         // the raw id and the link
	levelTitle        // the raw id, the link and the title
	levels
)

// An item is an entry of a document with what it is recognised by.
type item struct {
	entry    feed.Entry
	keys     [levels]key
	aliases  []key
	text     string // plain, of the content or else the summary
	textHash int64  // of title and text: a change is an update
	rawHash  int64  // of everything: a change is stored
	order    int    // place in the document
}

// prefixLength is how much of a text stands for an id or a title that is
// missing, in characters.
const prefixLength = 200

// identify names the entries of a document at a level, which it raises when the
// document shows that the level is too low. Entries that are the same in every
// respect of their key are kept once.
func identify(entries []feed.Entry, level int) ([]item, int) {
	items := make([]item, 0, len(entries))
	links, titles := map[key]string{}, map[key]string{}
	for i, e := range entries {
		it := newItem(e, i)
		link, seen := links[it.keys[levelID]]
		if !seen {
			links[it.keys[levelID]] = e.URL
		} else if link != e.URL {
			level = max(level, levelLink)
		}
		title, seen := titles[it.keys[levelLink]]
		if !seen {
			titles[it.keys[levelLink]] = it.title()
		} else if title != it.title() {
			level = levelTitle
		}
		items = append(items, it)
	}
	return once(items, level), level
}

// once drops items whose key at a level came before in the document.
func once(items []item, level int) []item {
	seen := map[key]bool{}
	kept := items[:0]
	for _, it := range items {
		if k := it.keys[level]; !seen[k] {
			seen[k] = true
			kept = append(kept, it)
		}
	}
	return kept
}

func newItem(e feed.Entry, order int) item {
	source := e.Content
	if source == "" {
		source = e.Summary
	}
	it := item{entry: e, order: order, text: strings.Join(strings.Fields(plainText(source)), " ")}
	guid, link := strings.TrimSpace(e.GUID), strings.TrimSpace(e.URL)
	switch {
	case guid != "":
		it.keys[levelID] = keyOf("guid", guid)
	case link != "":
		it.keys[levelID] = keyOf("link", link)
	default:
		it.keys[levelID] = keyOf("text", e.Title, prefix(it.text))
	}
	it.keys[levelLink] = keyOf("guid+link", string(it.keys[levelID][:]), link)
	it.keys[levelTitle] = keyOf("guid+link+title", string(it.keys[levelLink][:]), it.title())
	it.aliases = aliasesOf(guid, link)
	it.textHash = hashOf(e.Title, it.text)
	it.rawHash = rawHash(e)
	return it
}

// title is what tells an item from others with its id and link.
func (it *item) title() string {
	if it.entry.Title != "" {
		return it.entry.Title
	}
	return prefix(it.text)
}

func prefix(text string) string {
	n := 0
	for i := range text {
		if n == prefixLength {
			return text[:i]
		}
		n++
	}
	return text
}

func rawHash(e feed.Entry) int64 {
	parts := []string{e.GUID, e.URL, e.Title, e.Author, e.PublishedRaw, e.Language, e.Summary, e.Content, e.Image, e.Comments,
		e.Updated.UTC().String()}
	parts = append(parts, e.Categories...)
	for _, n := range e.Enclosures {
		parts = append(parts, n.URL, n.Type, n.Title)
	}
	return hashOf(parts...)
}

func keyOf(kind string, parts ...string) key {
	sum := sumOf(append([]string{kind}, parts...))
	return key(sum[:len(key{})])
}

func hashOf(parts ...string) int64 {
	sum := sumOf(parts)
	return int64(binary.LittleEndian.Uint64(sum[:8]))
}

// sumOf is a sum over parts and their lengths, so that no two lists of parts
// are alike.
func sumOf(parts []string) [sha256.Size]byte {
	var b []byte
	for _, part := range parts {
		b = binary.AppendUvarint(b, uint64(len(part)))
		b = append(b, part...)
	}
	return sha256.Sum256(b)
}

// aliasesOf are the addresses by which an entry is still known when its key
// changed. The address of a whole site says nothing of an entry.
func aliasesOf(guid, link string) []key {
	var keys []key
	for _, address := range []string{guid, link} {
		if plain := plainAddress(address); plain != "" {
			k := keyOf("alias", plain)
			if len(keys) == 0 || keys[0] != k {
				keys = append(keys, k)
			}
		}
	}
	return keys
}

// plainAddress is an address without what changes by itself: scheme, "www.",
// a slash at its end, trackers. "" when address is none or names a whole site.
func plainAddress(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	host := strings.TrimPrefix(strings.ToLower(u.Host), "www.")
	host = strings.TrimSuffix(strings.TrimSuffix(host, ":80"), ":443")
	path := strings.TrimRight(u.EscapedPath(), "/")
	var kept []string
	for pair := range strings.SplitSeq(u.RawQuery, "&") {
		if name, _, _ := strings.Cut(pair, "="); pair != "" && !isTracker(name) {
			kept = append(kept, pair)
		}
	}
	fragment := u.EscapedFragment()
	if name, _, _ := strings.Cut(fragment, "="); isTracker(name) {
		fragment = ""
	}
	if path == "" && len(kept) == 0 && fragment == "" {
		return ""
	}
	plain := host + path
	if len(kept) > 0 {
		plain += "?" + strings.Join(kept, "&")
	}
	if fragment != "" {
		plain += "#" + fragment
	}
	return plain
}

// isTracker reports whether a parameter only says where a click came from.
func isTracker(name string) bool {
	name = strings.ToLower(name)
	switch name {
	case "fbclid", "gclid", "dclid", "msclkid", "yclid", "igshid", "mc_cid", "mc_eid", "xtor", "ocid", "cmpid", "at_medium",
		"at_campaign", "ref_src", "wt_mc", "rss", "source_rss":
		return true
	}
	return strings.HasPrefix(name, "utm_")
}

// A former is an entry in the store that an item may be.
type former struct {
	id        feed.EntryID
	url       string
	guid      string
	title     string
	published time.Time
	textHash  int64
}

// sameByAlias reports whether an item that shares an address with f is f: when
// both have ids of their own that differ, one link may serve many entries, and
// something else must be the same.
func (it *item) sameByAlias(f former) bool {
	guid, was := strings.TrimSpace(it.entry.GUID), strings.TrimSpace(f.guid)
	if guid == "" || was == "" || guid == was {
		return true
	}
	if a, b := plainAddress(guid), plainAddress(was); a != "" && a == b {
		return true
	}
	return it.entry.Title == f.title && it.entry.Title != "" || it.textHash == f.textHash ||
		!it.entry.Published.IsZero() && it.entry.Published.Equal(f.published)
}

// shortText is the length below which equal texts say nothing.
const shortText = 40

// near is how far the dates of one entry may be apart: a zone was mistaken.
const near = 24 * time.Hour

// sameByLooks reports whether an item whose names are all unknown is f: the
// same text, or the same title at the same time. A title that comes back every
// day is told apart by its address.
func (it *item) sameByLooks(f former) bool {
	if it.textHash == f.textHash && len(it.text) >= shortText {
		return true
	}
	published := it.entry.Published
	if it.entry.Title == "" || it.entry.Title != f.title || published.IsZero() || f.published.IsZero() {
		return false
	}
	apart := published.Sub(f.published).Abs()
	return apart == 0 || apart <= near && (it.entry.URL == "" || f.url == "" || lastPart(it.entry.URL) == lastPart(f.url))
}

// lastPart is what follows the last slash of an address's path.
func lastPart(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	path := strings.TrimRight(u.Path, "/")
	return path[strings.LastIndexByte(path, '/')+1:] + "?" + u.RawQuery
}
