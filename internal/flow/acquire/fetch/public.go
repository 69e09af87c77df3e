package fetch

import (
	"fmt"
	"net/netip"
)

// special are the blocks of addresses that are not of the public network, or that lead to addresses of another kind: the
// special-purpose registries of IANA (RFC 6890 and its followers).
func special() []string {
	return []string{
		"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
		"192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24",
		"203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
		"2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20",
	}
}

// unicast is the one block of IPv6 that the public network uses (2000::/3): without it are loopback, mapped and
// compatible addresses of IPv4, NAT64 (64:ff9b::/96, 64:ff9b:1::/48), private (fc00::/7), link-local and multicast ones.
const unicast = "2000::/3"

// Public refuses addresses that are not of the public network, and ports that are not those of the web.
func Public(at netip.AddrPort) error {
	ip := at.Addr()
	if ip.Zone() != "" || ip.Is4In6() {
		return refused()
	}
	if ip.Is6() && !netip.MustParsePrefix(unicast).Contains(ip) {
		return refused()
	}
	for _, block := range special() {
		if netip.MustParsePrefix(block).Contains(ip) {
			return refused()
		}
	}
	if !ip.IsGlobalUnicast() || ip.IsPrivate() {
		return refused()
	}
	if at.Port() != 80 && at.Port() != 443 {
		return fmt.Errorf("%w: port %d is neither 80 nor 443", ErrAddress, at.Port())
	}
	return nil
}

func refused() error {
	return fmt.Errorf("%w: it leads to an address that is not of the public network", ErrAddress)
}
