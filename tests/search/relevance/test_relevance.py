"""The judged set: that it can judge, and that the whole way of a search does well by it."""

from collections import Counter

import pytest
from sqlalchemy import select

from catalog.model import Municipality, Offer
from tests.search.relevance.evaluation import NDCG_AT_LEAST, Evaluated, evaluated, summary
from tests.search.relevance.judgements import judgements, named
from web.context import Krets

LEAST_QUERIES = 80
LANGUAGES = {"nb", "nn", "en", "slip"}


@pytest.fixture(scope="module")
def found(demo: Krets) -> list[Evaluated]:
    return evaluated(demo, judgements())


def test_the_set_is_large_and_holds_both_municipalities_every_written_language_and_slips() -> None:
    judged = judgements()
    assert len({(one.municipality, one.q) for one in judged}) == len(judged) >= LEAST_QUERIES
    assert {one.municipality for one in judged} == {"lier", "lorenskog"}
    written = {one.written for one in judged}
    assert written >= LANGUAGES
    assert len(written - LANGUAGES) >= 5


def test_every_judged_offer_is_in_the_demo_under_one_name(demo: Krets) -> None:
    with demo.database.reading() as session:
        rows = session.execute(select(Municipality.slug, Offer).join(Offer, Offer.municipality_id == Municipality.id))
        held = Counter((slug, named(offer)) for slug, offer in rows)
    wanted = {(one.municipality, name) for one in judgements() for name in one.judged}
    assert {name for name in wanted if held[name] != 1} == set()


def test_the_order_is_good(found: list[Evaluated]) -> None:
    assert summary(found).ndcg >= NDCG_AT_LEAST


def test_no_judged_search_ends_on_an_empty_page(found: list[Evaluated]) -> None:
    assert [one.judged.q for one in found if one.is_empty_page] == []
