"""Every facet tells the truth: following any value of any facet finds exactly as many offers as it said."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from search.facets import FACETS
from search.filters import PARAMETERS
from tests.web.api.conftest import OFFERS, Json, Pairs

Search = Callable[[Pairs], Json]
ALL_MUST_HOLD = "access"
CONTEXTS: tuple[Pairs, ...] = (
    (),
    (("q", "fotball"),),
    (("q", "gratis svømming for 8-åring"),),
    (("q", "rolig kor om vinteren xyzzy"), ("cost", "paid")),
    (("cost", "free"), ("cost", "unknown"), ("age", "8")),
    (("period", "winter"), ("age", "11"), ("time", "morning")),
    (("access", "quiet"), ("weekday", "mon"), ("weekday", "tue"), ("time", "evening"), ("booking", "drop-in")),
    (("district", "vestbygda"), ("district", "unknown"), ("category", "sport"), ("organiser", "voluntary")),
    (("from", "2026-12-01"), ("to", "2026-12-20"), ("confirmed", "true"), ("near", "59.79,10.11"), ("radius", "12000")),
)


def followed(asked: Pairs, name: str, value: str) -> list[tuple[str, str]]:
    """The search with the value chosen: beside its own in a facet where all must hold, in their place elsewhere."""
    kept = [pair for pair in asked if pair[0] != name or name == ALL_MUST_HOLD]
    return [*kept, *([] if (name, value) in kept else [(name, value)]), ("per_page", "1")]


def total_of(client: FlaskClient, pairs: Pairs) -> int:
    """How many offers a search finds."""
    answer = client.get(OFFERS, query_string=list(pairs)).json
    assert answer
    total: int = answer["total"]
    return total


@pytest.mark.parametrize("asked", CONTEXTS, ids=lambda asked: " ".join(name for name, _ in asked) or "nothing")
def test_following_any_value_finds_what_it_counted(client: FlaskClient, search: Search, asked: Pairs) -> None:
    facets = search(list(asked))["facets"]
    assert list(facets) == [facet.name for facet in FACETS]
    wrong = [
        (name, one["value"], one["count"], total)
        for name, values in facets.items()
        for one in values
        if (total := total_of(client, followed(asked, name, one["value"]))) != one["count"]
    ]
    assert wrong == []


@pytest.mark.parametrize("asked", CONTEXTS[1:], ids=lambda asked: " ".join(name for name, _ in asked))
def test_what_is_asked_is_selected_and_nothing_else(search: Search, asked: Pairs) -> None:
    found = search(list(asked))
    facets, chips = found["facets"], found["understood"]["chips"]
    selected = {(name, one["value"]) for name, values in facets.items() for one in values if one["selected"]}
    meant = {("period", "winter-2027") if pair == ("period", "winter") else pair for pair in asked}
    said = {(chip["filter"], chip["value"]) for chip in chips if chip["from"] == "query"}
    assert selected == {pair for pair in meant | said if pair[0] in facets}


def test_closed_lists_are_whole_and_every_value_has_a_name(search: Search) -> None:
    facets = search([("q", "finnesikke")])["facets"]
    assert {one["value"] for one in facets["cost"]} == {"free", "paid", "unknown"}
    assert {one["count"] for one in facets["cost"]} == {0}
    assert all(one["label"].strip() for values in facets.values() for one in values)
    assert set(facets) <= set(PARAMETERS)


def test_the_facets_of_the_factory_are_worth_walking(search: Search) -> None:
    facets = search([])["facets"]
    thin = [name for name, values in facets.items() if sum(one["count"] > 0 for one in values) < (1 if name == "confirmed" else 2)]
    assert thin == []
    for name in ("cost", "age", "grade", "district", "school", "booking"):
        assert next(one["count"] for one in facets[name] if one["value"] == "unknown") > 0, name
