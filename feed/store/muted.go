package store

import "warta/feed"

// setMuted hides an entry from all lists that do not ask for muted ones, or
// shows it again.
func (t *tx) setMuted(id feed.EntryID, muted bool) error {
	var from shelf
	var unread int
	changed, err := t.row(`UPDATE entry SET muted = ?1 WHERE id = ?2 AND muted <> ?1 RETURNING feed_id, folder_id, unread`,
		[]any{muted, id}, &from.feed, &from.folder, &unread)
	if err != nil || !changed {
		return err
	}
	if muted {
		return t.addCount(from, -1, -unread)
	}
	return t.addCount(from, 1, unread)
}
