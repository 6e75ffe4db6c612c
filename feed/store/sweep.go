package store

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// errElsewhere ends a merging that another process does, or has undone.
var errElsewhere = errors.New("another process has merged the full-text index")

// aboutNow is the time in which a segment that is being made was begun if somebody
// is still at it: from, and to.
func aboutNow() []any {
	const longest = time.Minute
	now := time.Now()
	return []any{now.Add(-longest).UnixMicro(), now.Add(longest).UnixMicro()}
}

// merged is saving for what changes no more than where words stand.
func (s *Store) merged(ctx context.Context, doing string, do func(*tx) error) error {
	_, err := s.transact(ctx, doing, func() *writer { return s.news }, do)
	return err
}

// replaceSegments puts a merged segment, which is written, in the place of those
// that it was made of, if all of them are in use. Entries that went from these
// meanwhile are gone from it as well. With now, their blocks go at once.
func (t *tx) replaceSegments(m *merging, id int64, now bool) error {
	gone := newBitmap(len(m.ranks))
	for _, s := range m.sources {
		var data []byte
		found, err := t.row(`SELECT gone FROM segment WHERE id = ? AND state = 1`, []any{s.id}, &data)
		if err != nil {
			return err
		}
		if !found {
			return errElsewhere
		}
		since := bitsOf(data, s.size).without(s.gone)
		since.each(func(i int) {
			if n := s.numbers[i]; n >= 0 {
				gone.set(int(n))
			}
		})
		if now {
			err = t.removeSegment(s.id)
		} else {
			err = t.exec(`UPDATE segment SET state = 2 WHERE id = ?`, s.id)
		}
		if err != nil {
			return err
		}
	}
	state := inUse
	if gone.count() == len(m.ranks) {
		state = going
	}
	if err := t.exec(`UPDATE segment SET state = ?, gone = ? WHERE id = ? AND state = 0`, state, gone.bytes(), id); err != nil {
		return err
	}
	return t.indexChanged()
}

func (t *tx) removeSegment(id int64) error {
	if err := t.exec(`DELETE FROM segment_block WHERE id >= ? AND id < ?`, id<<blockBits, (id+1)<<blockBits); err != nil {
		return err
	}
	return t.exec(`DELETE FROM segment WHERE id = ?`, id)
}

// sweep removes segments that are to be removed, and those that somebody began to
// make who was killed, in short transactions.
func (s *Store) sweep(ctx context.Context) error {
	for {
		left := false
		err := s.merged(ctx, "sweeping the full-text index", func(t *tx) error {
			var id int64
			var err error
			left, err = t.row(`SELECT id FROM segment WHERE state = 2 OR state = 0 AND NOT made BETWEEN ? AND ? LIMIT 1`, aboutNow(), &id)
			if err != nil || !left {
				return err
			}
			result, err := t.execResult(`DELETE FROM segment_block WHERE id IN (SELECT id FROM segment_block WHERE id >= ? AND id < ? LIMIT ?)`,
				id<<blockBits, (id+1)<<blockBits, mostBlocks)
			if err != nil {
				return err
			}
			n, err := result.RowsAffected()
			if err == nil && n < mostBlocks {
				err = t.exec(`DELETE FROM segment WHERE id = ?`, id)
			}
			return err
		})
		if err != nil || !left {
			return err
		}
	}
}

// indexProblems says what is wrong with the full-text index.
func (s *Store) indexProblems(ctx context.Context) (problems []string, err error) {
	found := map[int64]bool{}
	damaged, surplus, missing := 0, 0, 0
	err = s.snapshot(ctx, func(ask asking) error {
		x, err := openIndex(ask, nil)
		if err != nil {
			return err
		}
		for _, one := range x.segments {
			l := &lookup{index: x, segment: one}
			ranks, err := l.ranks()
			if err != nil || ranks.len() != one.size || l.broken() {
				damaged++
				continue
			}
			for i := range one.size {
				if one.gone.has(i) {
					continue
				}
				if rank := ranks.at(i); found[rank] {
					surplus++
				} else {
					found[rank] = true
				}
			}
		}
		var rank int64
		err = ask(`SELECT rank FROM entry`, nil, []any{&rank}, func() error {
			if !found[rank] {
				missing++
			}
			delete(found, rank)
			return nil
		})
		return err
	})
	for _, p := range []struct {
		text string
		n    int
	}{{"%d parts of the search are damaged", damaged}, {"%d entries are missing in the search", missing},
		{"%d entries in the search are no more", surplus + len(found)}} {
		if p.n > 0 {
			problems = append(problems, fmt.Sprintf(p.text, p.n))
		}
	}
	return problems, err
}

// broken reports whether a segment's words cannot be read.
func (l *lookup) broken() bool {
	rows := []int64{l.row(blockFeeds), l.row(blockLengths), l.row(blockFirsts)}
	blocks, err := l.read(rows)
	if err != nil {
		return true
	}
	s := &source{lookup: l}
	l.firsts = blocks[l.row(blockFirsts)]
	for !s.done {
		if s.next() != nil {
			return true
		}
		for r := readList(s.words.list()); !s.done && r.next(); {
			if r.entry >= l.size {
				return true
			}
		}
	}
	return false
}
