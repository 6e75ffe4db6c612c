package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"warta/feed"
)

// The log of transactions (-wal) has a checksum for each page in it. SQLite reads
// it up to the first that is wrong: a program that was killed left something
// half-written there. When whole transactions follow, it was damaged later, and
// they would be gone in silence. See https://sqlite.org/fileformat2.html#walformat.
const (
	logHeader   = 32
	frameHeader = 24
	bigEndian   = 1 // the bit of the first number that says how checksums are made
)

// A logError is a log in which whole transactions follow a damaged page.
type logError struct {
	frame, commits int // the page that is damaged, and the transactions after it
}

func (e *logError) Error() string {
	return fmt.Sprintf("%v: page %d of the log of transactions is not whole, and %d transactions follow it", feed.ErrDamaged, e.frame, e.commits)
}

func (e *logError) Unwrap() error { return feed.ErrDamaged }

// A frame is one page in the log.
type frame struct {
	page   uint32
	commit bool // the last of a transaction
	whole  bool // its checksum is right
	data   []byte
}

// checkLog returns a logError for a log of the database at path that is damaged.
// What cannot be read is SQLite's to tell.
func checkLog(path string) error {
	e := logError{frame: -1}
	err := readLog(path, func(n int, f frame) error {
		switch {
		case !f.whole && e.frame < 0:
			e.frame = n + 1
		case f.whole && f.commit && e.frame >= 0:
			e.commits++
		}
		return nil
	})
	if err != nil || e.commits == 0 {
		return nil //nolint:nilerr // see above
	}
	return &e
}

// readLog calls each for every page in the log, the first of which is 0, and
// before that for its header, with -1. Those of former generations, which were
// brought into the database long ago, are not whole.
func readLog(path string, each func(n int, f frame) error) error {
	file, err := os.Open(path + "-wal")
	if err != nil {
		return err
	}
	defer file.Close()
	head := make([]byte, logHeader)
	if _, err := io.ReadFull(file, head); err != nil {
		return err
	}
	var order binary.ByteOrder = binary.LittleEndian
	if head[3]&bigEndian != 0 {
		order = binary.BigEndian
	}
	size := int(binary.BigEndian.Uint32(head[8:]))
	if size < 512 || size > 65536 || size&(size-1) != 0 {
		size = pageSize(path)
	}
	salt := [8]byte(head[16:24])
	stored := sums(head[24:])
	computed := checksum(order, [2]uint32{}, head[:24])
	if computed != stored {
		order = binary.LittleEndian // as this machine's, most probably
	}
	if err := each(-1, frame{whole: computed == stored}); err != nil {
		return err
	}
	buf := make([]byte, frameHeader+size)
	for n := 0; ; n++ {
		if _, err := io.ReadFull(file, buf); err != nil {
			if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
				return nil
			}
			return err
		}
		if n == 0 && computed != stored {
			salt = [8]byte(buf[8:16]) // the log's own cannot be trusted
		}
		f := frame{page: binary.BigEndian.Uint32(buf), commit: binary.BigEndian.Uint32(buf[4:]) != 0, data: buf[frameHeader:]}
		was, is := stored, sums(buf[16:24])
		again := checksum(order, checksum(order, was, buf[:8]), f.data)
		if again != is && computed != was { // the checksum before was damaged, not this page
			again = checksum(order, checksum(order, computed, buf[:8]), f.data)
		}
		f.whole = again == is && [8]byte(buf[8:16]) == salt
		stored, computed = is, again
		if err := each(n, f); err != nil {
			return err
		}
	}
}

// pageSize is the size of the pages of the database at path, as far as its
// header can be read.
func pageSize(path string) int {
	const usual = 4096
	file, err := os.Open(path)
	if err != nil {
		return usual
	}
	defer file.Close()
	head := make([]byte, 18)
	if _, err := io.ReadFull(file, head); err != nil {
		return usual
	}
	size := int(binary.BigEndian.Uint16(head[16:]))
	switch {
	case size == 1:
		return 65536
	case size < 512 || size&(size-1) != 0:
		return usual
	}
	return size
}

func sums(b []byte) [2]uint32 {
	return [2]uint32{binary.BigEndian.Uint32(b), binary.BigEndian.Uint32(b[4:])}
}

// checksum goes on with a checksum over b, of which the length is a multiple of
// eight.
func checksum(order binary.ByteOrder, s [2]uint32, b []byte) [2]uint32 {
	for i := 0; i+8 <= len(b); i += 8 {
		s[0] += order.Uint32(b[i:]) + s[1]
		s[1] += order.Uint32(b[i+4:]) + s[0]
	}
	return s
}

// force makes a copy of the database at path into which all pages of the log are
// put that are whole, whatever lies between them, and tells where it is. It is
// good for nothing but to read out of it what can be read.
func (e *logError) force(path string, now time.Time) (forced string, err error) {
	forced, err = unused(path + ".forced-" + now.UTC().Format(stamp))
	if err != nil {
		return "", err
	}
	if err := copyFile(path, forced); err != nil {
		return "", err
	}
	out, err := os.OpenFile(forced, os.O_WRONLY, 0)
	if err != nil {
		return "", err
	}
	err = readLog(path, func(_ int, f frame) error {
		if !f.whole || f.page == 0 {
			return nil
		}
		_, err := out.WriteAt(f.data, int64(f.page-1)*int64(len(f.data)))
		return err
	})
	return forced, errors.Join(err, out.Close())
}
