package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io/fs"
	"os"
	"time"
)

// headSize is the length of the head of a database, whose values are those of
// every database of warta but for a few. See https://sqlite.org/fileformat2.html.
const headSize = 100

// rehead makes a copy of the database at path with the head of another one, when
// its own is damaged, and tells where it is: nothing at all can be read of a
// database without its head. It is "" when the head is not what is damaged.
func rehead(path, model string, now time.Time) (copied string, err error) {
	should, err := headOf(model)
	if err != nil {
		return "", err
	}
	if is, err := headOf(path); err != nil || isSoundHead(is, should) {
		return "", nil //nolint:nilerr // what can be read is read without it
	}
	// The number of pages is not believed when these two differ, but taken from the
	// file, and no page is free.
	binary.BigEndian.PutUint32(should[92:], binary.BigEndian.Uint32(should[24:])+1)
	clear(should[32:40])
	if copied, err = unused(path + ".forced-" + now.UTC().Format(stamp)); err != nil {
		return "", err
	}
	err = copyFile(path, copied)
	if log := copyFile(path+"-wal", copied+"-wal"); err == nil && !errors.Is(log, fs.ErrNotExist) {
		err = log
	}
	if err == nil {
		err = writeHead(copied, should)
	}
	if err != nil {
		return "", errors.Join(err, removeAll(copied))
	}
	return copied, nil
}

// isSoundHead reports whether a head has what every head has: its name, the size
// of pages and how they are divided, how text is written, a schema.
func isSoundHead(is, should []byte) bool {
	same := func(from, to int) bool { return bytes.Equal(is[from:to], should[from:to]) }
	version := binary.BigEndian.Uint32(is[60:])
	return same(0, 18) && (is[18] == 1 || is[18] == 2) && (is[19] == 1 || is[19] == 2) && same(20, 24) && same(44, 48) && same(56, 60) &&
		version > 0 && version <= binary.BigEndian.Uint32(should[60:]) && same(68, 92)
}

func headOf(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	head := make([]byte, headSize)
	_, err = f.ReadAt(head, 0)
	return head, err
}

func writeHead(path string, head []byte) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	_, err = f.WriteAt(head, 0)
	return errors.Join(err, f.Close())
}
