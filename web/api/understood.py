"""How a search was understood, as JSON: its filters as plain values, and one chip with words for each."""

from collections.abc import Mapping
from datetime import date

from catalog.values import Point
from search.filters import PARAMETERS, OfferFilter
from web.naming import Naming

JsonObject = dict[str, object]


def understood(asked: OfferFilter, naming: Naming) -> JsonObject:
    """The text that was searched for, what narrows the answer, and the chips that say so."""
    return {
        "text": asked.q,
        "filters": filters_of(asked, naming),
        "chips": [_chip(name, value, naming) for name, value in asked.constraints()],
    }


def filters_of(asked: OfferFilter, naming: Naming) -> Mapping[str, object]:
    """The parameters that narrow the answer: lists where they may repeat, numbers as numbers, a holiday by its slug."""
    names = dict.fromkeys(name for name, _ in asked.constraints())
    return {name: _plain(name, getattr(asked, PARAMETERS[name][0]), naming) for name in names}


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


def _chip(name: str, value: str, naming: Naming) -> JsonObject:
    exact = naming.names.period(value).slug if name == "period" else value
    return {"filter": name, "value": exact, "label": naming.of(name, value), "from": "parameter", "words": None}
