package library

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"warta/feed"
)

// Mark marks entries; the change is on disk when it returns.
func (l *Library) Mark(ctx context.Context, ids []feed.EntryID, m feed.Mark) (feed.Change, error) {
	return l.store.Mark(ctx, ids, m)
}

// MarkAll marks every entry of a query from the list's beginning as the reader
// saw it: entries that arrived since then and stand before upTo are left alone.
// A zero upTo means all.
func (l *Library) MarkAll(ctx context.Context, q feed.Query, upTo feed.Cursor, m feed.Mark) (feed.Change, error) {
	return l.store.MarkAll(ctx, q, upTo, m)
}

// Undo takes a change back.
func (l *Library) Undo(ctx context.Context, c feed.Change) error {
	_, err := l.store.Mark(ctx, c.Entries, c.Mark.Opposite())
	return err
}

// lastMarking is the key under which the store keeps a change that may be taken
// back by another process.
const lastMarking = "last-marking"

// KeepChange keeps a change so that UndoKept takes it back, in another process
// or on another day. It takes the place of the one before.
func (l *Library) KeepChange(ctx context.Context, c feed.Change) error {
	text, err := json.Marshal(c)
	if err != nil {
		return fmt.Errorf("keeping a change: %w", err)
	}
	return l.store.Put(ctx, lastMarking, text)
}

// UndoKept takes back the change that was kept last, and is that change. Once it
// is taken back there is none: the error then wraps feed.ErrNotFound.
func (l *Library) UndoKept(ctx context.Context) (feed.Change, error) {
	var c feed.Change
	text, err := l.store.Get(ctx, lastMarking)
	if err == nil {
		err = json.Unmarshal(text, &c)
	}
	if errors.Is(err, feed.ErrNotFound) {
		return c, fmt.Errorf("there is no marking to take back: %w", err)
	}
	if err == nil {
		err = l.Undo(ctx, c)
	}
	if err != nil {
		return c, err
	}
	return c, l.store.Put(ctx, lastMarking, nil)
}

// SetPlace keeps where the reader stopped.
func (l *Library) SetPlace(ctx context.Context, id feed.EntryID, p feed.Place) error {
	return l.store.SetPlace(ctx, id, p)
}
