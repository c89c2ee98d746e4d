"""What was searched for and hardly found, as counters: nothing in a row leads to a person, an address, a word or a day."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from catalog.age_bands import AgeBand
from catalog.model.base import Record, Word
from catalog.terms import Found


class SearchDemand(Record):
    """How often a month's searches for one thing found nothing, or little. `month` is `2026-11`, finer time is not kept.

    `district` and `category` are slugs, or `any` where none was asked for. A row has no number of its own, since the order of
    the numbers would tell in which order things were first searched for.
    """

    __tablename__ = "search_demand"
    __table_args__ = ({"sqlite_with_rowid": False},)

    municipality_id: Mapped[int] = mapped_column(ForeignKey("municipality.id", ondelete="CASCADE"), primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    category: Mapped[str] = mapped_column(String(80), primary_key=True)
    district: Mapped[str] = mapped_column(String(80), primary_key=True)
    band: Mapped[AgeBand] = mapped_column(Word(AgeBand), primary_key=True)
    found: Mapped[Found] = mapped_column(Word(Found), primary_key=True)
    searches: Mapped[int]
