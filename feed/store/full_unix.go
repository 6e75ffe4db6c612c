//go:build linux || darwin || freebsd

package store

import "syscall"

// full reports whether the file system of directory has no room left.
func full(directory string) bool {
	var fs syscall.Statfs_t
	if err := syscall.Statfs(directory, &fs); err != nil {
		return false
	}
	return fs.Bavail <= 0
}
