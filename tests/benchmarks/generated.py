"""A generated catalog of any size, varied as a municipality's is: words by Zipf's law, weekly meetings through a season."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from catalog.terms import AccessTerm, Audience, Booking, Cost, Group, Kind, OrganiserKind
from catalog.values import Point
from search.analysis.stop_words import STOP_WORDS
from search.documents import IndexedOffer, OfferDocument
from search.meetings import pack
from search.schema import Text

COMMON = "trening fotball barn hall kurs lek ungdom dans skole sang musikk tur ball lag jenter gutter klubb ferie natur spill".split()  # noqa: SIM905  a list of words reads as words
SYLLABLES = "ba do fi gu ha ki lo me nu pa re si to va ly sø må hæ tra kli fjo".split()  # noqa: SIM905  the same
RARE_WORDS = 20_000
MEETINGS = 40


def words(seed: int = 1) -> list[str]:
    """The vocabulary, commonest first; no stop words ("bare"), which only Krets knows to hold their place in a phrase."""
    dice = random.Random(seed)  # noqa: S311  repeatable, nothing secret
    rare = {"".join(dice.choice(SYLLABLES) for _ in range(dice.randrange(2, 5))) for _ in range(RARE_WORDS)}
    return [*COMMON, *sorted(rare - STOP_WORDS)]


def offers(count: int, today: date, seed: int = 1) -> Iterator[IndexedOffer]:
    """`count` offers with ids from 1."""
    dice = random.Random(seed)  # noqa: S311  repeatable, nothing secret
    vocabulary = words(seed)
    weights = (1 / np.arange(1, len(vocabulary) + 1)).cumsum().tolist()
    organisations = [f"lag-{n}" for n in range(max(20, count // 40))]
    districts = [f"krets-{n}" for n in range(40)]
    for number in range(1, count + 1):
        text = dice.choices(vocabulary, cum_weights=weights, k=60)
        texts = {Text.TITLE: " ".join(text[:4]), Text.ORGANISER: text[4], Text.PLACE: text[5], Text.BODY: " ".join(text[6:])}
        document = _document(number, dice, dice.choice(organisations), dice.choice(districts))
        told = replace(document, title=texts[Text.TITLE], names=(texts[Text.ORGANISER], texts[Text.PLACE]))
        yield IndexedOffer(replace(told, meetings=_weekly(dice, today)), texts)


def _document(number: int, dice: random.Random, organisation: str, district: str) -> OfferDocument:
    low = dice.randrange(0, 16)
    cost = dice.choice(list(Cost))
    return OfferDocument(
        id=number,
        version=1,
        digest="x",
        kind=dice.choice(list(Kind)).value,
        categories=tuple(dice.sample(["football", "handball", "swimming", "choir", "dance", "chess", "coding", "hiking"], 2)),
        organisations=(organisation,),
        organisers=(dice.choice(list(OrganiserKind)).value,),
        audience=(dice.choice(list(Audience)).value,),
        age_min=low if dice.random() < 0.6 else None,
        age_max=low + 4 if dice.random() < 0.6 else None,
        grade_min=dice.randrange(1, 11) if dice.random() < 0.3 else None,
        cost=cost.value,
        price_ore={Cost.FREE: 0, Cost.PAID: dice.randrange(50, 3000) * 100, Cost.UNKNOWN: None}[cost],
        booking=dice.choice(list(Booking)).value,
        languages=("nb",) if dice.random() < 0.5 else (),
        group=dice.choice([None, None, None, Group.GIRLS.value, Group.BOYS.value]),
        access=tuple((term.value, "yes") for term in dice.sample(list(AccessTerm), dice.randrange(0, 5))),
        districts=(district,) if dice.random() < 0.9 else (),
        point=Point(59.7 + dice.random() / 5, 10.1 + dice.random() / 3),
    )


def _weekly(dice: random.Random, today: date) -> bytes:
    first, minute = today + timedelta(days=dice.randrange(7)), dice.randrange(8, 21) * 60
    return np.array([pack(first + timedelta(weeks=week), minute) for week in range(MEETINGS)], dtype="<u4").tobytes()
