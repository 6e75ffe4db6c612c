package typeset

// A Match is where in the text something was found.
type Match struct {
	flow       int32
	start, end int32 // offsets in the flow's text
}
