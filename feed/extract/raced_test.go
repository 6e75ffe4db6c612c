//go:build race

package extract

// raced says that the race detector makes everything slow.
const raced = true
