package ui

import "testing"

func TestUndoMeansWhatIsOnItsWay(t *testing.T) {
	t.Parallel()
	lib := newFake()
	s := newScreen(t, lib, Options{}, 120, 24)
	s.press("s", "j")
	_, marking := s.Update(keyOf("b"))
	s.press("u")
	s.run(marking)
	if first, second := lib.rows[0], lib.rows[1]; !first.Starred || second.Saved {
		t.Errorf("undo before the mark was on disk: starred %v, want true; saved %v, want false", first.Starred, second.Saved)
	}
	if s.press("u"); lib.rows[0].Starred {
		t.Error("the next undo does not take back what was before it")
	}
}
