package main

import (
	"testing"

	"warta/feed/library"
)

func TestQueryTextPutsQuotationMarksBack(t *testing.T) {
	lib, err := library.Open(t.Context(), library.Options{Dir: t.TempDir(), Offline: true})
	if err != nil {
		t.Fatal(err)
	}
	defer lib.Close()
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
		{[]string{"rice price"}, "rice price"},
		{[]string{"colour:dark red"}, "colour:dark red"},
		{nil, ""},
	} {
		if got := queryText(lib.Query, c.args); got != c.want {
			t.Errorf("%q make %s, want %s", c.args, got, c.want)
		}
	}
}
