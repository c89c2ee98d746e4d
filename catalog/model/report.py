"""What families say is wrong or missing: for staff, never shown to others, counted in no number. No row tells who said it."""

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from catalog.model.base import Record, Word
from catalog.report_terms import ReportState, ReportTopic


class Report(Record):
    """One report, of an offer or of what a search lacked: then its categories, districts and age bands, and the holiday's slug.

    `on` is the day it came; finer time is not kept.
    """

    __tablename__ = "report"

    id: Mapped[int] = mapped_column(primary_key=True)
    municipality_id: Mapped[int] = mapped_column(ForeignKey("municipality.id", ondelete="CASCADE"), index=True)
    offer_id: Mapped[int | None] = mapped_column(ForeignKey("offer.id", ondelete="CASCADE"), index=True)
    topic: Mapped[ReportTopic] = mapped_column(Word(ReportTopic))
    categories: Mapped[list[str]] = mapped_column(default=list)
    districts: Mapped[list[str]] = mapped_column(default=list)
    bands: Mapped[list[str]] = mapped_column(default=list)
    period: Mapped[str | None] = mapped_column(String(80))
    text: Mapped[str]
    on: Mapped[date] = mapped_column("on_day")
    state: Mapped[ReportState] = mapped_column(Word(ReportState), default=ReportState.OPEN)
    closed_on: Mapped[date | None]
