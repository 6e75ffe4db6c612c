//go:build !linux

package main

import "runtime/debug"

// giveBack collects garbage and returns free memory to the system.
func giveBack() { debug.FreeOSMemory() }
