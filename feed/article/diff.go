package article

// A pair is what stands in two lists at the same place; -1 is nothing.
type pair struct{ old, now int }

// mostEdits is how many differences are looked for one by one: two lists that
// differ in more have little to do with each other.
const mostEdits = 600

// aligned is two lists side by side, in order: what has the same key and,
// between, the first that alike holds for. The rest stands alone, what went
// before what came.
func aligned(old, now []string, alike func(i, j int) bool) []pair {
	var out []pair
	i, j := 0, 0
	for _, same := range append(common(old, now), pair{len(old), len(now)}) {
		out = appendHunk(out, i, same.old, j, same.now, alike)
		if same.old < len(old) {
			out = append(out, same)
		}
		i, j = same.old+1, same.now+1
	}
	return out
}

// appendHunk appends what differs: old from i to m, and now from j to n.
func appendHunk(out []pair, i, m, j, n int, alike func(i, j int) bool) []pair {
	came := j
	stand := func(upTo, now int) {
		for ; i < upTo; i++ {
			out = append(out, pair{i, -1})
		}
		for ; came < now; came++ {
			out = append(out, pair{-1, came})
		}
	}
	for ; j < n && alike != nil; j++ {
		for at := i; at < m; at++ {
			if alike(at, j) {
				stand(at, j)
				out = append(out, pair{at, j})
				i, came = at+1, j+1
				break
			}
		}
	}
	stand(m, n)
	return out
}

// common is the longest list that two lists have in common.
func common(old, now []string) []pair {
	var out []pair
	first := 0
	for first < min(len(old), len(now)) && old[first] == now[first] {
		out = append(out, pair{first, first})
		first++
	}
	m, n := len(old), len(now)
	for m > first && n > first && old[m-1] == now[n-1] {
		m, n = m-1, n-1
	}
	for _, p := range shortest(old[first:m], now[first:n]) {
		out = append(out, pair{p.old + first, p.now + first})
	}
	for ; m < len(old); m, n = m+1, n+1 {
		out = append(out, pair{m, n})
	}
	return out
}

// shortest is what stays on the shortest way from one list to the other (E. W.
// Myers, An O(ND) Difference Algorithm, 1986), or nothing when that is longer
// than mostEdits.
func shortest(old, now []string) []pair {
	most := min(len(old)+len(now), mostEdits)
	reach := make([]int32, 2*most+3) // by diagonal: how far into old
	var trace [][]int32
	for d := 0; d <= most; d++ {
		trace = append(trace, append([]int32(nil), reach[most+1-d:most+2+d]...))
		for k := -d; k <= d; k += 2 {
			x := step(reach, most+1+k, k, d)
			y := x - k
			for x < len(old) && y < len(now) && old[x] == now[y] {
				x, y = x+1, y+1
			}
			reach[most+1+k] = int32(x)
			if x == len(old) && y == len(now) {
				return retraced(trace, d, x, y)
			}
		}
	}
	return nil
}

// step is where d edits begin on diagonal k: one further in old, or one further
// in now.
func step(reach []int32, at, k, d int) int {
	if k == -d || k != d && reach[at-1] < reach[at+1] {
		return int(reach[at+1])
	}
	return int(reach[at-1]) + 1
}

// retraced goes the way back from the end of both lists, and gives what stayed.
func retraced(trace [][]int32, d, x, y int) []pair {
	var back []pair
	for ; d >= 0; d-- {
		reach := trace[d] // of diagonals -d to d, as d edits found them
		k := x - y
		from := k + 1
		if k != -d && (k == d || reach[d+k-1] >= reach[d+k+1]) {
			from = k - 1
		}
		px, py := 0, 0
		if d > 0 {
			px = int(reach[d+from])
			py = px - from
		}
		for x > px && y > py {
			x, y = x-1, y-1
			back = append(back, pair{x, y})
		}
		x, y = px, py
	}
	for i, j := 0, len(back)-1; i < j; i, j = i+1, j-1 {
		back[i], back[j] = back[j], back[i]
	}
	return back
}
