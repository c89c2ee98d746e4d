"""The schema of the index: five texts that are searched, one stored document, one key.

Filters never ask Whoosh: they are columns made from the stored documents. So no numeric, date or sortable field is needed, and
what is used here means the same in whoosh 2.7.4, Whoosh-Reloaded 2.7.5 and whoosh3.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from whoosh.analysis.acore import Token
from whoosh.analysis.analyzers import Analyzer
from whoosh.fields import ID, STORED, TEXT, Schema
from whoosh.formats import Positions

from search.analysis import tokens

FORMAT = 4
"""Grows when stored documents or analysis change their meaning; an index of another format is rebuilt."""

KEY, DOCUMENT = "key", "document"


class Text(StrEnum):
    """The searched texts of an offer."""

    TITLE = "title"
    ORGANISER = "organiser"
    SUBJECT = "subject"
    PLACE = "place"
    BODY = "body"


class KretsAnalyzer(Analyzer):
    """The analysis of `search.analysis` as Whoosh wants it: forms of one word share its position."""

    def __call__(self, value: str, positions: bool = False, start_pos: int = 0, mode: str = "", **kwargs: Any) -> Iterator[Token]:  # noqa: ANN401  Whoosh's own signature
        """Tokens of a text."""
        token = Token(positions, False, mode=mode, **{name: kwargs[name] for name in ("removestops",) if name in kwargs})
        for form, position in tokens(value):
            token.text = form
            token.boost = 1.0
            token.stopped = False
            if positions:
                token.pos = start_pos + position
            yield token


class Forms(Positions):
    """Positions of forms, taken from the analysis without a token object for each: the same values, a tenth of the build's time less."""

    def word_values(self, value: str, analyzer: Analyzer, **kwargs: Any) -> Iterator[tuple[Any, int, float, bytes]]:  # noqa: ANN401, ARG002  Whoosh's own signature
        """Each form of a text once: how often it stands there, as a count and as a weight, and its encoded positions."""
        places: dict[str, list[int]] = {}
        for form, position in tokens(value):
            places.setdefault(form, []).append(position)
        for form, at in places.items():
            yield form, len(at), float(len(at)), self.encode(at)


def offer_schema() -> Schema:
    """A new schema object; the analyser is pickled into the index with it."""
    texts = {text.value: TEXT(analyzer=KretsAnalyzer(), phrase=True) for text in Text}
    for field in texts.values():
        field.format = Forms()
    return Schema(**{KEY: ID(unique=True, stored=True), DOCUMENT: STORED()}, **texts)
