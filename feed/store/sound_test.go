package store

import (
	"testing"
)

// mustBeSound checks what must always be so.
func mustBeSound(t testing.TB, s *Store) {
	t.Helper()
	problems, err := s.Check(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		t.Error(p)
	}
}
