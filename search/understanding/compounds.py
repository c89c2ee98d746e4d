"""Compounds that the lexicon lacks: "jentefotball" is girls and football, "onsdagsklubb" a weekday and a filler.

A compound is read only where it holds a meaning of which nothing is guessed: its other parts are known too, or its subject is a
category and what stands beside it is a common word of leisure ("fotballcup").
"""

from collections.abc import Sequence
from dataclasses import replace

from search.analysis import split
from search.understanding.findings import Role, Said
from search.understanding.words import Meaning, Words

LEAST = 4
JOINING = ("", "s", "e")


def compound_meaning(word: str, words: Words) -> tuple[Said, ...]:
    """What the parts of a compound ask for together, each told alone by its own part; nothing where it is none or unsure."""
    for parts in (split(word), *_halves(word, words)):
        if parts and (said := _joined(parts, words)):
            return said
    return ()


def _halves(word: str, words: Words) -> tuple[tuple[str, str], ...]:
    """The word in two known words, the longest last one first; the first is no subject ("onsdag", "jente"), as `split` knows those."""
    found = []
    for at in range(LEAST, len(word) - LEAST + 1):
        head, last = word[:at], word[at:]
        if _meaning(last, words) is None:
            continue
        firsts = (head.removesuffix(joining) if joining else head for joining in JOINING)
        found += [(first, last) for first in firsts if len(first) >= LEAST and _narrows(_meaning(first, words))]
    return tuple(found)


def _narrows(meaning: Meaning | None) -> bool:
    return meaning is not None and meaning.role is Role.PART and all(said.name != "category" for said in meaning.said)


def _joined(parts: Sequence[str], words: Words) -> tuple[Said, ...]:
    meanings = [_meaning(part, words) for part in parts]
    told = [(part, meaning.said) for part, meaning in zip(parts, meanings, strict=True) if meaning and meaning.role is Role.PART]
    unknown = any(meaning is None for meaning in meanings)
    subjects = [said for _, found in told for said in found]
    if not subjects or (unknown and any(said.name != "category" for said in subjects)):
        return ()
    several = len(told) > 1
    return tuple(replace(said, alone=part) if several else said for part, found in told for said in found)


def _meaning(part: str, words: Words) -> Meaning | None:
    """The first meaning of a part that may stand in a compound."""
    found = words.look_up([part])
    return next((meaning for meaning in found[0] if meaning.role in {Role.PART, Role.FILLER}), None) if found else None
