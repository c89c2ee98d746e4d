"""Words that a municipality adds to the vocabulary: what a category is called there."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from catalog.model.base import Record


class OwnWord(Record):
    """A word or phrase that leads to a category in this municipality. `key` is what its spellings share (`catalog.text.name_key`)."""

    __tablename__ = "own_word"
    __table_args__ = (UniqueConstraint("municipality_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    municipality_id: Mapped[int] = mapped_column(ForeignKey("municipality.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(80))
    words: Mapped[str] = mapped_column(String(80))
    category: Mapped[str] = mapped_column(String(80))
    added_by: Mapped[str]
    added_at: Mapped[datetime]
