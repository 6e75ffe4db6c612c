//go:build linux || darwin || freebsd

package store

import "syscall"

// room is how many bytes the file system of directory has left.
func room(directory string) (left int64, known bool) {
	var fs syscall.Statfs_t
	if err := syscall.Statfs(directory, &fs); err != nil {
		return 0, false
	}
	return int64(fs.Bavail) * int64(fs.Bsize), true //nolint:unconvert // the types differ between systems
}
