package main

import (
	"os"
	"runtime/debug"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// giveBack returns the program's own code and constants to the system: the kernel
// maps them in large pieces, most of which the start alone has needed, and counts
// them as memory of ours. What is needed comes back from its cache. Then it
// collects garbage and returns free memory.
func giveBack() {
	defer debug.FreeOSMemory()
	path, err := os.Executable()
	if err != nil {
		return
	}
	maps, err := os.ReadFile("/proc/self/smaps")
	if err != nil {
		return
	}
	for _, part := range asOnDisk(string(maps), path) {
		_, _, _ = unix.Syscall(unix.SYS_MADVISE, part[0], part[1]-part[0], unix.MADV_DONTNEED) // at worst it stays
	}
}

// asOnDisk is where, by /proc/self/smaps, the file at path is mapped and nothing
// in memory differs from it: from the first address to the one behind. Parts
// that the loader has changed are not among them, even when nobody may write to
// them any more.
func asOnDisk(maps, path string) (parts [][2]uintptr) {
	var part [2]uintptr
	clean := false // the mapping that is being read may be one
	end := func() {
		if clean {
			parts = append(parts, part)
		}
		clean = false
	}
	for line := range strings.Lines(maps) {
		name, rest, _ := strings.Cut(line, " ")
		if strings.HasSuffix(name, ":") {
			differs := name == "Anonymous:" || name == "Swap:" || name == "Locked:"
			if differs && strings.TrimSpace(rest) != "0 kB" {
				clean = false
			}
			continue
		}
		end()
		fields := strings.SplitN(strings.TrimSpace(line), " ", 6)
		from, to, _ := strings.Cut(name, "-")
		a, err := strconv.ParseUint(from, 16, strconv.IntSize)
		if err != nil {
			return nil
		}
		b, err := strconv.ParseUint(to, 16, strconv.IntSize)
		if err != nil {
			return nil
		}
		part = [2]uintptr{uintptr(a), uintptr(b)}
		clean = len(fields) == 6 && strings.TrimSpace(fields[5]) == path && (fields[1] == "r-xp" || fields[1] == "r--p")
	}
	end()
	return parts
}
