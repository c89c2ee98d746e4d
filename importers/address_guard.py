"""Which network addresses a feed may be fetched from: public ones only, and no address that is written to deceive.

Promised: one frozen policy, one pure decision about an IP address, one about the text of an address. The decision about the IP
must be asked for the very address that is then connected to (see `guarded_network`): a name that was checked beforehand may
resolve to another address a moment later. Python's own `is_private` is not enough: it passes carrier-grade NAT (100.64/10),
NAT64 (64:ff9b::/96), 6to4 (2002::/16) and site-local (fec0::/10) addresses, each of which can lead inside.
Source of the ranges: IANA's registries of special-purpose IPv4 and IPv6 addresses, and the documents that they cite.
It resolves nothing, connects nowhere, and knows nothing of HTTP.
"""

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

SCHEMES = {"http": 80, "https": 443}
MAX_ADDRESS_LENGTH = 2000

_NOT_PUBLIC: tuple[tuple[Network, str], ...] = tuple(
    (ipaddress.ip_network(network), reason)
    for network, reason in (
        ("0.0.0.0/8", "this network"),
        ("10.0.0.0/8", "a private network"),
        ("100.64.0.0/10", "a provider's inner network"),
        ("127.0.0.0/8", "this machine"),
        ("168.63.129.16/32", "a cloud's inner service"),
        ("169.254.0.0/16", "link-local"),
        ("172.16.0.0/12", "a private network"),
        ("192.0.0.0/24", "reserved for protocols"),
        ("192.0.2.0/24", "for documentation"),
        ("192.31.196.0/24", "reserved for AS112"),
        ("192.52.193.0/24", "reserved for multicast relays"),
        ("192.88.99.0/24", "a 6to4 relay"),
        ("192.168.0.0/16", "a private network"),
        ("192.175.48.0/24", "reserved for AS112"),
        ("198.18.0.0/15", "for benchmarks"),
        ("198.51.100.0/24", "for documentation"),
        ("203.0.113.0/24", "for documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
        ("::/128", "this network"),
        ("::1/128", "this machine"),
        ("::ffff:0:0/96", "an IPv4 address in disguise"),
        ("::/96", "an IPv4 address in disguise"),
        ("64:ff9b::/96", "an IPv4 address behind NAT64"),
        ("64:ff9b:1::/48", "an IPv4 address behind NAT64"),
        ("100::/64", "discarded"),
        ("2001::/32", "an IPv4 address behind Teredo"),
        ("2001::/23", "reserved for protocols"),
        ("2001:db8::/32", "for documentation"),
        ("2002::/16", "an IPv4 address behind 6to4"),
        ("2620:4f:8000::/48", "reserved for AS112"),
        ("3fff::/20", "for documentation"),
        ("fc00::/7", "a private network"),
        ("fe80::/10", "link-local"),
        ("fec0::/10", "site-local"),
        ("ff00::/8", "multicast"),
    )
)
_GLOBAL_UNICAST_V6 = ipaddress.ip_network("2000::/3")


def refusal(ip: str) -> str | None:
    """Why this IP address is not public, None when it is. What is no IP address at all is refused too."""
    try:
        address = ipaddress.ip_address(ip)
    except ValueError:
        return "not an IP address"
    for network, reason in _NOT_PUBLIC:
        if address in network:
            return reason
    if address.version == 6 and address not in _GLOBAL_UNICAST_V6:
        return "not a public address"
    return None


@dataclass(frozen=True, slots=True)
class AddressPolicy:
    """What may be fetched. `hosts` and `networks` are the explicit exceptions (`KRETS_ALLOW_PRIVATE_FEEDS`), on any port."""

    hosts: frozenset[str] = frozenset()
    networks: tuple[Network, ...] = ()

    @classmethod
    def allowing(cls, entries: Iterable[str]) -> "AddressPolicy":
        """The policy with exceptions, each a host name, an address or a network."""
        hosts, networks = set(), []
        for entry in entries:
            try:
                networks.append(ipaddress.ip_network(entry, strict=False))
            except ValueError:
                hosts.add(entry.lower().rstrip("."))
        return cls(frozenset(hosts), tuple(networks))

    def refusal(self, host: str, ip: str, port: int) -> str | None:
        """Why a connection to `ip`:`port`, which `host` resolved to, may not be made; None when it may."""
        if self._excepts(host, ip):
            return None
        if port not in SCHEMES.values():
            return f"port {port} is not 80 or 443"
        return refusal(ip)

    def _excepts(self, host: str, ip: str) -> bool:
        try:
            address = ipaddress.ip_address(ip)
        except ValueError:
            return False
        return host.lower().rstrip(".") in self.hosts or any(address in network for network in self.networks)


def deceit(location: str) -> str | None:
    """Why the text of an http(s) address is refused before anything is resolved, None when it is plain.

    Refused: other schemes, a user name or password in it, back-slashes, spaces and control characters (which programs read
    differently), and hosts that are numbers but no dotted quad (`2130706433`, `0177.0.0.1`, `0x7f.1`).
    """
    if len(location) > MAX_ADDRESS_LENGTH:
        return f"the address is longer than {MAX_ADDRESS_LENGTH} characters"
    if "\\" in location or any(character.isspace() or not character.isprintable() for character in location):
        return "the address has a back-slash, a space or a control character"
    try:
        parts = urlsplit(location)
        port = parts.port
    except ValueError:
        return "the address cannot be read"
    if parts.scheme not in SCHEMES:
        return f"only http and https are fetched, not {parts.scheme or 'a bare name'}"
    if "@" in parts.netloc:
        return "the address holds a user name or password"
    if not parts.hostname or port == 0:
        return "the address has no host"
    return _numeric_deceit(parts)


def _numeric_deceit(parts: SplitResult) -> str | None:
    host = (parts.hostname or "").rstrip(".")
    if ":" in host:
        return None
    last = host.rpartition(".")[2]
    if not (last.isdigit() or last.lower().startswith("0x")):
        return None
    try:
        ipaddress.IPv4Address(host)
    except ValueError:
        return f"{host} is a number in disguise, not a host"
    return None
