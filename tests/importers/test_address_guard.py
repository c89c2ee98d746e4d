"""The address guard: nothing inside is public, nothing public is refused, and no address deceives."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.address_guard import AddressPolicy, deceit, refusal

INSIDE = """
0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.100.100.200 100.127.255.255 127.0.0.1 127.1.2.3 127.255.255.255
168.63.129.16 169.254.0.1 169.254.169.254 169.254.170.2 172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.170 192.0.2.1 192.31.196.1
192.52.193.1 192.88.99.1 192.168.0.1 192.168.255.255 192.175.48.1 198.18.0.1 198.19.255.255 198.51.100.7 203.0.113.9 224.0.0.1
239.255.255.250 240.0.0.1 255.255.255.255
:: ::1 ::2 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::ffff:8.8.8.8 ::ffff:0:127.0.0.1 64:ff9b::a9fe:a9fe
64:ff9b::7f00:1 64:ff9b:1::a00:1 100::1 2001::1 2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:2::1 2001:10::1 2001:20::1 2001:db8::1
2002:7f00:1:: 2002:a9fe:a9fe:: 2620:4f:8000::1 3fff::1 4000::1 5f00::1 fc00::1 fd00:ec2::254 fd12:3456::1 fe80::1 fe80::1%eth0
febf::1 fec0::1 feff::1 ff02::1 ff0e::1
"""
PUBLIC = """
1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.1 169.253.255.255 172.15.255.255
172.32.0.0 192.0.1.1 192.167.255.255 192.169.0.0 198.17.255.255 198.20.0.0 223.255.255.255 168.63.129.17
2000::1 2001:200::1 2001:4860:4860::8888 2003::1 2606:4700:4700::1111 2a00:1450::1 3ffe::1
"""


def test_the_table_has_at_least_sixty_addresses_inside() -> None:
    assert len(set(INSIDE.split())) >= 60


@pytest.mark.parametrize("ip", INSIDE.split())
def test_an_address_inside_is_refused_with_a_reason(ip: str) -> None:
    assert refusal(ip)
    assert AddressPolicy().refusal("feeds.example", ip, 443)


@pytest.mark.parametrize("ip", PUBLIC.split())
def test_a_public_address_is_let_through(ip: str) -> None:
    assert refusal(ip) is None
    assert AddressPolicy().refusal("feeds.example", ip, 443) is None


@pytest.mark.parametrize("words", ["", "localhost", "2130706433", "0177.0.0.1", "127.1", "0x7f.0.0.1", "1.1.1.1 "])
def test_what_is_no_ip_address_is_refused(words: str) -> None:
    assert refusal(words) == "not an IP address"


@given(st.integers(0, 2**32 - 1).map(ipaddress.IPv4Address))
def test_whatever_python_calls_not_global_is_refused_too(address: ipaddress.IPv4Address) -> None:
    if not address.is_global:
        assert refusal(str(address))


@given(st.integers(0, 2**32 - 1).map(ipaddress.IPv4Address))
def test_no_disguise_of_an_ipv4_address_is_let_through(address: ipaddress.IPv4Address) -> None:
    high, low = divmod(int(address), 2**16)
    for disguise in (f"::ffff:{address}", f"::{address}", f"64:ff9b::{address}", f"2002:{high:x}:{low:x}::"):
        assert refusal(disguise), disguise


@pytest.mark.parametrize("port", [0, 22, 25, 3306, 5432, 6379, 8080, 8443, 11211])
def test_only_the_two_web_ports_are_let_through(port: int) -> None:
    assert "port" in (AddressPolicy().refusal("feeds.example", "1.1.1.1", port) or "")


def test_an_allowed_network_is_let_through_on_any_port_and_its_neighbour_is_not() -> None:
    policy = AddressPolicy.allowing(["127.0.0.1", "10.1.0.0/16", "fd00::/8"])
    assert policy.refusal("a", "127.0.0.1", 8000) is None
    assert policy.refusal("a", "10.1.2.3", 80) is None
    assert policy.refusal("a", "fd00::1", 81) is None
    assert policy.refusal("a", "10.2.0.1", 80)
    assert policy.refusal("a", "127.0.0.2", 80)
    assert policy.refusal("a", "::ffff:127.0.0.1", 80)


def test_an_allowed_host_is_let_through_and_no_other_name_is() -> None:
    policy = AddressPolicy.allowing(["Feeds.Intern.Example."])
    assert policy.refusal("feeds.intern.example", "10.0.0.1", 8000) is None
    assert policy.refusal("feeds.intern.example.", "10.0.0.1", 8000) is None
    assert policy.refusal("evil.feeds.intern.example", "10.0.0.1", 80)
    assert policy.refusal("feeds.intern.example.evil", "10.0.0.1", 80)


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.1\\@1.1.1.1/",
        "http://1.1.1.1\\.evil.example/",
        "http://user@example.org/",
        "http://user:secret@example.org/",
        "http://1.1.1.1@169.254.169.254/",
        "http://@example.org/",
        "http://2130706433/",
        "http://0177.0.0.1/",
        "http://0x7f.0.0.1/",
        "http://0x7f000001/",
        "http://127.1/",
        "http://0127.0.0.1./",
        "http://1.1.1.256/",
        "http://exa mple.org/",
        "http://example.org/\r\nHost: evil",
        "http://example.org/\x00",
        "http://example.org:port/",
        "http://example.org:99999/",
        "http://[::1/",
        "http:///feed",
        "https://",
        "ftp://example.org/",
        "file:///etc/passwd",
        "gopher://example.org/",
        "data:text/csv,a",
        "javascript:alert(1)",
        "http://example.org/" + "a" * 3000,
    ],
)
def test_a_deceitful_address_is_refused_before_anything_is_resolved(location: str) -> None:
    assert deceit(location)


@pytest.mark.parametrize(
    "location",
    [
        "http://example.org/feed.csv",
        "https://example.org:443/a?b=c#d",
        "https://1.1.1.1/",
        "https://[2606:4700::1]/",
        "https://1x.example.org/",
    ],
)
def test_a_plain_address_is_let_through(location: str) -> None:
    assert deceit(location) is None
