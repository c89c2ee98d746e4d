"""Prices in words or numbers → `Price` ("Gratis", "kr 325,- (medlem 275,-)", "50 kr per gang"), in nb, nn and en.

Rule: the amount is the least that a newcomer has to pay, required membership included. Free only when the words say free
and nothing that may change it (a condition, an amount beside it): what is not sure is unknown, and the words are its note.
"""

import re
from decimal import Decimal, InvalidOperation

from catalog.errors import InvalidValue
from catalog.terms import Cost, PriceUnit
from catalog.text import clean_line
from catalog.values import FREE, UNKNOWN_PRICE, Price
from importers.fields.words import folded, is_blank, word_set

_CURRENCIES = {"€": "EUR", "eur": "EUR", "euro": "EUR", "$": "USD", "usd": "USD", "£": "GBP", "gbp": "GBP", "sek": "SEK", "dkk": "DKK"}
_BEFORE = r"(?:kr\.?|kroner|nok|sek|dkk|eur|usd|gbp|[€$£])"
_AFTER = r"(?:kr\b\.?|kroner\b|kronar\b|krone\b|nok\b|sek\b|dkk\b|eur\b|euro\b|usd\b|gbp\b|[€$£]|,-|\.-|:-)"
_NUMBER = r"(?:\d{1,3}(?:[ .]\d{3})+(?![\d])|\d+)(?:,(?:\d{1,2})(?!\d)|\.(?:\d{1,2})(?!\d))?"
_AMOUNT = re.compile(rf"(?P<before>{_BEFORE}\s*)?(?<![\d,.])(?P<number>-?{_NUMBER})\s?(?P<after>,-|\.-|:-)?\s*(?P<word>{_AFTER})?")
_RANGE = re.compile(rf"(?P<low>{_NUMBER})\s*(?:{_AFTER})?\s*(?:-|til|to)\s*(?:{_BEFORE}\s*)?(?P<high>{_NUMBER})\s*(?:{_AFTER})")
_NOT_PRICES = re.compile(
    r"\b\d{1,2}\.?\s*(?:-\s*\d{1,2}\.?\s*)?(?:års?|åringer|years?|mnd|måneder|ganger|gonger|timer|timar|min|minutter|uker|veker|dager|dagar|kvelder|"
    r"økter|trinn|klasse|hours?|weeks?|days?|sessions|times|barn|personer|stk|%)\b|\b\d{1,3}\s*%|\b(?:over|under|fra|til)\s+\d{1,2}\s+år\b|"
    r"\b(?:19|20)\d\d\b(?!\s*(?:kr|,-|nok))|\b\d{1,2}\.\d{1,2}\.(?:\d{2,4})?|\bkl\.?\s*\d{1,2}(?:[.:]\d\d)?"
)
_UNITS = (
    (
        PriceUnit.SESSION,
        r"(?:pr\.?|per|hver|kvar|each)\s*(?:gang|gong|økt|time|trening|kveld|oppmøte|session|time|class|lesson|besøk|visit)|/\s*(?:gang|gong|time|økt)|drop.?in",
    ),
    (PriceUnit.DAY, r"(?:pr\.?|per|hver|kvar|a|each)\s*(?:dag|day)|/\s*(?:dag|day)|dagskort|dagspris|dagsbillett"),
    (PriceUnit.WEEK, r"(?:pr\.?|per|hver|kvar|a|each|for)\s*(?:hele\s+)?(?:uke|uka|veke|veka|week)|/\s*(?:uke|veke|week)|ukespris"),
    (PriceUnit.SEASON, r"(?:pr\.?|per|hver|kvar|i|a|each)?\s*(?:semester(?!avgift\w)|sesong|halvår|season|term|termin)\w*"),
    (
        PriceUnit.YEAR,
        r"(?:pr\.?|per|hvert|kvart|i|a|each)\s*(?:år|year|skoleår|skuleår)\b|/\s*(?:år|year)|år(?:s|lig)\s?(?:avgift|kontingent|kort)?\b|årskontingent|annual|yearly",
    ),
)
_FREE = re.compile(
    r"\b(?:gratis|kostnadsfri\w*|kostnadsfritt|vederlagsfri\w*|fri entr[eé]|free(?: of charge)?|fritt|no (?:cost|charge|fee))\b"
)
_NOT_FREE = re.compile(r"\b(?:ikke|ikkje|not)\s+(?:gratis|free)\b|^(?:betalt|egenandel|eigenandel|betaling|paid|avgift|mot betaling)\b")
_AROUND_FREE = word_set(
    "inngang inngong deltakelse deltagelse deltaking adgang tilgjenge tilbud tilbudet aktivitet aktiviteten for alle barn unge "
    "ungdom og å delta kurs kurset entry entrance admission to join everyone all children kids youth event arrangement helt det "
    "er heilt lavterskel kr nok billett billetter participation is it completely totally pris price åpent ope for open and being "
    "men påmelding påmeldt påkrevd kreves må deltakere deltakarar"
)
_OTHERS = re.compile(r"\b(?:ellers|elles|andre|ikke-?\s?medlem\w*|ikkje-?\s?medlem\w*|non-?\s?members?|others?|otherwise|øvrige)\b")
_MEMBER = re.compile(r"\b(?:medlem(?!skap|skontingent)\w*|members?)\b")
_MEMBERSHIP = re.compile(r"\b(?:medlemskap\w*|medlemskontingent\w*|medlemsavgift\w*|kontingent\w*|membership)\b")
_UP_TO = re.compile(r"\b(?:inntil|opp til|opptil|maks\.?|maksimum|up to|max)\s*$")
_LIMIT = re.compile(r"\b(?:under|over|fra|til|inntil|until|from)\b")
_PARENTHESES = re.compile(r"\([^()]*\)")
_WORD = re.compile(r"[^\W\d_]+")


def price_from_words(value: object) -> Price:
    """The price that a publisher's words or number state; unknown, with the words as note, when not sure.

    A number is in kroner. Raises `InvalidValue` for a price that cannot be (negative, above a million).
    """
    if isinstance(value, bool) or is_blank(value):
        return UNKNOWN_PRICE
    if isinstance(value, int | float | Decimal):
        return price_from_amount(_ore(str(value)))
    words, text = clean_line(str(value)), folded(value)
    note = words[:300]
    if _NOT_FREE.search(text):
        return _paid(None, text, note) if not _amounts(text) else _priced(text, note)
    outside = _PARENTHESES.sub(" ", text)
    if text == "fri" or _FREE.search(outside):
        return _free_or_not(text, note)
    return _priced(text, note)


def price_from_amount(ore: int) -> Price:
    """A bare amount in øre, as one that has nothing more to it: 0 is free."""
    if ore < 0:
        raise InvalidValue("price", ore / 100, "a price is not negative")
    return FREE if ore == 0 else Price(Cost.PAID, ore)


def unit_from_words(words: object) -> PriceUnit | None:
    """What one payment covers, when the words say it."""
    text = folded(words)
    plain = {
        "gang": PriceUnit.SESSION,
        "gong": PriceUnit.SESSION,
        "session": PriceUnit.SESSION,
        "dag": PriceUnit.DAY,
        "day": PriceUnit.DAY,
        "år": PriceUnit.YEAR,
    }
    plain |= {"uke": PriceUnit.WEEK, "veke": PriceUnit.WEEK, "week": PriceUnit.WEEK, "year": PriceUnit.YEAR}
    return plain.get(text) or next((unit for unit, pattern in _UNITS if re.search(pattern, text)), None)


def _free_or_not(text: str, note: str) -> Price:
    """FREE only without conditions; "gratis for medlemmer, ellers 200,-" has a price for a newcomer."""
    amounts = _amounts(text)
    if any(amount for amount, _ in amounts):
        return _priced(text, note) if _OTHERS.search(text) else Price(note=note)
    rest = _WORD.findall(re.sub(r"\bfri\b", " ", _FREE.sub(" ", _NOT_PRICES.sub(" ", text))))
    if _LIMIT.search(text) or any(word not in _AROUND_FREE for word in rest):
        return Price(note=note)
    return FREE if len(rest) < 2 else Price(Cost.FREE, 0, note=note)


def _priced(text: str, note: str) -> Price:
    """The least that a newcomer pays: the dearer one where members pay less, the cheapest where there are several groups."""
    amounts = _amounts(_PARENTHESES.sub(" ", text) if _FREE.search(text) and not _OTHERS.search(text) else text)
    if not amounts:
        return Price(note=note)
    membership = [ore for ore, role in amounts if role == "membership"]
    plain = [ore for ore, role in amounts if role == "anyone"] or ([] if membership else [ore for ore, role in amounts if role == "member"])
    others = [ore for ore, role in amounts if role == "others"]
    if not plain and not others and membership:
        return _paid(membership[0], text, note, membership=membership[0])
    if (not plain and not others) or "up-to" in {role for _, role in amounts}:
        return Price(note=note)
    least = min(others or plain)
    if least == 0:
        return FREE if len(amounts) == 1 and not membership else Price(note=note)
    if membership:
        return _paid(least + membership[0], text, note, membership=membership[0])
    return _paid(least, text, note if len(amounts) > 1 or re.search(r"[^\W_]", _beside(text)) else None)


def _paid(ore: int | None, text: str, note: str | None, *, membership: int | None = None) -> Price:
    currency = next((code for sign, code in _CURRENCIES.items() if sign in text), "NOK")
    return Price(Cost.PAID, ore, currency, unit_from_words(text), note, membership)


def _beside(text: str) -> str:
    """What the words say beside one amount and its unit."""
    for _, pattern in _UNITS:
        text = re.sub(pattern, " ", text)
    return re.sub(rf"(?:{_BEFORE}|{_AFTER})|\bpris\b|\bprice\b", " ", _AMOUNT.sub(" ", text, count=1))


def _amounts(text: str) -> list[tuple[int, str]]:
    """Every amount in øre with whom it is for: anyone, others (not members), member, membership, up-to."""
    text = _NOT_PRICES.sub(lambda m: " " * len(m.group()), text)
    found = [m for m in _AMOUNT.finditer(text) if m["before"] or m["after"] or m["word"]]
    if not found:
        found = [
            m
            for m in _AMOUNT.finditer(text)
            if not _WORD.search(text.replace(m["number"], "")) or re.match(r"(?:pris|price|fra|from|ca\.?)\W", text)
        ]
    ranges = {m.start("low") for m in _RANGE.finditer(text)}
    found += [m for m in _AMOUNT.finditer(text) if m.start("number") in ranges and m not in found]
    found.sort(key=lambda m: m.start())
    spans = list({m.start("number"): m for m in found}.values())
    return [(_ore(m["number"]), _role(text, spans, n)) for n, m in enumerate(spans)]


def _role(text: str, spans: list[re.Match[str]], n: int) -> str:
    """Whom the nth amount is for, by the words just before it, else by those between it and the next one's clause."""
    before = text[spans[n - 1].end() if n else 0 : spans[n].start()]
    after = re.split(r"[,;()/+]|\bog\b|\bellers\b", text[spans[n].end() : spans[n + 1].start() if n + 1 < len(spans) else None])[0]
    if _UP_TO.search(before):
        return "up-to"
    for words in (re.split(r"[,;(]", before)[-1] if n else before, after):
        for role, pattern in (("others", _OTHERS), ("membership", _MEMBERSHIP), ("member", _MEMBER)):
            if pattern.search(words):
                return role
    return "anyone"


def _ore(number: str) -> int:
    """The amount in øre: a space or a dot before three digits groups thousands, a comma or a dot before one or two is decimal."""
    plain = re.sub(r"[ .](?=\d{3}(?!\d))", "", number).replace(",", ".")
    try:
        ore = int((Decimal(plain) * 100).to_integral_value())
    except (InvalidOperation, ValueError, OverflowError) as error:
        raise InvalidValue("price", number, "not an amount") from error
    if not 0 <= ore <= 100_000_000:
        raise InvalidValue("price", number, "a price is 0 to 1,000,000 kroner")
    return ore
