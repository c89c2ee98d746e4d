"""Offers that differ on every axis, made by counting: each axis turns at its own pace, so that their values meet in every mixture.

Unknown is among the values of every axis. The same number always gives the same draft.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from catalog.clock import OSLO
from catalog.drafts import AccessFact, OccurrenceDraft, OfferDraft, OrganisationDraft, SeriesDraft, VenueDraft
from catalog.terms import (
    AccessState,
    AccessTerm,
    Answer,
    Audience,
    Booking,
    Cost,
    Group,
    Kind,
    OccurrenceStatus,
    OrganiserKind,
    PlaceKind,
    PriceUnit,
)
from catalog.values import FREE, UNKNOWN_AGES, UNKNOWN_GRADES, UNKNOWN_PRICE, AgeRange, GradeRange, Price
from tests.factories.places import POINTS

TITLES = ("Fotball", "Håndball", "Kor", "Turgruppe", "Strikkekafé", "Sjakk", "Svømmekurs", "Åpen hall", "Leksehjelp", "Teater", "Klatring")
SUBJECTS = (("football",), ("handball",), ("choir",), (), ("swimming",), ("climbing", "culture"), ("theatre",))
KINDS = (*Kind, None)
ORGANISERS = (
    OrganisationDraft("Elvebakken Idrettslag", kind=OrganiserKind.VOLUNTARY),
    OrganisationDraft("Kulturskolen", kind=OrganiserKind.MUNICIPAL),
    OrganisationDraft("Danseloftet", kind=OrganiserKind.PRIVATE),
    OrganisationDraft("Naboene på Åsen", kind=OrganiserKind.INFORMAL),
    OrganisationDraft("Grenda Vel"),
    None,
)
AGES = (AgeRange(6, 9), AgeRange(10, 12), UNKNOWN_AGES, AgeRange(13, 16), AgeRange(0, 5), AgeRange(max=18), AgeRange(16), UNKNOWN_AGES)
GRADES = (UNKNOWN_GRADES, GradeRange(1, 4), UNKNOWN_GRADES, GradeRange(8, 10), UNKNOWN_GRADES)
PRICES = (
    FREE,
    Price(Cost.PAID, 15_000, unit=PriceUnit.SESSION),
    UNKNOWN_PRICE,
    Price(Cost.PAID, 250_050, membership_ore=30_000),
    Price(Cost.PAID),
)
AUDIENCES = ((Audience.CHILDREN,), (Audience.YOUTH, Audience.FAMILIES), (), (Audience.PARENTS,), (Audience.EVERYONE,))
GROUPS = (None, None, Group.GIRLS, None, None, None, Group.BOYS)
LANGUAGES = (("nb",), (), ("nb", "en"), ("ar",))
STATES = (AccessState.YES, AccessState.PARTLY, AccessState.NO, AccessState.UNKNOWN)
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
STARTS = (time(10), time(14, 30), time(17), None)
SEASON = date(2026, 8, 17)
WINTER_BREAK = datetime(2027, 2, 23, 10, 0, tzinfo=OSLO)

T = TypeVar("T")


def varied_drafts(count: int = 60) -> list[OfferDraft]:
    """So many offers, each unlike the others."""
    return [varied_draft(number) for number in range(count)]


def varied_draft(number: int) -> OfferDraft:
    """The offer of a number."""
    return OfferDraft(
        title=f"{_turn(TITLES, number)} {number}",
        summary=None if number % 3 else f"Samling nummer {number} i grenda.",
        kind=_turn(KINDS, number),
        categories=_turn(SUBJECTS, number),
        organisation=_turn(ORGANISERS, number),
        place_kind=PlaceKind.VENUE if _place(number) is not None else PlaceKind.UNKNOWN,
        venue=_venue(number),
        open_to_districts=("Østlia",) if number % 13 == 5 else (),
        open_to_schools=("Vestbygda skole",) if number % 17 == 3 else (),
        audience=_turn(AUDIENCES, number),
        ages=_turn(AGES, number),
        grades=_turn(GRADES, number // 2),
        price=_turn(PRICES, number // 3),
        access=_access(number),
        booking=_turn(tuple(Booking), number),
        languages=_turn(LANGUAGES, number // 2),
        group=_turn(GROUPS, number),
        follows_school_calendar=_turn(tuple(Answer), number),
        series=_series(number),
        occurrences=_occurrences(number),
        confirmed_on=date(2026, 11, 1) if number % 4 == 0 else None,
        confirmed_period="winter-2027" if number % 8 == 0 else None,
    )


def _turn(values: Sequence[T], number: int) -> T:
    return values[number % len(values)]


def _place(number: int) -> int | None:
    """Which of the places it is held at: one of `POINTS`, one without a point (3), or none told."""
    return _turn((0, 1, 2, 0, 3, None), number // 2)


def _venue(number: int) -> VenueDraft | None:
    place = _place(number)
    if place is None:
        return None
    names = ("Vesthallen", "Midthuset", "Østbanen", "Et sted uten kart")
    access = {
        AccessTerm.STEP_FREE_ENTRANCE: AccessFact(_turn(STATES, place)),
        AccessTerm.ACCESSIBLE_TOILET: AccessFact(_turn(STATES, place + 1)),
    }
    return VenueDraft(names[place], point=POINTS[place] if place < len(POINTS) else None, access=access)


def _access(number: int) -> Mapping[AccessTerm, AccessFact]:
    if number % 3 == 2:
        return {}
    terms = tuple(AccessTerm)
    wanted = {_turn(terms, number), _turn(terms, number * 5 + 1), AccessTerm.QUIET}
    return {term: AccessFact(_turn(STATES, number + position)) for position, term in enumerate(sorted(wanted))}


def _series(number: int) -> tuple[SeriesDraft, ...]:
    if number % 4 == 3:
        return ()
    start = _turn(STARTS, number // 2)
    return (SeriesDraft(f"FREQ=WEEKLY;BYDAY={_turn(WEEKDAYS, number)}", SEASON, date(2027, 6, 15), start),)


def _occurrences(number: int) -> tuple[OccurrenceDraft, ...]:
    if number % 5 != 3:
        return ()
    first = WINTER_BREAK + timedelta(hours=number % 9)
    status = OccurrenceStatus.CANCELLED if number % 2 else OccurrenceStatus.SCHEDULED
    return (OccurrenceDraft(first, first + timedelta(hours=2)), OccurrenceDraft(first + timedelta(days=1), status=status))
