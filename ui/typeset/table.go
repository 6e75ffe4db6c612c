package typeset

import (
	"strings"
	"unicode"
)

// between is what stands between two cells of a table.
const between = 3

// table sets a table as a grid: one that fits, or one that is wider than the
// page and moves sideways. Where neither is any good, its rows are records, one
// below the other.
func (s *setter) table(n *node) {
	s.flow(n.second)
	columns := 0
	for _, row := range n.rows {
		columns = max(columns, len(row))
	}
	if columns == 0 {
		return
	}
	widths := s.columnWidths(n, columns, s.room(true)-between*(columns-1))
	if widths == nil {
		widths = s.wideColumns(n, columns, s.room(true))
	}
	if widths == nil {
		s.records(n, columns)
		return
	}
	s.grid(n, widths)
}

// columnWidths shares room among the columns: each has what its longest line
// needs, or at least what its longest word needs. It is nil when not even that
// fits.
func (s *setter) columnWidths(n *node, columns, room int) []int {
	want, need := make([]int, columns), make([]int, columns)
	for _, row := range n.rows {
		for j, id := range row {
			w, word := s.extent(id)
			want[j], need[j] = max(want[j], w, 1), max(need[j], word, 1)
		}
	}
	wanted, needed := sum(want), sum(need)
	switch {
	case wanted <= room:
		return want
	case needed > room || room < columns*4:
		return nil
	}
	spare, more := room-needed, wanted-needed
	for j := range need {
		need[j] += (want[j] - need[j]) * spare / more
	}
	for j := range need {
		if gap := room - sum(need); gap > 0 {
			need[j] += min(gap, want[j]-need[j])
		}
	}
	return need
}

// extent is the width of a cell's longest line and of its longest word.
func (s *setter) extent(id int32) (lines, word int) {
	if id < 0 {
		return 0, 0
	}
	now := 0
	for _, g := range s.m.flows[id].segments {
		word = max(word, int(g.width))
		now += int(g.width)
		lines = max(lines, now)
		if now += int(g.space); g.must {
			now = 0
		}
	}
	return lines, word
}

func sum(of []int) int {
	n := 0
	for _, v := range of {
		n += v
	}
	return n
}

// grid sets the rows with a line below the head, and between rows when some
// take more than one line.
func (s *setter) grid(n *node, widths []int) {
	numbers := make([]bool, len(widths))
	tall := false
	for j, w := range widths {
		numbers[j] = s.numeric(n, j)
		for _, row := range n.rows {
			if j < len(row) && row[j] >= 0 {
				s.cuts = s.m.flows[row[j]].cuts(s.cuts[:0], w, w)
				tall = tall || len(s.cuts) > 1
			}
		}
	}
	for i, row := range n.rows {
		s.row(row, widths, numbers)
		if i+1 < len(n.rows) && (i+1 == n.header || tall && i+1 > n.header) {
			s.gridLine(widths)
		}
	}
}

// gridLine is the line between two rows.
func (s *setter) gridLine(widths []int) {
	parts := make([]string, len(widths))
	for j, w := range widths {
		parts[j] = strings.Repeat(s.glyphs.Across, w)
	}
	text := strings.Join(parts, s.glyphs.Across+s.glyphs.Cross+s.glyphs.Across)
	s.open(s.at.word)
	s.put(text, sum(widths)+between*(len(widths)-1), lookTableLine)
	s.shut()
}

// row sets one row; its place is that of its first cell.
func (s *setter) row(row []int32, widths []int, numbers []bool) {
	s.cells = s.cells[:0]
	height, word := 1, s.at.word
	for j := len(widths) - 1; j >= 0; j-- {
		if j < len(row) && row[j] >= 0 {
			word = s.m.flows[row[j]].firstWord
		}
	}
	for j, w := range widths {
		var cuts []cut
		if j < len(row) && row[j] >= 0 {
			cuts = s.m.flows[row[j]].cuts(nil, w, w)
		}
		s.cells = append(s.cells, cuts)
		height = max(height, len(cuts))
	}
	for i := range height {
		s.open(word)
		for j, w := range widths {
			if j > 0 {
				s.put(" "+s.glyphs.Down+" ", between, lookTableLine)
			}
			s.cell(row, j, i, w, numbers[j])
		}
		s.shut()
	}
}

// cell sets the i-th line of the j-th cell of a row in w cells.
func (s *setter) cell(row []int32, j, i, w int, number bool) {
	if i >= len(s.cells[j]) {
		s.put(Spaces(w), w, lookPad)
		return
	}
	f, c := &s.m.flows[row[j]], s.cells[j][i]
	gap := w - int(c.width)
	if number || f.rtl {
		s.put(Spaces(gap), gap, lookPad)
		s.cut(row[j], f, c, 0)
		return
	}
	s.cut(row[j], f, c, 0)
	s.put(Spaces(gap), gap, lookPad)
}

// numeric reports whether a column holds numbers, which stand at its right.
func (s *setter) numeric(n *node, column int) bool {
	any := false
	for i, row := range n.rows {
		if i < n.header || column >= len(row) || row[column] < 0 {
			continue
		}
		text := s.m.flows[row[column]].text
		if !strings.ContainsFunc(text, unicode.IsDigit) || strings.ContainsFunc(text, unicode.IsLetter) {
			return false
		}
		any = true
	}
	return any
}

// records sets each row as lines of its own, every cell beside the head of its
// column.
func (s *setter) records(n *node, columns int) {
	body := n.rows
	if n.header < len(n.rows) {
		body = n.rows[n.header:]
	}
	labels := s.labels(n, columns, len(body) < len(n.rows))
	widest := 0
	for _, l := range labels {
		widest = max(widest, Width(l)+2)
	}
	if s.room(true)-widest < max(leastRoom, s.room(true)/2) {
		widest = 0 // the labels stand above
	}
	for i, row := range body {
		if i > 0 {
			s.space()
		}
		for j := range columns {
			id := int32(-1)
			if j < len(row) {
				id = row[j]
			}
			if id >= 0 || i == 0 && labels[j] != "" {
				s.record(id, n, j, labels[j], widest)
			}
		}
	}
}

// labels is the text of each column's head.
func (s *setter) labels(n *node, columns int, headed bool) []string {
	labels := make([]string, columns)
	if !headed {
		return labels
	}
	for _, row := range n.rows[:n.header] {
		for j, id := range row {
			if id < 0 {
				continue
			}
			text := strings.ReplaceAll(s.m.flows[id].text, "\n", " ")
			if labels[j] != "" {
				text = labels[j] + " / " + text
			}
			labels[j] = text
		}
	}
	return labels
}

// record sets one cell beside its label, or below it when widest is 0.
func (s *setter) record(id int32, n *node, j int, label string, widest int) {
	switch {
	case label == "":
		s.flow(id)
	case widest > 0:
		mark := label + ":"
		mark += Spaces(widest - Width(mark))
		in := indent{mark: mark, rest: Spaces(widest), markWidth: widest, restWidth: widest, look: lookTableLabel}
		s.within(in, func() {
			s.flow(id)
			if !s.indents[len(s.indents)-1].used {
				s.open(s.at.word)
				s.shut()
			}
		})
	default:
		for _, row := range n.rows[:n.header] {
			if j < len(row) && row[j] >= 0 {
				word := s.at.word
				s.fixedFlow(row[j], word)
			}
		}
		s.within(indent{mark: "  ", rest: "  ", markWidth: 2, restWidth: 2, look: lookPad}, func() { s.flow(id) })
	}
}

// fixedFlow sets a flow whose lines all have the place of a word.
func (s *setter) fixedFlow(id, word int32) {
	was := s.fixed
	s.fixed, s.at.word = true, word
	s.flow(id)
	s.fixed = was
}
