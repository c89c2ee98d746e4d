"""The lexicons of an installation follow its names, own words and calendar."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

from catalog.database import Database, Session
from catalog.model import Municipality, Organisation, OwnWord, SchoolHoliday
from catalog.terms import HolidayKind
from catalog.vocabulary import load_vocabulary
from search.understanding.lexicons import Lexicons
from search.understanding.understand import understand
from tests.search.understanding.conftest import TODAY, said


def _municipality(session: Session) -> Municipality:
    municipality = Municipality(number="3312", name="Lier", slug="lier")
    session.add(municipality)
    session.flush()
    return municipality


def _organisation(municipality: Municipality, name: str) -> Organisation:
    return Organisation(municipality_id=municipality.id, slug=name.lower(), name=name, name_key=name.lower())


def test_a_lexicon_is_kept_until_what_it_is_made_of_changes(sqlite: Database) -> None:
    """A new name, a longer one, an own word and a holiday are each understood at once."""
    lexicons = Lexicons(load_vocabulary())
    with sqlite.transaction() as session:
        here = _municipality(session)
        first = lexicons.of(session, here, TODAY)
        assert lexicons.of(session, here, TODAY) is first
        pirk = _organisation(here, "Pirkelaget")
        session.add(pirk)
        session.flush()
        assert said(understand("pirkelaget", lexicons.of(session, here, TODAY), TODAY)) == "organisation=pirkelaget"
        pirk.name = "Nyepirkelaget"
        session.flush()
        assert said(understand("nyepirkelaget", lexicons.of(session, here, TODAY), TODAY)) == "organisation=pirkelaget"
        session.add(
            OwnWord(
                municipality_id=here.id,
                key="gjellebekk",
                words="Gjellebekk",
                category="outdoor-life",
                added_by="x",
                added_at=datetime(2026, 1, 1, tzinfo=UTC),
            )
        )
        session.flush()
        assert said(understand("gjellebekk", lexicons.of(session, here, TODAY), TODAY)) == "category=outdoor-life"
        here.holidays.append(
            SchoolHoliday(kind=HolidayKind.WINTER, slug="winter-2027", first=date(2027, 2, 22), last=date(2027, 2, 28), provisional=False)
        )
        session.flush()
        assert said(understand("vinterferie", lexicons.of(session, here, TODAY), TODAY)) == "period=winter-2027"


def test_threads_that_ask_at_once_get_one_lexicon(sqlite: Database) -> None:
    """It is built once."""
    lexicons = Lexicons(load_vocabulary())
    with sqlite.transaction() as session:
        _municipality(session)

    def ask(_: int) -> int:
        with sqlite.reading() as session:
            return id(lexicons.of(session, session.query(Municipality).one(), TODAY))

    with ThreadPoolExecutor(8) as threads:
        assert len(set(threads.map(ask, range(8)))) == 1
