"""Joins what the address asks for with what its words say: one filter that holds both.

A parameter that is given beats what the words say of the same parameter, so that a facet link that adds a parameter leads to
exactly its count; `access` and `exclude_category` are united. Different parameters narrow each other, contradictions included (age 8
beside "for ungdom", grade 10 beside "8 år"): a facet's count leaves out its own parameter and nothing else.
"""

from dataclasses import replace
from typing import Any

from search.filters import PARAMETERS, OfferFilter
from search.parameters import MAX_VALUES
from search.understanding.reading import Understood

UNITED = frozenset({"access", "exclude_category"})
"""Parameters whose given and typed values are all asked."""

SPANS = (frozenset({"age_min", "age_max"}), frozenset({"grade_min", "grade_max"}), frozenset({"from", "to"}))
"""The two ends of one span: where one of them is given, the words say nothing about the other."""


def merged(asked: OfferFilter, understood: Understood) -> OfferFilter:
    """The filter that the address and its words ask for together; its `q` is what full text must find.

    A filter that is `literal` comes back as it is. Values come from the lexicon, so they are legal where it was made; of more than
    `MAX_VALUES` of one parameter the first count.
    """
    if asked.literal:
        return asked
    said: dict[str, list[str]] = {}
    for part in understood.parts:
        if not _settled(asked, part.name):
            said.setdefault(part.name, []).append(part.value)
    changes: dict[str, Any] = {"q": understood.to_find}
    for name, texts in said.items():
        attribute, parameter = PARAMETERS[name]
        given = asked.texts(name) if name in UNITED else []
        changes[attribute] = parameter.read(name, list(dict.fromkeys([*given, *texts]))[:MAX_VALUES], None)
    return replace(asked, **changes)


def _settled(asked: OfferFilter, name: str) -> bool:
    """Whether the address says itself what the parameter, or the other end of its span, shall be."""
    if name in UNITED:
        return False
    ends = next((span for span in SPANS if name in span), frozenset({name}))
    return any(asked.texts(parameter) for parameter in ends)
