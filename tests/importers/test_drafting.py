"""Whatever a format does, one record comes to one thing: an offer, an organisation, a refusal, a skip."""

from datetime import UTC, datetime

import pytest

from catalog.drafts import OfferDraft, OrganisationDraft, SchoolDraft
from catalog.occurrences import horizon
from importers.contract import Context, RawRecord
from importers.drafting import Drafted, Refusal, drafted
from importers.errors import RunFailed
from importers.listing import Arrival
from tests.importers.small_feed import SmallFormat, no_categories

NOW = datetime(2026, 11, 22, 11, tzinfo=UTC)
CONTEXT = Context(NOW, horizon(NOW.date()), no_categories)


def arrival(raw: str = '{"id":"a","title":"Kor"}') -> Arrival:
    return Arrival("a", "line 0", "h", raw)


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ('{"id":"a","title":"Kor"}', Drafted(OfferDraft("Kor"))),
        ('{"bad":"?"}', Drafted(refusal=Refusal("price", "?", "not a price"))),
        ('{"skip":"inactive"}', Drafted(skipped=Refusal("skip", "inactive", "inactive"))),
        ('{"bug":1}', Drafted(refusal=Refusal("record", "line 0", "Krets could not read it (ZeroDivisionError)"))),
    ],
)
def test_a_draft_a_rejection_a_skip_and_a_defect_are_told_apart(raw: str, found: Drafted) -> None:
    assert drafted(SmallFormat(), arrival(raw), CONTEXT) == found


def test_warnings_stand_with_their_own_record() -> None:
    first, second = (drafted(SmallFormat(), arrival(raw), CONTEXT) for raw in ('{"title":"A","warn":"x"}', '{"title":"B"}'))
    assert [len(one.warnings) for one in (first, second)] == [1, 0]


def test_a_register_of_organisations_gives_units() -> None:
    class Units(SmallFormat):
        """Gives organisations."""

        def normalise(self, _record: RawRecord, _context: Context, /) -> OrganisationDraft:  # type: ignore[override]
            """An organisation."""
            return OrganisationDraft("Tranby IL", "123456785")

    assert drafted(Units(), arrival(), CONTEXT) == Drafted(unit=OrganisationDraft("Tranby IL", "123456785"))


def test_a_list_of_schools_is_no_list_of_offers() -> None:
    class Schools(SmallFormat):
        """Gives schools."""

        def normalise(self, _record: RawRecord, _context: Context, /) -> SchoolDraft:  # type: ignore[override]
            """A school."""
            return SchoolDraft("Hegg skole", "1")

    with pytest.raises(RunFailed, match="lists no offers"):
        drafted(Schools(), arrival(), CONTEXT)


def test_memory_that_runs_out_is_left_to_who_set_its_limit() -> None:
    class Greedy(SmallFormat):
        """Takes all there is."""

        def normalise(self, _record: RawRecord, _context: Context, /) -> OfferDraft:
            """Never comes to it."""
            raise MemoryError

    with pytest.raises(MemoryError):
        drafted(Greedy(), arrival(), CONTEXT)
