package library

import (
	"context"
	"time"
)

// Changes calls each at once and then whenever something was stored, by this
// process or another one, until its context ends or each returns an error, which
// it returns. It looks four times a second. At midnight and as time passes what a
// query means may change as well: it calls each once a minute in any case.
func (l *Library) Changes(ctx context.Context, each func() error) error {
	ticker := time.NewTicker(lookEvery)
	defer ticker.Stop()
	var called time.Time
	var seen int64
	for {
		version, err := l.store.DataVersion(ctx)
		if err != nil {
			return err
		}
		if version != seen || time.Since(called) > time.Minute {
			seen, called = version, time.Now()
			if err := each(); err != nil {
				return err
			}
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-ticker.C:
		}
	}
}
