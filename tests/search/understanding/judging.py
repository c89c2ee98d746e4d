"""Judges a reading against a question's expectation, exactly as `contract/queries.md` and the questions' README say.

A verdict is by facet: every facet that is expected, and every one that was understood though it was neither expected nor welcome.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from catalog.text import slug_from
from search.filters import OfferFilter
from search.understanding.lexicon import Lexicon
from search.understanding.merging import merged
from search.understanding.tokens import tokens
from search.understanding.understand import understand

TODAY = date(2026, 11, 22)
PLACES = ("district", "school", "near")
SPANS = {"age_range": ("age_min", "age_max"), "grade_range": ("grade_min", "grade_max")}
CONTRACT_FILLERS = frozenset(
    token.word
    for token in tokens(
        "aktivitet aktiviteter tilbud noe hva som er for barn barna unge kids activities i på og av med til et en de jeg vil kan men spille"
        " klubb trening kurs ting"
    )
)


@dataclass(frozen=True)
class Question:
    """A line of a file of questions."""

    q: str
    municipality: str
    expect: Mapping[str, Any]
    today: date = TODAY


def questions_in(path: Path) -> list[Question]:
    """The questions of a file, in order."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [Question(r["q"], r["municipality"], r["expect"], date.fromisoformat(r.get("today", TODAY.isoformat()))) for r in rows]


def judged(question: Question, lexicon: Lexicon, fillers: Iterable[str]) -> dict[str, bool]:
    """Whether each facet that is expected, or understood unasked, is right."""
    understood = understand(question.q, lexicon, question.today)
    asked = merged(OfferFilter(q=question.q), understood)
    left = " ".join(token.word for token in tokens(understood.left) if token.word not in set(fillers))
    return verdicts(question.expect, _given(asked), left)


def verdicts(expect: Mapping[str, Any], given: Mapping[str, list[str]], left: str) -> dict[str, bool]:
    """The same of filters by parameter and of what is left without fillers."""
    welcome = set(expect.get("may", ()))
    rest = dict(given)
    right: dict[str, bool] = {}
    for facet, wanted in expect.items():
        if facet in {"may", "category_any", "text"}:
            continue
        right[facet] = _is_right(
            facet, wanted, rest, any_of=bool(expect.get("category_any")) and facet == "category", more=facet in welcome
        )
    for facet in rest:
        if facet not in welcome:
            right[facet] = False
    if "text" in expect:
        right["text"] = left == " ".join(token.word for token in tokens(expect["text"]))
    elif left and "text" not in welcome:
        right["text"] = False
    return right


def _is_right(facet: str, wanted: Any, rest: dict[str, list[str]], *, any_of: bool, more: bool) -> bool:  # noqa: ANN401  JSON
    if facet in SPANS:
        return [rest.pop(name, None) for name in SPANS[facet]] == [[str(end)] for end in wanted]
    if facet == "place":
        found = [value for name in PLACES for value in rest.pop(name, [])]
        return any(wanted in slug_from(value) for value in found)
    if facet == "period":
        return rest.pop("period", [""])[0].startswith(wanted)
    if facet in {"from", "to"}:
        return rest.pop(facet, [""])[0] in ([wanted] if isinstance(wanted, str) else wanted)
    found = rest.pop({"exclude": "exclude_category"}.get(facet, facet), [])
    values = {str(value) for value in (wanted if isinstance(wanted, list) else [wanted])}
    if any_of or more:
        return bool(values & set(found)) if any_of else values <= set(found)
    return set(found) == values


def _given(asked: OfferFilter) -> dict[str, list[str]]:
    given: dict[str, list[str]] = {}
    for name, value in asked.constraints():
        given.setdefault(name, []).append(value)
    return given
