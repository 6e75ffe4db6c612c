package library

import (
	"context"
	"time"

	"warta/feed/fetch"
)

// A machine without a network fails with all feeds. That says nothing of them,
// so it is not held against them: they are asked as soon as the network is back.
const (
	awayHosts = 3           // so many hosts that cannot be reached, and none that can, make us sure
	awayAgain = time.Minute // and then the background tries again
)

// isAway reports whether a page could not be had for want of a network: the
// system says so, or it seems so and nobody has answered for a while. That says
// nothing of the page.
func (l *Library) isAway(e *fetch.Error) bool {
	maybe, surely := e.NoNetwork()
	return surely || maybe && time.Since(time.Unix(0, l.reached.Load())) > awayAgain
}

// receive takes an answer that is to be stored. Those that may tell of this
// machine only are told, and kept until it is known whether a host answered.
func (d *desk) receive(a answer) {
	if !a.away {
		d.reached = true
	} else if !d.reached {
		d.report(a.result())
		a.told = true
		d.unsure = append(d.unsure, a)
		return
	}
	d.answers = append(d.answers, a)
}

// judge decides at the end of a refresh about the answers that were unsure. It
// reports whether this machine seems to be without a network.
func (d *desk) judge(ctx context.Context) bool {
	unsure, away := d.unsure, false
	hosts := map[string]bool{}
	for _, a := range unsure {
		hosts[hostOf(a.poll.URL)] = true
		away = away || a.surely
	}
	away = !d.reached && (away || len(hosts) >= awayHosts)
	d.unsure, d.reached = nil, false
	if len(unsure) == 0 {
		return false
	}
	if away {
		d.awayTo = time.Now().Add(awayAgain)
		return true
	}
	d.answers = append(d.answers, unsure...)
	d.keep(ctx)
	return false
}
