"""`offers` of schema.org and OpenActive, which are prices here → the price cells of a record.

Rule: the least that a newcomer pays. What only members, or only other ages, pay stands in the note. A price that is absent is
unknown; nought beside other prices is unknown too; `isAccessibleForFree` counts only where it is said.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from importers.shapes.linked_data import Thing, address_of, number, term, text, things, truth

CURRENCIES = frozenset({"NOK", "SEK", "DKK", "EUR", "USD", "GBP"})
_MEMBERS = re.compile(r"\b(?:medlem\w*|members?)\b", re.IGNORECASE)
_NOT_MEMBERS = re.compile(r"\b(?:ikke|ikkje|non|not|øvrige|andre)\b", re.IGNORECASE)
_FREE_WORDS = re.compile(r"(?:gratis|free|kostnadsfri\w*)\.?", re.IGNORECASE)
NEWCOMERS_FROM_AGE = 20


@dataclass(frozen=True, slots=True)
class _Amount:
    """One price as it is told. `value` None: words that are no number."""

    value: float | None
    currency: str | None
    name: str | None
    words: str | None = None
    highest: float | None = None
    for_some: bool = False

    def __str__(self) -> str:
        shown = self.words if self.value is None else f"{self.value:g}" + (f"–{self.highest:g}" if self.highest is not None else "")
        money = "" if self.value is None else (self.currency or "kr")
        return " ".join(part for part in (self.name, shown, money) if part)


def price_cells(thing: Thing, offers: Sequence[Thing]) -> dict[str, object]:
    """The cells `price`, `free`, `price_note`, `booking_url` and `sold_out` of a thing and its offers; only those that are told."""
    told = [each for offer in offers for each in _amounts(offer)]
    cells: dict[str, object] = {"free": truth(thing, "isAccessibleForFree")}
    if told:
        cells |= _least([each for each in told if not each.for_some] or told, cells["free"])
    plain = len(told) == 1 and told[0].name is None and told[0].highest is None
    if told and not plain:
        cells["price_note"] = " · ".join(dict.fromkeys(str(each) for each in told))[:300]
    cells["booking_url"] = next((url for offer in offers if (url := address_of(offer, "url"))), None)
    stock = {term(offer, "availability") for offer in offers if "availability" in offer}
    cells["sold_out"] = True if stock and stock <= {"SoldOut", "OutOfStock", "Discontinued"} else None
    return {name: value for name, value in cells.items() if value is not None}


def _least(told: list[_Amount], free: object) -> dict[str, object]:
    """The cells of the lowest price; of words alone these; in a currency that Krets does not know only that it costs."""
    numbers = [each for each in told if each.value is not None]
    if not numbers:
        return {"price": next((each.words for each in told if each.words), None)}
    least = min(numbers, key=lambda each: each.value or 0.0)
    highest = max(max(each.value or 0.0, each.highest or 0.0) for each in numbers)
    if not least.value:
        return {"price": "0"} if highest == 0 else {"free": None}
    if least.currency and least.currency not in CURRENCIES:
        return {"free": free if free is not None else False, "price_note": str(least)}
    return {"price": f"{least.currency or 'kr'} {least.value:.2f}"}


def _amounts(offer: Thing) -> list[_Amount]:
    """The prices of one offer: its own, its span's, else those of its specifications."""
    name, currency = text(offer, "name"), (text(offer, "priceCurrency") or "").upper() or None
    some = _is_for_some(offer, name)
    low, high = number(offer, "lowPrice", "price", "minPrice"), number(offer, "highPrice", "maxPrice")
    if low is not None and low >= 0:
        return [_Amount(low, currency, name, highest=high if high is not None and high > low else None, for_some=some)]
    if words := text(offer, "price", "lowPrice"):
        return [_Amount(0.0 if _FREE_WORDS.fullmatch(words) else None, currency, name, words, for_some=some)]
    nested = things(offer, "priceSpecification", "offers")
    return [each for inner in nested[:20] for each in _amounts({"priceCurrency": currency, "name": name, **inner})]


def _is_for_some(offer: Thing, name: str | None) -> bool:
    """Whether a price is only for members, or for ages that are no child's."""
    ages = things(offer, "ageRestriction", "ageRange", "eligibleCustomerAge")
    oldest = any((number(age, "minValue") or 0) >= NEWCOMERS_FROM_AGE for age in ages)
    members = bool(name and _MEMBERS.search(name) and not _NOT_MEMBERS.search(name))
    return oldest or members
