"""Random documents over every axis, unknown ones among them, made from a seed so that a failure can be met again."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from catalog.school_year import SchoolCalendar, holidays_from_rules
from catalog.terms import AccessTerm, Audience, Booking, Cost, Group, Kind, OrganiserKind
from catalog.values import Point
from search.documents import IndexedOffer, OfferDocument
from search.meetings import NO_MINUTE, pack
from search.names import Names
from search.schema import Text

DISTRICTS = ("egge", "hallingstad", "tranby")
SCHOOLS = ("egge-skole", "tranby-skole")
ORGANISATIONS = ("korps", "kulturskolen", "tranby-il")
CATEGORIES = ("choir", "culture", "football", "music", "sport", "swimming", "water")
LANGUAGES = ("ar", "en", "nb")
WORDS = ("fotball", "svømming", "kor", "tur", "jenter", "åpen", "hall", "trening", "nybegynner", "lørdag", "uteskole", "kafé")
PERIODS = ("christmas-2026", "winter-2027")


def random_names(today: date) -> Names:
    """The legal words of the random municipality."""
    calendar = SchoolCalendar(holidays_from_rules({}, today.year - 1, today.year + 2))
    return Names(today, calendar, frozenset(DISTRICTS), frozenset(SCHOOLS), frozenset(ORGANISATIONS), frozenset(CATEGORIES))


def random_offers(count: int, seed: int, today: date) -> list[IndexedOffer]:
    """Documents with ids from 1 and the texts they are found under."""
    dice = random.Random(seed)  # noqa: S311  repeatable, nothing secret
    return [_offer(number + 1, dice, today) for number in range(count)]


def _offer(number: int, dice: random.Random, today: date) -> IndexedOffer:
    texts = {text: _some_words(dice, size) for text, size in ((Text.TITLE, 3), (Text.PLACE, 1), (Text.BODY, 8))}
    document = OfferDocument(
        id=number,
        version=1,
        digest=str(number),
        kind=_maybe(dice, [kind.value for kind in Kind]),
        categories=_some(dice, CATEGORIES),
        organisations=_some(dice, ORGANISATIONS),
        organisers=_some(dice, [kind.value for kind in OrganiserKind]),
        audience=_some(dice, [word.value for word in Audience]),
        booking=dice.choice(list(Booking)).value,
        languages=_some(dice, LANGUAGES),
        group=_maybe(dice, [group.value for group in Group]),
        access=tuple((term.value, dice.choice(["yes", "partly", "no"])) for term in AccessTerm if dice.random() < 0.3),
        districts=_some(dice, DISTRICTS),
        schools=_some(dice, SCHOOLS),
        point=Point(59.7 + dice.random() / 5, 10.1 + dice.random() / 3) if dice.random() < 0.7 else None,
        meetings=_meetings(dice, today),
        last_day=_day(dice, today, -3, 200),
        stale_from=_day(dice, today, -3, 200),
        confirmed_on=_day(dice, today, -300, 0),
        confirmed_until=_day(dice, today, -100, 100),
        confirmed_periods=_some(dice, PERIODS),
    )
    return IndexedOffer(_with_price(_with_ages(document, dice), dice), texts)


def _with_ages(document: OfferDocument, dice: random.Random) -> OfferDocument:
    low, grade = dice.randrange(0, 19), dice.randrange(1, 14)
    ages = dice.choice([(None, None), (low, None), (None, low), (low, low + dice.randrange(0, 9)), (low, dice.choice([low, 120]))])
    grades = dice.choice([(None, None), (None, None), (grade, None), (None, grade), (grade, min(13, grade + dice.randrange(0, 5)))])
    return replace(document, age_min=ages[0], age_max=ages[1], grade_min=grades[0], grade_max=grades[1], grades_start=dice.random() < 0.3)


def _with_price(document: OfferDocument, dice: random.Random) -> OfferDocument:
    cost = dice.choice(list(Cost))
    price = {Cost.FREE: 0, Cost.PAID: dice.choice([None, 5_000, 20_000, 99_950]), Cost.UNKNOWN: None}[cost]
    return replace(document, cost=cost.value, price_ore=price)


def _meetings(dice: random.Random, today: date) -> bytes:
    days = [today + timedelta(days=dice.randrange(-2, 280)) for _ in range(dice.choice([0, 1, 3, 12]))]
    minutes = [dice.choice([NO_MINUTE, 9 * 60, 12 * 60, 16 * 60 + 59, 17 * 60, 20 * 60]) for _ in days]
    numbers = {pack(day, minute, sure=dice.random() < 0.8) for day, minute in zip(days, minutes, strict=True)}
    return np.array(sorted(numbers), dtype="<u4").tobytes()


def _some_words(dice: random.Random, size: int) -> str:
    return " ".join(dice.choice(WORDS) for _ in range(dice.randrange(0, size + 1)))


def _some(dice: random.Random, values: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(dice.sample(values, dice.choice([0, 1, 1, 2]))))


def _maybe(dice: random.Random, values: Sequence[str]) -> str | None:
    return dice.choice(values) if dice.random() < 0.8 else None


def _day(dice: random.Random, today: date, first: int, last: int) -> date | None:
    return today + timedelta(days=dice.randrange(first, last + 1)) if dice.random() < 0.6 else None
