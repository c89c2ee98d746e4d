"""How a search was understood, as JSON: its filters as plain values, and one chip for each with the words that said it."""

from collections.abc import Mapping
from datetime import date

from catalog.values import Point
from search.filters import PARAMETERS, OfferFilter
from web.meaning import Constraint, Meaning
from web.naming import Naming

JsonObject = dict[str, object]


def understood(meaning: Meaning, naming: Naming) -> JsonObject:
    """The text that no filter took, what narrows the answer, and the chips that say so."""
    return {
        "text": meaning.understood.left,
        "filters": filters_of(meaning.sought, naming),
        "chips": [_chip(one, meaning, naming) for one in meaning.constraints()],
    }


def filters_of(sought: OfferFilter, naming: Naming) -> Mapping[str, object]:
    """The parameters that narrow the answer: lists where they may repeat, numbers as numbers, a holiday by its slug."""
    names = dict.fromkeys(name for name, _ in sought.constraints())
    return {name: _plain(name, getattr(sought, PARAMETERS[name][0]), naming) for name in names}


def _plain(name: str, value: object, naming: Naming) -> object:
    if name == "period":
        return naming.names.period(str(value)).slug
    if name == "max_price" and isinstance(value, int):
        return value // 100 if value % 100 == 0 else value / 100
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, Point):
        return f"{value.lat!r},{value.lon!r}"
    return value.isoformat() if isinstance(value, date) else value


def _chip(one: Constraint, meaning: Meaning, naming: Naming) -> JsonObject:
    return {
        "filter": one.name,
        "value": naming.names.period(one.value).slug if one.name == "period" else one.value,
        "label": naming.of(one.name, one.value),
        "from": "query" if one.part else "parameter",
        "words": meaning.words(one.part) if one.part else None,
    }
