package main

import (
	"testing"

	"warta/feed"
	"warta/feed/library"
)

func TestQueryTextPutsQuotationMarksBack(t *testing.T) {
	lib, err := library.Open(t.Context(), library.Options{Dir: t.TempDir(), Offline: true})
	if err != nil {
		t.Fatal(err)
	}
	defer lib.Close()
	feeds := []feed.Feed{{Title: "Slow Times", Folder: "New York"}, {Title: "Kali", Folder: "World"}, {Title: "Air & Sea", Folder: "World Cup"}}
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"unread", "rice"}, "unread rice"},
		{[]string{"older:2 weeks"}, `older:"2 weeks"`},
		{[]string{"unread", "older:2 weeks", "rice"}, `unread older:"2 weeks" rice`},
		{[]string{"-older:2 weeks"}, `-older:"2 weeks"`},
		{[]string{"unread in:World rice"}, "unread in:World rice"},
		{[]string{"in:World rice"}, "in:World rice"}, // one query of two terms, as well as not
		{[]string{"unread", "in:New York"}, `unread in:"New York"`},
		{[]string{"unread", "title:rice price"}, `unread title:"rice price"`},
		{[]string{"unread", "in:World newer:2d"}, "unread in:World newer:2d"},
		{[]string{"starred", "in:World unread"}, "starred in:World unread"},
		{[]string{"starred", "in:World -rice"}, "starred in:World -rice"},
		{[]string{"starred", `in:"New York" rice`}, `starred in:"New York" rice`},
		{[]string{"starred", "in:World (a or b)"}, "starred in:World (a or b)"},
		{[]string{"older:2 weeks rice"}, "older:2 weeks rice"}, // wrong as it is, and wrong otherwise
		{[]string{"in:New York"}, `in:"New York"`},
		{[]string{"in:New York rice"}, `in:"New York" rice`},
		{[]string{"-in:new york rice"}, `-in:"new york" rice`},
		{[]string{"in:World Cup"}, "in:World Cup"}, // both are folders
		{[]string{"unread", "in:World Cup"}, `unread in:"World Cup"`},
		{[]string{"unread", "in:Old York"}, "unread in:Old York"}, // there is none
		{[]string{"feed:Slow Times rice"}, `feed:"Slow Times" rice`},
		{[]string{"feed:Quick Times rice"}, "feed:Quick Times rice"},
		{[]string{"feed:Kali rice"}, "feed:Kali rice"},
		{[]string{"feed:Air & Sea"}, `feed:"Air & Sea"`},
		{[]string{"in:World newr:2d"}, "in:World newr:2d"},
		{[]string{"in:New York newr:2d"}, "in:New York newr:2d"},
		{[]string{"title:rice newr:2d"}, "title:rice newr:2d"},
		{[]string{"unread", "author:Ann -newr:2d"}, "unread author:Ann -newr:2d"},
		{[]string{"title:Update: rice & wheat"}, `title:"Update: rice & wheat"`},
		{[]string{"title:at https://a.example &"}, `title:"at https://a.example &"`},
		{[]string{"rice price"}, "rice price"},
		{[]string{"colour:dark red"}, "colour:dark red"},
		{nil, ""},
	} {
		if got := queryText(lib.Query, feeds, c.args); got != c.want {
			t.Errorf("%q make %s, want %s", c.args, got, c.want)
		}
	}
}
