package library

import (
	"context"
	"encoding/base64"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"warta/feed"
)

// A login is the user name and password that were typed as part of an address,
// as the value of an Authorization header. It is kept apart from the address, so
// that it is shown, exported and sent nowhere but to the host it was typed for.
type login struct {
	host, authorization string
}

// splitLogin takes the login out of an address.
func splitLogin(address string) (plain string, l login) {
	u, err := url.Parse(address)
	if err != nil || u.User == nil {
		return address, login{}
	}
	password, _ := u.User.Password()
	text := u.User.Username() + ":" + password
	u.User = nil
	return u.String(), login{hostOf(address), "Basic " + base64.StdEncoding.EncodeToString([]byte(text))}
}

func loginKey(id feed.FeedID) string { return fmt.Sprintf("login/%d", id) }

// keepLogin keeps the login of a feed.
func (l *Library) keepLogin(ctx context.Context, id feed.FeedID, lg login) error {
	if lg.authorization == "" {
		return nil
	}
	return l.store.Put(ctx, loginKey(id), []byte(lg.host+"\n"+lg.authorization))
}

// loginOf is the login kept for a feed, empty when there is none.
func (l *Library) loginOf(ctx context.Context, id feed.FeedID) login {
	text, err := l.store.Get(ctx, loginKey(id))
	if err != nil {
		return login{}
	}
	host, authorization, _ := strings.Cut(string(text), "\n")
	return login{host, authorization}
}

// header is what is sent with the requests to an address, beside what every
// request carries: what the caller has for it, and the login when it is of that
// host.
func (l *Library) header(address string, lg login) http.Header {
	h := http.Header{}
	if lg.authorization != "" && lg.host == hostOf(address) {
		h.Set("Authorization", lg.authorization)
	}
	for name, value := range l.o.Headers[address] {
		h.Set(name, value)
	}
	return h
}
