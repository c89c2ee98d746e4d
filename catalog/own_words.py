"""Words that a municipality adds to the vocabulary: a local name of a thing (`Gjellebekk` for a shooting range) leads to its category.

An own word is for what families type: it leads to a category when a search is understood. It is no search word of the offers' texts
and is not used to guess the category of what is imported, so that nothing is indexed anew when one is added or taken away. Where
the vocabulary gives the word another meaning, the own word wins in this municipality, and only there.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from rapidfuzz import process
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from catalog.audit import Actor, Subject, record_event
from catalog.database import Session
from catalog.errors import Conflict, InvalidValue, NotFound
from catalog.model import OwnWord
from catalog.text import clean_line, name_key
from catalog.vocabulary import Vocabulary

LONGEST = 80
MOST = 2_000
SUGGESTED = 5
LEAST_LIKENESS = 60
_LIST = re.compile(r"[,;|/\n]")


@dataclass(frozen=True, slots=True)
class Added:
    """A word that now leads to `category` here; `instead_of` are the categories that the vocabulary gives it elsewhere."""

    words: str
    category: str
    instead_of: tuple[str, ...] = ()


def add_own_word(
    session: Session, vocabulary: Vocabulary, municipality_id: int, wanted: tuple[str, str], *, actor: Actor, now: datetime
) -> Added:
    """Lets a word or phrase lead to a category: `wanted` is the words and the category's slug.

    Raises `InvalidValue` for words or a slug that cannot be meant (naming the nearest slugs), `Conflict` where the words already
    lead somewhere here, where the vocabulary has them in this very meaning, or where there are `MOST` already.
    """
    words, category = checked_words(wanted[0]), _known(vocabulary, wanted[1])
    key, meant = name_key(words), vocabulary.meanings(words)
    if meant == (category,):
        raise Conflict(f"the vocabulary lets {words!r} lead to {category} already; nothing needs to be added")
    if there := _find(session, municipality_id, key):
        raise Conflict(f"{there.words!r} leads to {there.category} here already; remove it first to give it another meaning")
    if (session.scalar(select(func.count()).where(OwnWord.municipality_id == municipality_id)) or 0) >= MOST:
        raise Conflict(f"a municipality has at most {MOST} words of its own; remove one first")
    row = OwnWord(municipality_id=municipality_id, key=key, words=words, category=category, added_by=actor.name, added_at=now)
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError as error:
        raise Conflict(f"somebody else has just added {words!r}") from error
    subject = Subject("own-word", row.id, municipality_id)
    record_event(session, actor, "create", subject, now, {"words": (None, words), "category": (None, category)})
    return Added(words, category, tuple(slug for slug in meant if slug != category))


def remove_own_word(session: Session, municipality_id: int, words: str, *, actor: Actor, now: datetime) -> tuple[str, str]:
    """Takes a word away, in whatever spelling; returns it as it stood, with its category. Raises `InvalidValue` and `NotFound`."""
    row = _find(session, municipality_id, name_key(checked_words(words)))
    if row is None:
        raise NotFound("own word", words)
    subject = Subject("own-word", row.id, municipality_id)
    record_event(session, actor, "delete", subject, now, {"words": (row.words, None), "category": (row.category, None)})
    session.delete(row)
    session.flush()
    return row.words, row.category


def checked_words(words: str) -> str:
    """One word or phrase on one line; raises `InvalidValue` for a list, for nothing to read and for what is too long."""
    line = clean_line(words)
    if _LIST.search(words):
        raise InvalidValue("words", words, "one word or phrase at a time, without comma, semicolon or stroke")
    if not any(letter.isalpha() for letter in line):
        raise InvalidValue("words", words, "a word has letters")
    if max(len(line), len(name_key(line))) > LONGEST:
        raise InvalidValue("words", words, f"a word or phrase has at most {LONGEST} characters")
    return line


def _known(vocabulary: Vocabulary, category: str) -> str:
    if category in vocabulary.concepts:
        return category
    close = process.extract(category[:LONGEST], sorted(vocabulary.concepts), limit=SUGGESTED, score_cutoff=LEAST_LIKENESS)
    near = f"; near it: {', '.join(slug for slug, _, _ in close)}" if close else ""
    raise InvalidValue("category", category, f"the vocabulary has no such category{near}")


def _find(session: Session, municipality_id: int, key: str) -> OwnWord | None:
    return session.scalars(select(OwnWord).where(OwnWord.municipality_id == municipality_id, OwnWord.key == key)).first()
