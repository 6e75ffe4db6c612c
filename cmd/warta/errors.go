package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"syscall"

	"warta/feed"
	"warta/feed/article"
)

// The exit codes.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2
	exitInterrupted = 130 // 128 + SIGINT, as shells count
)

// A usageError is a request that was wrong, in the words of the command line
// or of the configuration.
type usageError struct{ err error }

func (e usageError) Error() string { return e.err.Error() }
func (e usageError) Unwrap() error { return e.err }

// usage is a usageError as fmt.Errorf makes errors.
func usage(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// errReported is the error of a command that has told what failed already.
var errReported = errors.New("reported")

// exitCode is the exit code for the error of a command.
func exitCode(err error) int {
	var wrong usageError
	switch {
	case err == nil, errors.Is(err, syscall.EPIPE):
		return exitDone // whoever read us had enough
	case errors.As(err, &wrong), errors.Is(err, feed.ErrNotAddress):
		return exitUsage
	case errors.Is(err, context.Canceled):
		return exitInterrupted
	}
	return exitFailed
}

// report writes what failed and what to do as one sentence.
func report(w io.Writer, err error) {
	if errors.Is(err, errReported) || errors.Is(err, syscall.EPIPE) || errors.Is(err, context.Canceled) {
		return
	}
	fmt.Fprintf(w, "warta: %s\n", sentence(err))
}

// remedies say what to do about the errors that callers branch on.
var remedies = []struct {
	err error
	do  string
}{
	{feed.ErrNotAddress, "give one like https://example.org/ or https://example.org/feed.xml"},
	{feed.ErrOffline, "run it without --offline, or take offline out of the configuration"},
	{feed.ErrNoFeeds, "look on the site for a link named RSS, Atom or feed, and give that address"},
	{feed.ErrNotFeed, "check the address in a browser, or give the address of the site's own page"},
	{feed.ErrGone, "the site says that it will not come back"},
	{feed.ErrReadOnly, "make it writable, or choose another place with --data DIR"},
	{feed.ErrFull, "nothing that was stored is lost"},
	{feed.ErrDisk, "nothing that was stored is lost; look at the disk, and at how much of it you may use"},
	{feed.ErrBusy, "wait until it has finished and try again"},
	{feed.ErrDamaged, "nothing was thrown away"},
	{feed.ErrNotFound, "see warta list for the numbers of entries, and warta feeds for feeds"},
	{context.DeadlineExceeded, "the site took too long; try again later"},
	{syscall.ENOSPC, "free some space and try again; nothing that was stored is lost"},
	{syscall.EROFS, "choose another place with --data DIR"},
}

// sentence is err in one line for people: what failed, and what to do.
func sentence(err error) string {
	text := oneLine(err.Error())
	if advised, ok := errors.AsType[*feed.Advised](err); ok {
		return text + "; " + oneLine(advised.Remedy)
	}
	for _, r := range remedies {
		if errors.Is(err, r.err) {
			return text + "; " + r.do
		}
	}
	return text
}

// oneLine is text that may have come from a stranger as one line without
// control characters.
func oneLine(text string) string {
	return strings.Join(strings.Fields(article.Clean(text)), " ")
}
