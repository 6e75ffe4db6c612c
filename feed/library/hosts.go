package library

import (
	"net/url"
	"strings"
	"time"
)

// Every host is asked by two at a time at most, with a gap between the starts of
// two requests.
const (
	perHost = 2
	hostGap = 100 * time.Millisecond
)

// A line is jobs that wait for their turn, each at the host it goes to. It is
// pure: it takes the time from its caller.
type line[J any] struct {
	hosts   map[string]*host[J]
	round   []*host[J] // those that have jobs, in turn
	waiting int
}

// A host is where jobs go.
type host[J any] struct {
	name    string
	jobs    []J
	running int
	next    time.Time // when the next request may start
	held    time.Time // the host asked to be left alone until then
}

func newLine[J any]() *line[J] { return &line[J]{hosts: map[string]*host[J]{}} }

// hostOf is the host of an address, with its port, as servers are told apart.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Host)
}

func (l *line[J]) host(name string) *host[J] {
	h := l.hosts[name]
	if h == nil {
		h = &host[J]{name: name}
		l.hosts[name] = h
	}
	return h
}

// add puts a job at the end of its host's jobs.
func (l *line[J]) add(name string, job J) {
	h := l.host(name)
	if len(h.jobs) == 0 {
		l.round = append(l.round, h)
	}
	h.jobs = append(h.jobs, job)
	l.waiting++
}

// take gives the next job that may start now. When there is none, wait is how
// long it takes until one may, 0 when that depends on others being done.
func (l *line[J]) take(now time.Time) (job J, ok bool, wait time.Duration) {
	for i, h := range l.round {
		free := h.free(now)
		if free == 0 {
			return l.start(i, now), true, 0
		}
		if free > 0 && (wait == 0 || free < wait) {
			wait = free
		}
	}
	return job, false, wait
}

// free is 0 when a request may start, how long that takes, or -1 when it depends
// on another request.
func (h *host[J]) free(now time.Time) time.Duration {
	if h.running >= perHost {
		return -1
	}
	at := h.next
	if h.held.After(at) {
		at = h.held
	}
	return max(0, at.Sub(now))
}

// heldFor is how long a host is still to be left alone.
func (l *line[J]) heldFor(name string, now time.Time) time.Duration {
	if h := l.hosts[name]; h != nil {
		return max(0, h.held.Sub(now))
	}
	return 0
}

// start takes the first job of the host at i in the round, and puts that host
// at the round's end.
func (l *line[J]) start(i int, now time.Time) J {
	h := l.round[i]
	job := h.jobs[0]
	h.jobs = h.jobs[1:]
	h.running++
	h.next = now.Add(hostGap)
	l.waiting--
	l.round = append(l.round[:i], l.round[i+1:]...)
	if len(h.jobs) > 0 {
		l.round = append(l.round, h)
	}
	return job
}

// done says that a job of a host has ended.
func (l *line[J]) done(name string, now time.Time) {
	h := l.host(name)
	h.running--
	if h.running == 0 && len(h.jobs) == 0 && !h.next.After(now) && !h.held.After(now) {
		delete(l.hosts, name)
	}
}

// clear takes all jobs out of the line.
func (l *line[J]) clear() (jobs []J) {
	for _, h := range l.round {
		jobs = append(jobs, h.jobs...)
		h.jobs = nil
	}
	l.round, l.waiting = nil, 0
	return jobs
}

// drop takes the jobs of one host out of the line.
func (l *line[J]) drop(name string) []J {
	h := l.host(name)
	jobs := h.jobs
	h.jobs = nil
	l.waiting -= len(jobs)
	for i, other := range l.round {
		if other == h {
			l.round = append(l.round[:i], l.round[i+1:]...)
			break
		}
	}
	return jobs
}
