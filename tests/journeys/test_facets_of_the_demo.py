"""Every facet value of the demo leads to exactly its count, over the interface for programs, and unknown is never read as known."""

import pytest

from tests.journeys.interface import asked

MUNICIPALITIES = ("lier", "lorenskog")
STARTS = ("", "q=svømming&age=10&cost=free", "period=winter", "access=step-free-entrance")


def following(query: str, facet: str, value: str) -> str:
    """The search that choosing a facet value makes: in place of the facet's own constraint, beside those of `access`."""
    kept = [pair for pair in query.split("&") if pair and (facet == "access" or not pair.startswith(f"{facet}="))]
    return "&".join([*kept, f"{facet}={value}", "per_page=1"])


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("municipality", MUNICIPALITIES)
def test_every_facet_value_leads_to_exactly_its_count(server: str, municipality: str, start: str) -> None:
    facets = asked(server, municipality, start)["facets"]
    counted = {(name, one["value"]): one["count"] for name, values in facets.items() for one in values}
    found = {(name, value): asked(server, municipality, following(start, name, value))["total"] for name, value in counted}
    assert found == counted
    assert len(counted) > 50


@pytest.mark.parametrize("municipality", MUNICIPALITIES)
def test_default_search_finds_at_least_150_offers_of_every_kind_of_cost(server: str, municipality: str) -> None:
    answer = asked(server, municipality, "")
    assert answer["total"] >= 150
    assert all(one["count"] >= 10 for one in answer["facets"]["cost"])


@pytest.mark.parametrize("municipality", MUNICIPALITIES)
def test_unknown_is_a_value_of_its_own(server: str, municipality: str) -> None:
    total = asked(server, municipality, "per_page=1")["total"]
    by_cost = {cost: asked(server, municipality, f"cost={cost}&per_page=100") for cost in ("free", "paid", "unknown")}
    assert sum(answer["total"] for answer in by_cost.values()) == total
    assert {offer["price"]["amount"] for offer in by_cost["unknown"]["offers"]} == {None}
    assert {offer["price"]["amount"] for offer in by_cost["free"]["offers"]} == {0}


def test_no_age_is_never_every_age(server: str) -> None:
    for offer in asked(server, "lier", "age=8&per_page=100")["offers"]:
        assert any(offer[bound] is not None for bound in ("age_min", "age_max", "grade_min", "grade_max"))
    ageless = asked(server, "lier", "age=unknown&per_page=100")
    assert ageless["total"] > 0
    assert {(offer["age_min"], offer["age_max"]) for offer in ageless["offers"]} == {(None, None)}


def test_no_access_fact_is_never_accessible(server: str) -> None:
    term = "step-free-entrance"
    answer = asked(server, "lier", f"access={term}&per_page=100")
    assert answer["total"] > 0
    assert {offer["access"].get(term) for offer in answer["offers"]} == {"yes"}


def test_pages_are_stable_and_complete(server: str) -> None:
    first = asked(server, "lier", "per_page=40")
    ids = [offer["id"] for page in range(1, 9) for offer in asked(server, "lier", f"per_page=40&page={page}")["offers"]][: first["total"]]
    assert len(ids) == len(set(ids)) == first["total"]
