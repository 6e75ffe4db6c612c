//go:build amd64 || arm64

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

// A shim stands between the program and the file system: before each write, sync,
// truncation, renaming and removal below a folder the kernel asks it what is to
// become of that (seccomp, SECCOMP_RET_USER_NOTIF). So the program can be killed
// at exactly the nth of them, and each of them can fail as a broken disk would
// have it. The test binary itself starts the program: only a process that is
// about to be the program can have the kernel ask for it.
type shim struct {
	t      testing.TB
	dir    string
	socket *net.UnixListener

	mu     sync.Mutex
	seen   int // operations below the folder so far
	decide func(n int, op operation) verdict
}

// An operation is one that changes the disk.
type operation struct {
	call int
	path string // "" where it is not known
}

// A verdict is what becomes of an operation: 0 lets it be done, an error number
// makes it fail, and killed ends the program instead.
type verdict syscall.Errno

const (
	letBe  verdict = 0
	killed verdict = 1 << 16
)

// changing are the system calls that the shim is asked about. Those that get a
// file by its descriptor come first.
var changing = []int{unix.SYS_PWRITE64, unix.SYS_FSYNC, unix.SYS_FDATASYNC, unix.SYS_FTRUNCATE, unix.SYS_RENAMEAT, unix.SYS_UNLINKAT}

const shimKey = "WARTA_TEST_SHIM"

// init makes a process that is to be shimmed the program.
func init() {
	if socket := os.Getenv(shimKey); socket != "" {
		fmt.Fprintln(os.Stderr, "shim:", becomeShimmed(socket))
		os.Exit(97)
	}
}

// newShim is a shim for the folder dir that lets everything be. The test is
// skipped where there is none.
func newShim(t testing.TB, dir string) *shim {
	t.Helper()
	place, err := os.MkdirTemp("", "shim") // a socket's name must be short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(place) })
	s := &shim{t: t, dir: dir, decide: func(int, operation) verdict { return letBe }}
	if s.socket, err = net.ListenUnix("unix", &net.UnixAddr{Name: filepath.Join(place, "s")}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.socket.Close() })
	go s.serve()
	return s
}

// program is what to run instead of the program, and env what it needs.
func (s *shim) program() string {
	s.t.Helper()
	path, err := os.Executable()
	if err != nil {
		s.t.Fatal(err)
	}
	return path
}

func (s *shim) env(env []string) []string {
	return append([]string{shimKey + "=" + s.socket.Addr().String(), shimKey + "_PROGRAM=" + builtProgram(s.t)}, env...)
}

// set decides about operations from now on, which are counted from 0 again.
func (s *shim) set(decide func(n int, op operation) verdict) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.seen, s.decide = 0, decide
}

// count is how many operations there were since the last set.
func (s *shim) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.seen
}

// serve answers for each program that connects.
func (s *shim) serve() {
	for {
		conn, err := s.socket.AcceptUnix()
		if err != nil {
			return
		}
		rights := make([]byte, unix.CmsgSpace(4))
		_, n, _, _, err := conn.ReadMsgUnix(make([]byte, 1), rights)
		conn.Close()
		if err != nil {
			continue
		}
		messages, err := unix.ParseSocketControlMessage(rights[:n])
		if err != nil || len(messages) == 0 {
			continue
		}
		if fds, err := unix.ParseUnixRights(&messages[0]); err == nil {
			go s.answer(fds[0])
		}
	}
}

// A notification and an answer to it, as the kernel has them (struct
// seccomp_notif, struct seccomp_notif_resp).
type notification struct {
	id         uint64
	pid, flags uint32
	nr         int32
	arch       uint32
	ip         uint64
	args       [6]uint64
}

type notified struct {
	id    uint64
	val   int64
	err   int32
	flags uint32
}

const (
	notifyReceive = 0xc0502100
	notifySend    = 0xc0182101
	letItBeDone   = 1 // SECCOMP_USER_NOTIF_FLAG_CONTINUE
)

// answer answers the kernel's questions about one program until that has ended.
func (s *shim) answer(fd int) {
	defer unix.Close(fd)
	for {
		poll := []unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN}}
		if _, err := unix.Poll(poll, -1); err != nil && !errors.Is(err, unix.EINTR) {
			return
		}
		if poll[0].Revents&unix.POLLIN == 0 {
			if poll[0].Revents != 0 {
				return
			}
			continue
		}
		var n notification
		if _, _, e := unix.Syscall(unix.SYS_IOCTL, uintptr(fd), notifyReceive, uintptr(unsafe.Pointer(&n))); e != 0 {
			continue // it was killed meanwhile
		}
		a := notified{id: n.id, flags: letItBeDone}
		switch v := s.judge(&n); v {
		case letBe:
		case killed:
			_ = unix.Kill(processOf(int(n.pid)), unix.SIGKILL)
			continue
		default:
			a.flags, a.err = 0, -int32(v)
		}
		_, _, _ = unix.Syscall(unix.SYS_IOCTL, uintptr(fd), notifySend, uintptr(unsafe.Pointer(&a)))
	}
}

// processOf is the process of a thread.
func processOf(thread int) int {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", thread))
	if err != nil {
		return thread
	}
	for line := range strings.Lines(string(status)) {
		var pid int
		if _, err := fmt.Sscanf(line, "Tgid: %d", &pid); err == nil {
			return pid
		}
	}
	return thread
}

func (s *shim) judge(n *notification) verdict {
	op := operation{call: int(n.nr)}
	switch op.call {
	case unix.SYS_RENAMEAT, unix.SYS_UNLINKAT:
	default:
		op.path, _ = os.Readlink(fmt.Sprintf("/proc/%d/fd/%d", n.pid, n.args[0]))
		if !strings.HasPrefix(op.path, s.dir) {
			return letBe
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.seen++
	return s.decide(s.seen, op)
}

// becomeShimmed has the kernel ask the shim at a socket, and becomes the program.
func becomeShimmed(socket string) error {
	runtime.LockOSThread() // what the kernel is told holds for this thread, and for what it becomes
	var filter []unix.SockFilter
	add := func(code uint16, jt, jf uint8, k uint32) {
		filter = append(filter, unix.SockFilter{Code: code, Jt: jt, Jf: jf, K: k})
	}
	add(unix.BPF_LD|unix.BPF_W|unix.BPF_ABS, 0, 0, 0) // the number of the system call
	for i, call := range changing {
		add(unix.BPF_JMP|unix.BPF_JEQ|unix.BPF_K, uint8(len(changing)-i), 0, uint32(call))
	}
	add(unix.BPF_RET|unix.BPF_K, 0, 0, unix.SECCOMP_RET_ALLOW)
	add(unix.BPF_RET|unix.BPF_K, 0, 0, unix.SECCOMP_RET_USER_NOTIF)
	program := unix.SockFprog{Len: uint16(len(filter)), Filter: &filter[0]}
	conn, err := net.DialUnix("unix", nil, &net.UnixAddr{Name: socket})
	if err != nil {
		return err
	}
	if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
		return err
	}
	fd, _, e := unix.Syscall(unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER, unix.SECCOMP_FILTER_FLAG_NEW_LISTENER, uintptr(unsafe.Pointer(&program)))
	if e != 0 {
		return e
	}
	if _, _, err := conn.WriteMsgUnix([]byte{0}, unix.UnixRights(int(fd)), nil); err != nil {
		return err
	}
	var env []string
	for _, e := range os.Environ() {
		if !strings.HasPrefix(e, shimKey) {
			env = append(env, e)
		}
	}
	path := os.Getenv(shimKey + "_PROGRAM")
	return syscall.Exec(path, append([]string{path}, os.Args[1:]...), env)
}

// run runs a command of the program behind the shim to its end.
func (s *shim) run(env []string, args ...string) (stdout, stderr string, code int) {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(s.t.Context(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, s.program(), args...)
	cmd.Env = s.env(env)
	var out, errOut bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errOut
	if err := cmd.Run(); err != nil && cmd.ProcessState == nil {
		s.t.Fatal(err)
	}
	if ctx.Err() != nil {
		s.t.Errorf("warta %q does not end: %s", args, errOut.String())
	}
	return out.String(), errOut.String(), cmd.ProcessState.ExitCode()
}

// must skips the test where the kernel asks nobody.
func (s *shim) must(env []string) {
	s.t.Helper()
	if _, errOut, code := s.run(env, "--version"); code != 0 {
		cannot(s.t, "the kernel asks no shim here: %s", errOut)
	}
}
