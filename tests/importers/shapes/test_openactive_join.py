"""The join of series and sessions: any order, any split into runs, any repetition come to the same (I19)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from importers.contract import Feed, RawRecord
from importers.shapes.openactive_join import joined
from importers.shapes.rpde import Spool, numbered, order_of
from tests.importers.reading_feeds import feed_of

Store = dict[str, Mapping[str, object]]
SERIES = [f"https://oa.example.no/{number}" for number in (1, 2)]


@st.composite
def changes(draw: st.DrawFn) -> list[dict[str, object]]:
    """Up to twelve states of two series and three sessions, each with a time of its own, in the order of these."""
    found: list[dict[str, object]] = []
    for modified in range(1, draw(st.integers(1, 12)) + 1):
        kind = draw(st.sampled_from(["SessionSeries", "ScheduledSession"]))
        name = draw(st.integers(1, 2 if kind == "SessionSeries" else 3))
        item: dict[str, object] = {"kind": kind, "id": name, "modified": draw(st.sampled_from([modified, str(modified)]))}
        if draw(st.integers(0, 3)) == 0:
            found.append({**item, "state": "deleted"})
        elif kind == "SessionSeries":
            found.append({**item, "state": "updated", "data": {"@type": kind, "@id": SERIES[name - 1], "name": f"navn {modified}"}})
        else:
            of = draw(st.sampled_from(SERIES))
            data = {"@type": kind, "superEvent": of, "startDate": f"2026-10-{modified:02}T17:00:00Z"}
            found.append({**item, "state": "updated", "data": data})
    return found


def run(feed: Feed, items: Sequence[object], store: Store, *, only: int | None = None) -> None:
    """One run over these items, whose records are stored; with `only` it is killed after so many."""
    with Spool() as spool:
        for item in numbered(list(items), "page 1"):
            spool.add(item)
        for count, record in enumerate(joined(spool, feed, store.get)):
            if count == only:
                return
            store[record.id] = json.loads(json.dumps(record.data))


def offers(store: Store) -> dict[str, object]:
    """What of the store makes the catalog: the series that are there, with their sessions."""
    return {
        name: {key: value for key, value in data.items() if key != "rpde:modified"}
        for name, data in store.items()
        if name in SERIES and data.get("rpde:state") == "updated"
    }


@pytest.fixture(scope="module")
def feed(tmp_path_factory: pytest.TempPathFactory) -> Feed:
    path: Path = tmp_path_factory.mktemp("feed") / "feed.json"
    path.write_text("{}")
    return replace(feed_of(path))


@settings(max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), told=changes())
def test_any_order_any_split_and_any_repetition_give_the_same(feed: Feed, data: st.DataObject, told: list[dict[str, object]]) -> None:
    once: Store = {}
    run(feed, told, once)
    shuffled = data.draw(st.permutations(told + data.draw(st.lists(st.sampled_from(told), max_size=4))))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(shuffled)), max_size=3)))
    in_parts: Store = {}
    for begin, end in pairwise([0, *cuts, len(shuffled)]):
        run(feed, shuffled[begin:end], in_parts)
    run(feed, [], in_parts)
    assert offers(in_parts) == offers(once)


@settings(max_examples=300, deadline=None)
@given(data=st.data(), told=changes())
def test_a_run_that_is_killed_and_done_again_gives_the_same(feed: Feed, data: st.DataObject, told: list[dict[str, object]]) -> None:
    middle = data.draw(st.integers(0, len(told)))
    whole: Store = {}
    run(feed, told[:middle], whole)
    killed = dict(whole)
    run(feed, told[middle:], whole)
    run(feed, told[middle:], killed, only=data.draw(st.integers(0, 6)))
    run(feed, told[middle:], killed)
    assert offers(killed) == offers(whole)


@pytest.mark.parametrize(
    ("earlier", "later"),
    [(1, 2), ("9", "10"), (9, "10"), ("2026-01-01T00:00:00Z", "2026-01-02"), (999, "a"), (1.5, 2), (-1, 0), (10**17, 10**17 + 1)],
)
def test_what_is_modified_later_counts_as_later(earlier: object, later: object) -> None:
    assert order_of(earlier) < order_of(later)


def test_a_session_with_its_whole_series_inside_is_a_series_of_its_own(feed: Feed) -> None:
    whole = {"@type": "SessionSeries", "@id": SERIES[0], "name": "Turn"}
    item = {"kind": "ScheduledSession.SessionSeries", "id": 1, "modified": 1, "state": "updated"}
    store: Store = {}
    run(feed, [{**item, "data": {"@type": "ScheduledSession", "superEvent": whole, "startDate": "2026-10-01T17:00:00Z"}}], store)
    assert store[SERIES[0]]["name"] == "Turn"
    assert len(dict(store[SERIES[0]]["rpde:sessions"])) == 1  # type: ignore[call-overload]


def test_sessions_long_past_are_let_go_but_for_the_last(feed: Feed) -> None:
    def told(number: int, day: str) -> dict[str, object]:
        data = {"@type": "ScheduledSession", "superEvent": SERIES[0], "startDate": f"{day}T17:00:00Z"}
        return {"kind": "ScheduledSession", "id": number, "modified": number, "state": "updated", "data": data}

    store: Store = {}
    run(feed, [told(number, f"2025-0{number}-01") for number in (1, 2, 3)], store)
    assert list(dict(store[SERIES[0]]["rpde:sessions"])) == ["ScheduledSession/3"]  # type: ignore[call-overload]


def test_a_broken_item_costs_only_itself(feed: Feed) -> None:
    items = [5, {"kind": "Event"}, {"kind": "Event", "id": 1, "modified": True}, {"kind": "Event", "id": 2, "modified": 1, "state": "x"}]
    with Spool() as spool:
        for item in numbered([*items, {"kind": "Event", "id": 3, "modified": 1, "state": "updated", "data": []}], "page 1"):
            spool.add(item)
        found: list[RawRecord] = list(joined(spool, feed, lambda _name: None))
    assert sorted(record.problem.field for record in found if record.problem) == ["data", "id", "item", "modified", "state"]
