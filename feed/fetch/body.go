package fetch

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

// A body is an answer's body on its way in.
type body struct {
	raw      io.Reader
	encoding []string // in the order in which they were applied
	length   int64    // what the server says comes, -1 when it does not
	limit    int64    // of decompressed bytes
	stall    time.Duration
	cancel   context.CancelCauseFunc
	started  time.Time
	wire     int64
	large    chan struct{} // see Request.Large
	holds    bool          // a place in it
	done     <-chan struct{}
}

// largeFrom is the length from which a body is a large one.
const largeFrom = 512 << 10

func newBody(answer *http.Response, limit int64, stall time.Duration, cancel context.CancelCauseFunc) *body {
	var encoding []string
	for e := range strings.SplitSeq(strings.Join(answer.Header.Values("Content-Encoding"), ","), ",") {
		if e = strings.ToLower(strings.TrimSpace(e)); e != "" && e != "identity" {
			encoding = append(encoding, e)
		}
	}
	return &body{
		raw: answer.Body, encoding: encoding, length: answer.ContentLength, limit: limit, stall: stall,
		cancel: cancel, started: time.Now(),
	}
}

// read reads the whole body. What came before a connection broke is given back
// as cut; a body over the limit, or one that drips, is an error.
func (b *body) read() (content []byte, cut bool, err error) {
	if len(b.encoding) == 0 && b.length > b.limit {
		return nil, false, b.tooLarge()
	}
	timer := time.AfterFunc(b.stall, func() { b.cancel(errStall) })
	defer timer.Stop()
	r, closeAll, err := b.decoded(&wire{b, timer})
	if err != nil {
		return nil, false, err
	}
	defer closeAll()
	var buf bytes.Buffer
	if b.length > 0 {
		buf.Grow(int(min(b.length, 64<<10)))
	}
	n, err := buf.ReadFrom(io.LimitReader(r, min(largeFrom, b.limit+1)))
	if err == nil && n == largeFrom {
		timer.Stop() // it is we who wait now
		if err := b.wait(); err != nil {
			return nil, false, err
		}
		timer.Reset(b.stall)
		var more int64
		more, err = buf.ReadFrom(io.LimitReader(r, b.limit+1-n))
		n += more
	}
	switch {
	case n > b.limit:
		return nil, false, b.tooLarge()
	case err == nil:
		return buf.Bytes(), false, nil
	case n > 0 && wasCut(err):
		return buf.Bytes(), true, nil
	}
	return nil, false, err
}

// wait waits until a large body may be read on.
func (b *body) wait() error {
	if b.large == nil {
		return nil
	}
	start := time.Now()
	select {
	case b.large <- struct{}{}:
		b.holds = true
		b.started = b.started.Add(time.Since(start)) // which is not the server's drip
		return nil
	case <-b.done:
		return context.Canceled // the cause is the request's
	}
}

// wasCut reports whether err means that a body ended before its end, or was
// damaged on the way, so that what came before it can be read.
func wasCut(err error) bool {
	var damaged flate.CorruptInputError
	return errors.Is(err, io.ErrUnexpectedEOF) || isReset(err) ||
		errors.Is(err, gzip.ErrChecksum) || errors.Is(err, gzip.ErrHeader) || errors.As(err, &damaged)
}

func (b *body) tooLarge() error {
	return &Error{Kind: TooLarge, Reason: fmt.Sprintf("the answer is larger than %s", size(b.limit))}
}

func size(n int64) string {
	if n >= 1<<20 {
		return fmt.Sprintf("%d MB", n>>20)
	}
	return fmt.Sprintf("%d KB", n>>10)
}

// decoded is the body without its encodings, the last applied first.
func (b *body) decoded(raw io.Reader) (r io.Reader, closeAll func(), err error) {
	var closers []func()
	closeAll = func() {
		for _, c := range closers {
			c()
		}
	}
	if len(b.encoding) > 2 {
		return nil, nil, &Error{Kind: Broken, Reason: "the answer is compressed more than twice"}
	}
	buffered := bufio.NewReaderSize(raw, 16<<10)
	r = buffered
	if len(b.encoding) == 0 && isGzip(buffered) { // a file that was compressed once and for all
		b.encoding = []string{"gzip"}
	}
	for i := len(b.encoding) - 1; i >= 0; i-- {
		var c func()
		if r, c, err = decoder(b.encoding[i], r); err != nil {
			closeAll()
			return nil, nil, err
		}
		closers = append(closers, c)
	}
	return r, closeAll, nil
}

// decoder undoes one encoding. A server that says gzip and sends plain text is
// read as plain text.
func decoder(encoding string, r io.Reader) (io.Reader, func(), error) {
	nothing := func() {}
	switch encoding {
	case "gzip", "x-gzip":
		buffered := bufio.NewReader(r)
		if !isGzip(buffered) {
			return buffered, nothing, nil
		}
		z, err := gzip.NewReader(buffered)
		return z, nothing, err
	case "br":
		return brotli.NewReader(r), nothing, nil
	case "zstd":
		z, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true),
			zstd.WithDecoderMaxWindow(8<<20)) // RFC 9659
		if err != nil {
			return nil, nil, err
		}
		return z, z.Close, nil
	}
	return nil, nil, &Error{Kind: Broken, Reason: "the answer is compressed in a way that was not offered: " + clean(encoding)}
}

func isGzip(r *bufio.Reader) bool {
	magic, _ := r.Peek(2)
	return bytes.Equal(magic, []byte{0x1f, 0x8b})
}

// dripAfter and dripRate say how slow a server may be: after dripAfter it must
// have sent dripRate bytes a second.
const (
	dripAfter = 15 * time.Second
	dripRate  = 512
)

// wire counts the bytes on the wire, and watches their pace.
type wire struct {
	body  *body
	timer *time.Timer
}

func (w *wire) Read(p []byte) (int, error) {
	n, err := w.body.raw.Read(p)
	w.body.wire += int64(n)
	if n > 0 {
		w.timer.Reset(w.body.stall)
	}
	passed := time.Since(w.body.started)
	if err == nil && passed > dripAfter && float64(w.body.wire) < dripRate*passed.Seconds() {
		return n, errDrip
	}
	return n, err
}
