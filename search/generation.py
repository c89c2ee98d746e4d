"""One generation of a municipality's searchable offers: columns, scores, and what is worked out from them once and kept.

Immutable as seen from outside and shared by threads; a change of the index makes a new one, and the old is dropped whole.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from catalog.school_year import Holiday, SchoolCalendar
from search.ages import Comparable, comparable
from search.columns import Bools, Columns, Pairs, array_bytes, columns_from
from search.concepts import Concepts
from search.documents import IndexedOffer, OfferDocument
from search.postings import MemoryPostings, Postings
from search.recent import Recent
from search.schema import Text
from search.scoring import Scorer
from search.windows import Slots, Window, slots_in
from search.wordings import Wordings

WINDOWS_KEPT = 64
DAYS_KEPT = 24


class Generation:
    """The offers of one municipality at one state of its index; `name` tells generations apart, `cursor` is what it has drained."""

    def __init__(self, name: str, cursor: int, documents: Sequence[OfferDocument], postings: Postings, concepts: Concepts) -> None:
        self.name = name
        self.cursor = cursor
        self.concepts = concepts
        self.columns = columns_from(documents, concepts)
        self.wordings = Wordings(documents, self.columns.category.names, concepts)
        self.scorer = Scorer(postings, self.columns.size)
        self._slots: Recent[tuple[date, date | None, bool], Slots] = Recent(WINDOWS_KEPT)
        self._comparable: Recent[tuple[date, int, Holiday | None], Comparable] = Recent(DAYS_KEPT)
        self._live: Recent[date, Bools] = Recent(DAYS_KEPT)
        self._held: Recent[date, Mapping[str, Mapping[str, int]]] = Recent(DAYS_KEPT)

    def nbytes(self) -> int:
        """The memory of the columns, the scores of words asked for so far, and the days looked at so far, in bytes."""
        worked_out = (*self._slots.kept(), *self._comparable.kept(), *self._live.kept())
        return self.columns.nbytes() + self.scorer.nbytes() + sum(map(array_bytes, worked_out))

    def live(self, today: date) -> Bools:
        """The rows that default search shows on a day: neither ended nor gone stale."""
        day = today.toordinal()
        return self._live.get(today, lambda: (self.columns.last_day >= day) & (self.columns.stale_from > day))

    def held(self, today: date) -> Mapping[str, Mapping[str, int]]:
        """How many live rows have each value of each open list, by the parameter's name."""
        return self._held.get(today, lambda: {name: pairs.counts(self.live(today)) for name, pairs in open_lists(self.columns).items()})

    def slots(self, window: Window, *, sure: bool = True) -> Slots:
        """The weekdays and times at which each row surely meets in a window (or may meet, for `sure` false)."""
        meetings = self.columns.meetings if sure else self.columns.unsure
        return self._slots.get((window.first, window.last, sure), lambda: slots_in(meetings, window, self.columns.size))

    def comparable(self, calendar: SchoolCalendar, day: date) -> Comparable:
        """Ages and grades as they count on a day; the school year and a running holiday are all that the calendar decides."""
        key = (day, calendar.school_year(day), calendar.on(day))
        return self._comparable.get(key, lambda: comparable(self.columns, calendar, day))


def open_lists(columns: Columns) -> Mapping[str, Pairs]:
    """The axes whose values differ from municipality to municipality, by the parameter's name."""
    return {"category": columns.category, "district": columns.district, "school": columns.school, "organisation": columns.organisation}


def generation_in_memory(name: str, cursor: int, offers: Sequence[IndexedOffer], concepts: Concepts) -> Generation:
    """A generation made straight from offers, with no index: the same columns and the same analysis."""
    ordered = sorted(offers, key=lambda offer: offer.document.id)
    texts: list[Mapping[Text, str]] = [offer.texts for offer in ordered]
    return Generation(name, cursor, [offer.document for offer in ordered], MemoryPostings(texts), concepts)
