package typeset

import (
	"slices"
	"strings"
)

// shortMeta is the width up to which a part of the line below the headline, such
// as a date, is not broken.
const shortMeta = 14

// meta is the flow below the headline: feed, byline, date, with a dot between
// them that stays with what stands before it. It runs from left to right, as
// the rest of the screen does: a name in Arabic does not draw the date after it
// to its other side. It is -1 when there is none.
func (m *Manuscript) meta() int32 {
	dot := m.options.Dot
	if dot == "" {
		dot = "·"
	}
	var parts []string
	for _, s := range m.options.Meta {
		if s = strings.Join(strings.Fields(Clean(s)), " "); s == "" {
			continue
		}
		if m.options.Reorder {
			s = Visual(s)
		}
		parts = append(parts, s)
	}
	between := " " + dot + " "
	id := m.plainFlow(strings.Join(parts, between), roleByline)
	if id < 0 {
		return id
	}
	f := &m.flows[id]
	f.rtl, f.mixed, f.levels = false, false, nil // each part is a thing of its own
	start := 0
	for i, part := range parts {
		end := start + len(part)
		if i+1 < len(parts) {
			end += len(between) - 1
		}
		from := start
		if Width(part) > shortMeta {
			from = start + len(part) - 1
		}
		f.glue(int32(from), int32(end))
		start += len(part) + len(between)
	}
	return id
}

// WithMeta is the manuscript with another line below the headline, and nil when
// the article must be prepared anew for that.
func (m *Manuscript) WithMeta(meta []string) *Manuscript {
	if m.metaFlow < 0 {
		return nil
	}
	n := *m
	n.options.Meta = meta
	n.flows = slices.Clone(m.flows)
	n.folded = nil
	id := n.meta()
	if id < 0 {
		return nil
	}
	n.flows[n.metaFlow] = n.flows[id] // where it is found in its order
	n.flows = n.flows[:id]
	return &n
}

// glue joins the segments that begin after from and before end to the one
// before them.
func (f *flow) glue(from, end int32) {
	n := 0
	for i, s := range f.segments {
		if i > 0 && s.start > from && s.start < end {
			p := &f.segments[n-1]
			p.width += p.space + s.width
			p.end, p.space, p.must = s.end, s.space, s.must
			continue
		}
		f.segments[n] = s
		n++
	}
	f.segments = f.segments[:n]
}
