package library

import (
	"context"

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

// SetPlace keeps where the reader stopped.
func (l *Library) SetPlace(ctx context.Context, id feed.EntryID, p feed.Place) error {
	return l.store.SetPlace(ctx, id, p)
}
