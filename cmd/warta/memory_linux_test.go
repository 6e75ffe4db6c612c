package main

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// Of the mappings, those go that are as the file is: a part that the loader has
// changed and then closed, as that of a position-independent program, is kept.
func TestAsOnDisk(t *testing.T) {
	const maps = `00400000-00500000 r-xp 00000000 08:01 7                                  /opt/my warta
Rss:                1024 kB
Anonymous:             0 kB
Swap:                  0 kB
VmFlags: rd ex mr mw me
00500000-00600000 r--p 00100000 08:01 7                                  /opt/my warta
Anonymous:             8 kB
00600000-00700000 r--p 00200000 08:01 7                                  /opt/my warta
Anonymous:             0 kB
Swap:                  4 kB
00700000-00800000 rw-p 00300000 08:01 7                                  /opt/my warta
Anonymous:             0 kB
00800000-00900000 r--p 00400000 08:01 7                                  /opt/my warta
Private_Dirty:        64 kB
Anonymous:             0 kB
7f0000000000-7f0000001000 r-xp 00000000 08:01 8                          /usr/lib/libc.so.6
Anonymous:             0 kB
7ffd00000000-7ffd00001000 r-xp 00000000 00:00 0 
Anonymous:             0 kB
`
	want := [][2]uintptr{{0x400000, 0x500000}, {0x800000, 0x900000}}
	if got := asOnDisk(maps, "/opt/my warta"); !slices.Equal(got, want) {
		t.Errorf("%x, not %x", got, want)
	}
}

// What is given back is there when it is needed, and less is in memory without it.
func TestGiveBack(t *testing.T) {
	resident := func() string {
		maps, err := os.ReadFile("/proc/self/smaps")
		if err != nil {
			cannot(t, "what is in memory cannot be told: %v", err)
		}
		path, err := os.Executable()
		if err != nil {
			t.Fatal(err)
		}
		if len(asOnDisk(string(maps), path)) == 0 {
			t.Error("no part of the program is as on the disk")
		}
		return string(maps)
	}
	before := resident()
	giveBack()
	if after := resident(); strings.TrimSpace(after) == "" || after == before {
		t.Error("nothing has changed")
	}
}
