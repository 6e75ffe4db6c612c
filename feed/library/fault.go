package library

import "runtime/debug"

// caught is deferred in every goroutine of the library. It takes a panic to
// Options.Fault and ends the work in the background; when nobody is named
// there, the panic goes on.
func (l *Library) caught() {
	if l.o.Fault == nil {
		return
	}
	if reason := recover(); reason != nil {
		l.cancel()
		l.o.Fault(reason, debug.Stack())
	}
}
