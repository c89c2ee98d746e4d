"""A typed text with its slips put right, and the way back from its characters to the typed ones."""

from collections.abc import Iterable
from dataclasses import dataclass

from search.understanding.slips import Slips
from search.understanding.tokens import Token


@dataclass(frozen=True, slots=True)
class Corrected:
    """The corrected text. `places` are the words that changed: their spans in it and in the typed text, in order."""

    text: str
    places: tuple[tuple[tuple[int, int], tuple[int, int]], ...]

    def typed_span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the typed text that a span of the corrected one stands for; a word that was changed counts whole."""
        return self._typed(start, at_end=False), self._typed(end, at_end=True)

    def touches(self, start: int, end: int) -> bool:
        """Whether a word that was changed lies in the span."""
        return any(place[0] < end and start < place[1] for place, _ in self.places)

    def _typed(self, at: int, *, at_end: bool) -> int:
        shift = 0
        for here, typed in self.places:
            if at_end and here[0] < at <= here[1]:
                return typed[1]
            if not at_end and here[0] <= at < here[1]:
                return typed[0]
            if at >= here[1]:
                shift = typed[1] - here[1]
        return at + shift


def corrected(text: str, words: Iterable[Token], slips: Slips) -> Corrected | None:
    """The text with those of the words put right that are slips; None where none is."""
    pieces: list[str] = []
    places: list[tuple[tuple[int, int], tuple[int, int]]] = []
    spellings: dict[str, str | None] = {}
    done = length = 0
    for token in words:
        if token.word not in spellings:
            spellings[token.word] = slips.right_spelling(token.word)
        right = spellings[token.word]
        if right is None:
            continue
        before = text[done : token.start]
        length += len(before)
        pieces += [before, right]
        places.append(((length, length + len(right)), (token.start, token.end)))
        length += len(right)
        done = token.end
    return Corrected("".join([*pieces, text[done:]]), tuple(places)) if places else None
