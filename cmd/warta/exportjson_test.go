package main

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"

	"warta/feed/library"
)

// An export is the same wherever the guide stands among the entries.
func TestExportIsTheSameWhereverTheGuideStands(t *testing.T) {
	var entries []string
	for i := range 40 {
		entries = append(entries, fmt.Sprintf(`{"feed":"https://%c.example/feed","id":%d,"guid":"%d","title":"Entry %d","published":"2026-11-20T08:00:00Z",`+
			`"first_seen":"2026-11-20T09:00:00Z","read":%t}`, 'a'+i%2, i+1, i, i, i%3 == 0))
	}
	text := `{"feeds":[{"url":"https://b.example/feed","title":"B"},{"url":"https://a.example/feed","title":"A","folder":"F"}],"entries":[` +
		strings.Join(entries, ",") + `]}`
	dir := t.TempDir()
	imported(t, library.Options{Dir: dir, Offline: true}, text)
	guide, err := guideEdition()
	if err != nil {
		t.Fatal(err)
	}
	here := imported(t, library.Options{Dir: dir, Offline: true, Guide: guide}, `{}`)
	there := imported(t, library.Options{Dir: t.TempDir(), Offline: true, Guide: guide}, here)
	if here != there || !strings.Contains(here, "Entry 39") {
		t.Errorf("here:\n%s\nthere:\n%s", here, there)
	}
}

// imported is the export of a library after an import.
func imported(t *testing.T, o library.Options, text string) string {
	t.Helper()
	lib, err := library.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	defer lib.Close()
	p := &program{stderr: os.Stderr}
	if err := p.importJSON(t.Context(), lib, "it", strings.NewReader(text)); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := exportJSON(t.Context(), lib, &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}
