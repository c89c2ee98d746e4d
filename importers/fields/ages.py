"""Ages in words → `AgeRange` ("6–10 år", "fra 6 år", "f. 2014–2016", "3 mnd–4 år", "alle aldre"), in nb, nn and en.

Rule: only what the words say. "Barn" alone, groups with a gap between them, and anything with words that may change the
meaning stay unknown; the caller keeps the words. "Over 18" is 18 and up (one has turned 18), "under 6" ends at 5.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from catalog.errors import InvalidValue
from catalog.terms import AgeBasis
from catalog.values import MAX_AGE, AgeRange
from importers.fields.words import NUMBER_WORDS, digits_for_words, folded, word_set

_YEARS = r"(?:års?|åringer|åringar|-?åring|years?(?: olds?)?|year-olds?|yrs?|yo)"
_MONTHS = r"(?:mnd|måneder|månader|måned|månad|måneders|months?|mos?)"
_LOW = rf"(?P<low>\d{{1,3}}(?:[.,]5)?)\s*-?\s*(?P<low_unit>{_YEARS}|{_MONTHS})?\b"
_HIGH = _LOW.replace("low", "high")
_FROM = (
    r"(?:\b(?:f\.?\s?o\.?\s?m\.?|fra og med|frå og med|fra|frå|from|over|minimum|min\.?|minst|at least|"
    r"aldersgrense|fylt|fylte|age limit)[: ]+)"
)
_UNTIL = r"(?:\b(?:t\.?\s?o\.?\s?m\.?|til og med|opp til|opptil|inntil|up to|until|maksimum|maks\.?|max\.?|høyst|til|to)[: ]+)"
_TO = rf"(?:\s*[-/]\s*|\s*,?\s*{_UNTIL})"
_UP = r"(?:\s*\+|\s*-$|\s*,?\s*(?:og|and|&|or|eller)\s+(?:oppover|eldre|over|up|older|above|opp)\b)"
_DOWN = r"(?:\s*(?:og|and|eller|or)\s+(?:yngre|under|nedover|younger|below)\b)"
_FROM_TO = re.compile(rf"{_FROM}?{_LOW}{_TO}{_HIGH}")
_BETWEEN = re.compile(rf"\b(?:mellom|between)\s+{_LOW}(?:\s+(?:og|and)\s+|{_TO}){_HIGH}")
_UNDER = re.compile(rf"\b(?:under|yngre enn|younger than|below)\s+{_LOW}")
_AND_UP = re.compile(rf"{_FROM}?{_LOW}{_UP}")
_ABOVE = re.compile(rf"{_FROM}{_LOW}")
_BELOW = re.compile(rf"{_UNTIL}{_LOW}")
_AND_DOWN = re.compile(rf"{_LOW}{_DOWN}")
_ONE = re.compile(rf"\b{_LOW}")
_BORN = re.compile(
    r"(?:født|fødd|fødde|fødte|born|f\.|årskull|årgang|fødselsår)?\s*(?:i|in|mellom|between|år)?\s*(?P<low>(?:19|20)\d\d)(?:\s*(?:-|/|til|og|to|and)\s*(?P<high>(?:19|20)\d\d))?"
)
_ALL = re.compile(r"\b(?:alle aldre|alle aldrar|alle aldersgrupper|all ages|any age|for alle|alle|everyone)\b")
_HARMLESS = word_set(
    "alder aldersgruppe age ages aged barn barna children kids ungdom ungdommer ungdomar unge youth jenter gutar gutter girls "
    "boys og and for i fra på passer passar best elever gruppe gruppa år ca circa about omtrent om lag tilbud målgruppe ung små "
    "store teens alle deltakere deltakarar the"
)
_WORD = re.compile(r"[^\W\d_]+")


UNKNOWN_RANGE = AgeRange()


@dataclass(frozen=True, slots=True)
class Ages:
    """What the words say: the range (unknown when they do not say it) and whether it counts by year of birth."""

    range: AgeRange = UNKNOWN_RANGE
    basis: AgeBasis = AgeBasis.UNKNOWN


UNKNOWN_AGES = Ages()


def ages_from_words(words: object, year: int) -> Ages:
    """The ages that the words state; `year` is the calendar year to which years of birth refer.

    Unknown when not sure. Raises `InvalidValue` for ages that cannot be: backwards, or above 120.
    """
    text = folded(words)
    if born := _BORN.fullmatch(text):
        return _born(born, year)
    text = digits_for_words(text.replace("½", ",5"), {k: v for k, v in NUMBER_WORDS.items() if k not in {"en", "to", "one"}})
    ranges, rest = _ranges(text)
    if not ranges:
        return Ages(AgeRange(0, MAX_AGE)) if _ALL.search(rest) and not _strange(_ALL.sub(" ", rest)) else UNKNOWN_AGES
    return Ages(_union(ranges)) if not _strange(rest) else UNKNOWN_AGES


def _born(match: re.Match[str], year: int) -> Ages:
    first, last = sorted((int(match["low"]), int(match["high"] or match["low"])))
    if last > year:
        raise InvalidValue("age", match.group(), "the year of birth has not come yet")
    return Ages(AgeRange(year - last, year - first), AgeBasis.BIRTH_YEAR)


def _ranges(text: str) -> tuple[list[AgeRange], str]:
    """Every range in the text, widest forms first, and what is left of the text without them."""
    found: list[tuple[int, AgeRange]] = []
    for pattern, make in _FORMS:
        found += [(match.start(), make(match)) for match in pattern.finditer(text)]
        text = pattern.sub(lambda m: " " * len(m.group()), text)
    return [age for _, age in sorted(found, key=lambda pair: pair[0])], text


def _strange(rest: str) -> bool:
    return any(word not in _HARMLESS for word in _WORD.findall(re.sub(r"\([^()]*\)", " ", rest))) or bool(re.search(r"[\d%]", rest))


def _months(number: str, unit: str | None) -> tuple[int, bool]:
    """The age in months, and whether it was said finer than in whole years ("18 mnd", "1,5 år")."""
    count = float(number.replace(",", "."))
    if unit and re.fullmatch(_MONTHS, unit):
        return int(count), True
    return int(count * 12), count != int(count)


def _bounds(low: tuple[int, bool] | None, high: tuple[int, bool] | None) -> AgeRange:
    """The range from ages in months; the months themselves are kept where the publisher counted in them."""
    return AgeRange(
        min=None if low is None else low[0] // 12,
        max=None if high is None else high[0] // 12,
        min_months=low[0] if low and low[1] and low[0] < 48 else None,
        max_months=high[0] if high and high[1] and high[0] < 48 else None,
    )


def _between(match: re.Match[str]) -> AgeRange:
    low, high = _months(match["low"], match["low_unit"] or match["high_unit"]), _months(match["high"], match["high_unit"])
    if low[0] > high[0]:
        raise InvalidValue("age", match.group().strip(), "the lowest age is above the highest")
    return _bounds(low, high)


def _above(match: re.Match[str]) -> AgeRange:
    return _bounds(_months(match["low"], match["low_unit"]), None)


def _below(match: re.Match[str]) -> AgeRange:
    return _bounds(None, _months(match["low"], match["low_unit"]))


def _under(match: re.Match[str]) -> AgeRange:
    months, fine = _months(match["low"], match["low_unit"])
    if months == 0:
        raise InvalidValue("age", match.group().strip(), "nobody is under nought")
    return _bounds(None, (months - 1, fine))


def _exactly(match: re.Match[str]) -> AgeRange:
    age = _months(match["low"], match["low_unit"])
    return _bounds(age, age)


_FORMS = (
    (_BETWEEN, _between),
    (_FROM_TO, _between),
    (_UNDER, _under),
    (_AND_UP, _above),
    (_AND_DOWN, _below),
    (_ABOVE, _above),
    (_BELOW, _below),
    (_ONE, _exactly),
)


def _union(ranges: list[AgeRange]) -> AgeRange:
    """One range for groups that follow each other without a gap; unknown when there is a gap between them."""
    if len(ranges) == 1:
        return ranges[0]
    ordered = sorted(ranges, key=lambda r: (r.min if r.min is not None else -1, r.max if r.max is not None else MAX_AGE))
    if any(a.max is None or b.min is None or b.min > a.max + 1 for a, b in pairwise(ordered)):
        return AgeRange()
    return AgeRange(
        ordered[0].min, max((r.max for r in ordered if r.max is not None), default=None) if ordered[-1].max is not None else None
    )
