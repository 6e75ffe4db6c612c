package parse

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// maxMended is the longest JSON document that is mended: that builds all of it.
const maxMended = 2 << 20

// coerceJSON mends a JSON Feed that the parser would not take: control
// characters within strings, commas before a closing bracket, and values of
// another type than the format has, such as a number for a title.
func coerceJSON(text []byte) ([]byte, error) {
	if len(text) > maxMended {
		return nil, errNotJSON
	}
	decoder := json.NewDecoder(bytes.NewReader(mendSyntax(text)))
	decoder.UseNumber()
	var doc map[string]any
	if err := decoder.Decode(&doc); err != nil {
		return nil, fmt.Errorf("reading JSON Feed: %w", err)
	}
	out, err := json.Marshal(coerceObject(doc))
	if err != nil {
		return nil, fmt.Errorf("mending JSON Feed: %w", err)
	}
	return out, nil
}

// mendSyntax puts a space for each control character in a string, and for each
// comma that nothing follows.
func mendSyntax(text []byte) []byte {
	out := bytes.Clone(text)
	quoted, comma := false, -1
	for i := 0; i < len(out); i++ {
		c := out[i]
		switch {
		case quoted && c == '\\':
			i++
		case quoted && c < 0x20:
			out[i] = ' '
		case c == '"':
			quoted, comma = !quoted, -1
		case quoted, isSpace(c):
		case c == ',':
			comma = i
		case (c == ']' || c == '}') && comma >= 0:
			out[comma], comma = ' ', -1
		default:
			comma = -1
		}
	}
	return out
}

func coerceObject(m map[string]any) map[string]any {
	for key, v := range m {
		if v = coerceValue(key, v); v == nil {
			delete(m, key)
		} else {
			m[key] = v
		}
	}
	return m
}

// coerceValue is v as the format has it for key, nil when it cannot be.
func coerceValue(key string, v any) any {
	switch key {
	case "id", "expired", "size_in_bytes", "duration_in_seconds": // gofeed takes any
		return v
	case "items", "attachments", "authors":
		return coerceList(v)
	case "author":
		if list := coerceList(v); len(list) > 0 {
			return list[0]
		}
		return nil
	case "tags":
		var tags []any
		list, _ := v.([]any)
		if s, ok := v.(string); ok {
			list = []any{s}
		}
		for _, tag := range list {
			if s := coerceString(tag); s != "" {
				tags = append(tags, s)
			}
		}
		return tags
	}
	if s := coerceString(v); s != "" {
		return s
	}
	return nil
}

// coerceList is v as a list of objects; a name stands for an author.
func coerceList(v any) []any {
	list, ok := v.([]any)
	if !ok {
		list = []any{v}
	}
	out := []any{}
	for _, one := range list {
		switch one := one.(type) {
		case map[string]any:
			out = append(out, coerceObject(one))
		case string:
			out = append(out, map[string]any{"name": one})
		}
	}
	return out
}

func coerceString(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	}
	return ""
}
