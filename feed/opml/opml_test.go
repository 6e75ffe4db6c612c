package opml

import (
	"strings"
	"testing"
)

func TestReadFolders(t *testing.T) {
	list, err := Read(strings.NewReader(`<opml version="2.0"><head><title>Mine</title></head><body>
<outline text="World"><outline text="Asia"><outline text="Kabar" xmlUrl="https://example.org/f"/></outline></outline></body></opml>`))
	if err != nil {
		t.Fatal(err)
	}
	if len(list.Feeds) != 1 || list.Feeds[0].Folder != "World/Asia" || list.Feeds[0].URL != "https://example.org/f" {
		t.Errorf("got %+v", list)
	}
}
