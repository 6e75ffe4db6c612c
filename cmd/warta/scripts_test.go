package main

import (
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// update writes generated files again.
var update = flag.Bool("update", false, "write generated files again")

func TestMain(m *testing.M) {
	testscript.Main(cleaned{m}, map[string]func(){"warta": main})
}

// cleaned runs the tests and then removes what they shared.
type cleaned struct{ m *testing.M }

func (c cleaned) Run() int {
	manyAtOnce()
	defer os.RemoveAll(sharedDir())
	return c.m.Run()
}

// manyAtOnce lets more tests run at the same time than there are processors: they
// wait for other processes, and those for servers, more than they work.
func manyAtOnce() {
	flag.Parse()
	if f := flag.Lookup("test.parallel"); f.Value.String() == f.DefValue {
		_ = f.Value.Set(strconv.Itoa(2 * runtime.GOMAXPROCS(0))) // it is a number
	}
}

// sharedDir is a folder for what is made once for all tests.
var sharedDir = sync.OnceValue(func() string {
	dir, err := os.MkdirTemp("", "warta-test-")
	if err != nil {
		panic(err)
	}
	return dir
})

// TestScripts runs the scripts in testdata/scripts against the real main. Each
// has a site at $SITE; besides testscript's own commands there are
//
//	exits CODE PROGRAM ARGS…   run a program that must end with the code
//	unplug                     stop the site
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: filepath.Join("testdata", "scripts"),
		Setup: func(e *testscript.Env) error {
			s := startSite()
			e.Defer(s.stop)
			e.Values["site"] = s
			home := filepath.Join(e.WorkDir, "home")
			e.Setenv("HOME", home)
			e.Setenv("SITE", s.URL)
			e.Setenv("TERM", "xterm-256color")
			e.Setenv("TZ", "UTC")
			return os.Mkdir(home, 0o755)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits,
			"unplug": func(ts *testscript.TestScript, _ bool, _ []string) {
				ts.Value("site").(*site).stop()
			},
		},
		UpdateScripts: *update,
	})
}

// exits runs a program and compares its exit code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE PROGRAM ARGS…")
	}
	want, err := strconv.Atoi(args[0])
	if err != nil {
		ts.Fatalf("exits: %v", err)
	}
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("%s ended with %d, not with %d", args[1], got, want)
	}
}
