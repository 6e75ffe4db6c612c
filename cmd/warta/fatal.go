package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"time"
)

// fatalName is the file in the state directory that takes what the runtime
// writes when it ends the process itself, as it does after a write to a map by
// two goroutines or when a stack overflows: nothing can be put in order then.
// All processes append to one file, which is empty but after such an end.
const fatalName = "fatal.txt"

// mostFatal is how much of such a file is kept: the beginning has the reason.
const mostFatal = 1 << 20

// keepFatal has the runtime write its last words to a file. Where that cannot
// be, they are only on the terminal.
func keepFatal() {
	dir, err := stateDir()
	if err != nil || os.MkdirAll(dir, 0o700) != nil {
		return
	}
	f, err := os.OpenFile(filepath.Join(dir, fatalName), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return
	}
	debug.SetTraceback("all") // what the other goroutines did is half of the reason
	_ = debug.SetCrashOutput(f, debug.CrashOptions{})
	_ = f.Close() // the runtime has a copy
}

// lastFatal makes a report of what an earlier process left behind so, and is
// the sentence that says where it is; "" when there is nothing. The file is
// emptied and not moved: another process may be running that has it open.
func lastFatal(at time.Time) string {
	dir, err := stateDir()
	if err != nil {
		return ""
	}
	path := filepath.Join(dir, fatalName)
	text, err := os.ReadFile(path)
	if err != nil || len(bytes.TrimSpace(text)) == 0 {
		return ""
	}
	kept, err := keepReport(reportText("found at the next start", text[:min(len(text), mostFatal)], at), at)
	if err != nil || os.Truncate(path, 0) != nil {
		return ""
	}
	return fmt.Sprintf("the last run ended in a crash; nothing that was stored is lost, and a report for the makers is in %s", kept)
}
