//go:build unix

package main

import (
	"os"
	"regexp"
	"strconv"
	"time"

	"github.com/charmbracelet/x/term"
	"golang.org/x/sys/unix"
)

// A backgroundAnswer is a question to the terminal for the colour of its
// background that was sent and not yet answered.
type backgroundAnswer struct {
	in    *os.File
	state *term.State
	until time.Time
}

// The question: OSC 11 for the background's colour, and a request for the
// device's attributes (DA1), which every terminal answers and which tells that
// an answer to the first is not to come.
const backgroundQuestion = "\x1b]11;?\x07\x1b[c"

// askBackground asks the terminal, once and before the screen reads its input.
// It does not ask when keys wait already, so that they are not taken for the
// answer; the result is then nil, which knows nothing.
func askBackground(in, out *os.File) *backgroundAnswer {
	if os.Getenv("NO_COLOR") != "" || !term.IsTerminal(in.Fd()) || readable(in, 0) {
		return nil
	}
	state, err := term.MakeRaw(in.Fd())
	if err != nil {
		return nil
	}
	// A terminal that does not answer soon is not waited for. When it answers
	// later, the screen takes the answer for what it is.
	wait := 30 * time.Millisecond
	if os.Getenv("SSH_TTY") != "" || os.Getenv("SSH_CONNECTION") != "" {
		wait = 200 * time.Millisecond
	}
	if _, err := out.WriteString(backgroundQuestion); err != nil {
		term.Restore(in.Fd(), state) //nolint:errcheck // the terminal is gone
		return nil
	}
	return &backgroundAnswer{in: in, state: state, until: time.Now().Add(wait)}
}

// The beginning of the answer to OSC 11, and the whole of that to DA1.
var (
	backgroundColor = regexp.MustCompile(`\x1b\]11;rgba?:([0-9a-fA-F]+)/([0-9a-fA-F]+)/([0-9a-fA-F]+)`)
	deviceAnswer    = regexp.MustCompile(`\x1b\[\?[0-9;]*c`)
)

// dark waits for the answer. It reports whether the background is dark, and
// whether the terminal said so.
func (a *backgroundAnswer) dark() (dark, known bool) {
	if a == nil {
		return true, false
	}
	defer term.Restore(a.in.Fd(), a.state) //nolint:errcheck // the screen sets its own mode next
	var got []byte
	buf := make([]byte, 256)
	for !deviceAnswer.Match(got) && len(got) < 4096 && readable(a.in, time.Until(a.until)) {
		n, err := a.in.Read(buf)
		if err != nil {
			break
		}
		got = append(got, buf[:n]...)
	}
	m := backgroundColor.FindSubmatch(got)
	if m == nil {
		return true, false
	}
	return luma(m[1], m[2], m[3]) < 0.5, true
}

// luma is the brightness of a colour from 0 to 1 (ITU-R BT.601). Its parts are
// hexadecimal numbers of one to four digits, each with its own scale.
func luma(red, green, blue []byte) float64 {
	part := func(hex []byte) float64 {
		v, err := strconv.ParseUint(string(hex), 16, 32)
		if err != nil {
			return 0
		}
		return float64(v) / float64(uint64(1)<<(4*len(hex))-1)
	}
	return 0.299*part(red) + 0.587*part(green) + 0.114*part(blue)
}

// readable reports whether the file has something to read within a time.
func readable(f *os.File, within time.Duration) bool {
	if within < 0 {
		return false
	}
	fd := int(f.Fd())
	if fd >= unix.FD_SETSIZE {
		return false
	}
	var set unix.FdSet
	set.Set(fd)
	timeout := unix.NsecToTimeval(within.Nanoseconds())
	n, err := unix.Select(fd+1, &set, nil, nil, &timeout)
	return err == nil && n > 0
}
