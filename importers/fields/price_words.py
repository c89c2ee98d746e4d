"""The amounts that words about prices name, each with whom it is for and what it covers; it decides nothing about them.

An amount is a number with a currency, or a bare number that cannot be anything else: ages, hours, dates, years, counts,
percentages and telephone numbers are told apart first. "Gratis" is an amount of nought with the same roles.
"""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from catalog.errors import InvalidValue
from catalog.terms import PriceUnit
from importers.fields.payers import A_PAYER, AGE_WORDS, Payer, payers_of


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in øre (1/100 of its currency) with its roles; `span` is where it stands in the text."""

    ore: int
    span: tuple[int, int]
    payers: frozenset[Payer] = frozenset()
    unit: PriceUnit | None = None
    said_free: bool = False


FREE_WORDS = re.compile(
    r"\b(?:gratis|kostnadsfri\w*|vederlagsfri\w*|fri(?:tt)? (?:entr[eé]|inngang|adgang)|fritt|free(?: of charge)?|"
    r"(?:ingen|uten|utan|inga) (?:egenandel|eigenandel|kostnad\w*|avgift|deltak\w*avgift|inngangspenger|inngangspengar|betaling)|"
    r"(?:no|without) (?:cost|charge|fees?))\b(?! (?:seating|time|play)\b)"
)
_SIGNS = {"€": "EUR", "euro": "EUR", "$": "USD", "£": "GBP"}
_CURRENCY = r"(?:kroner|kronar|krone|kr|nok|sek|dkk|euro|eur|usd|gbp|[€$£])"
_NUMBER = r"(?:\d{1,3}(?:[ .]\d{3})+(?!\d)|\d+)(?:[,.]\d{1,2}(?!\d))?"
_DASH = r"\s?(?:,-|\.-|:-|,00)"
_STRONG = re.compile(
    rf"(?<![\w.,])(?:(?P<c3>[€$£])\s?(?P<n3>\d{{1,3}}(?:,\d{{3}})+(?:\.\d\d)?)(?![.,]?\d)|"
    rf"(?P<c1>{_CURRENCY})\.?:?\s*(?P<n1>-?{_NUMBER})(?![.,]?\d)(?:{_DASH})?|"
    rf"(?!20[123]\d\s+kr\.?\s*\d)(?P<n2>-?{_NUMBER})(?:{_DASH}|\s*(?P<c2>{_CURRENCY})(?![a-zæøå])))"
)
_WEAK = re.compile(rf"(?<![\w.,+])(?<!^-)(?<!\s-)(?P<n>{_NUMBER})(?![\w%]|[.,]\d)")
_CLOCK = re.compile(r"\b(?:kl\.?|klokk[ae]n?)\s*\d{1,2}(?:[.:]\d\d)?(?:\s?-\s?\d{1,2}(?:[.:]\d\d)?)?")
_NOISE = re.compile(
    r"(?:\b(?:tlf|telefon|tel|ring|mob|mobil|sms|phone|call|kontonr|kontonummer|konto)\b[.:]?|\+\d{2})\s*(?:til |på )?[\d .]{5,}|\b\d{8}\b|"
    r"(?:\bvipps(?:nr\.?|nummer)?\s*(?:til|nr\.?|nummer)?|#|\btil)\s*:?\s*\d{5,6}\b|"
    r"\b\d{1,2}\.?\s?(?:-\s?\d{1,2}\.?\s?)?(?:mnd|måned\w*|månad\w*|ganger|gonger|timer|timar|min|minutt\w*|uker|veker|dager|dagar|kvelder|"
    r"økter|trinn|klasse|hours?|weeks?|days?|sessions|times|barn|born|personer|personar|deltak\w+|stk|klipp|samlinger|samlingar)\b|"
    r"\b\d{1,3}\s?(?:%|prosent)|\b(?:19|20)\d\d\s?[/-]\s?(?:20)?\d\d\b|(?<![\d.])20[123]\d\b|\b\d{1,2}\.\d{1,2}\.(?:\d{2,4})?|"
    r"\b(?:nr\.?|nummer|uke|veke|week)\s?\d+|"
    r"\b\d{1,2}\. (?:jan|feb|mar|apr|mai|jun|jul|aug|sep|okt|nov|des)[a-z]*"
)
_PER = r"(?:pr\.?|per|hver|kvar|each|a)"
UNIT_WORDS = (
    (
        PriceUnit.SESSION,
        (
            rf"{_PER}\s*(?:gang|gong|økt|trening|kveld|oppmøte|session|class|lesson|besøk|visit|samling)\b|each time|"
            r"/\s?(?:gang|gong|økt|trening|session|class)\b|\bdrop.?in\b|\benkelt(?:gang|gong|billett|time|økt)\w*"
        ),
    ),
    (PriceUnit.DAY, rf"{_PER}\s*(?:dag|day)\b|/\s?(?:dag|day)\b|\bdags(?:kort|pris|billett)\w*"),
    (
        PriceUnit.WEEK,
        rf"(?:{_PER}|for)\s*(?:hele\s|heile\s)?(?:uke|uka|veke|veka|week)\b|/\s?(?:uke|uka|veke|week)\b|\b(?:uke|veke)(?:s?pris|kort)\w*",
    ),
    (
        PriceUnit.SEASON,
        (
            rf"(?:\b(?:{_PER}|i|for|hele|the)\s*)?\b(?:semester(?:et)?|sesong(?:en)?|halv\s?år(?:et)?|season|term|termin(?:en)?)\b|"
            r"/\s?(?:semester|sesong|term)\b|\b(?:semester|sesong|halvårs|haust|høst|vår)(?:s?pris|kort|avgift|kontingent)\w*|\bhalvårlig\w*"
        ),
    ),
    (
        PriceUnit.YEAR,
        (
            rf"\b(?:{_PER}|hvert|kvart|i)\s*(?:hele\s)?(?:år|året|year|skoleår(?:et)?|skuleår(?:et)?)\b|/\s?(?:år|year)\b|"
            r"\bårs?(?:lig|leg|avgift|kontingent|kort|pris|medlemskap)\w*|\bannual\w*|\byearly\b"
        ),
    ),
)
_UNITS = tuple((unit, re.compile(pattern)) for unit, pattern in UNIT_WORDS)
ANY_UNIT = re.compile("|".join(pattern for _, pattern in UNIT_WORDS))
_SEPARATOR = re.compile(r"[,;|/+()]|\b(?:og|and|pluss|plus|samt|men|but)\b|(?<!\bpr)(?<!\bnr)(?<!\bkl)(?<!\bca)(?<!\bmin)\.\s")
_DISCOUNT = re.compile(r"\b\w*(?:moderasjon|rabatt|discount)\w*")
_IN_PARENTHESES = re.compile(r"\s*\(([^()]*)\)")
_RANGE_BEFORE = re.compile(r"\s*(?:-|/|til|to)\s*$")
_FILLER = re.compile(r"(?:pris(?:en)?|price|fra|frå|from|ca\.?|circa|kun|only|berre|bare|about|om lag)\b\.?")
_UP_TO = re.compile(r"\b(?:inntil|opp til|opptil|maks\.?|maksimalt|maksimum|up to|max\.?|høyst)\s*$")
_SOME_TIMES = re.compile(
    r"\b(?:gang|ganger|gong|gonger|time|timer|timar|trening|treninger|treningar|uke|uker|veker|times?|sessions?|weeks?)\b"
)
LEAST_BARE_RANGE = 20


def currency_of(text: str) -> str:
    """The currency that the words name, kroner where they name none."""
    match = re.search(r"[€$£]|\b(?:eur|euro|usd|gbp|sek|dkk)\b|(?<=\d)(?:eur|euro|usd|gbp|sek|dkk)\b", text)
    return _SIGNS.get(match.group(), match.group().upper()) if match else "NOK"


def unit_of(text: str) -> PriceUnit | None:
    """What one payment covers, when the words name exactly one unit."""
    found = {unit for unit, pattern in _UNITS if pattern.search(text)}
    return found.pop() if len(found) == 1 else None


def amounts_in(text: str) -> list[Amount]:
    """Every amount of a folded text, in order. Raises `InvalidValue` for a number that can be no price."""
    found = _numbers(text) + [(match.span(), None) for match in FREE_WORDS.finditer(text)]
    found.sort()
    labels = _labels(text, [span for span, _ in found])
    return [_amount(text, span, number, label) for (span, number), label in zip(found, labels, strict=True)]


def _amount(text: str, span: tuple[int, int], number: str | None, label: str) -> Amount:
    payers = payers_of(label)
    if number is None:
        return Amount(0, span, payers | {Payer.TRIAL} if _SOME_TIMES.search(label) else payers, said_free=True)
    return Amount(ore_of(number), span, payers | {Payer.UP_TO} if _UP_TO.search(text[: span[0]]) else payers, unit_of(label))


def without_numbers(text: str) -> str:
    """The text with amounts, ages, hours, dates and counts struck out, at the same length."""
    for pattern in (_CLOCK, _STRONG, AGE_WORDS, _NOISE):
        text = pattern.sub(_struck, text)
    return text


def _struck(match: re.Match[str]) -> str:
    return "_" * len(match.group())


def _numbers(text: str) -> list[tuple[tuple[int, int], str | None]]:
    """Where amounts stand, with their digits: those with a currency, and bare ones that can be nothing else."""
    timeless = _CLOCK.sub(_struck, text)
    strong = list(_STRONG.finditer(timeless))
    found: list[tuple[tuple[int, int], str | None]] = [(m.span(), (m["n3"] or "").replace(",", "") or m["n1"] or m["n2"]) for m in strong]
    masked = _NOISE.sub(_struck, AGE_WORDS.sub(_struck, _STRONG.sub(_struck, timeless)))
    weak = list(_WEAK.finditer(masked))
    starts, ends = {m.start() for m in strong}, {m.end() for m in strong}
    alone = not strong and _has_only_numbers(masked)
    found += [(m.span(), m["n"]) for m in weak if _belongs_to_a_price(masked, m, starts, ends) or (alone and len(weak) == 1)]
    if alone and len(weak) == 2 and re.fullmatch(r"\s*-\s*", masked[weak[0].end() : weak[1].start()]):
        low, high = (ore_of(match["n"]) for match in weak)
        if LEAST_BARE_RANGE * 100 <= low < high:
            found += [(match.span(), match["n"]) for match in weak]
    return found


def _belongs_to_a_price(text: str, match: re.Match[str], starts: set[int], ends: set[int]) -> bool:
    """Whether a bare number is one end of a range with a currency, follows the name of a payer, or precedes a unit."""
    before, after = text[: match.start()], text[match.end() :]
    joined_after = re.match(r"\s?(?:-|/|til|to)\s?|\s(?:og|and)\s", after)
    if joined_after and match.end() + joined_after.end() in starts:
        return joined_after.group().strip() not in {"og", "and"} or bool(re.search(r"\b(?:mellom|between)\s$", before))
    joined_before = _RANGE_BEFORE.search(before)
    if joined_before and joined_before.start() in ends:
        return True
    if len(match["n"]) < 2:
        return False
    return bool(A_PAYER.search(before)) or bool(re.match(rf"\s?(?:{ANY_UNIT.pattern})", after) and not after.startswith(" drop"))


def _has_only_numbers(text: str) -> bool:
    """Whether nothing but "pris", "fra" and the like stands in the text beside its numbers."""
    return not re.search(r"[^\W\d]|_", _FILLER.sub(" ", _WEAK.sub(" ", text)))


def _labels(text: str, spans: list[tuple[int, int]]) -> list[str]:
    """The words that belong to each amount: those before it in its clause and those after it in its clause."""
    if not spans:
        return []
    gaps = [text[a:b] for a, b in zip([0, *(end for _, end in spans)], [*(start for start, _ in spans), len(text)], strict=True)]
    named_before = bool(payers_of(gaps[0]))
    labels = [""] * len(spans)
    for n, gap in enumerate(gaps):
        own, rest = ("", gap) if n == 0 else _clause_after(gap)
        if n == 0:
            labels[0] += _SEPARATOR.split(gap)[-1] if len(spans) > 1 else gap
            continue
        parts = _SEPARATOR.split(rest)
        after = " " + _DISCOUNT.sub(" ", own or parts[0])
        if n == len(spans):
            labels[n - 1] += after
        elif own or len(parts) > 1:
            labels[n - 1] += after
            labels[n] += " " + parts[-1]
        else:
            labels[n if named_before else n - 1] += " " + rest
    return labels


def _clause_after(gap: str) -> tuple[str, str]:
    """The words in parentheses right after an amount, and the rest."""
    match = _IN_PARENTHESES.match(gap)
    return (match[1], gap[match.end() :]) if match else ("", gap)


def ore_of(number: str) -> int:
    """The amount in øre: a space or a dot before three digits groups thousands, a comma or a dot before one or two is decimal."""
    plain = re.sub(r"[ .](?=\d{3}(?!\d))", "", number).replace(",", ".")
    try:
        ore = int((Decimal(plain) * 100).to_integral_value())
    except (InvalidOperation, ValueError, OverflowError) as error:
        raise InvalidValue("price", number, "not an amount") from error
    if not 0 <= ore <= 100_000_000:
        raise InvalidValue("price", number, "a price is 0 to 1,000,000 kroner")
    return ore
