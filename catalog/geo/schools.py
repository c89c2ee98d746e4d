"""Schools from a register's drafts. A draft says nothing about what it leaves out: a missing point or grade erases none.

Schools are matched by their register number, else by name; one that the register no longer lists stays, and is reported.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from catalog.audit import SYSTEM, Subject, record_event
from catalog.database import Session
from catalog.drafts import SchoolDraft
from catalog.model import Municipality, School
from catalog.terms import PointQuality
from catalog.text import clean_line, free_slug, name_key


@dataclass(slots=True)
class SchoolReport:
    """What loading did, by name; `elsewhere` counts drafts of other municipalities, which are left out."""

    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    elsewhere: int = 0


def load_schools(session: Session, municipality: Municipality, drafts: Iterable[SchoolDraft], source: str, now: datetime) -> SchoolReport:
    """Stores the municipality's schools among the drafts, within the caller's transaction; the same drafts again change nothing."""
    loading = _Loading(session, municipality, source, now)
    for draft in drafts:
        loading.take(draft)
    loading.finish()
    return loading.report


class _Loading:
    """One loading: what is stored, what has been seen, and the report."""

    def __init__(self, session: Session, municipality: Municipality, source: str, now: datetime) -> None:
        self._session = session
        self._municipality = municipality
        self._source = source
        self._now = now
        self._stored = list(session.scalars(select(School).where(School.municipality_id == municipality.id).order_by(School.id)))
        self._numbers = {municipality.number, *(known.number for known in municipality.numbers)}
        self._taken = {school.slug for school in self._stored}
        self._seen: set[str] = set()
        self.report = SchoolReport()

    def take(self, draft: SchoolDraft) -> None:
        """Stores one draft, unless it belongs elsewhere or repeats a number."""
        if draft.municipality_number and draft.municipality_number.zfill(4) not in self._numbers:
            self.report.elsewhere += 1
            return
        if draft.number in self._seen:
            self.report.problems.append(f"{draft.name}: number {draft.number} comes twice; the first one counts")
            return
        self._seen.add(draft.number)
        if not draft.grades.known:
            self.report.problems.append(f"{draft.name}: the register gives no grades")
        school = self._match(draft)
        if school is None:
            self._create(draft)
        else:
            self._update(school, draft)

    def finish(self) -> None:
        """Reports the stored schools of this source that no draft named."""
        self._session.flush()
        of_source = (school for school in self._stored if school.source == self._source)
        self.report.absent += [school.name for school in of_source if school.number not in self._seen]

    def _match(self, draft: SchoolDraft) -> School | None:
        numbered = [school for school in self._stored if school.number == draft.number]
        key = name_key(draft.name)
        unnumbered = [school for school in self._stored if school.number is None and key in map(name_key, (school.name, *school.aliases))]
        return next(iter(numbered + unnumbered), None)

    def _create(self, draft: SchoolDraft) -> None:
        name = clean_line(draft.name)
        slug = free_slug(name, self._taken, fallback="skole")
        self._taken.add(slug)
        school = School(municipality_id=self._municipality.id, slug=slug, source=self._source, aliases=[], **_values(draft))
        self._session.add(school)
        self._session.flush()
        self._stored.append(school)
        self._note(school, "create", {"name": (None, name)})
        self.report.created.append(name)

    def _update(self, school: School, draft: SchoolDraft) -> None:
        wanted = _values(draft)
        changed = {field: (getattr(school, field), value) for field, value in wanted.items() if getattr(school, field) != value}
        if "name" in changed and school.name not in school.aliases:
            school.aliases = [*school.aliases, school.name]
        for name, (_, value) in changed.items():
            setattr(school, name, value)
        if changed:
            self._note(school, "update", changed)
        (self.report.updated if changed else self.report.unchanged).append(school.name)

    def _note(self, school: School, action: str, values: dict[str, tuple[object, object]]) -> None:
        record_event(self._session, SYSTEM, action, Subject("school", school.id, self._municipality.id), self._now, values)


def _values(draft: SchoolDraft) -> dict[str, object]:
    """The draft as columns, without those that it leaves unknown."""
    stated: dict[str, object | None] = {
        "name": clean_line(draft.name),
        "number": draft.number,
        "grade_from": draft.grades.min,
        "grade_to": draft.grades.max,
        "address": draft.address,
        "postcode": draft.postcode,
        "city": draft.city,
        "private": None if draft.public is None else not draft.public,
        "active": draft.active,
    }
    if draft.point:
        unsure = draft.point_quality is PointQuality.UNKNOWN
        stated |= {
            "lat": draft.point.lat,
            "lon": draft.point.lon,
            "point_quality": PointQuality.EXACT if unsure else draft.point_quality,
        }
    return {field: value for field, value in stated.items() if value is not None}
