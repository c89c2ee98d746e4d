"""Prices in words or numbers → `Price` ("Gratis", "kr 325,- (medlem 275,-)", "50 kr per gang"), in nb, nn and en.

Rule: the amount is the least that one child who is new has to pay, required membership included; what siblings, members,
adults and holders of a card pay stands in the note. Free only when the words say free and nothing that may change it (a
condition, an amount beside it): what is not sure is unknown, and the words are its note.
"""

import re
from decimal import Decimal
from itertools import pairwise

from catalog.errors import InvalidValue
from catalog.terms import Cost, PriceUnit
from catalog.text import clean_line, shorten
from catalog.values import FREE, UNKNOWN_PRICE, Price
from importers.fields.payers import Payer
from importers.fields.price_words import ANY_UNIT, FREE_WORDS, Amount, amounts_in, currency_of, ore_of, unit_of, without_numbers
from importers.fields.words import folded, is_blank, is_too_long, word_set

NOTE_LENGTH = 300
_NOT_FREE = re.compile(
    r"\b(?:ikke|ikkje|not|aldri|never)\s+(?:helt\s|heilt\s|lenger\s)?(?:gratis|kostnadsfri\w*|free)\b|"
    r"^(?:betalt|egenandel|eigenandel|betaling|paid|avgift|mot betaling|\w*kontingent)\b"
)
_DOUBT = re.compile(r"\?|\b(?:nesten|kanskje|muligens|almost|nearly|maybe|tidligere|ingen gratis|no free)\b")
_GIFT = re.compile(
    r"\bdonations?\b|\bgaver?\b|\bbidrag\b|\bkollekt\w*|\bpay what\b|\bvalgfri\w*|\bvalfri\w*|"
    r"\bfrivillig (?:betaling|pris)\b|\bbetal (?:det|så|som)\b|"
    r"\bdet du (?:kan|vil)\b"
)
_OPTIONAL = re.compile(
    r"\b(?:mat|drikke|mat og drikke|kaffe|vafler|vaflar|kaker|lunsj|snacks|pølser|is)\s(?:kan (?:du )?kjøp\w*|"
    r"til salgs?|selges|vert seld|kan kjøpast)\b|"
    r"\bkiosk\w*(?:\s(?:på stedet|på staden|er åpen|åpen))?|\bsalg av [^,.;]*|\bta med [^,.;]*|\b(?:enkel )?servering\b|"
    r"\bdonations? (?:are )?welcome\b|\bfood (?:can be bought|is for sale|for sale)\b|\bkollekt\b"
)
_LOAN = re.compile(r"\b(?:ut)?lån av \w+(?: (?:og|til) \w+)*")
_AROUND_FREE = word_set(
    "inngang inngong deltakelse deltagelse deltaking adgang tilgjenge tilgang tilbud tilbudet tilbod tilbodet "
    "aktivitet aktiviteter aktivitetar "
    "aktiviteten kurs kurset lån låne utlån leie for alle og å delta være vere med entry entrance admission to "
    "join attend participation event "
    "arrangement arrangementet all everyone helt heilt det er it's its is it completely totally entirely dette "
    "this et eit en ein kr nok pris price billett billetter "
    "billettar s the a i for konsert konserten deltakerne deltakarane trening treningen"
)
_ALSO_AROUND_FREE = word_set(
    "barn barna born unge ungdom ungdommer ungdomar children kids youth åpent ope open and being men påmelding "
    "påmeldt påkrevd kreves krever krev required registration booking må "
    "deltakere deltakarar lavterskel lågterskel drop in ingen uten utan no familier familiar"
)
_LIMIT = re.compile(r"\b(?:under|over|fra|frå|til|inntil|opptil|until|from|up to)\b")
_BESIDE_AN_AMOUNT = word_set(
    "pris prisen price kr kroner kronar nok koster kosta kostar cost costs det er pr per person pers deltaker "
    "deltakar deltager egenandel eigenandel "
    "deltakeravgift deltakaravgift deltageravgift påmeldingsavgift kursavgift kursavgifta kurset kurs avgift fee "
    "inngang inngong entre entré entry "
    "admission billett billettpris billetpris billettar billetter cc vipps application i a for semesterpris semesteravgift each the"
)
_WORD = re.compile(r"[^\W\d_]+")
_MULTIPLIED = re.compile(r"\b\d{1,2}\s?[x×*]\s?(?:kr\.?\s?)?\d")
_JOINED = re.compile(r"\b(?:og|pluss|samt|and|plus|i tillegg)\b|\+")
_HALF = re.compile(r"\b(?:halv pris|half price)\b")
_NOT_FOR_A_CHILD = frozenset(set(Payer) - {Payer.CHILD, Payer.MEMBER, Payer.OTHERS, Payer.MEMBERSHIP})
_PLAIN_UNITS = {
    **dict.fromkeys(("gang", "gong", "session"), PriceUnit.SESSION),
    **dict.fromkeys(("dag", "day"), PriceUnit.DAY),
    **dict.fromkeys(("uke", "veke", "week"), PriceUnit.WEEK),
    **dict.fromkeys(("år", "year"), PriceUnit.YEAR),
}


def price_from_words(value: object) -> Price:
    """The price that a publisher's words or number state; unknown, with the words as note, when not sure.

    A number is in kroner. Raises `InvalidValue` for a price that cannot be (negative, above a million).
    """
    if isinstance(value, bool) or is_blank(value):
        return UNKNOWN_PRICE
    if isinstance(value, int | float | Decimal):
        return price_from_amount(ore_of(str(value)))
    note = shorten(clean_line(str(value)[: 2 * NOTE_LENGTH]), NOTE_LENGTH)
    if is_too_long(value):
        return Price(note=note)
    text = folded(value)
    if text in {"fri", "fritt"}:
        return FREE
    plain = _LOAN.sub("utlån", _OPTIONAL.sub(" ", text))
    if _GIFT.search(plain) or (_DOUBT.search(plain) and FREE_WORDS.search(plain)):
        return Price(note=note)
    if _NOT_FREE.search(plain):
        plain = _NOT_FREE.sub(lambda m: m.group() if FREE_WORDS.search(m.group()) is None else " ", plain)
        return _priced(amounts_in(plain), plain, note) if re.search(r"\d", plain) else Price(Cost.PAID, note=note)
    return _priced(amounts_in(plain), plain, note)


def price_from_amount(ore: int) -> Price:
    """A bare amount in øre, as one that has nothing more to it: 0 is free."""
    if ore < 0:
        raise InvalidValue("price", ore / 100, "a price is not negative")
    return FREE if ore == 0 else Price(Cost.PAID, ore)


def unit_from_words(words: object) -> PriceUnit | None:
    """What one payment covers, when the words say it."""
    text = folded(words)
    return _PLAIN_UNITS.get(text) or unit_of(text)


def sibling_price_from_words(words: object) -> str | None:
    """The clause that tells what brothers and sisters pay ("1100 kr, søsken 900 kr" → "søsken 900 kr"), as it is written."""
    text = clean_line(str(words)[: 2 * NOTE_LENGTH])
    clauses = re.split(r"[;()]|,(?![\d-])|\.\s", text)
    return next((clause.strip(" .-") for clause in clauses if re.search(r"(?i)s[øy]sken|sibling", clause)), None)


def _priced(amounts: list[Amount], text: str, note: str) -> Price:
    """The price of one child who is new, among all amounts that the words name."""
    if any(Payer.UP_TO in each.payers for each in amounts):
        return Price(note=note)
    meant = [each for each in amounts if not each.payers & _NOT_FOR_A_CHILD]
    membership = next((each for each in meant if Payer.MEMBERSHIP in each.payers and each.ore), None)
    base = _of_one_child([each for each in meant if Payer.MEMBERSHIP not in each.payers], required=membership is not None)
    if base is None and membership is None:
        return _of_others(amounts, text, note)
    if membership is not None:
        unit = membership.unit if base is None or base.unit is membership.unit else None
        return _paid(membership.ore + (base.ore if base else 0), text, unit, note, membership=membership.ore)
    if base is None or base.ore == 0:
        return _free_or_not(amounts, text, note)
    if any(each.said_free and Payer.CHILD in each.payers for each in amounts):
        return Price(note=note)
    if _MULTIPLIED.search(text) or (_HALF.search(text) and Payer.CHILD not in base.payers) or _several_are_due(meant, text):
        return _paid(None, text, None, note)
    own = base.unit or unit_of(text)
    return _paid(base.ore, text, own, note if len(amounts) > 1 or _says_more(text) else None)


def _several_are_due(amounts: list[Amount], text: str) -> bool:
    """Whether two fees for different periods are joined by "og": "100 kr i året og 50 kr per gang" is no 50 kr."""
    return any(
        here.unit and there.unit and here.unit is not there.unit and _JOINED.search(text[here.span[1] : there.span[0]])
        for here, there in pairwise(amounts)
    )


def _of_one_child(amounts: list[Amount], *, required: bool) -> Amount | None:
    """The least amount for one who is no member, for a child where children have a price of their own."""
    others = [each for each in amounts if Payer.OTHERS in each.payers]
    anyone = [each for each in amounts if not each.payers & {Payer.OTHERS, Payer.MEMBER}]
    members = [each for each in amounts if Payer.MEMBER in each.payers and (each.ore or required)]
    group = others or anyone or members
    children = [each for each in group if Payer.CHILD in each.payers]
    return min(children or group, key=lambda each: each.ore, default=None)


def _of_others(amounts: list[Amount], text: str, note: str) -> Price:
    """Where only adults or families have a price, it is not free; whatever else is told alone says nothing of the price."""
    told = [each for each in amounts if each.payers & {Payer.ADULT, Payer.FAMILY}]
    if not told or any(each.ore == 0 for each in amounts):
        return Price(note=note)
    least = min(told, key=lambda each: each.ore)
    return _paid(least.ore, text, least.unit, note)


def _free_or_not(amounts: list[Amount], text: str, note: str) -> Price:
    """FREE only without conditions: every word is understood, and no amount, age or place limits whom it is for."""
    rest = _WORD.findall(FREE_WORDS.sub(" ", without_numbers(text)))
    if any(each.ore or each.payers & (_NOT_FOR_A_CHILD | {Payer.MEMBER}) for each in amounts) or _LIMIT.search(text):
        return Price(note=note)
    if any(word not in _AROUND_FREE and word not in _ALSO_AROUND_FREE for word in rest):
        return Price(note=note)
    says_more = any(word in _ALSO_AROUND_FREE for word in rest) or _OPTIONAL.search(folded(note)) is not None
    return Price(Cost.FREE, 0, note=note) if says_more else FREE


def _paid(ore: int | None, text: str, unit: PriceUnit | None, note: str | None, *, membership: int | None = None) -> Price:
    return Price(Cost.PAID, ore, currency_of(text), unit, note, membership)


def _says_more(text: str) -> bool:
    """Whether the words say anything beside one amount and its unit."""
    rest = ANY_UNIT.sub(" ", text)
    stripped = without_numbers(rest)
    numbers = re.sub(r"(?<![\d.,])[\d., ]*\d", " ", re.sub(r"_+", " ", stripped), count=1)
    strange = any(word not in _BESIDE_AN_AMOUNT for word in _WORD.findall(numbers))
    return strange or bool(re.search(r"\d", numbers)) or len(re.findall(r"_+", stripped)) > 1
