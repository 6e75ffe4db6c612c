package extract

import (
	"path/filepath"
	"strings"
	"testing"
)

// Every file in testdata/ends has a page that is hardly more than its article,
// and what must come of it: all of that, the end above all.
func TestEnds(t *testing.T) {
	files, err := filepath.Glob("testdata/ends/*.txtar")
	if err != nil || len(files) < 30 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			page, want := readCase(t, file)
			a, err := Page(page, Source{URL: "https://quay.example/notes/rice"})
			if err != nil {
				t.Error(err)
			}
			checkSections(t, a, want)
		})
	}
}
