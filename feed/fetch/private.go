package fetch

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"net/url"
	"strings"
	"syscall"
	"time"
)

// errPrivate is why an address was not dialled.
var errPrivate = errors.New("private address")

// notPublic are the networks that no stranger's link may lead to, beside those
// that netip knows (IANA's special-purpose registries).
var notPublic = prefixes(
	"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "198.18.0.0/15", "198.51.100.0/24",
	"203.0.113.0/24", "240.0.0.0/4", "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16", "fec0::/10",
)

// Networks that carry an IPv4 address inside an IPv6 one, and where it begins.
var (
	nat64      = netip.MustParsePrefix("64:ff9b::/96")
	nat64Local = netip.MustParsePrefix("64:ff9b:1::/48")
	sixToFour  = netip.MustParsePrefix("2002::/16")
	compatible = netip.MustParsePrefix("::/96")
)

func prefixes(texts ...string) []netip.Prefix {
	list := make([]netip.Prefix, len(texts))
	for i, t := range texts {
		list[i] = netip.MustParsePrefix(t)
	}
	return list
}

// isPrivate reports whether an address is not one of the public internet.
func isPrivate(a netip.Addr) bool {
	a = a.Unmap().WithZone("")
	if !a.IsGlobalUnicast() || a.IsPrivate() {
		return true
	}
	for _, p := range notPublic {
		if p.Contains(a) {
			return true
		}
	}
	if a.Is4() {
		return false
	}
	b := a.As16()
	switch {
	case nat64.Contains(a), compatible.Contains(a):
		return isPrivate(netip.AddrFrom4([4]byte(b[12:16])))
	case sixToFour.Contains(a):
		return isPrivate(netip.AddrFrom4([4]byte(b[2:6])))
	}
	return nat64Local.Contains(a)
}

// isPrivateHost reports whether a host is written as a private address, or is a
// name that always means this machine.
func isPrivateHost(host string) bool {
	host = strings.TrimSuffix(strings.ToLower(host), ".")
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	a, err := netip.ParseAddr(host)
	return err == nil && isPrivate(a)
}

// sameMachine reports whether two hosts are one and the same; localhost and the
// loopback addresses that stand for it are.
func sameMachine(a, b string) bool {
	self := func(host string) string {
		switch host = strings.TrimSuffix(strings.ToLower(host), "."); host {
		case "127.0.0.1", "::1":
			return "localhost"
		default:
			return host
		}
	}
	return self(a) == self(b)
}

// A dialer opens connections, and refuses private addresses when it is guarded.
type dialer struct {
	client  *Client
	guarded bool
}

func (c *Client) dialer(guarded bool) *dialer { return &dialer{c, guarded} }

// dial opens a connection. The check is made on the address that the system is
// about to connect to, after the name was looked up, so a name that changes its
// meaning gains nothing. A proxy of the reader's own may be anywhere.
func (d *dialer) dial(ctx context.Context, network, address string) (net.Conn, error) {
	if d.client.Offline() {
		return nil, ErrOffline
	}
	n := net.Dialer{Timeout: min(15*time.Second, d.client.o.Header), KeepAlive: 15 * time.Second}
	if d.guarded && !d.isProxy(address) {
		n.Control = refusePrivate
	}
	return n.DialContext(ctx, network, address)
}

// isProxy reports whether address is that of a proxy from the environment.
func (d *dialer) isProxy(address string) bool {
	for _, scheme := range []string{"http", "https"} {
		proxy, err := d.client.proxy(&url.URL{Scheme: scheme, Host: "proxy.example"})
		if err == nil && proxy != nil && net.JoinHostPort(proxy.Hostname(), proxyPort(proxy)) == address {
			return true
		}
	}
	return false
}

func proxyPort(u *url.URL) string {
	switch {
	case u.Port() != "":
		return u.Port()
	case strings.HasPrefix(u.Scheme, "socks5"):
		return "1080"
	}
	return port(u)
}

// refusePrivate is a Control function: it is called with the address itself.
func refusePrivate(_, address string, _ syscall.RawConn) error {
	a, err := netip.ParseAddrPort(address)
	if err != nil || isPrivate(a.Addr()) {
		return errPrivate
	}
	return nil
}
