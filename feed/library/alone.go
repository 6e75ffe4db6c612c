package library

import (
	"context"
	"fmt"
	"sync"
	"time"

	"warta/feed"
)

// claimAgain is how long somebody waits before asking again for what somebody
// else is fetching.
const claimAgain = 200 * time.Millisecond

// claimPage takes the page of an entry for its caller, and claimPicture the
// picture of an address: nobody else, in this process or another one, fetches it
// until done is called or ctx ends. They wait while somebody else has it; whoever
// gets it then should look whether there is anything left to do. Where nothing
// can be written there are no claims, and nobody waits.
func (l *Library) claimPage(ctx context.Context, id feed.EntryID) (done func()) {
	return l.claim(ctx, fmt.Sprintf("page %d", id))
}

func (l *Library) claimPicture(ctx context.Context, address string) (done func()) {
	return l.claim(ctx, "picture "+address)
}

func (l *Library) claim(ctx context.Context, name string) (done func()) {
	owner := fmt.Sprintf("%s.%d", l.owner, l.claims.Add(1))
	for {
		ok, err := l.store.Lease(ctx, name, owner, leaseTime)
		if err != nil {
			return func() {}
		}
		if ok {
			break
		}
		select {
		case <-time.After(claimAgain):
		case <-ctx.Done():
			return func() {}
		}
	}
	held, release := context.WithCancel(ctx)
	var given sync.WaitGroup
	given.Add(1)
	l.work.Go(func() {
		defer given.Done()
		defer l.caught()
		l.hold(held, name, owner)
	})
	return func() {
		release()
		given.Wait()
	}
}

// hold keeps a claim until its context ends, and gives it back.
func (l *Library) hold(ctx context.Context, name, owner string) {
	ticker := time.NewTicker(leaseTime / 3)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
			_, _ = l.store.Lease(ctx, name, owner, leaseTime) // at worst a page is fetched twice
		case <-ctx.Done():
			_ = l.store.Release(context.WithoutCancel(ctx), name, owner) // it ends by itself
			return
		}
	}
}
