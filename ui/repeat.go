package ui

import (
	"bytes"
	"regexp"
	"strconv"
)

// The toolkit writes every line anew that has a wide character in it, in every
// frame, though it may be on the screen already: some 15 kB for a screen of
// Chinese. A repeat leaves out what is there. It knows such a line by the orders
// around it: no wrapping, the line, wrapping, and where the cursor is then. Any
// order that moves lines or clears more than one makes it forget.
type repeat struct {
	lines map[int][]byte // by row: what was written since it was erased
	held  []byte         // where the pen and the cursor are after the last line left out
}

var (
	noWrap    = []byte("\x1b[?7l")
	wrap      = []byte("\x1b[?7h")
	eraseLine = []byte("\x1b[K")
	placed    = regexp.MustCompile(`^\x1b\[([0-9]*)(?:;[0-9]*)?H`)
	pen       = regexp.MustCompile(`\x1b\[([0-9;:]*)m|\x1b\]8;[^\x1b]*\x1b\\`)
	moves     = regexp.MustCompile(`\n|\x1b\[[0-9;]*[JLMSTr]|\x1b[DMEc]|\x1b\[\?(?:1049|1047|47)[hl]`)
)

// filter appends what of a frame must be written to dst.
func (r *repeat) filter(dst, frame []byte) []byte {
	for {
		begin := bytes.Index(frame, noWrap)
		if begin < 0 {
			break
		}
		dst = r.other(dst, frame[:begin])
		frame = frame[begin:]
		end := bytes.Index(frame, wrap)
		if end < 0 { // a frame comes in one piece
			r.lines = nil
			break
		}
		body, rest := frame[len(noWrap):end], frame[end+len(wrap):]
		at, from := placed.FindSubmatch(rest), bytes.Index(body, eraseLine)
		if at == nil || from < 0 {
			r.lines = nil
			dst, frame = append(r.flush(dst), frame[:end+len(wrap)]...), rest
			continue
		}
		row, _ := strconv.Atoi(string(at[1])) //nolint:errcheck // digits, or none for the first row
		if line := body[from:]; bytes.Equal(r.lines[row], line) {
			r.held = append(penAfter(r.held[:0], line), at[0]...)
		} else {
			if r.lines == nil {
				r.lines = map[int][]byte{}
			}
			r.lines[row] = append(r.lines[row][:0], line...)
			dst = append(append(r.flush(dst), frame[:end+len(wrap)]...), at[0]...)
		}
		frame = rest[len(at[0]):]
	}
	return r.flush(r.other(dst, frame))
}

// other appends what is not such a line.
func (r *repeat) other(dst, text []byte) []byte {
	if len(text) == 0 {
		return dst
	}
	if moves.Match(text) {
		r.lines = nil
	}
	return append(r.flush(dst), text...)
}

// flush appends what is held.
func (r *repeat) flush(dst []byte) []byte {
	dst = append(dst, r.held...)
	r.held = r.held[:0]
	return dst
}

// penAfter appends what brings the pen to where it is after a line, which begins
// with none.
func penAfter(dst, line []byte) []byte {
	dst = append(dst, "\x1b[m"...)
	begin := len(dst)
	var link []byte
	for _, m := range pen.FindAllSubmatchIndex(line, -1) {
		switch {
		case m[2] < 0:
			link = line[m[0]:m[1]]
		case m[2] == m[3] || string(line[m[2]:m[3]]) == "0":
			dst = dst[:begin]
		default:
			dst = append(dst, line[m[0]:m[1]]...)
		}
	}
	return append(dst, link...)
}
