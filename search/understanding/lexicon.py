"""The words of one municipality and what they mean; frozen once made, and safe to share between threads.

It is made of the vocabulary's words, the phrases that mean the same everywhere, the municipality's names of districts, schools, places and
organisations, its school calendar and its own words. Where one phrase has several meanings they are kept in the order of `Rank`.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum

from catalog.school_year import SchoolCalendar
from catalog.store.names import Named, NamesHere
from catalog.vocabulary import Vocabulary
from search.understanding.ages import age_rules
from search.understanding.clock import clock_rules
from search.understanding.dates import date_rules
from search.understanding.findings import Role, Said
from search.understanding.grades import grade_rules
from search.understanding.patterns import Pieces, Rule
from search.understanding.phrases import PATTERN_WORDS, Phrase, Phrases, load_phrases
from search.understanding.places import Streets, streets_from
from search.understanding.prices import price_rules
from search.understanding.slips import Slips, slips_from
from search.understanding.tokens import key_of
from search.understanding.words import Known, Meaning, Words, words_from


class Rank(IntEnum):
    """Which meaning of a phrase comes first: what the municipality says itself, then the subject, then names."""

    OWN_WORD = 0
    PHRASE = 1
    CATEGORY = 2
    SCHOOL = 3
    DISTRICT = 4
    HERE = 5
    PLACE = 6
    ORGANISATION = 7
    FILLER = 8


OTHER_SCHOOL_WORDS = ("skule", "school")
"""What a school that is named "… skole" is called in nynorsk and in English."""

NOT_SUGGESTED = frozenset({"day", "age_min", "age_max", "grade_min", "grade_max"})
"""What words mean only in part, or only on a day: no entries for suggestions."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Words as people write them, and the parameter and value that they mean."""

    words: str
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What words mean in one municipality: phrases, patterns, streets and postcodes, and what slips may have meant."""

    calendar: SchoolCalendar
    words: Words = field(repr=False)
    rules: tuple[Rule, ...] = field(repr=False)
    streets: Streets = field(repr=False)
    slips: Slips = field(repr=False)
    entries: tuple[tuple[str, Entry], ...] = field(repr=False)

    def starting(self, prefix: str, limit: int) -> tuple[Entry, ...]:
        """The first `limit` entries in alphabetical order whose words begin with the prefix, case, hyphens and spaces aside."""
        asked = key_of(prefix)
        if not asked:
            return ()
        at = bisect_left(self.entries, asked, key=lambda pair: pair[0])
        found: dict[Entry, None] = {}
        while at < len(self.entries) and self.entries[at][0].startswith(asked) and len(found) < limit:
            found[self.entries[at][1]] = None
            at += 1
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Common:
    """What is the same in every municipality: the vocabulary's words and the phrases; made once and shared."""

    concepts: frozenset[str]
    words: Words = field(repr=False)
    rules: tuple[Rule, ...] = field(repr=False)
    beside_numbers: frozenset[str] = field(repr=False)
    entries: tuple[tuple[str, Entry], ...] = field(repr=False)


def common_from(vocabulary: Vocabulary) -> Common:
    """What the vocabulary and the phrases that Krets ships mean everywhere."""
    phrases = load_phrases()
    known = [*_phrases(phrases), *_categories(vocabulary)]
    beside_numbers = frozenset(word for facet in PATTERN_WORDS for phrase in phrases.values(facet) for word in key_of(phrase).split())
    return Common(frozenset(vocabulary.concepts), words_from(known), _rules(Pieces(phrases)), beside_numbers, tuple(_entries(known)))


def lexicon_from(
    vocabulary: Vocabulary | Common, names: NamesHere, calendar: SchoolCalendar, own_words: Iterable[tuple[str, str]] = ()
) -> Lexicon:
    """The lexicon of a municipality; own words whose category the vocabulary has given up are left out.

    Whoever makes several makes the `Common` of the vocabulary once.
    """
    common = vocabulary if isinstance(vocabulary, Common) else common_from(vocabulary)
    known = [*_own_words(common.concepts, own_words), *_names(names, load_phrases())]
    words = words_from(known, common.words)
    return Lexicon(
        calendar,
        words,
        common.rules,
        streets_from(names.streets, names.postcodes),
        slips_from(words, common.beside_numbers),
        tuple(sorted(dict.fromkeys((*common.entries, *_entries(known))), key=_alphabetical)),
    )


def _rules(pieces: Pieces) -> tuple[Rule, ...]:
    return (*age_rules(pieces), *grade_rules(pieces), *price_rules(pieces), *date_rules(pieces), *clock_rules(pieces))


def _phrases(phrases: Phrases) -> Iterator[Known]:
    for key, phrase in phrases.spoken.items():
        yield Known(key, _meaning(phrase), phrase.language)


def _meaning(phrase: Phrase) -> Meaning:
    if phrase.parts:
        return Meaning(Role.PART, Rank.PHRASE, tuple(Said(name, value) for name, value in phrase.parts))
    role = {"lead": Role.LEAD, "near": Role.NEAR, "not": Role.NOT, "but": Role.BUT, "more": Role.MORE}.get(phrase.value, Role.FILLER)
    return Meaning(role, Rank.FILLER)


def _categories(vocabulary: Vocabulary) -> Iterator[Known]:
    for entry in vocabulary.entries():
        said = tuple(Said("category", slug) for slug in entry.slugs)
        yield Known(entry.words, Meaning(Role.PART, Rank.CATEGORY, said), entry.language)


def _own_words(concepts: frozenset[str], own_words: Iterable[tuple[str, str]]) -> Iterator[Known]:
    for words, slug in own_words:
        if slug in concepts:
            yield Known(words, Meaning(Role.PART, Rank.OWN_WORD, (Said("category", slug),)))


def _names(names: NamesHere, phrases: Phrases) -> Iterator[Known]:
    yield from _districts(names, phrases.words("unit", "district"))
    yield from _schools(names)
    for place in names.places:
        for name in place:
            yield _name(name, Rank.PLACE, "near", name)
    for organisation in names.organisations:
        yield from _named(organisation, "organisation", Rank.ORGANISATION)
    if names.municipality:
        for name in (names.municipality, f"{names.municipality} kommune", f"{names.municipality} municipality"):
            yield Known(name, Meaning(Role.FILLER, Rank.HERE), is_name=True)


def _districts(names: NamesHere, words: Iterable[str]) -> Iterator[Known]:
    for district in names.districts:
        yield from _named(district, "district", Rank.DISTRICT)
        for name in district.names:
            for word in words:
                yield _name(f"{name} {word}", Rank.DISTRICT, "district", district.slug)


def _schools(names: NamesHere) -> Iterator[Known]:
    for school in names.schools:
        yield from _named(school, "school", Rank.SCHOOL)
        for name in school.names:
            for other in OTHER_SCHOOL_WORDS if name.lower().endswith(" skole") else ():
                yield _name(f"{name[: -len('skole')]}{other}", Rank.SCHOOL, "school", school.slug)


def _named(named: Named, parameter: str, rank: Rank) -> Iterator[Known]:
    for name in named.names:
        yield _name(name, rank, parameter, named.slug)


def _name(name: str, rank: Rank, parameter: str, value: str) -> Known:
    return Known(name, Meaning(Role.PART, rank, (Said(parameter, value),)), is_name=True)


def _entries(known: Iterable[Known]) -> Iterator[tuple[str, Entry]]:
    """What may be suggested: phrases that ask for one thing that an address can say."""
    for one in known:
        for said in one.meaning.said:
            if said.name not in NOT_SUGGESTED:
                yield key_of(one.words), Entry(one.words, said.name, said.value)


def _alphabetical(pair: tuple[str, Entry]) -> tuple[str, str, str, str]:
    return pair[0], pair[1].words, pair[1].name, pair[1].value
