package extract

import (
	"context"
	"encoding/json"
	"os/exec"
	"strings"
	"testing"
)

// bareLibraries asks the program in testdata/bare what the libraries alone make of
// a page. It is a module of its own: warta's own leaves out what go-trafilatura
// falls back on, and with which it is compared.
func bareLibraries(t *testing.T) func(*truth) map[string]string {
	t.Helper()
	cmd := exec.CommandContext(context.WithoutCancel(t.Context()), "go", "run", ".")
	cmd.Dir = "testdata/bare"
	var said strings.Builder
	cmd.Stderr = &said
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		in.Close()
		if err := cmd.Wait(); err != nil {
			t.Errorf("the bare libraries: %v: %s", err, said.String())
		}
	})
	ask, answer := json.NewEncoder(in), json.NewDecoder(out)
	return func(tr *truth) (texts map[string]string) {
		t.Helper()
		if err := ask.Encode(struct {
			URL  string
			Body []byte
		}{tr.URL, tr.body}); err != nil {
			t.Fatal(err, said.String())
		}
		if err := answer.Decode(&texts); err != nil {
			t.Fatal(err, said.String())
		}
		return texts
	}
}
