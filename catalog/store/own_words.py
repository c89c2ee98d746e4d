"""A municipality's own words, looked at. Whoever adds or takes away one does it by `catalog.own_words`."""

from sqlalchemy import select

from catalog.database import Session
from catalog.model import OwnWord


def own_words(session: Session, municipality_id: int) -> tuple[tuple[str, str], ...]:
    """Each of the words with the slug of the category that it leads to, sorted by the words' key.

    One short query by an index, so that it may be asked for often. A category that the vocabulary has given up since may still
    stand here: whoever makes something of the words leaves it out.
    """
    query = select(OwnWord.words, OwnWord.category).where(OwnWord.municipality_id == municipality_id).order_by(OwnWord.key)
    return tuple((words, category) for words, category in session.execute(query))


def own_word_rows(session: Session, municipality_id: int) -> list[OwnWord]:
    """The words with who added them and when, in the same order."""
    return list(session.scalars(select(OwnWord).where(OwnWord.municipality_id == municipality_id).order_by(OwnWord.key)))
