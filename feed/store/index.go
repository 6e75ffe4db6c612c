package store

import (
	"cmp"
	"slices"
	"sync"
	"sync/atomic"

	"warta/feed"
)

// A segment is a part of the full-text index, as it stands in its row.
type segment struct {
	id        int64
	low, high int64 // the ranks of its entries
	size      int   // in entries, those that are gone among them
	words     int   // of all its entries
	gone      bitmap
	left      int // in entries that are not gone
}

// An indexMemory is what the Store remembers of the full-text index.
type indexMemory struct {
	mu       sync.Mutex
	rev      int64
	segments []*segment
	blocks   map[int64][]byte // ranks, feeds and first words, by the id of their row
	size     int              // of blocks
	merging  sync.Mutex
	broken   atomic.Bool // a part of it could not be read
}

// mostRemembered bounds the blocks that are remembered, in bytes: about as much as
// a million entries have.
const mostRemembered = 12 << 20

// An index is the full-text index as it is for one transaction.
type index struct {
	ask      asking
	memory   *indexMemory // nil: of a transaction that may be undone nothing is remembered
	rev      int64
	segments []*segment // those with the highest ranks first
	leaves   map[feed.Words]leaf
}

// A leaf is words that stand one after the other, as the index has them.
type leaf struct {
	feed.Words
	words  []string
	prefix bool // the last one need only begin like this
}

// openIndex reads which segments there are. With a memory, ask must read in one
// transaction.
func openIndex(ask asking, memory *indexMemory) (*index, error) {
	x := &index{ask: ask, memory: memory, leaves: map[feed.Words]leaf{}}
	if err := ask(`SELECT rev FROM index_rev`, nil, []any{&x.rev}, func() error { return nil }); err != nil {
		return nil, err
	}
	if memory != nil {
		memory.mu.Lock()
		rev, segments := memory.rev, memory.segments
		memory.mu.Unlock()
		if x.rev == rev && rev > 0 {
			x.segments = segments
			return x, nil
		}
	}
	var err error
	if x.segments, err = segmentsOf(ask, `1`); err != nil {
		return nil, err
	}
	if memory != nil {
		memory.learn(x.rev, x.segments)
	}
	return x, nil
}

// segmentsOf are the segments in use for which a condition holds.
func segmentsOf(ask asking, where string, args ...any) (list []*segment, err error) {
	var one segment
	var gone []byte
	err = ask(`SELECT id, low, high, size, words, gone FROM segment WHERE state = 1 AND `+where, args,
		[]any{&one.id, &one.low, &one.high, &one.size, &one.words, &gone}, func() error {
			s := one
			s.gone = bitsOf(gone, s.size)
			s.left = s.size - s.gone.count()
			list = append(list, &s)
			return nil
		})
	slices.SortFunc(list, func(a, b *segment) int { return cmp.Or(cmp.Compare(b.high, a.high), cmp.Compare(b.id, a.id)) })
	return list, err
}

// learn keeps the segments of a revision, unless it knows those of a newer one.
func (m *indexMemory) learn(rev int64, segments []*segment) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if rev < m.rev {
		return
	}
	m.rev, m.segments = rev, segments
	used := make(map[int64]bool, len(segments))
	for _, s := range segments {
		used[s.id] = true
	}
	for row, data := range m.blocks {
		if !used[row>>blockBits] {
			m.size -= len(data)
			delete(m.blocks, row)
		}
	}
}

func (m *indexMemory) block(row int64) []byte {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.blocks[row]
}

// remember keeps a block, in the place of others when they are too many.
func (m *indexMemory) remember(row int64, data []byte) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.blocks == nil {
		m.blocks = map[int64][]byte{}
	}
	if _, known := m.blocks[row]; known {
		return
	}
	for other, its := range m.blocks {
		if m.size+len(data) <= mostRemembered {
			break
		}
		m.size -= len(its)
		delete(m.blocks, other)
	}
	m.blocks[row] = data
	m.size += len(data)
}

// read reads blocks by the ids of their rows.
func (x *index) read(rows []int64) (map[int64][]byte, error) {
	blocks := make(map[int64][]byte, len(rows))
	missing := rows
	if x.memory != nil {
		missing = make([]int64, 0, len(rows))
		for _, row := range rows {
			if data := x.memory.block(row); data != nil {
				blocks[row] = data
			} else {
				missing = append(missing, row)
			}
		}
	}
	if len(missing) == 0 {
		return blocks, nil
	}
	var row int64
	var data []byte
	err := x.ask(`SELECT id, data FROM segment_block WHERE id IN (SELECT value FROM json_each(?))`, []any{jsonIDs(missing)}, []any{&row, &data},
		func() error {
			block, err := unsealed(data)
			if err != nil {
				return err
			}
			blocks[row], data = block, nil
			if n := row & (1<<blockBits - 1); x.memory != nil && n < firstWords && n != blockLengths {
				x.memory.remember(row, block)
			}
			return nil
		})
	for _, row := range missing {
		if err == nil && blocks[row] == nil {
			err = errIndex
		}
	}
	return blocks, err
}

// row is the id of a segment's block.
func (s *segment) row(block int) int64 { return s.id<<blockBits | int64(block) }

// leaf is how the index has words.
func (x *index) leaf(w feed.Words) leaf {
	l, known := x.leaves[w]
	if !known {
		text, prefix := phrase(w)
		l = leaf{w, cutWords(text), prefix}
		x.leaves[w] = l
	}
	return l
}
