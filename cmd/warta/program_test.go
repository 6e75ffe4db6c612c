package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
)

// binary builds the program once for all tests and is its path.
var binary = sync.OnceValues(func() (string, error) {
	path := filepath.Join(sharedDir(), "warta")
	out, err := exec.Command("go", "build", "-o", path, ".").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%w: %s", err, out)
	}
	return path, nil
})

// builtProgram is the binary's path; it fails the test when it cannot be built.
func builtProgram(t testing.TB) string {
	t.Helper()
	path, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// environment is a bare one: nothing of the machine's own gets into a test.
func environment(home string, extra ...string) []string {
	return append([]string{
		"HOME=" + home, "PATH=" + os.Getenv("PATH"), "TERM=xterm-256color", "COLORTERM=truecolor",
		"LANG=C.UTF-8", "TZ=UTC",
	}, extra...)
}

// command runs one command of the program to its end.
func command(t testing.TB, env []string, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), builtProgram(t), args...)
	cmd.Env = env
	var out, errOut bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errOut
	if err := cmd.Run(); err != nil && cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return out.String(), errOut.String(), cmd.ProcessState.ExitCode()
}

// done runs a command that must end well, and is what it printed.
func done(t testing.TB, env []string, args ...string) string {
	t.Helper()
	out, errOut, code := command(t, env, args...)
	if code != 0 {
		t.Fatalf("warta %q ended with %d: %s", args, code, errOut)
	}
	return out
}

// list is the headlines of a query.
func list(t *testing.T, env []string, query string) []headlineJSON {
	t.Helper()
	var all []headlineJSON
	if err := json.Unmarshal([]byte(done(t, env, "list", "--json", "--", query)), &all); err != nil {
		t.Fatal(err)
	}
	return all
}
