"""What words mean in one place: tables from the spellings of a phrase to its meanings, and the ways to look one up.

A phrase is looked up as it is written, by the stems of its words, then by its letters alone (no space, no marks: "fot ball",
"svomming"). Words of grammar are known only as they are written. The tables never change once made.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from catalog.vocabulary import word_key
from search.analysis import folded, shared
from search.understanding.findings import Role, Said, Sureness
from search.understanding.tokens import key_of

INFLECTED = frozenset({"nb", "nn", ""})
"""Languages whose words are known by their stems too; the empty one is that of names of several words and of own words."""

LEAST_SPELLED = 4
LEAST_PLURAL = 4
LEAST_PIECE = 3


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase means: its role, for a `PART` what it asks for, and its rank among meanings (0 first)."""

    role: Role
    rank: int
    said: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """A phrase with one of its meanings, in the language that it is of."""

    words: str
    meaning: Meaning
    language: str = ""
    is_name: bool = False


Table = Mapping[str, tuple[Meaning, ...]]


@dataclass(frozen=True, slots=True)
class Words:
    """The tables. `reach` says how many words the longest phrase has that begins with a word or stem; `single` are words alone."""

    written: Table = field(repr=False)
    inflected: Table = field(repr=False)
    spelled: Table = field(repr=False)
    reach: Mapping[str, int] = field(repr=False)
    name_words: frozenset[str] = field(repr=False)

    def longest(self, word: str) -> int:
        """How many words a phrase that begins with the word has at most."""
        return max(self.reach.get(word, 1), self.reach.get(shared(word), 1))

    def look_up(self, words: Sequence[str]) -> tuple[tuple[Meaning, ...], Sureness] | None:
        """The meanings of a phrase and how surely it was found; None where it means nothing."""
        if found := self.written.get(" ".join(words)):
            return found, Sureness.EXACT
        if found := self.inflected.get(" ".join(map(shared, words))):
            return found, Sureness.INFLECTED
        joined = "".join(words)
        if len(joined) >= LEAST_SPELLED and (len(words) == 1 or self._may_be_pieces(words)):
            found = self.spelled.get(joined) or self.spelled.get(word_key(joined))
            return (found, Sureness.SPELLED) if found else None
        return None

    def _may_be_pieces(self, words: Sequence[str]) -> bool:
        """Whether words may be pieces of one that is written apart by mistake: none of grammar ("for eldre"), not each with a meaning."""
        roles = [{meaning.role for meaning in self.written.get(word, ())} for word in words]
        grammar = any(found - {Role.PART, Role.FILLER} for found in roles)
        return not grammar and min(map(len, words)) >= LEAST_PIECE and not all(Role.PART in found for found in roles)


def words_from(known: Iterable[Known], common: Words | None = None) -> Words:
    """The tables of some phrases, with those of `common` in them; of two meanings of one spelling that of lower rank comes first."""
    tables = _Tables(common or Words({}, {}, {}, {}, frozenset()))
    for phrase in known:
        if words := key_of(phrase.words).split():
            tables.add(phrase, words)
    tables.add_other_numbers()
    return Words(tables.written, tables.inflected, tables.spelled, tables.reach, frozenset(tables.name_words))


class _Tables:
    """The tables while they are filled."""

    def __init__(self, common: Words) -> None:
        self.written = dict(common.written)
        self.inflected = dict(common.inflected)
        self.spelled = dict(common.spelled)
        self.reach = dict(common.reach)
        self.name_words = set(common.name_words)
        self._english: list[tuple[list[str], Meaning]] = []

    def add(self, phrase: Known, words: list[str]) -> None:
        """Puts a phrase under its spellings."""
        _add(self.written, " ".join(words), phrase.meaning)
        self._reaches(words)
        if phrase.is_name:
            self.name_words.update(words)
        if phrase.meaning.role is not Role.PART:
            return
        if phrase.language in INFLECTED and not (phrase.is_name and len(words) == 1):
            self._add_inflected(words, phrase.meaning)
        joined = "".join(words)
        if len(joined) >= LEAST_SPELLED:
            for spelling in {joined, word_key(joined), *folded(joined)}:
                _add(self.spelled, spelling, phrase.meaning)
        if phrase.language == "en" and len(words[-1]) >= LEAST_PLURAL:
            self._english.append((words, phrase.meaning))

    def add_other_numbers(self) -> None:
        """Plurals and singulars of the English phrases, where they mean nothing else."""
        for words, meaning in self._english:
            other = [*words[:-1], _other_number(words[-1])]
            if " ".join(other) not in self.written and " ".join(map(shared, other)) not in self.inflected:
                self._add_inflected(other, meaning)

    def _add_inflected(self, words: list[str], meaning: Meaning) -> None:
        stems = list(map(shared, words))
        _add(self.inflected, " ".join(stems), meaning)
        self._reaches(stems)

    def _reaches(self, words: list[str]) -> None:
        self.reach[words[0]] = max(self.reach.get(words[0], 1), len(words))


def _add(table: dict[str, tuple[Meaning, ...]], key: str, meaning: Meaning) -> None:
    there = table.get(key, ())
    if meaning not in there:
        table[key] = tuple(sorted((*there, meaning), key=lambda one: one.rank)) if there else (meaning,)


def _other_number(word: str) -> str:
    """The plural of an English word, or its singular."""
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else f"{word}s"
