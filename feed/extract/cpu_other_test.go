//go:build !unix

package extract

import "time"

var began = time.Now()

// cpu is the time since the tests began, where the processor's is not to be had.
func cpu() time.Duration { return time.Since(began) }
