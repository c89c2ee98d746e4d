"""Whether a publisher's own words of time or age tell anything that the page's line does not: they are shown beside it only then.

"tirsdager 17.00–18.30" beside "Hver tirsdag kl. 17–18.30" is the same thing twice, in whatever language the page is. A word that is
not understood counts as telling more: nothing is hidden on a guess.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from catalog.listed import AnyOffer
from web.labels import label
from web.language import LANGUAGES, Language
from web.pages.cards import who_of
from web.pages.schedules import series_days, when_words
from web.wording.dates import Speech

SMALL = frozenset({"hver", "kvar", "every", "kl", "klokka", "klokken", "og", "and", "fra", "frå", "from", "til", "to", "på", "on", "at"})
"""Words that carry no fact of their own."""
NO_MINUTES = frozenset({"", "24"})
"""What is left of "00", and midnight in its other spelling."""
SHORTEST_DAY = len("fredag")
_TOKEN = re.compile(r"[^\W\d_]+|\d+")


def says_more_of_time(stated: str | None, offer: AnyOffer, speech: Speech, now: datetime) -> bool:
    """Whether `stated` holds a word or number that what the page says of the offer's times, in any language, does not."""
    days = [label(day, language) for language in _languages() for series in offer.series for day in series_days(series)]
    return _says_more(stated, [*days, *(when_words(offer, one, now) for one in _in_every_language(speech))])


def says_more_of_age(stated: str | None, offer: AnyOffer, speech: Speech) -> bool:
    """Whether `stated` holds a word or number that what the page says of whom the offer is for, in any language, does not."""
    return _says_more(stated, [who_of(offer, one) for one in _in_every_language(speech)])


def _languages() -> list[Language]:
    return [Language(code) for code in LANGUAGES]


def _in_every_language(speech: Speech) -> list[Speech]:
    return [replace(speech, language=language) for language in _languages()]


def _says_more(stated: str | None, said: Iterable[str]) -> bool:
    known = {fact for words in said for fact in _facts(words)}
    return not all(_is_among(fact, known) for fact in _facts(stated or ""))


def _facts(words: str) -> set[str]:
    """What the words are made of, small words and whole hours' zeros left out: "kl. 09.00–24" and "9–0" are the same."""
    tokens = (token.casefold() for token in _TOKEN.findall(words))
    return {token.lstrip("0") if token.isdecimal() else token for token in tokens} - SMALL - NO_MINUTES


def _is_among(fact: str, known: set[str]) -> bool:
    """Whether a number or a word is known, a word's ending aside: "tirsdager" is "tirsdag"."""
    return fact in known or (fact.isalpha() and any(fact.startswith(one) for one in known if len(one) >= SHORTEST_DAY))
