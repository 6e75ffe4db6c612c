package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"warta/feed"
)

// Place is where the reader stopped in an entry's article; the zero Place when
// it was not opened yet.
func (s *Store) Place(ctx context.Context, id feed.EntryID) (feed.Place, error) {
	var p feed.Place
	err := s.one(ctx, `SELECT section, block, word, quote FROM place WHERE entry_id = ?`, []any{id}, &p.Section, &p.Block, &p.Word, &p.Quote)
	if err != nil && !errors.Is(err, feed.ErrNotFound) {
		return p, s.failed(fmt.Sprintf("reading the place in entry %d", id), err)
	}
	return p, nil
}

// SetPlace keeps where the reader stopped in an entry's article.
func (s *Store) SetPlace(ctx context.Context, id feed.EntryID, p feed.Place) error {
	return s.saving(ctx, fmt.Sprintf("keeping the place in entry %d", id), func(t *tx) error {
		return t.exec(`INSERT INTO place(entry_id, section, block, word, quote, changed) SELECT id, ?, ?, ?, ?, ? FROM entry WHERE id = ?
			ON CONFLICT DO UPDATE SET section = excluded.section, block = excluded.block, word = excluded.word, quote = excluded.quote,
			changed = excluded.changed`,
			p.Section, p.Block, p.Word, p.Quote, micros(t.now()), id)
	})
}

// Owner is a name for an owner of leases that no other one has, and by which
// others see when its process is no more.
func Owner() string {
	host, _ := os.Hostname() // without a name all machines are one: a lease then ends by itself
	return fmt.Sprintf("%d@%s@%d", os.Getpid(), host, time.Now().UnixNano())
}

// isGone reports whether an owner's process, of this machine, has ended.
func isGone(owner string) bool {
	parts := strings.Split(owner, "@")
	host, err := os.Hostname()
	if len(parts) != 3 || err != nil || parts[1] != host {
		return false
	}
	pid, err := strconv.Atoi(parts[0])
	return err == nil && pid > 0 && !isAlive(pid)
}

// Lease takes or renews a lease, so that of many processes one does a thing:
// it reports whether owner holds the lease called name, for ttl from now, an hour at most. What a
// process that was killed holds is free, if its [Owner] was the name.
func (s *Store) Lease(ctx context.Context, name, owner string, ttl time.Duration) (bool, error) {
	holder, err := s.lease(ctx, name, owner, ttl)
	if err == nil && holder != owner && isGone(holder) {
		if err := s.Release(ctx, name, holder); err != nil {
			return false, err
		}
		holder, err = s.lease(ctx, name, owner, ttl)
	}
	return err == nil && holder == owner, err
}

// longestLease is an hour: a lease that ends later was taken by a clock that was
// wrong, and holds nobody up.
const longestLease = time.Hour

// lease is the holder of a lease after owner has asked for it.
func (s *Store) lease(ctx context.Context, name, owner string, ttl time.Duration) (holder string, err error) {
	err = s.saving(ctx, "taking the lease "+name, func(t *tx) error {
		now := t.now()
		_, err := t.row(`INSERT INTO lease(name, owner, until) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET
			owner = CASE WHEN until NOT BETWEEN ?4 AND ?5 OR owner = ?2 THEN ?2 ELSE owner END,
			until = CASE WHEN until NOT BETWEEN ?4 AND ?5 OR owner = ?2 THEN ?3 ELSE until END RETURNING owner`,
			[]any{name, owner, micros(now.Add(ttl)), micros(now) + 1, micros(now.Add(longestLease))}, &holder)
		return err
	})
	return holder, err
}

// Release gives a lease back before it ends, if owner holds it.
func (s *Store) Release(ctx context.Context, name, owner string) error {
	return s.saving(ctx, "giving back the lease "+name, func(t *tx) error {
		return t.exec(`DELETE FROM lease WHERE name = ? AND owner = ?`, name, owner)
	})
}

// Get reads a value that Put kept, or returns feed.ErrNotFound.
func (s *Store) Get(ctx context.Context, name string) ([]byte, error) {
	var value []byte
	if err := s.one(ctx, `SELECT value FROM kv WHERE name = ?`, []any{name}, &value); err != nil {
		return nil, s.failed("reading "+name, err)
	}
	return value, nil
}

// Put keeps a small value under a name; nil takes it away.
func (s *Store) Put(ctx context.Context, name string, value []byte) error {
	return s.saving(ctx, "keeping "+name, func(t *tx) error {
		if value == nil {
			return t.exec(`DELETE FROM kv WHERE name = ?`, name)
		}
		return t.exec(`INSERT INTO kv(name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value`, name, value)
	})
}
