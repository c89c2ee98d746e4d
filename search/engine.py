"""The door of the room: a municipality and a filter in, one page of ids with facets out.

Where the index is missing or damaged the database stands in (slower, same answer, said so); only when that is away too does the
caller get an error. Place names are resolved by the caller, records are fetched by the caller.
"""

from collections.abc import Sequence
from threading import Lock

from catalog.changes import newest_change
from catalog.database import Database
from catalog.errors import DatabaseUnavailable, IndexUnavailable
from catalog.values import Point
from search.answering import Reading, all_ids, answer, answer_best
from search.completing import Here
from search.filters import OfferFilter
from search.generation import Generation, generation_in_memory
from search.indexes import Indexes
from search.names import Names
from search.neighbourhood import Neighbourhood, Neighbourhoods
from search.question import Question
from search.recent import Recent
from search.relaxing import Around
from search.results import Notice, Results
from search.rows import all_indexed_offers
from search.suggesting import Suggestion, suggest

STAND_INS_KEPT = 16


class SearchEngine:
    """Answers searches. Shared by threads."""

    def __init__(self, indexes: Indexes, database: Database) -> None:
        self._indexes = indexes
        self._database = database
        self._neighbourhoods = Neighbourhoods(database)
        self._making = Lock()
        self._stand_ins: Recent[tuple[int, int], Generation] = Recent(STAND_INS_KEPT)

    def search(self, municipality_id: int, asked: OfferFilter, names: Names, point: Point | None = None, liked: str = "") -> Results:
        """One page of the answer on `names.today`; `point` is where `near` was found to lie when it is the name of a place.

        `liked` are words that only help to rank: they neither find nor leave out anything.
        Raises `InvalidValue` for a period that the calendar has not, `DatabaseUnavailable` when neither index nor database answers.
        """
        around = self._around(municipality_id, names)
        try:
            return answer(Question(self._indexes.generation(municipality_id), asked, names, point, liked), around=around)
        except IndexUnavailable as reason:
            self._indexes.give_up(municipality_id, reason)
            return answer(Question(self._stand_in(municipality_id), asked, names, point, liked), Notice.FROM_DATABASE, around=around)

    def search_best(self, municipality_id: int, readings: Sequence[Reading], names: Names) -> Results:
        """One page of the answer to the first reading that finds anything, to the first of all where none does; as `search` else.

        `Results.reading` tells which one it was.
        """
        around = self._around(municipality_id, names)
        try:
            return answer_best(_questions(self._indexes.generation(municipality_id), readings, names), around=around)
        except IndexUnavailable as reason:
            self._indexes.give_up(municipality_id, reason)
            return answer_best(_questions(self._stand_in(municipality_id), readings, names), Notice.FROM_DATABASE, around=around)

    def all_ids(
        self, municipality_id: int, asked: OfferFilter, names: Names, *, point: Point | None = None, liked: str = "", limit: int
    ) -> tuple[int, ...]:
        """The ids of everything found, at most `limit`, in the asked order and whatever the page: for maps, calendars and feeds."""
        try:
            return all_ids(Question(self._indexes.generation(municipality_id), asked, names, point, liked), limit)
        except IndexUnavailable as reason:
            self._indexes.give_up(municipality_id, reason)
            return all_ids(Question(self._stand_in(municipality_id), asked, names, point, liked), limit)

    def suggest(self, municipality_id: int, text: str, here: Here) -> tuple[Suggestion, ...]:
        """What a text from `typed_text` may become, with exact counts; raises `DatabaseUnavailable` as `search`."""
        try:
            return suggest(self._indexes.generation(municipality_id), text, here)
        except IndexUnavailable as reason:
            self._indexes.give_up(municipality_id, reason)
            return suggest(self._stand_in(municipality_id), text, here)

    def _around(self, municipality_id: int, names: Names) -> Around:
        """What lies beside what, read when it is asked for; while the database is away nothing is known of it."""

        def around() -> Neighbourhood:
            try:
                return self._neighbourhoods.of(municipality_id, names.today)
            except DatabaseUnavailable:
                return Neighbourhood()

        return around

    def _stand_in(self, municipality_id: int) -> Generation:
        """The offers straight from the database, kept until the next change; one thread makes them, the others wait for it."""
        with self._database.reading() as session:
            newest = newest_change(session, municipality_id)

        def make() -> Generation:
            with self._database.reading() as session:
                offers = all_indexed_offers(session, municipality_id, self._indexes.concepts)
            return generation_in_memory(f"database-{newest}", newest, offers, self._indexes.concepts)

        with self._making:
            return self._stand_ins.get((municipality_id, newest), make)


def _questions(generation: Generation, readings: Sequence[Reading], names: Names) -> list[Question]:
    return [Question(generation, one.asked, names, one.point, one.liked) for one in readings]
