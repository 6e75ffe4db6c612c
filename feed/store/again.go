package store

import "context"

// fetchingAgain makes everything be asked for as if it had not been before, so
// that servers do not answer that nothing has changed, and wants the articles
// and pictures of which the text or the file is not there.
var fetchingAgain = []string{
	// The guide is read again, and if its feed is lost subscribed again; see package library.
	`UPDATE kv SET value = x'' WHERE name = 'guide'`,
	`DELETE FROM kv WHERE name = 'guide' AND NOT EXISTS (SELECT 1 FROM feed WHERE guide = 1)`,
	`UPDATE feed_fetch SET etag = '', last_modified = '', body_hash = x'', next_due = 0 WHERE gone = 0`,
	`UPDATE entry SET badge = 0, why = '', want = 1, attempts = 0, retry_at = 0
		WHERE badge = 2 AND NOT EXISTS (SELECT 1 FROM body WHERE body.id BETWEEN entry.id * 16 + 1 AND entry.id * 16 + 3)`,
}

// fetchAgain makes what was lost with a damaged database be fetched again.
func (s *Store) fetchAgain(ctx context.Context) error {
	return s.saving(ctx, "asking again for what was lost", func(t *tx) error {
		for _, query := range fetchingAgain {
			if err := t.exec(query); err != nil {
				return err
			}
		}
		return nil
	})
}
