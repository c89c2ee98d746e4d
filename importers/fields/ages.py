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
from importers.fields.words import NUMBER_WORDS, digits_for_words, folded, is_too_long, word_set

_YEARS = r"(?:års?|åringer|åringar|-?åring|years?(?: olds?)?|year-olds?|yrs?|yo|s)"
_MONTHS = r"(?:mnd|måneder|månader|måned|månad|måneders|months?|mos?)"
_LOW = rf"(?P<low>\d{{1,3}}(?:[.,]5)?)\s*-?\s*(?P<low_unit>{_YEARS}|{_MONTHS})?\b"
_HIGH = _LOW.replace("low", "high")
_FROM = (
    r"(?:\b(?:f\.?\s?o\.?\s?m\.?|fra og med|frå og med|fra|frå|from|over|minimum|min\.?|minst|at least|"
    r"(?<!øvre )(?:nedre )?aldersgrensen?(?: er)?|fylt|fylte|age limit|(?:min\.?|minimum) (?:age|alder))[: ]+(?:ages? |alder )?)"
)
_UNTIL = (
    r"(?:\b(?:t\.?\s?o\.?\s?m\.?|til og med|opp til|opptil|inntil|up to|until|maksimum|maks\.?|max\.?|høyst|til|to|"
    r"øvre aldersgrense(?: er)?|(?:max\.?|maximum|maks\.?) (?:age|alder))[: ]+)"
)
_TO = rf"(?:\s*[-/]\s*|\s*,?\s*{_UNTIL})"
_UP = (
    r"(?:\s*\+|\s*-$|\s*,?\s*(?:og|and|&|or|eller)\s+(?:oppover|eldre|over|upwards?|up|older|above|opp)\b|"
    r"\s*,?\s*(?:oppover|upwards)\b|\s+aldersgrense\b)"
)
_DOWN = r"(?:\s*(?:og|and|eller|or)\s+(?:yngre|under|nedover|younger|below)\b)"
_FROM_TO = re.compile(rf"{_FROM}?{_LOW}{_TO}{_HIGH}")
_BETWEEN = re.compile(rf"\b(?:mellom|between)\s+{_LOW}(?:\s+(?:og|and)\s+|{_TO}){_HIGH}")
_UNDER = re.compile(rf"\b(?:under|yngre enn|younger than|below)\s+{_LOW}")
_AND_UP = re.compile(rf"{_FROM}?{_LOW}{_UP}")
_ABOVE = re.compile(rf"{_FROM}{_LOW}")
_BELOW = re.compile(rf"{_UNTIL}{_LOW}")
_AND_DOWN = re.compile(rf"{_LOW}{_DOWN}")
_ONE = re.compile(rf"\b{_LOW}")
_YEAR = r"(?:19|20)\d\d"
_BORN_WORD = r"(?:født|fødd|fødde|fødte|born|f\.|årskull\w*|årgang\w*|årgong\w*|fødselsår)"
_BORN = re.compile(
    rf"(?:{_BORN_WORD}\s*)?(?:(?:i|in|mellom|between|år|åra|årene)\s+)*(?:(?P<early>før|before)\s+|(?P<late>etter|"
    rf"after)\s+)?(?P<low>{_YEAR})"
    rf"(?P<more>(?:\s*(?:,|-|/|til|og|to|and)\s*(?:{_YEAR}|\d\d(?!\d)))*)"
    r"(?:\s*(?:og|eller|and|or)\s+(?:(?P<younger>senere|seinare|yngre|later|younger|nyere|nyare)|"
    r"(?P<older>tidligere|tidlegare|eldre|earlier|older)))?\b"
)
_YEAR_OF_TURNING = re.compile(
    r"(?:(?:fra|frå|from|f\.?o\.?m\.?|og|med|aldersgrense:?|gjelder)\s+)*(?:det\s|the\s)?(?:året|"
    r"year)\s(?:\w+\s){1,2}(?:fyller|turns?)\s(?P<low>\d{1,2})(?:\s*år)?\b"
)
_ALL = re.compile(
    r"\b(?:(?:for )?alle(?: aldre| aldrar| aldersgrupper| aldersgruppar)?|all ages|any age|everyone|"
    r"ingen aldersgrense|inga aldersgrense|no age limit)\b"
)
_STAGES = (
    (re.compile(r"\bbarnehage(?:alder|barn|born)\w*"), AgeRange(1, 5)),
    (re.compile(r"\b(?:førskole(?:barn|alder)\w*|førskule(?:barn|born|alder)\w*|under (?:skolealder|skulealder)\w*)"), AgeRange(None, 5)),
)
_AT_BIRTH = re.compile(r"\b(?:birth|fødsel(?:en)?|nyfødte?)(?=\s*(?:-|to|til)\b|\s*-)")
_IN_LETTERS = re.compile(rf"\b({'|'.join(word for word, number in NUMBER_WORDS.items() if number > 2)})(?=åring)")
_NUMBERS = {word: number for word, number in NUMBER_WORDS.items() if word not in {"en", "to", "one"}}
_HOW_MANY = re.compile(
    r"\d[\d ]{6,}|\d\.\s?(?:-|til\b|to\b|og\b|/)|aldersgrense\D*\d+\s?/\s?\d|\d\s*(?:barn\b|born\b|barna|deltak|"
    r"deltag|stk|person|plass|elev|unger|ungdom|kids|children|people|"
    r"gang|gong|medlem)|(?:maks|max)\.?\s\d+\s(?!år)\w"
)
_HARMLESS = word_set(
    "alder alderen aldersgruppe aldersgruppa age ages aged barn barna born borna children kids ungdom ungdommer "
    "ungdomar unge youth jenter gutar "
    "gutter girls boys og and for i fra på passer passar best elever elevar gruppe gruppa år ca circa about "
    "omtrent om lag tilbud tilbod målgruppe "
    "ung små store teens teenagers tenåringer alle deltakere deltakarar the anbefalt tilrådd recommended junior "
    "juniorer juniorar senior seniorer "
    "seniorar voksne voksen vaksne adults gammel gamle gamal old må ha være vere er du dere de blitt must be have "
    "turned nedre åpent ope open to "
    "welcome velkommen velkomne kun bare berre only babyer baby babies spedbarn småbarn toddlers children's a of både aldersgrense suitable"
)
_ADULTS = re.compile(r"\b(?:voks[ne]\w*|vaks[ne]\w*|adults?|senior\w*)\b")
_WORD = re.compile(r"[^\W\d_]+")


GROWN_UP = 18
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
    ages, rest = ages_in(folded(words), year)
    return UNKNOWN_AGES if is_too_long(words) or says_more_than_ages(rest) else ages


def ages_in(text: str, year: int) -> tuple[Ages, str]:
    """The ages that a folded text names, and the text without them; what is left decides whether they are sure."""
    if _HOW_MANY.search(text):
        return UNKNOWN_AGES, text
    if turning := _YEAR_OF_TURNING.search(text):
        return Ages(AgeRange(int(turning["low"]), None), AgeBasis.BIRTH_YEAR), _cut(text, turning)
    if born := _BORN.search(text):
        return _born(born, year), _cut(text, born)
    text = _IN_LETTERS.sub(lambda m: f"{NUMBER_WORDS[m[1]]}-", _AT_BIRTH.sub("0 ", text)).replace("½", ",5")
    ranges, rest = _ranges(digits_for_words(text, _NUMBERS))
    for pattern, stage in _STAGES:
        if pattern.search(rest):
            ranges, rest = [*ranges, stage], pattern.sub(" ", rest)
    if not ranges:
        return (Ages(AgeRange(0, MAX_AGE)), _ALL.sub(" ", rest)) if _ALL.search(rest) else (UNKNOWN_AGES, rest)
    ages = _union(ranges)
    if ages.max is not None and ages.max < GROWN_UP and _ADULTS.search(rest):
        return UNKNOWN_AGES, rest
    return Ages(ages), rest


def says_more_than_ages(rest: str) -> bool:
    """Whether what is left of a text may change what its ages mean: a word that is not known to be harmless, a number, a doubt."""
    outside = re.sub(r"\([^()]*\)", " ", rest)
    return any(word not in _HARMLESS for word in _WORD.findall(outside)) or bool(re.search(r"[\d%?]", outside))


def _cut(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"


def _born(match: re.Match[str], year: int) -> Ages:
    """Ages from years of birth: "2015 og senere" are at most so old, "før 2010" at least a year older than those of 2010."""
    low = int(match["low"])
    years = [low, *(int(each) if len(each) == 4 else low // 100 * 100 + int(each) for each in re.findall(r"\d+", match["more"]))]
    first, last = min(years), max(years)
    if last > year:
        raise InvalidValue("age", match.group(), "the year of birth has not come yet")
    if "," in match["more"] and len(set(years)) <= last - first:
        return UNKNOWN_AGES
    youngest, oldest = year - last, year - first
    if match["younger"] or match["late"]:
        return Ages(AgeRange(None, oldest - bool(match["late"])), AgeBasis.BIRTH_YEAR)
    if match["older"] or match["early"]:
        return Ages(AgeRange(youngest + bool(match["early"]), None), AgeBasis.BIRTH_YEAR)
    return Ages(AgeRange(youngest, oldest), AgeBasis.BIRTH_YEAR)


def _ranges(text: str) -> tuple[list[AgeRange], str]:
    """Every range in the text, widest forms first, and what is left of the text without them."""
    found: list[tuple[int, AgeRange]] = []
    for pattern, make in _FORMS:
        found += [(match.start(), make(match)) for match in pattern.finditer(text)]
        text = pattern.sub(lambda m: " " * len(m.group()), text)
    return [age for _, age in sorted(found, key=lambda pair: pair[0])], text


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
    if len(ranges) == 2 and sorted((r.min is None, r.max is None) for r in ranges) == [(False, True), (True, False)]:
        above, below = sorted(ranges, key=lambda r: r.min is None)
        return AgeRange(above.min, below.max, above.min_months, below.max_months)
    ordered = sorted(ranges, key=lambda r: (r.min if r.min is not None else -1, r.max if r.max is not None else MAX_AGE))
    if any(a.max is None or b.min is None or b.min > a.max + 1 for a, b in pairwise(ordered)):
        return AgeRange()
    return AgeRange(
        ordered[0].min, max((r.max for r in ordered if r.max is not None), default=None) if ordered[-1].max is not None else None
    )
