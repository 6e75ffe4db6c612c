package store

import "strconv"

// jsonIDs is a JSON array of ids, for json_each: a list of any length is one
// parameter of one prepared statement.
func jsonIDs[T ~int64](ids []T) string {
	b := make([]byte, 0, 2+8*len(ids))
	b = append(b, '[')
	for i, id := range ids {
		if i > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendInt(b, int64(id), 10)
	}
	return string(append(b, ']'))
}
