package parse

import "testing"

func TestPersonName(t *testing.T) {
	for in, want := range map[string]string{
		"":                                 "",
		"Ann Waters":                       "Ann Waters",
		" Ann\n Waters ":                   "Ann Waters",
		"ann@a.example":                    "ann@a.example",
		"mailto:ann@a.example":             "ann@a.example",
		"ann@a.example (Ann Waters)":       "Ann Waters",
		"ann@a.example (Ann (Waters))":     "Ann (Waters)",
		"ann@a.example Ann Waters":         "Ann Waters",
		"Ann Waters (ann@a.example)":       "Ann Waters",
		"Ann Waters <ann@a.example>":       "Ann Waters",
		`"Ann Waters" <ann@a.example>`:     "Ann Waters",
		"Ann (mailto:ann@a.example)":       "Ann",
		"(Ann Waters)":                     "Ann Waters",
		"<ann@a.example>":                  "ann@a.example",
		"Ann Waters (the port's own)":      "Ann Waters (the port's own)",
		"Caf&#233; &amp; Sons":             "Café & Sons",
		"Ann\x1b[31m\u202e (ann@a.example": "Ann[31m",
		"()":                               "",
	} {
		if got := personName(in); got != want {
			t.Errorf("%q: got %q, not %q", in, got, want)
		}
	}
}
