"""What it may cost: "under 200 kr", "maks 100,-", "inntil 1 000 kroner", "0 kr". An amount alone is the most that one will pay.

A number after "under" or "maks" without a word for kroner is a price only from `LEAST_BARE` on, since a small one may be an age.
"""

import re

from search.understanding.findings import Moment, Said
from search.understanding.patterns import NOT_BEFORE, Pieces, Rule

LEAST_BARE = 30
_AMOUNT = r"(?P<amount>\d{1,3}[ .]\d{3}|\d{1,6})(?:[.,]\d\d)?(?![\d])"
_END = r"(?![\w])"


def price_rules(pieces: Pieces) -> tuple[Rule, ...]:
    """The rules for prices, with the words of the phrase data."""
    most = rf"(?:{pieces.sign('upto')}|{pieces.sign('below')})"
    kroner = pieces.unit("kroner")
    less = rf"(?:\s+{pieces.sign('or-less')})?"
    return (
        Rule(re.compile(rf"{NOT_BEFORE}(?:{most}\s*)?{_AMOUNT}\s*{kroner}{_END}{less}"), _price),
        Rule(re.compile(rf"{NOT_BEFORE}(?:{most}\s*)?(?:kr\.?|nok)\s*{_AMOUNT}{_END}{less}"), _price),
        Rule(re.compile(rf"{NOT_BEFORE}{most}\s*{_AMOUNT}{_END}(?!\s*[.:-]\s*\d)"), _bare),
    )


def _price(match: re.Match[str], _: Moment) -> tuple[Said, ...]:
    amount = int(match["amount"].replace(" ", "").replace(".", ""))
    return (Said("max_price", str(amount)),) if amount else (Said("cost", "free"),)


def _bare(match: re.Match[str], moment: Moment) -> tuple[Said, ...]:
    said = _price(match, moment)
    return said if said[0].name == "max_price" and int(said[0].value) >= LEAST_BARE else ()
