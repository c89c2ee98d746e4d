"""What a reader says comes over as it was, and nothing but drafts, values and messages comes over at all."""

import os
import pickle
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pytest

from catalog.drafts import AccessFact, OccurrenceDraft, OfferDraft, OrganisationDraft, SeriesDraft, VenueDraft
from catalog.terms import AccessState, AccessTerm, Group, PointQuality, Weekday
from catalog.values import AgeRange, Point
from importers.contract import FieldWarning
from importers.drafting import Drafted, Refusal
from importers.errors import RunFailed
from importers.listing import Arrival
from importers.worker.messages import AllDrafted, Noticed
from importers.worker.wire import packed, unpacked

OSLO = ZoneInfo("Europe/Oslo")
FULL = OfferDraft(
    "Kor",
    translations={"en": {"title": "Choir"}},
    organisation=OrganisationDraft("Tranby IL", "123456785"),
    venue=VenueDraft(
        "Hallen",
        point=Point(59.8, 10.2),
        point_quality=PointQuality.EXACT,
        access={AccessTerm.ACCESSIBLE_TOILET: AccessFact(AccessState.YES)},
    ),
    ages=AgeRange(6, 9),
    group=Group.GIRLS,
    series=(SeriesDraft("FREQ=WEEKLY", date(2026, 8, 18), None, time(17), except_on=(date(2026, 9, 1),), weekdays=(Weekday.MON,)),),
    occurrences=(
        OccurrenceDraft(datetime(2026, 9, 1, 17, tzinfo=OSLO)),
        OccurrenceDraft(datetime(2026, 9, 1, tzinfo=timezone(timedelta(hours=2)))),
    ),
)


class CalendarZone(tzinfo):
    """A zone that a calendar describes for itself."""

    def utcoffset(self, _when: datetime | None, /) -> timedelta:
        """Always half past."""
        return timedelta(hours=5, minutes=30)

    def tzname(self, _when: datetime | None, /) -> None:
        """It has none."""

    def dst(self, _when: datetime | None, /) -> timedelta:
        """Never."""
        return timedelta()


class Deed:
    """What a reader that was taken over might send."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        """Runs a command when it is unpickled."""
        return os.system, ("touch /tmp/never",)


def test_drafts_come_over_as_they_were() -> None:
    told = AllDrafted(
        [
            Drafted(FULL, warnings=(FieldWarning("phone", "x", "no"),)),
            Drafted(refusal=Refusal("a", "b", "c")),
            Drafted(skipped=Refusal("date", "2020-01-01", "ended")),
        ],
        Noticed(frozenset({"a"}), frozenset(), (), 3, cursor="c", whole=True),
    )
    assert unpacked(packed(told)) == told


def test_a_named_zone_keeps_its_name_and_a_nameless_one_its_instant() -> None:
    named = unpacked(packed(datetime(2026, 9, 1, 17, tzinfo=OSLO)))
    assert isinstance(named, datetime)
    assert named.tzinfo is OSLO
    instant = datetime(2026, 9, 1, 17, tzinfo=CalendarZone())
    nameless = unpacked(packed(instant))
    assert isinstance(nameless, datetime)
    assert (nameless, nameless.tzinfo) == (instant, UTC)


@pytest.mark.parametrize("said", [Deed(), print, eval, open, date.today, RunFailed("x")])
def test_nothing_that_could_act_comes_over(said: object) -> None:
    with pytest.raises(RunFailed, match="answered with something unexpected"):
        unpacked(pickle.dumps(said))


def test_a_record_travels_to_the_reader_without_its_hash_being_made_again() -> None:
    arrival = Arrival("a", "line 1", "hash", '{"id": "a"}')
    assert unpacked(packed(arrival)) == arrival
