"""Puts every judged search to a loaded demo, the whole way from typed text to results, and measures what comes back."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from catalog.clock import FixedClock
from catalog.store.municipalities import municipality
from search.filters import OfferFilter
from tests.factories.installations import installation
from tests.search.relevance.judgements import Judged, named
from tests.search.relevance.measures import mean, ndcg, recall
from web.answers import Answer, answer, legal_names
from web.context import Krets
from web.demo.load import load_demo

JUDGED_AT = datetime(2026, 11, 22, 11, 0, tzinfo=UTC)
"""The demo was read and judged as it is on this day: its dates are relative to the day of loading."""

DEPTH, PAGE = 10, 25
NDCG_AT_LEAST = 0.85


@dataclass(frozen=True, slots=True)
class Evaluated:
    """One judged search and its answer: the names of what was found in order with their grades, and the two measures."""

    judged: Judged
    found: tuple[tuple[str, int], ...]
    total: int
    ndcg: float
    recall: float
    ways_on: int

    @property
    def is_empty_page(self) -> bool:
        """Whether a reader is left with nothing: no hit, and no way on."""
        return not self.total and not self.ways_on


@dataclass(frozen=True, slots=True)
class Summary:
    """The means of many searches, and the shares of those with no hit and of empty pages."""

    ndcg: float
    recall: float
    zero_results: float
    empty_pages: float


@contextmanager
def judged_demo(folder: Path) -> Iterator[Krets]:
    """The demo as it was judged, loaded into an empty folder and indexed."""
    with installation(folder, FixedClock(JUDGED_AT)) as krets:
        load_demo(krets, lambda _: None)
        krets.syncing.sync_all()
        yield krets


def answered(krets: Krets, one: Judged) -> Answer:
    """The first page of the answer to a judged search, as a page or the API would give it."""
    with krets.database.reading() as session:
        place = municipality(session, one.municipality)
        return answer(krets, session, place, OfferFilter(q=one.q, per_page=PAGE), legal_names(krets, session, place))


def evaluated(krets: Krets, judged: Sequence[Judged]) -> list[Evaluated]:
    """Each judged search with its measures, in their order."""
    return [_evaluated(one, answered(krets, one)) for one in judged]


def summary(evaluations: Sequence[Evaluated]) -> Summary:
    """What the searches come to on average."""
    return Summary(
        ndcg=mean([one.ndcg for one in evaluations]),
        recall=mean([one.recall for one in evaluations]),
        zero_results=mean([not one.total for one in evaluations]),
        empty_pages=mean([one.is_empty_page for one in evaluations]),
    )


def _evaluated(judged: Judged, found: Answer) -> Evaluated:
    names = {offer.id: named(offer) for offer in found.offers}
    graded = tuple((names[offer_id], judged.judged.get(names[offer_id], 0)) for offer_id in found.results.ids)
    grades, wanted = [grade for _, grade in graded], list(judged.judged.values())
    results = found.results
    ways_on = len(results.relaxations) + len(results.nearest) + len(results.did_you_mean)
    return Evaluated(judged, graded, results.total, ndcg(grades, wanted, DEPTH), recall(grades, wanted, PAGE), ways_on)
