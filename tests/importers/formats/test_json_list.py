"""Lists of objects: paths, pages, and JSON that no decoder should meet unprepared."""

import json
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from catalog.drafts import OfferDraft
from importers.contract import Feed
from importers.errors import FeedIncomplete, FetchFailed, NotThisFormat, RunFailed, TooMuch
from importers.paging import page_after
from tests.importers.reading_feeds import feed_of, outcome_of, outcome_of_feed

HERE = "https://data.example/list"


def read(tmp_path: Path, body: bytes | str, options: dict[str, str] | None = None) -> list[str]:
    path = tmp_path / "feed.json"
    path.write_bytes(body if isinstance(body, bytes) else body.encode())
    return [draft.title for draft in outcome_of(path, "json", options).drafts.values() if isinstance(draft, OfferDraft)]


@pytest.mark.parametrize(
    ("body", "options"),
    [
        ('[{"title": "Turn"}]', {}),
        ('{"events": [{"title": "Turn"}], "tags": []}', {}),
        ('{"whatever": [{"navn": "Turn"}]}', {}),
        ('{"a": {"b": [{"navn": "Turn"}]}}', {"list": "a.b"}),
        ('{"a": [{"b": [{"navn": "Turn"}]}, {"b": []}]}', {"list": "a[].b[]"}),
        ('{"a": [{"n": {"nb": "Turn"}}]}', {"map.title": "n.nb"}),
        ('{"a": [{"n": ["x", "Turn"]}]}', {"map.title": "n[-1]"}),
        ('\ufeff[{"title": "Turn"}]', {}),
        ('[{"title": "a", "title": "Turn"}]', {}),
        ('[{"title": "Tu\\u0000rn"}]', {}),
        ('{"title": "Turn"}\n\n{"titel": "uten"}\n', {}),
        ('{"hits": {"0": {"title": "Turn"}}}', {"list": "hits"}),
        ('{"hits": {"a7": {"title": "Turn"}}}', {"list": "hits"}),
    ],
)
def test_the_list_and_its_fields_are_found(tmp_path: Path, body: str, options: dict[str, str]) -> None:
    assert read(tmp_path, body, options) == ["Turn"]


@pytest.mark.parametrize(
    ("body", "error", "match"),
    [
        (b"[" * 100_000 + b"]" * 100_000, TooMuch, "nested deeper"),
        (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, TooMuch, "nested deeper"),
        (b'[{"title": "x", "lat": NaN}]', NotThisFormat, "line 1"),
        (b'[\n{"title": "x"},\n{"title": Infinity}]', NotThisFormat, "line 3"),
        (b'[{"title": "x"}', FeedIncomplete, "cut short"),
        (b'{"message": "logged out"}', RunFailed, "holds no list"),
        (b'"a text"', NotThisFormat, "begins with"),
    ],
)
def test_what_cannot_be_read_is_refused(tmp_path: Path, body: bytes, error: type[RunFailed], match: str) -> None:
    with pytest.raises(error, match=match):
        read(tmp_path, body)


def test_an_object_that_nothing_can_hold_costs_itself(tmp_path: Path) -> None:
    body = b'[{"title": "a", "x": ' + b"9" * 5000 + b'}, {"title": "\\ud800 b"}, 5, {"title": "c", "f": 1e300}]'
    assert read(tmp_path, body) == ["\ufffd b", "c"]


def test_pairs_of_surrogates_are_letters_and_escaped_backslashes_stay(tmp_path: Path) -> None:
    assert read(tmp_path, b'[{"title": "\\ud83d\\ude00 \\\\ud800 \\udc00"}]') == ["😀 \\ud800 \ufffd"]


def test_an_expression_that_is_none_is_refused_by_its_option(tmp_path: Path) -> None:
    with pytest.raises(RunFailed, match=r"map\.title=a\[: not a JMESPath expression"):
        read(tmp_path, "[]", {"map.title": "a["})
    with pytest.raises(RunFailed, match="there is no list there"):
        read(tmp_path, '{"a": 1}', {"list": "a"})


def paged(tmp_path: Path, pages: dict[str, object]) -> Feed:
    """A paged API without a network."""

    def fetch(location: str) -> Feed:
        if location not in pages:
            raise FetchFailed(f"404 {location}")
        path = tmp_path / f"page{list(pages).index(location)}.json"
        path.write_text(json.dumps(pages[location]))
        return feed_of(path, {"next": "next"}, location=location, fetch=fetch)

    return fetch(HERE)


def test_pages_are_followed_to_the_end(tmp_path: Path) -> None:
    pages = {HERE: {"next": "?page=2", "items": [{"title": "a"}]}, f"{HERE}?page=2": {"next": None, "items": [{"title": "b"}]}}
    outcome = outcome_of_feed(paged(tmp_path, pages), "json")
    assert [record.position for record in outcome.records] == ["page 1, object 1", "page 2, object 1"]


@pytest.mark.parametrize(
    ("link", "match"),
    [
        (HERE, "read already"),
        ("https://evil.example/list", "another host"),
        ("http://data.example/list?2", "another host or scheme"),
        ("?gone", "could not be fetched"),
    ],
)
def test_a_page_that_leads_astray_leaves_the_feed_incomplete(tmp_path: Path, link: str, match: str) -> None:
    with pytest.raises(FeedIncomplete, match=match):
        outcome_of_feed(paged(tmp_path, {HERE: {"next": link, "items": [{"title": "a"}]}}), "json")


def test_one_object_a_line_is_a_list_and_a_bad_line_costs_itself(tmp_path: Path) -> None:
    path = tmp_path / "feed.json"
    path.write_text('{"id": 1, "title": "Turn"}\n{"id": 2, "title": NaN}\n\n{"id": 3, "title": "Dans"}')
    found = [(record.id, record.position) for record in outcome_of(path, "json").records]
    assert found == [("1", "object 1"), ("unreadable-1-2", "object 2"), ("3", "object 4")]
    path.write_text('{"id": 1, "title": "Turn"}\n{"id": 2, "title": "Da')
    with pytest.raises(FeedIncomplete, match="cut short: line 2"):
        outcome_of(path, "json")


@pytest.mark.parametrize(
    ("body", "ids"),
    [
        ('{"hits": {"a7": {"title": "Turn"}, "b8": {"title": "Dans", "id": "9"}}}', ["a7", "9"]),
        ('{"hits": {"0": {"title": "Turn", "id": "x"}, "1": {"title": "Dans", "id": "y"}}}', ["x", "y"]),
        ('{"hits": {"1": {"title": "Turn"}, "2": {"title": "Dans"}}}', None),
    ],
)
def test_an_object_of_objects_is_a_list_whose_names_are_ids_unless_they_count(tmp_path: Path, body: str, ids: list[str] | None) -> None:
    path = tmp_path / "feed.json"
    path.write_text(body)
    found = [record.id for record in outcome_of(path, "json", {"list": "hits"}).records]
    assert found == ids if ids else all(one.startswith("content-") for one in found)


def numbered(tmp_path: Path, bodies: list[str], location: str = f"{HERE}?size=1") -> Feed:
    """An API that numbers its pages, and gives its last one again when asked for more."""

    def fetch(address: str) -> Feed:
        number = int(dict(parse_qsl(urlsplit(address).query)).get("page", "1"))
        path = tmp_path / f"page{number}.json"
        path.write_text(bodies[min(number, len(bodies)) - 1])
        return feed_of(path, {"pages": "page"}, location=address, fetch=fetch)

    return fetch(location)


def test_numbered_pages_are_read_until_one_is_empty(tmp_path: Path) -> None:
    outcome = outcome_of_feed(numbered(tmp_path, ['[{"title": "a"}]', '[{"title": "b"}]', "[]"]), "json")
    assert [record.position for record in outcome.records] == ["page 1, object 1", "page 2, object 1"]


def test_a_server_that_gives_the_same_page_for_every_number_leaves_the_feed_incomplete(tmp_path: Path) -> None:
    with pytest.raises(FeedIncomplete, match="page 3 is the same as an earlier one"):
        outcome_of_feed(numbered(tmp_path, ['[{"title": "a"}]', '[{"title": "b"}]']), "json")


def test_an_address_without_a_number_where_one_is_promised_is_refused() -> None:
    with pytest.raises(RunFailed, match="pages=page: the address has 'siste' there"):
        page_after(f"{HERE}?page=siste", "page")
    assert page_after("/srv/list.json", "page") is None
