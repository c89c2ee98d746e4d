"""What it may cost: "under 200 kr", "maks 100,-", "inntil 1 000 kroner", "0 kr". An amount alone is the most that one will pay.

A number after "under" or "maks" without a word for kroner is a price only from `LEAST_BARE` on, since a small one may be an age.
"""

import re

from search.understanding.findings import Moment, Said
from search.understanding.patterns import NOT_BEFORE, Pieces, Rule

LEAST_BARE = 30
_DIGITS = r"(?P<amount>\d{1,3}[ .]\d{3}|\d{1,6})(?:[.,]\d\d)?(?![\d])"
_END = r"(?![\w])"


def price_rules(pieces: Pieces) -> tuple[Rule, ...]:
    """The rules for prices, with the words of the phrase data."""
    most = rf"(?:{pieces.sign('upto')}|{pieces.sign('below')})"
    kroner = pieces.unit("kroner")
    in_words = pieces.words("amount")
    amounts = _Amounts(pieces)
    less = rf"(?:\s+{pieces.sign('or-less')})?"
    return (
        Rule(re.compile(rf"{NOT_BEFORE}(?:{most}\s*)?{_DIGITS}\s*{kroner}{_END}{less}"), _price),
        Rule(re.compile(rf"{NOT_BEFORE}(?:{most}\s*)?(?P<word>{in_words})\s*{kroner}{_END}{less}"), amounts.in_words),
        Rule(re.compile(rf"{NOT_BEFORE}(?:{most}\s*)?(?:kr\.?|nok)\s*{_DIGITS}{_END}{less}"), _price),
        Rule(re.compile(rf"{NOT_BEFORE}{most}\s*{_DIGITS}{_END}(?!\s*[.:-]\s*\d)"), _bare),
    )


class _Amounts:
    def __init__(self, pieces: Pieces) -> None:
        self._pieces = pieces

    def in_words(self, match: re.Match[str], _: Moment) -> tuple[Said, ...]:
        """An amount in words."""
        return (Said("max_price", self._pieces.value("amount", re.sub(r"[\s-]+", " ", match["word"]))),)


def _price(match: re.Match[str], _: Moment) -> tuple[Said, ...]:
    amount = int(match["amount"].replace(" ", "").replace(".", ""))
    return (Said("max_price", str(amount)),) if amount else (Said("cost", "free"),)


def _bare(match: re.Match[str], moment: Moment) -> tuple[Said, ...]:
    said = _price(match, moment)
    return said if said[0].name == "max_price" and int(said[0].value) >= LEAST_BARE else ()
