//go:build !race

package parse

// raceEnabled is whether the race detector is on, which makes all slow.
const raceEnabled = false
