"""Objects of pages, however they are nested, named and referred to: read within bounds, or refused in plain words."""

import json
from datetime import UTC, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.errors import InvalidValue
from catalog.terms import Kind
from importers.contract import Notes
from importers.errors import RecordRejected, RecordSkipped, RunFailed
from importers.shapes.linked_data import each_text, listed, short, texts, truth, types_of
from importers.shapes.page_data import MAX_REFERENCES, PageData, data_of_json, data_of_page
from importers.shapes.schema_org import offers_in
from importers.shapes.schema_org_cells import draft_of
from tests.importers.reading_feeds import context_of

_WORDS = (
    "@type @id @graph @value name startDate endDate location address offers price subEvent eventSchedule repeatFrequency byDay audience geo"
)
NAMES = st.sampled_from(_WORDS.split())
LEAVES = st.sampled_from(["Event", "Course", "Place", "#a", "2026-09-09", "P1W", "Tuesday", "7-9", "", None, 0, -1, 1.5, True, "kr 50"])
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=5), max_leaves=20)


def page(*scripts: object) -> PageData:
    html = "".join(f'<script type="application/ld+json; charset=utf-8">{json.dumps(each)}</script>' for each in scripts)
    return data_of_page(f"<?xml version='1.0'?><html><body>{html}</body></html><a href='/a#b'>mer</a>", "https://a.example.no/p", Notes())


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(thing=st.dictionaries(NAMES, VALUES, max_size=6))
def test_any_objects_are_read_or_refused_as_documented(thing: dict[str, object]) -> None:
    try:
        data = data_of_json({"@type": "Event", **thing})
    except RunFailed:
        return
    for record in offers_in(data, "https://a.example.no", "page 1"):
        json.dumps(record.data)
        try:
            assert draft_of(record.data, context_of(), Kind.EVENT).title
        except (RecordRejected, RecordSkipped, InvalidValue):
            continue


def test_links_after_the_end_of_the_page_and_scripts_with_a_charset_are_read() -> None:
    data = page({"@type": "Event", "name": "Kor"})
    assert (data.links, len(data.by_syntax["JSON-LD"])) == (("https://a.example.no/a",), 1)


def test_references_are_replaced_within_bounds() -> None:
    many = [{"@id": f"#{number}", "@type": "Event", "subEvent": [{"@id": f"#{each}"} for each in range(40)]} for number in range(40)]
    begun = datetime.now(UTC)
    data = page({"@graph": many})
    assert (datetime.now(UTC) - begun).total_seconds() < 20
    assert len(json.dumps(data.by_syntax["JSON-LD"])) < MAX_REFERENCES * 4_000


def test_nesting_beyond_the_limit_costs_the_script() -> None:
    deep: dict[str, object] = {"@type": "Event", "name": "Dyp"}
    for _ in range(200):
        deep = {"about": deep}
    notes = Notes()
    assert data_of_page(f'<script type="application/ld+json">{json.dumps(deep)}</script>', "x", notes).by_syntax == {}
    assert "nested deeper" in notes.take_warnings()[0].reason


def test_names_are_names_only() -> None:
    assert [short(name) for name in ("http://schema.org/Event", "https://schema.org/Event", "schema:Event", "Event")] == ["Event"] * 4
    assert types_of({"@type": ["https://openactive.io/SessionSeries", 5]}) == ("SessionSeries",)


def test_lists_come_in_all_shapes() -> None:
    assert (listed(None), listed("a"), listed({"1": "b", "0": "a"}), listed({"0": "a", "x": 1})) == (
        [],
        ["a"],
        ["a", "b"],
        [{"0": "a", "x": 1}],
    )
    assert list(each_text([{"@value": "a"}, {"name": ["b"]}, 5, 2.0, 1.25, True, {}, None])) == ["a", "b", "5", "2", "1.25"]
    assert texts({"a": [], "b": "c"}, "a", "b") == ["c"]
    assert [truth({"x": value}, "x") for value in (True, "False", "https://schema.org/True", "kanskje", None)] == [
        True,
        False,
        True,
        None,
        None,
    ]
