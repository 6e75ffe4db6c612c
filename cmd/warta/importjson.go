package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"warta/feed"
	"warta/feed/library"
)

// An import holds so many entries, and about so many bytes of them, at a time:
// each such part is one transaction.
const (
	importedAtOnce = 1000
	importedBytes  = 8 << 20
)

// An importing is an import of an export as JSON, and what it has brought.
type importing struct {
	ctx            context.Context //nolint:containedctx // one command's
	p              *program
	lib            *library.Library
	in             *json.Decoder
	feeds, entries int
	records        []feed.Record
	bytes          int // of the records
	memories       []feed.Memory
}

// importJSON takes over what warta export --format json has written, an entry at
// a time, so that memory does not grow with it.
func (p *program) importJSON(ctx context.Context, lib *library.Library, name string, in io.Reader) error {
	i := importing{ctx: ctx, p: p, lib: lib, in: json.NewDecoder(in)}
	err := i.object()
	if err == nil {
		err = errors.Join(i.keepRecords(), i.keepMemories())
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = errors.New("it ends too soon; what came before is taken over")
	}
	p.say("%s and %s added", count(i.feeds, "feed", "feeds"), count(i.entries, "entry", "entries"))
	if err != nil {
		return fmt.Errorf("importing %s: %w", name, err)
	}
	return nil
}

// object reads the whole object; lists that it does not know are passed over.
func (i *importing) object() error {
	if err := i.expect('{'); err != nil {
		return err
	}
	for i.in.More() {
		token, err := i.in.Token()
		if err != nil {
			return unread(err)
		}
		switch token {
		case "feeds":
			err = i.feedList()
		case "views":
			err = each(i, i.view)
		case "rules":
			err = each(i, i.rule)
		case "guide":
			err = each(i, func(g guideJSON) error { return i.lib.RestoreGuide(i.ctx, unpackGuide(g)) })
		case "entries":
			err = errors.Join(each(i, i.entry), i.keepRecords())
		case "gone":
			err = errors.Join(each(i, i.memory), i.keepMemories())
		default:
			err = unread(i.in.Decode(new(json.RawMessage)))
		}
		if err != nil {
			return err
		}
	}
	return i.expect('}')
}

// unread says that the export could not be read.
func unread(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("reading the export: %w", err)
}

// expect reads one delimiter.
func (i *importing) expect(d json.Delim) error {
	token, err := i.in.Token()
	if err != nil {
		return unread(err)
	}
	if token != d {
		return fmt.Errorf("there is %v where %v should be: it is no export of warta", token, d)
	}
	return nil
}

// each reads a list and takes one element after the other.
func each[T any](i *importing, take func(T) error) error {
	if err := i.expect('['); err != nil {
		return err
	}
	for i.in.More() {
		var one T
		if err := i.in.Decode(&one); err != nil {
			return unread(err)
		}
		if err := take(one); err != nil {
			return err
		}
	}
	return i.expect(']')
}

func (i *importing) feedList() error {
	var list []feed.FeedRecord
	err := each(i, func(f archiveFeedJSON) error {
		list = append(list, unpackFeedRecord(f))
		return nil
	})
	if err != nil {
		return err
	}
	i.feeds, err = i.lib.RestoreFeeds(i.ctx, list)
	return err
}

func (i *importing) view(v viewJSON) error {
	if err := i.lib.RestoreView(i.ctx, feed.View{Name: v.Name, Query: v.Query}); err != nil {
		i.p.say("left out: the view %s: %s", oneLine(v.Name), sentence(err))
	}
	return i.ctx.Err()
}

func (i *importing) rule(r ruleJSON) error {
	if err := i.lib.RestoreRule(i.ctx, unpackRule(r)); err != nil {
		i.p.say("left out: the rule %s: %s", oneLine(r.Name), sentence(err))
	}
	return i.ctx.Err()
}

func (i *importing) entry(e entryJSON) error {
	i.records = append(i.records, unpackRecord(e))
	i.bytes += len(e.Content) + len(e.Summary) + len(e.Page) + len(e.PageBytes)
	if len(i.records) < importedAtOnce && i.bytes < importedBytes {
		return nil
	}
	return i.keepRecords()
}

func (i *importing) keepRecords() error {
	if len(i.records) == 0 {
		return nil
	}
	n, err := i.lib.Restore(i.ctx, i.records)
	i.entries += n
	clear(i.records)
	i.records, i.bytes = i.records[:0], 0
	return err
}

func (i *importing) memory(m memoryJSON) error {
	i.memories = append(i.memories, unpackMemory(m))
	if len(i.memories) < importedAtOnce {
		return nil
	}
	return i.keepMemories()
}

func (i *importing) keepMemories() error {
	if len(i.memories) == 0 {
		return nil
	}
	err := i.lib.RestoreMemories(i.ctx, i.memories)
	i.memories = i.memories[:0]
	return err
}
