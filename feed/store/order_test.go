package store

import (
	"slices"
	"strings"
	"testing"
)

func TestNamesAreOrderedAsPeopleLookForThem(t *testing.T) {
	want := []string{
		"4 Corners", "99 Luft", "100 Days", "andere", "“Änderung”", "Ärzte", "Feed 2", "feed 02b", "Feed 10", "Feed 10 a", "Zebra", "Ωmega", "日本",
	}
	got := slices.Clone(want)
	slices.Reverse(got)
	got = ordered(got, func(s *string) []string { return []string{*s} })
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

func TestFoldersAreOrderedWithWhatIsInThem(t *testing.T) {
	got := ordered(strings.Split("World war|World/Asia 10|world|World/Asia 2|Art", "|"), func(s *string) []string { return []string{*s} })
	if strings.Join(got, "|") != "Art|world|World/Asia 2|World/Asia 10|World war" {
		t.Errorf("%q", got)
	}
}
