"""Organisations that offer things; public contact is told apart from internal."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from catalog.model.base import Record, Word
from catalog.terms import Answer, OrganiserKind, RegisterState


class Organisation(Record):
    """An organisation as one municipality knows it. `kind` is None while unknown; `number` has nine digits and is checked.

    `email`, `phone` and `url` are public; those named `internal_…` never leave staff pages. From the national registers come
    `legal_form`, `icnpo` (codes, the main one first), `purpose`, the business address without persons' lines, when it was `founded`,
    and `register_state`. `register_said` is what the register last said, field by field: what differs from it, a person wrote.
    """

    __tablename__ = "organisation"
    __table_args__ = (
        UniqueConstraint("municipality_id", "slug"),
        Index("ix_organisation_name_key", "municipality_id", "name_key"),
        Index("ix_organisation_number", "municipality_id", "number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    municipality_id: Mapped[int] = mapped_column(ForeignKey("municipality.id", ondelete="CASCADE"))
    slug: Mapped[str] = mapped_column(String(80))
    name: Mapped[str]
    name_key: Mapped[str]
    aliases: Mapped[list[str]] = mapped_column(default=list)
    number: Mapped[str | None] = mapped_column(String(9))
    kind: Mapped[OrganiserKind | None] = mapped_column(Word(OrganiserKind))
    url: Mapped[str | None]
    email: Mapped[str | None]
    phone: Mapped[str | None]
    internal_name: Mapped[str | None]
    internal_email: Mapped[str | None]
    internal_phone: Mapped[str | None]
    languages: Mapped[list[str]] = mapped_column(default=list)
    police_certificate: Mapped[Answer] = mapped_column(Word(Answer), default=Answer.UNKNOWN)
    verified_by: Mapped[str | None]
    verified_on: Mapped[date | None]
    legal_form: Mapped[str | None] = mapped_column(String(10))
    icnpo: Mapped[list[str]] = mapped_column(default=list)
    purpose: Mapped[str | None]
    address: Mapped[str | None]
    postcode: Mapped[str | None] = mapped_column(String(4))
    city: Mapped[str | None]
    founded: Mapped[date | None]
    register_state: Mapped[RegisterState | None] = mapped_column(Word(RegisterState))
    register_state_on: Mapped[date | None]
    register_as_of: Mapped[datetime | None]
    register_said: Mapped[dict[str, Any]] = mapped_column(default=dict)
