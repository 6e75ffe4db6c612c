package store

import (
	"syscall"
	"testing"
	"time"
)

// cpuTime is what this process has used: on a busy machine it says more than
// the clock does.
func cpuTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// reportCPU measures the processor's time from here to the end of the benchmark.
func reportCPU(b *testing.B) func() {
	b.Helper()
	start := cpuTime()
	return func() { b.ReportMetric(float64(cpuTime()-start)/float64(b.N)/1e6, "cpu-ms/op") }
}
