"""How the interface answers as a part of the web: open to every site, kept while it holds, and only to be read."""

import pytest
from flask.testing import FlaskClient

from tests.web.api.conftest import OFFERS, hold_to

ADDRESSES = (
    OFFERS,
    "/api/v1/offers/1",
    "/api/v1/municipalities",
    *(f"/api/v1/municipalities/lier/{name}" for name in ("organisations", "districts", "schools", "periods")),
    "/api/openapi.json",
)
WRONG = (f"{OFFERS}?pris=1", f"{OFFERS}?age=x", "/api/v1/offers/4711", "/api/v1/nothing", "/api/v1/municipalities/oslo/schools")


@pytest.mark.parametrize("address", [*ADDRESSES, *WRONG, "/api/docs"])
def test_every_site_may_read_every_answer_errors_too(client: FlaskClient, address: str) -> None:
    answer = client.get(address, headers={"Origin": "https://elsewhere.example"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("address", ["/", "/lier/", "/healthz"])
def test_pages_are_not_handed_to_other_sites(client: FlaskClient, address: str) -> None:
    assert "Access-Control-Allow-Origin" not in client.get(address).headers


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_copy_that_still_holds_is_not_sent_again(client: FlaskClient, address: str) -> None:
    first = client.get(address)
    assert first.headers["Cache-Control"].startswith("public, max-age=")
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Access-Control-Allow-Origin"] == "*"
    assert again.headers.get("Vary") == first.headers.get("Vary")
    assert client.get(address, headers={"If-None-Match": '"another"'}).status_code == 200


@pytest.mark.parametrize("encoding", ["gzip", "br"])
def test_a_compressed_copy_is_not_sent_again_either(client: FlaskClient, encoding: str) -> None:
    first = client.get(OFFERS, headers={"Accept-Encoding": encoding})
    assert first.headers["Content-Encoding"] == encoding
    assert "Accept-Encoding" in first.headers["Vary"]
    again = client.get(OFFERS, headers={"Accept-Encoding": encoding, "If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_another_answer_has_another_fingerprint(client: FlaskClient) -> None:
    tags = {client.get(address).headers["ETag"] for address in (OFFERS, f"{OFFERS}?page=2", f"{OFFERS}?lang=en", f"{OFFERS}?cost=free")}
    assert len(tags) == 4


def test_labels_vary_by_language_and_caches_are_told(client: FlaskClient) -> None:
    assert "Accept-Language" in client.get(OFFERS).headers["Vary"]
    assert "Cookie" not in client.get(OFFERS).headers["Vary"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_head_is_get_without_its_body(client: FlaskClient, address: str) -> None:
    got, head = client.get(address), client.head(address)
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["ETag"] == got.headers["ETag"]
    assert head.headers["Content-Length"] == got.headers["Content-Length"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_browser_may_ask_first(client: FlaskClient, address: str) -> None:
    answer = client.options(address, headers={"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "GET"})
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_can_be_written(client: FlaskClient, address: str, method: str) -> None:
    answer = client.open(address, method=method, data=b"{}" if method != "TRACE" else None)
    assert (answer.status_code, answer.mimetype) == (405, "application/problem+json")
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    hold_to("Problem", answer.json)


@pytest.mark.parametrize("address", WRONG)
def test_errors_are_problems_that_no_cache_keeps(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert answer.mimetype == "application/problem+json"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers
    hold_to("Problem", answer.json)
    assert answer.json and answer.json["status"] == answer.status_code
