//go:build !(linux || darwin || freebsd)

package store

// full reports whether the file system of directory has no room left, as far as
// this system tells.
func full(string) bool { return false }
