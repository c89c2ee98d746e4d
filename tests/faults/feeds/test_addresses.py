"""I01–I06: a source's address never leads inside, whatever it says and wherever it is sent on to."""

import pytest

from importers.address_guard import AddressPolicy
from tests.faults.feeds.landing import Landing, table
from tests.importers.test_address_guard import INSIDE
from tests.web_server import WebServer

IN_DISGUISE = (
    "http://2130706433:{port}/feed",
    "http://0x7f.1:{port}/feed",
    "http://0177.0.0.1:{port}/feed",
    "http://127.1:{port}/feed",
    "http://0.0.0.0:{port}/feed",
    "http://127.0.0.1:{port}\\@1.1.1.1/feed",
    "http://1.1.1.1@127.0.0.1:{port}/feed",
    "http://localhost:{port}/feed",
    "http://[::ffff:127.0.0.1]:{port}/feed",
    "http://[::1]:{port}/feed",
)
REFUSED = "address not allowed"


@pytest.fixture
def guarded(landing: Landing) -> Landing:
    """A municipality in production: no private address is allowed."""
    landing.limit(policy=AddressPolicy())
    return landing


def test_i01_an_address_that_leads_inside_is_not_connected_to(guarded: Landing, web_server: WebServer) -> None:
    web_server.answer("/feed", table(range(3)))
    hosts = [f"[{ip}]" if ":" in ip else ip for ip in INSIDE.split() if "%" not in ip]
    plain = [f"http://{host}:{web_server.port}/feed" for host in hosts]
    assert len(plain) >= 60
    for location in (*plain, *(words.format(port=web_server.port) for words in IN_DISGUISE)):
        report = guarded.run(guarded.source(location))
        assert (report.outcome, guarded.offers()) == ("failed", {}), location
        assert REFUSED in (report.reason or ""), location
    assert web_server.requests == []


@pytest.mark.parametrize("to", ["http://169.254.169.254/latest/meta-data", "//169.254.169.254/latest", "http://[::ffff:a9fe:a9fe]/"])
@pytest.mark.parametrize("hops", [1, 3, 10])
def test_i02_a_redirect_that_leads_inside_is_refused_at_its_hop(landing: Landing, web_server: WebServer, to: str, hops: int) -> None:
    for hop in range(1, hops):
        web_server.redirect(f"/{hop}", f"/{hop + 1}")
    web_server.redirect(f"/{hops}", to)
    report = landing.run(landing.source(web_server.address("/1")))
    assert report.outcome == "failed"
    assert (REFUSED if hops < 4 else "more than 3 redirects") in (report.reason or "")
    assert len(web_server.requests) == min(hops, 4)


def test_i03_a_name_that_changes_its_mind_never_leads_inside(landing: Landing, web_server: WebServer) -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.1"], ["169.254.169.254", "::1"], ["10.0.0.1", "127.0.0.1"]])
    landing.limit(resolve=lambda *_: next(answers))
    web_server.answer("/feed", table(range(3)))
    source_id = landing.source(web_server.address("/feed", "feeds.example"))
    outcomes = [landing.run(source_id).outcome for _ in range(4)]
    assert outcomes == ["complete", "failed", "failed", "complete"]
    assert len(web_server.requests) == 2
    assert landing.published() == 3


def test_i04_a_proxy_of_the_environment_is_not_used(landing: Landing, web_server: WebServer, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://10.0.0.1:3128")
    assert landing.run(landing.served("/feed", table(range(3)))).counts["created"] == 3
    assert len(web_server.requests) == 1


@pytest.mark.parametrize("scheme", ["file", "ftp", "gopher", "data", "javascript", "jar", "dict", "ldap"])
def test_i05_a_scheme_other_than_the_webs_is_refused(landing: Landing, scheme: str, web_server: WebServer) -> None:
    report = landing.run(landing.source(f"{scheme}://127.0.0.1:{web_server.port}/feed"))
    assert report.outcome == "failed"
    assert f"only http and https are fetched, not {scheme}" in (report.reason or "")
    assert web_server.requests == []


def test_i05_a_calendar_address_is_fetched_by_https(landing: Landing) -> None:
    with_port_of_nobody = landing.source("webcal://127.0.0.1:9/cal.ics", "ical")
    report = landing.run(with_port_of_nobody)
    assert report.outcome == "failed"
    assert "no connection" in (report.reason or "")


def test_i06_no_secret_travels(landing: Landing, web_server: WebServer) -> None:
    with_password = landing.run(landing.source(f"http://user:secret@127.0.0.1:{web_server.port}/feed"))
    assert "user name or password" in (with_password.reason or "")
    assert web_server.requests == []
    web_server.redirect("/moved", web_server.address("/feed", "localhost"))
    web_server.answer("/feed", table(range(3)))
    landing.limit(policy=AddressPolicy.allowing(["127.0.0.1", "localhost"]))
    assert landing.run(landing.source(web_server.address("/moved"))).counts["created"] == 3
    sent = {name for request in web_server.requests for name in request.headers}
    assert not sent & {"authorization", "cookie", "referer", "proxy-authorization"}
