"""What was understood of a text: filters with the words that they came from, and what is left for full text.

Plain values. They hold only what the text said: what else the address asks for is joined in `search.understanding.merging`.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """One value of one parameter, and the characters of the typed text that said it.

    `name` is a parameter of `search.filters.PARAMETERS`, `value` is written as in an address. Several parts may share a span:
    `alone` is then the text that says this one without the others ("jentefotball": "fotball"), where there is one.
    `taken_for` is the right spelling, where a typing slip was put right.
    """

    name: str
    value: str
    start: int
    end: int
    taken_for: str | None = None
    alone: str | None = None


@dataclass(frozen=True, slots=True)
class Understood:
    """One reading of a typed text; each of its words stands in the span of a part or in `left`.

    `text` is the text as typed, bounded by `search.filters.bounded_query`; `left` what no part took, in order, fillers included.
    `to_find` is what full text must find: `left` without fillers where something else is asked. `liked` only helps to rank: the
    words behind category parts. `others` are further readings, best first, at most three; the literal one comes last.
    """

    text: str
    parts: tuple[Part, ...] = ()
    left: str = ""
    to_find: str = ""
    liked: str = ""
    others: tuple["Understood", ...] = ()

    def cut(self, name: str, value: str | None = None) -> str:
        """The typed text without the words behind a parameter, or behind one value of it.

        Words that said more than that give way to words that say the rest alone, where there are such; else they all go.
        """
        gone = [part for part in self.parts if part.name == name and value in {None, part.value}]
        kept = self.text
        for start, end in sorted({(part.start, part.end) for part in gone}, reverse=True):
            sharing = [part for part in self.parts if (part.start, part.end) == (start, end) and part not in gone]
            rest = " ".join(dict.fromkeys(part.alone for part in sharing if part.alone))
            kept = f"{kept[:start]} {rest} {kept[end:]}"
        return " ".join(kept.split())
