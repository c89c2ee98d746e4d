"""How often forms were sent today, by keys that a day's secret makes: no address of mail or network can be read out of a row."""

from datetime import date

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from catalog.model.base import Record


class FormUse(Record):
    """A day's count for one key; rows of past days are deleted."""

    __tablename__ = "form_use"

    day: Mapped[date] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    times: Mapped[int]
