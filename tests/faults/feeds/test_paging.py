"""I18: lists over several pages that change while they are read, lead to another host, repeat themselves or never end."""

import json
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest

from importers.paging import MAX_PAGES
from tests.faults.feeds.landing import Landing
from tests.web_server import Answer, Request

PER_PAGE = 10
Shelf = list[dict[str, str]]


def shelf(*numbers: int) -> Shelf:
    """The objects of a list."""
    return [{"id": str(number), "title": f"Kor {number}"} for number in numbers]


def served(landing: Landing, of_page: Callable[[int], tuple[Shelf, str | None]]) -> int:
    """A source whose pages are made as they are asked for: the objects of a page, and its link to the next."""

    def answer(request: Request) -> Answer:
        number = int(parse_qs(urlsplit(request.path).query).get("page", ["1"])[0])
        items, following = of_page(number)
        return Answer(json.dumps({"items": items, "links": {"next": following}}).encode(), headers={"Content-Type": "application/json"})

    landing.server.program("/list", answer)
    return landing.source(landing.server.address("/list"), "json", {"list": "items", "next": "links.next"})


def following(number: int, last: int) -> str | None:
    """The link from a page to the next."""
    return f"/list?page={number + 1}" if number < last else None


def changing(now: Shelf, then: Shelf) -> Callable[[int], tuple[Shelf, str | None]]:
    """Pages of a list that changes after its first page was sent."""

    def of_page(number: int) -> tuple[Shelf, str | None]:
        listed = now if number == 1 else then
        return listed[(number - 1) * PER_PAGE : number * PER_PAGE], following(number, 3)

    return of_page


def test_i18_what_is_put_in_while_reading_makes_no_offer_twice(landing: Landing) -> None:
    now = shelf(*range(1, 30))
    source_id = served(landing, changing(now, [*shelf(99), *now]))
    report = landing.run(source_id)
    assert report.outcome == "complete"
    assert (report.counts["created"], len(landing.offers())) == (29, 29)


def test_i18_what_slips_over_a_page_break_is_not_lost(landing: Landing) -> None:
    now = shelf(*range(1, 31))
    source_id = served(landing, changing(now, now))
    assert landing.run(source_id).counts["created"] == 30
    landing.later(days=2)
    served(landing, changing(now, now[1:]))
    landing.run(source_id)
    assert landing.published() == 30  # number 11 was on no page this time
    landing.later(days=2)
    served(landing, changing(now[1:], now[1:]))
    landing.run(source_id)
    assert landing.published() == 30  # only now is number 1 missing for the first time without doubt
    landing.later(days=2)
    landing.run(source_id)
    assert landing.offers()["Kor 1"] == "ended"
    assert landing.published() == 29


@pytest.mark.parametrize(
    "link", ["http://127.0.0.2:{port}/list", "http://localhost:{port}/list?page=2", "https://127.0.0.1:{port}/list", "//evil.example/"]
)
def test_i18_a_page_of_another_host_is_not_asked_for_and_nothing_is_removed(landing: Landing, link: str) -> None:
    source_id = served(landing, lambda number: (shelf(*range(number * 10, number * 10 + 10)), following(number, 3)))
    assert landing.run(source_id).counts["created"] == 30
    served(landing, lambda _: (shelf(*range(10, 20)), link.format(port=landing.server.port)))
    asked = len(landing.server.requests)
    for _ in range(3):
        landing.later(days=2)
        report = landing.run(source_id)
        assert report.outcome == "refused"
        assert "another host" in (report.reason or "")
    assert len(landing.server.requests) == asked + 3
    assert landing.published() == 30


def test_i18_a_server_that_counts_no_pages_ends_the_reading(landing: Landing) -> None:
    landing.server.answer("/same", json.dumps(shelf(*range(10))))
    for number in range(2, 5):
        landing.server.answer(f"/same?page={number}", json.dumps(shelf(*range(10))))
    report = landing.run(landing.source(landing.server.address("/same"), "json", {"pages": "page"}))
    assert report.outcome == "refused"
    assert "the same as an earlier one" in (report.reason or "")
    assert len(landing.server.requests) == 2


def test_i18_pages_without_end_are_given_up(landing: Landing) -> None:
    landing.limit(total_s=120)
    source_id = served(landing, lambda number: (shelf(number), f"/list?page={number + 1}"))
    report = landing.run(source_id)
    assert report.outcome in {"failed", "partial"}
    assert f"more than {MAX_PAGES} pages" in (report.reason or "")
    assert len([one for one in landing.server.requests if one.path.startswith("/list")]) == MAX_PAGES
