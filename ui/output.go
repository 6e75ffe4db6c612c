package ui

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"os"
	"strconv"
)

// An Output is the terminal for a program whose screen has Options.Anchors: it
// obeys the orders that the screen's lines carry. It is to be the program's
// output.
type Output struct {
	*os.File
	b      []byte
	rest   []byte // an order that has not ended yet
	repeat repeat
	frame  []byte
}

// Write writes a frame.
func (o *Output) Write(p []byte) (int, error) {
	n := len(p)
	o.frame = o.repeat.filter(o.frame[:0], p)
	if p = o.frame; len(o.rest) == 0 && !bytes.Contains(p, []byte(sosBegin)) && !bytes.HasSuffix(p, []byte(sosBegin[:1])) {
		o.b = append(o.b[:0], p...)
		return o.flush(n)
	}
	in := append(o.rest, p...)
	o.b = o.b[:0]
	for {
		i := bytes.Index(in, []byte(sosBegin))
		if i < 0 {
			break
		}
		o.b = append(o.b, in[:i]...)
		in = in[i:]
		end := bytes.Index(in, []byte(sosEnd))
		if end < 0 {
			break
		}
		o.b = obey(o.b, in[len(sosBegin):end])
		in = in[end+len(sosEnd):]
	}
	if keep := bytes.Index(in, []byte(sosBegin)); keep >= 0 {
		o.rest = append(o.rest[:0], in[keep:]...)
	} else if o.rest = o.rest[:0]; bytes.HasSuffix(in, []byte(sosBegin[:1])) {
		o.b = append(o.b, in[:len(in)-1]...)
		o.rest = append(o.rest, sosBegin[0])
	} else {
		o.b = append(o.b, in...)
	}
	return o.flush(n)
}

// flush writes what has become of n bytes.
func (o *Output) flush(n int) (int, error) {
	if _, err := o.File.Write(o.b); err != nil {
		return 0, fmt.Errorf("writing to the terminal: %w", err)
	}
	return n, nil
}

// obey appends what an order stands for.
func obey(b, order []byte) []byte {
	if len(order) == 0 {
		return b
	}
	switch order[0] {
	case goTo:
		if _, err := strconv.Atoi(string(order[1:])); err == nil {
			b = append(append(append(b, "\x1b["...), order[1:]...), 'G')
		}
	case write:
		if text, err := hex.AppendDecode(b, order[1:]); err == nil {
			b = text
		}
	}
	return b
}
