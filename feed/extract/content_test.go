package extract

import (
	"strings"
	"testing"
)

// An entry that is cut says so.
func TestLongContentSaysThatItIsCut(t *testing.T) {
	entry := strings.Repeat("<p>"+sentence+"</p>", mostEntryTags/2+10)
	a, err := Content(entry, Source{})
	if err != nil || !strings.Contains(a.Notice, "too long") {
		t.Errorf("%q, %v", a.Notice, err)
	}
	a, err = Content("<p>"+sentence+"</p>", Source{})
	if err != nil || a.Notice != "" {
		t.Errorf("%q, %v", a.Notice, err)
	}
}
