//go:build unix

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// open to all is a store that others can write: something to mend.
func openToAll(t *testing.T) (env []string, data string) {
	t.Helper()
	env, data = environment(t.TempDir()), filepath.Join(t.TempDir(), "data")
	done(t, env, "--data", data, "--offline", "list")
	if err := os.Chmod(data, 0o777); err != nil {
		t.Fatal(err)
	}
	return env, data
}

func mode(t *testing.T, path string) os.FileMode {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info.Mode().Perm()
}

// The doctor mends nothing without being told to, on a terminal by an answer.
func TestDoctorAsks(t *testing.T) {
	for _, c := range []struct {
		name, answer string
		mended       bool
		code         int
	}{
		{"yes", "y\r", true, 0},
		{"the whole word", "YES\r", true, 0},
		{"no", "n\r", false, 1},
		{"nothing", "\r", false, 1},
		{"something else", "perhaps\r", false, 1},
		{"the end of input", "\x04", false, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			env, data := openToAll(t)
			term := start(t, 120, 40, env, "--data", data, "--offline", "doctor")
			term.see("problem  directory", "others can write", "can be mended: keep others away", "Shall I do that? [y/N]")
			if got := mode(t, data); got != 0o777 {
				t.Fatalf("it was mended before the answer: %v", got)
			}
			term.press(c.answer)
			if code := term.end(); code != c.code {
				t.Errorf("it ended with %d:\n%s", code, term.text())
			}
			if mended := mode(t, data) == 0o700; mended != c.mended {
				t.Errorf("mended: %v", mended)
			}
			if screen := term.text(); c.mended != strings.Contains(screen, "mended   keep others away") || c.mended == strings.Contains(screen, "1 problem") {
				t.Errorf("the screen:\n%s", screen)
			}
		})
	}
	t.Run("interrupted", func(t *testing.T) {
		t.Parallel()
		env, data := openToAll(t)
		term := start(t, 120, 40, env, "--data", data, "--offline", "doctor")
		term.see("Shall I do that? [y/N]")
		term.press("\x03")
		if code := term.end(); code == 0 || mode(t, data) != 0o777 {
			t.Errorf("it ended with %d, and the directory is %v", code, mode(t, data))
		}
	})
	t.Run("no terminal", func(t *testing.T) {
		t.Parallel()
		env, data := openToAll(t)
		out, errOut, code := command(t, env, "--data", data, "--offline", "doctor")
		if code != 1 || !strings.Contains(errOut, "run warta doctor --yes to have it done") || !strings.Contains(out, "problem  directory") || mode(t, data) != 0o777 {
			t.Errorf("it ended with %d: %s%s", code, out, errOut)
		}
		out, errOut, code = command(t, env, "--data", data, "--offline", "doctor", "--yes")
		if code != 0 || !strings.Contains(out, "mended   keep others away") || mode(t, data) != 0o700 {
			t.Errorf("told to, it ended with %d: %s%s", code, out, errOut)
		}
		if strings.ContainsAny(out, "\x1b\t") {
			t.Errorf("what it prints is not plain: %q", out)
		}
	})
}

// What the doctor cannot mend is told with what to do, and is a failure.
func TestDoctorTells(t *testing.T) {
	t.Parallel()
	env, dir := environment(t.TempDir()), t.TempDir()
	config := filepath.Join(dir, "config.toml")
	if err := os.WriteFile(config, []byte("colour = 1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		args []string
		want string
		code int
	}{
		"nothing there":     {[]string{"--data", filepath.Join(dir, "none")}, "is not there yet", 0},
		"a wrong key":       {[]string{"--data", filepath.Join(dir, "none"), "--config", config}, "colour", 1},
		"a file as a place": {[]string{"--data", file}, "is no directory", 1},
	} {
		out, errOut, code := command(t, env, append(c.args, "doctor")...)
		if code != c.code || !strings.Contains(out, c.want) {
			t.Errorf("%s: it ended with %d: %s%s", name, code, out, errOut)
		}
	}
}
