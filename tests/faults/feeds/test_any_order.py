"""I19: the same changes in any order, on any pages, said again and again, over one run or several, leave the same catalog."""

import json
from collections.abc import Sequence
from itertools import pairwise
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from catalog.model import Municipality, Offer, Source
from tests.faults.conftest import at_most
from tests.faults.feeds.landing import Landing
from tests.importers.rpde_server import series
from tests.web_server import Answer, Request

Change = tuple[str, int, str | None]
"""Which item, when, and its name from then on (None: it is deleted)."""
CHANGES = st.lists(
    st.tuples(st.sampled_from("abcd"), st.integers(1, 12), st.sampled_from(["Kor", "Turn", "Sjakk", None])),
    min_size=1,
    max_size=10,
    unique_by=lambda change: change[:2],
)


@st.composite
def tellings(draw: st.DrawFn) -> tuple[list[Change], list[list[Change]]]:
    """Some changes; and one way of telling them: shuffled, some more than once, cut into pages."""
    changes = draw(CHANGES)
    again = draw(st.lists(st.sampled_from(changes), max_size=4))
    told = draw(st.permutations([*changes, *again]))
    cuts = sorted(draw(st.lists(st.integers(0, len(told)), max_size=4)))
    bounds = [0, *cuts, len(told)]
    return changes, [list(told[start:end]) for start, end in pairwise(bounds)]


def newest(changes: Sequence[Change]) -> dict[str, str]:
    """What must stand in the end: of each item the newest name, unless it is deleted."""
    last = {item: name for item, _, name in sorted(changes, key=lambda change: change[1])}
    return {item: name for item, name in last.items() if name is not None}


def served(landing: Landing, path: str, pages: Sequence[Sequence[Change]]) -> None:
    """The changes on these pages, and an empty one at the end."""

    def answer(request: Request) -> Answer:
        number = int(parse_qs(urlsplit(request.path).query).get("page", ["0"])[0])
        items = [as_item(change) for change in pages[number]] if number < len(pages) else []
        following = f"{path}?page={min(number + 1, len(pages))}"
        return Answer(json.dumps({"items": items, "next": landing.server.address(following)}).encode())

    landing.server.program(path, answer)


def as_item(change: Change) -> dict[str, object]:
    item, modified, name = change
    state = {"state": "updated", "data": series(ord(item), f"{name} {item}")} if name else {"state": "deleted"}
    return {"kind": "SessionSeries", "id": item, "modified": modified, **state}


def town_of(landing: Landing, number: int) -> None:
    """A municipality of its own, so that examples do not meet."""
    with landing.database.transaction() as session:
        row = Municipality(number=f"{number:04d}", name=f"Lier {number}", slug=f"lier-{number}")
        session.add(row)
        session.flush()
        landing.municipality_id = row.id


def standing(landing: Landing) -> dict[str, str]:
    """What families of the municipality see, by the item's letter."""
    with landing.database.reading() as session:
        rows = session.scalars(select(Offer).where(Offer.municipality_id == landing.municipality_id))
        return {offer.title[-1]: offer.title[:-2] for offer in rows if offer.status == "published"}


def hold(landing: Landing, examples: int) -> None:
    """The property, on so many examples."""
    numbers, began = iter(range(1, 100_000)), landing.clock.instant

    @settings(max_examples=examples, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
    @given(tellings())
    def any_telling_leaves_the_newest(told: tuple[list[Change], list[list[Change]]]) -> None:
        changes, pages = told
        number, landing.clock.instant = next(numbers), began
        town_of(landing, number)
        path = f"/changes{number}"
        served(landing, path, pages[: len(pages) // 2] or pages)
        source_id = landing.source(landing.server.address(path), "openactive")
        landing.run(source_id)
        served(landing, path, pages)
        with landing.database.transaction() as session:
            session.get_one(Source, source_id).cursor = None  # the pages are other ones now: from the beginning
        landing.run(source_id)
        landing.later(days=2)  # a feed that was read from its beginning ends what it lacks on the second look
        assert landing.run(source_id).counts["created"] == 0
        assert standing(landing) == newest(changes)

    any_telling_leaves_the_newest()


def test_i19_any_order_and_any_pages_leave_the_same_catalog(landing: Landing) -> None:
    hold(landing, 15)


@pytest.mark.faults
def test_i19_any_order_and_any_pages_leave_the_same_catalog_a_thousand_times(landing: Landing) -> None:
    hold(landing, at_most(1000, 40))
