package main

import "os"

// A backgroundAnswer is a question to the terminal that was never asked: a
// Windows console has no way to wait for the answer without taking keys away.
type backgroundAnswer struct{}

// askBackground asks nothing; the result knows nothing.
func askBackground(_, _ *os.File) *backgroundAnswer { return nil }

// dark reports that nothing is known.
func (a *backgroundAnswer) dark() (dark, known bool) { return true, false }
