package store

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"math/bits"
	"slices"
	"sort"

	"warta/feed"
)

// The full-text index is made of segments. A transaction that stores entries
// writes one segment for them; segments that are small are merged in the
// background, see merge.go. What a segment holds never changes but for the bits
// of entries that are gone from it.
//
// The entries of a segment are numbered in the order of their ranks. Its words
// stand in order in blocks of some kilobytes, each with the list of the entries
// that have it: from one entry to the next, how much its number rises, and where
// in its title, its author's name and its text the word stands. Four blocks
// before those hold the ranks of the entries, their feeds, how many words each
// has, and the first word of each block of words. Each block ends with a sum over
// it: a damaged one is told from a word that is nowhere.
const (
	blockRanks = iota
	blockFeeds
	blockLengths
	blockFirsts
	firstWords // the number of the first block of words
)

// blockBits are the bits of a block's number in the id of its row.
const blockBits = 20

// blockSize is what a block of words has at most, unless one list is longer.
const blockSize = 8 << 10

// errIndex is the error of a block that cannot be read.
var errIndex = fmt.Errorf("%w: a part of the full-text index", feed.ErrDamaged)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// sealed is a block with its sum.
func sealed(block []byte) []byte {
	return binary.LittleEndian.AppendUint32(block, crc32.Checksum(block, castagnoli))
}

// unsealed is a block without its sum, which must be right.
func unsealed(block []byte) ([]byte, error) {
	n := len(block) - 4
	if n < 0 || binary.LittleEndian.Uint32(block[n:]) != crc32.Checksum(block[:n], castagnoli) {
		return nil, errIndex
	}
	return block[:n], nil
}

// A draft is a segment on its way into the database.
type draft struct {
	ranks   []int64
	feeds   []uint32
	lengths []uint32
	blocks  [][]byte // of words
	firsts  []string
	last    string
	block   []byte
}

// put adds a word with its list; words come in order.
func (d *draft) put(word string, list []byte) {
	if len(d.block) > 0 && len(d.block)+len(list)+len(word) > blockSize {
		d.end()
	}
	shared := 0
	if len(d.block) == 0 {
		d.firsts = append(d.firsts, word)
	} else {
		for shared < len(word) && shared < len(d.last) && word[shared] == d.last[shared] {
			shared++
		}
	}
	d.block = binary.AppendUvarint(d.block, uint64(shared))
	d.block = binary.AppendUvarint(d.block, uint64(len(word)-shared))
	d.block = append(d.block, word[shared:]...)
	d.block = binary.AppendUvarint(d.block, uint64(len(list)))
	d.block = append(d.block, list...)
	d.last = word
}

// end ends the block that is being written.
func (d *draft) end() {
	if len(d.block) > 0 {
		d.blocks = append(d.blocks, sealed(d.block))
		d.block = make([]byte, 0, blockSize+8)
	}
}

// sealedBlocks are all blocks in the order of their numbers.
func (d *draft) sealedBlocks() [][]byte {
	d.end()
	ranks := make([]byte, 0, 8*len(d.ranks)+4)
	for _, rank := range d.ranks {
		ranks = binary.LittleEndian.AppendUint64(ranks, uint64(rank))
	}
	numbers := func(list []uint32) []byte {
		b := make([]byte, 0, 4*len(list)+4)
		for _, n := range list {
			b = binary.LittleEndian.AppendUint32(b, n)
		}
		return sealed(b)
	}
	// The places of the first words, and then the words.
	firsts, at := make([]byte, 0, 16*len(d.firsts)+8), 4*(len(d.firsts)+1)
	for _, word := range d.firsts {
		firsts = binary.LittleEndian.AppendUint32(firsts, uint32(at))
		at += len(word)
	}
	firsts = binary.LittleEndian.AppendUint32(firsts, uint32(at))
	for _, word := range d.firsts {
		firsts = append(firsts, word...)
	}
	return append([][]byte{sealed(ranks), numbers(d.feeds), numbers(d.lengths), sealed(firsts)}, d.blocks...)
}

// ranksIn are the ranks of a segment's entries as they stand in its block.
type ranksIn []byte

func (r ranksIn) len() int       { return len(r) / 8 }
func (r ranksIn) at(i int) int64 { return int64(binary.LittleEndian.Uint64(r[8*i:])) }

// from is the number of the first entry whose rank is not below one.
func (r ranksIn) from(rank int64) int {
	return sort.Search(r.len(), func(i int) bool { return r.at(i) >= rank })
}

// numbersIn32 are numbers as they stand in their block.
type numbersIn32 []byte

func (n numbersIn32) at(i int) uint32 { return binary.LittleEndian.Uint32(n[4*i:]) }

// firstsIn are the first words of a segment's blocks.
type firstsIn []byte

func (f firstsIn) len() int {
	if len(f) < 4 {
		return 0
	}
	return int(binary.LittleEndian.Uint32(f))/4 - 1
}

func (f firstsIn) at(i int) []byte {
	return f[binary.LittleEndian.Uint32(f[4*i:]):binary.LittleEndian.Uint32(f[4*i+4:])]
}

// holding is the number of the block that has a word, if there is any; -1 when
// the word stands before all of them.
func (f firstsIn) holding(word string) int {
	return sort.Search(f.len(), func(i int) bool { return string(f.at(i)) > word }) - 1
}

// A wordReader reads the words of a block one after the other. (It keeps places in
// its data, and no slices of it: the garbage collector has nothing to follow.)
type wordReader struct {
	data     []byte
	at       int
	word     []byte
	from, to int // where the word's list is
	bad      bool
}

// next goes to the next word, and reports whether there is one.
func (r *wordReader) next() bool {
	if r.at >= len(r.data) {
		return false
	}
	shared := r.number()
	added := r.number()
	if r.bad || shared > len(r.word) || added > len(r.data)-r.at {
		r.bad = true
		return false
	}
	r.word = append(r.word[:shared], r.data[r.at:r.at+added]...)
	r.at += added
	length := r.number()
	if r.bad || length > len(r.data)-r.at {
		r.bad = true
		return false
	}
	r.from, r.to = r.at, r.at+length
	r.at = r.to
	return true
}

// list is the word's list.
func (r *wordReader) list() []byte { return r.data[r.from:r.to] }

func (r *wordReader) number() int {
	n, size := binary.Uvarint(r.data[r.at:])
	if size <= 0 || n > 1<<31 {
		r.bad = true
		return 0
	}
	r.at += size
	return int(n)
}

// The bits of what an entry of a list begins with: has the word in its title, in
// its author's name; the rest is how many bytes say where it is in the text.
const (
	inTitle  = 1
	inAuthor = 2
	bodyBits = 2
)

// A listReader reads a word's list, entry by entry.
type listReader struct {
	data                []byte
	at                  int
	entry               int // -1 before the first
	start               int // of what follows the entry's number, up to at
	title, author, body span
	bad                 bool
}

// A span is a part of a list.
type span struct{ from, to int }

func readList(list []byte) listReader { return listReader{data: list, entry: -1} }

// next goes to the next entry, and reports whether there is one.
func (r *listReader) next() bool {
	if r.at >= len(r.data) {
		return false
	}
	r.entry += r.number() + 1
	r.start = r.at
	head := r.number()
	r.title, r.author = span{}, span{}
	if head&inTitle != 0 {
		r.title = r.span(r.number())
	}
	if head&inAuthor != 0 {
		r.author = r.span(r.number())
	}
	r.body = r.span(head >> bodyBits)
	return !r.bad
}

func (r *listReader) number() int {
	if r.at < len(r.data) && r.data[r.at] < 0x80 {
		r.at++
		return int(r.data[r.at-1])
	}
	n, size := binary.Uvarint(r.data[min(r.at, len(r.data)):])
	if size <= 0 || n > 1<<31 {
		r.bad, r.at = true, len(r.data)
		return 0
	}
	r.at += size
	return int(n)
}

func (r *listReader) span(n int) span {
	if n > len(r.data)-r.at {
		r.bad, r.at = true, len(r.data)
		return span{}
	}
	r.at += n
	return span{r.at - n, r.at}
}

// of is a part of the list.
func (r *listReader) of(s span) []byte { return r.data[s.from:s.to] }

// raw is all that follows the entry's number.
func (r *listReader) raw() []byte { return r.data[r.start:r.at] }

// in are the places of the word in a field, rising, with the field's bits above
// them: one place follows the other in one field only.
func (r *listReader) in(f feed.Field, places []uint32) []uint32 {
	if f == feed.AnyText {
		places = appendPlaces(places, r.of(r.body), 0)
	}
	if f == feed.InTitle || f == feed.AnyText {
		places = appendPlaces(places, r.of(r.title), 1<<fieldShift)
	}
	if f == feed.InAuthor {
		places = appendPlaces(places, r.of(r.author), 2<<fieldShift)
	}
	return places
}

// has reports whether the word is in a field.
func (r *listReader) has(f feed.Field) bool {
	switch f {
	case feed.InTitle:
		return r.title.to > 0
	case feed.InAuthor:
		return r.author.to > 0
	case feed.AnyText:
		return r.title.to > 0 || r.body.to > r.body.from
	}
	return false
}

const fieldShift = 30

func appendPlaces(places []uint32, data []byte, field uint32) []uint32 {
	place := uint32(0)
	for len(data) > 0 {
		n, size := binary.Uvarint(data)
		if size <= 0 {
			break
		}
		place += uint32(n)
		places = append(places, place|field)
		data = data[size:]
	}
	return places
}

// times is how many places data holds.
func times(data []byte) (n int) {
	for _, b := range data {
		if b < 0x80 {
			n++
		}
	}
	return n
}

// appendEntry appends an entry to a list: its number, the one before it in the
// list (-1 for none), and what says where the word is.
func appendEntry(list []byte, entry, before int, raw []byte) []byte {
	list = binary.AppendUvarint(list, uint64(entry-before-1))
	return append(list, raw...)
}

// A bitmap is a set of a segment's entries.
type bitmap []uint64

func newBitmap(size int) bitmap { return make(bitmap, (size+63)/64) }

func (b bitmap) set(i int)      { b[i>>6] |= 1 << (i & 63) }
func (b bitmap) has(i int) bool { return i>>6 < len(b) && b[i>>6]&(1<<(i&63)) != 0 }

func (b bitmap) empty() bool {
	return !slices.ContainsFunc(b, func(w uint64) bool { return w != 0 })
}

// count is how many they are.
func (b bitmap) count() (n int) {
	for _, word := range b {
		n += bits.OnesCount64(word)
	}
	return n
}

// each calls do with each of them, in order.
func (b bitmap) each(do func(i int)) {
	for at, word := range b {
		for word != 0 {
			do(at<<6 + bits.TrailingZeros64(word))
			word &= word - 1
		}
	}
}

// without takes those of other away.
func (b bitmap) without(other bitmap) bitmap {
	rest := make(bitmap, len(b))
	for i := range b {
		rest[i] = b[i] &^ other[i]
	}
	return rest
}

// bitsOf reads a set as it stands in a column.
func bitsOf(data []byte, size int) bitmap {
	b := newBitmap(size)
	for i := range b {
		var word [8]byte
		copy(word[:], data[min(len(data), 8*i):])
		b[i] = binary.LittleEndian.Uint64(word[:])
	}
	return b
}

// bytes are the set as it stands in a column.
func (b bitmap) bytes() []byte {
	data := make([]byte, 0, 8*len(b))
	for _, word := range b {
		data = binary.LittleEndian.AppendUint64(data, word)
	}
	return data
}
