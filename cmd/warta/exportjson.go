package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"warta/feed"
	"warta/feed/library"
)

// exportJSON writes everything as one JSON object, an entry at a time, so that
// memory does not grow with the store. Of the guide, which is in every warta, it
// is what the reader did to it. Passwords are left out, and so are the bytes of
// pictures, which can be fetched again. Texts that are damaged are left out, and
// their entries named by the error: what else there is, is written.
func exportJSON(ctx context.Context, lib *library.Library, w io.Writer) error {
	feeds, err := lib.FeedRecords(ctx)
	if err != nil {
		return err
	}
	views, err := ownViews(ctx, lib)
	if err != nil {
		return err
	}
	rules, err := lib.Rules(ctx)
	if err != nil {
		return err
	}
	for i := range rules {
		if rules[i].Query, err = lib.Portable(ctx, rules[i].Query); err != nil {
			return err
		}
	}
	guide, err := lib.GuideRecord(ctx)
	if err != nil {
		return err
	}
	o := object{w: w}
	o.list("feeds")
	for _, r := range feeds {
		_ = o.add(packFeedRecord(r)) // kept in o, as all that is written
	}
	o.list("views")
	for _, v := range views {
		_ = o.add(viewJSON{Name: v.Name, Query: v.Query})
	}
	o.list("rules")
	for _, r := range packRules(rules) {
		_ = o.add(r)
	}
	o.list("guide")
	_ = o.add(packGuide(guide))
	o.list("entries")
	spoiled := lib.Export(ctx, func(r feed.Record) error { return o.add(packRecord(r)) })
	if spoiled != nil && !library.IsPartial(spoiled) {
		return spoiled
	}
	o.list("gone")
	if err := lib.Memories(ctx, func(m feed.Memory) error { return o.add(packMemory(m)) }); err != nil {
		return err
	}
	return errors.Join(o.end(), spoiled)
}

// An object writes a JSON object of lists, one element a line. After an error it
// writes nothing more.
type object struct {
	w     io.Writer
	lists int
	items int
	err   error
	line  bytes.Buffer // one element
}

func (o *object) write(format string, args ...any) {
	if o.err == nil {
		_, o.err = fmt.Fprintf(o.w, format, args...)
	}
}

// list begins a list after the one before.
func (o *object) list(name string) {
	if o.lists == 0 {
		o.write("{")
	} else {
		o.write("\n],\n")
	}
	o.write("%q:[", name)
	o.lists++
	o.items = 0
}

// add adds an element to the list.
func (o *object) add(v any) error {
	if o.err != nil {
		return o.err
	}
	o.line.Reset()
	encoder := json.NewEncoder(&o.line)
	encoder.SetEscapeHTML(false) // most of an export is HTML, and no browser reads it
	if err := encoder.Encode(v); err != nil {
		return fmt.Errorf("writing JSON: %w", err)
	}
	between := "\n"
	if o.items > 0 {
		between = ",\n"
	}
	o.write("%s", between)
	if o.err == nil {
		_, o.err = o.w.Write(bytes.TrimSuffix(o.line.Bytes(), []byte("\n")))
	}
	o.items++
	return o.err
}

func (o *object) end() error {
	o.write("\n]}\n")
	return o.err
}
