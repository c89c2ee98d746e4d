"""What an address means: its words read as filters beside its parameters, and the addresses that lead on from there.

Words stay in the address as they were typed; what a parameter says too, the parameter says. An address that asks for something
else leaves out the words that say otherwise and adds parameters only for what words cannot say. Nothing is searched here.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from search.filters import PARAMETERS, OfferFilter
from search.understanding.merging import merged
from search.understanding.reading import Part, Understood

Pair = tuple[str, str]
Understand = Callable[[str], Understood]


@dataclass(frozen=True, slots=True)
class Constraint:
    """One value that narrows the answer, and the part of the typed text that said it: None where a parameter does."""

    name: str
    value: str
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class Meaning:
    """One way to understand an address: `asked` is the address, `sought` what is searched for, by `understood`.

    `understand` reads other words by the same lexicon; `is_first` where nothing better could be meant.
    """

    asked: OfferFilter
    sought: OfferFilter
    understood: Understood
    understand: Understand
    is_first: bool = True

    def constraints(self) -> tuple[Constraint, ...]:
        """What narrows the answer, in the order of the parameters."""
        return tuple(Constraint(name, value, self._part(name, value)) for name, value in self.sought.constraints())

    def words(self, part: Part) -> str:
        """The typed words of a part."""
        return self.understood.text[part.start : part.end]

    def reads_words(self) -> bool:
        """Whether some of the typed words count as filters."""
        return any(one.part for one in self.constraints())

    def literally(self) -> OfferFilter:
        """The address that searches for the typed words as they stand."""
        return replace(self.asked, literal=True, page=1)

    def explicitly(self) -> OfferFilter:
        """The address that says all of this by parameters, and its text by the letter."""
        return replace(self.sought, literal=bool(self.sought.q), page=1)

    def without(self, pairs: Iterable[Pair]) -> OfferFilter:
        """The address of this search without some values, on its first page."""
        wanted = self.sought
        for name, value in pairs:
            wanted = wanted.without(name, value)
        return self.leading_to(wanted)

    def leading_to(self, wanted: OfferFilter) -> OfferFilter:
        """The address, on its first page, that asks for the constraints and the text of `wanted`."""
        if not self.is_first:
            return replace(self, sought=wanted).explicitly()
        address = self._nearest_address(wanted)
        said = self._read(address)
        if lacking := differing(said, wanted):
            address = with_texts(address, {name: wanted.texts(name) for name in lacking})
            said = self._read(address)
        exact = said.q == wanted.q and not differing(said, wanted)
        return address if exact else replace(self, sought=wanted).explicitly()

    def _nearest_address(self, wanted: OfferFilter) -> OfferFilter:
        """The address without the words and parameters that `wanted` does not ask, and with its text."""
        query = self.asked.q
        if wanted.q != self.sought.q:
            query = " ".join(_reworded(self.understood, self.sought.q, wanted.q))
        changed = differing(self.sought, wanted)
        for name in changed:
            for value in sorted(set(self.sought.texts(name)) - set(wanted.texts(name))):
                query = self._cut(query, name, value)
        address = with_texts(self.asked, dict.fromkeys(changed, ()))
        return replace(address, q=query, page=1, literal=address.literal and bool(query))

    def _cut(self, query: str, name: str, value: str) -> str:
        read = self.understood if query == self.understood.text else self.understand(query)
        return read.cut(name, value) if (name, value) in {(part.name, part.value) for part in read.parts} else query

    def _read(self, address: OfferFilter) -> OfferFilter:
        return address if address.literal else merged(address, self.understand(address.q))

    def _part(self, name: str, value: str) -> Part | None:
        if value in self.asked.texts(name):
            return None
        return next((part for part in self.understood.parts if (part.name, part.value) == (name, value)), None)


def meanings(asked: OfferFilter, understand: Understand) -> tuple[Meaning, ...]:
    """Every way to understand an address, best first; a literal one means its words as they stand."""
    if asked.literal or not asked.q:
        return (Meaning(asked, asked, Understood(asked.q, left=asked.q, to_find=asked.q), understand),)
    first = understand(asked.q)
    return tuple(Meaning(asked, merged(asked, one), one, understand, is_first=one is first) for one in (first, *first.others))


def with_texts(asked: OfferFilter, changes: Mapping[str, Iterable[str]]) -> OfferFilter:
    """The filter with other values of some parameters, as they are written in an address; none where there shall be none."""
    kept = [pair for pair in asked.to_params() if pair[0] not in changes]
    return OfferFilter.from_params([*kept, *((name, text) for name, texts in changes.items() for text in texts)], strict=False)


def differing(one: OfferFilter, other: OfferFilter) -> tuple[str, ...]:
    """The parameters that narrow, or order, one answer otherwise than the other."""
    return tuple(name for name in PARAMETERS if name not in _TEXT_AND_VIEW and sorted(one.texts(name)) != sorted(other.texts(name)))


_TEXT_AND_VIEW = frozenset({"q", "page", "per_page", "view", "literal", "lang"})


def _reworded(read: Understood, old: str, new: str) -> Iterable[str]:
    """The typed words with the text to find in other words: word by word where that can be, else after those of the filters."""
    changes = dict(zip(old.split(), new.split(), strict=False)) if len(old.split()) == len(new.split()) else {}
    if changes:
        return (changes.get(word, word) for word in read.text.split())
    spans = sorted({(part.start, part.end) for part in read.parts})
    return (*(read.text[start:end] for start, end in spans), *new.split())
