"""Writes a layer of districts over the stored ones: new, unchanged, or revised with the old border kept for its days."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import select

from catalog.audit import SYSTEM, Subject, record_event
from catalog.database import Session
from catalog.errors import Conflict
from catalog.geo.district_drafts import DistrictDraft, DistrictReport, Layer
from catalog.geo.names import NameBook
from catalog.model import Municipality, SchoolDistrict
from catalog.text import free_slug


class DistrictRevision:
    """One loading of one layer of one municipality, within the caller's transaction; the report says what it did."""

    def __init__(self, session: Session, municipality: Municipality, layer: Layer, now: datetime) -> None:
        self._session = session
        self._municipality = municipality
        self._layer = layer
        self._now = now
        self.report = DistrictReport()

    def store(self, drafts: Iterable[DistrictDraft]) -> None:
        """Writes what differs. Raises Conflict, before anything is written, when a stored border is newer than the layer."""
        mine = SchoolDistrict.municipality_id == self._municipality.id, SchoolDistrict.level == self._layer.level
        rows = list(self._session.scalars(select(SchoolDistrict).where(*mine).order_by(SchoolDistrict.id)))
        current = [row for row in rows if row.valid_to is None]
        names = NameBook((row, (row.name, row.slug, *row.aliases)) for row in current)
        matched = [(draft, names.find(draft.name, *draft.aliases)) for draft in drafts]
        self._refuse_older(row for _, row in matched if row)
        taken = {row.slug for row in rows}
        for draft, row in matched:
            if row is None:
                self._create(draft, taken)
            else:
                self._revise(row, draft)
        named = {row.id for _, row in matched if row}
        self.report.absent += [row.name for row in current if row.id not in named]
        self._session.flush()

    def _refuse_older(self, rows: Iterable[SchoolDistrict]) -> None:
        for row in rows:
            if row.valid_from > self._layer.valid_from:
                raise Conflict(f"{row.name}: a border from {row.valid_from} is stored; borders from {self._layer.valid_from} are older")

    def _create(self, draft: DistrictDraft, taken: set[str]) -> None:
        row = self._add(draft, free_slug(draft.name, taken, fallback="krets"))
        taken.add(row.slug)
        self._note(row, "create", {"name": (None, row.name)})
        self.report.created.append(row.name)

    def _revise(self, row: SchoolDistrict, draft: DistrictDraft) -> None:
        self._add_aliases(row, draft)
        if row.geometry == draft.geometry() and row.approximate == self._layer.approximate:
            self.report.unchanged.append(row.name)
        elif row.geometry is None or row.valid_from == self._layer.valid_from:
            self._correct(row, draft)
            self.report.revised.append(row.name)
        else:
            self._succeed(row, draft)
            self.report.revised.append(row.name)

    def _add_aliases(self, row: SchoolDistrict, draft: DistrictDraft) -> None:
        spellings = (spelling for spelling in (draft.name, *draft.aliases) if spelling != row.name)
        aliases = list(dict.fromkeys([*row.aliases, *spellings]))
        if aliases != row.aliases:
            self._note(row, "update", {"aliases": (row.aliases, aliases)})
            row.aliases = aliases

    def _correct(self, row: SchoolDistrict, draft: DistrictDraft) -> None:
        """A border that differs for the same first day was wrong before."""
        self._note(row, "update", {"source": (row.source, self._layer.source), "geometry": (bool(row.geometry), "corrected")})
        row.geometry, row.approximate, row.source = draft.geometry(), self._layer.approximate, self._layer.source

    def _succeed(self, row: SchoolDistrict, draft: DistrictDraft) -> None:
        row.valid_to = self._layer.valid_from - timedelta(days=1)
        successor = self._add(DistrictDraft(row.name, tuple(row.aliases), draft.area), row.slug)
        successor.need_quintile = row.need_quintile
        self._note(row, "end", {"valid_to": (None, row.valid_to.isoformat())})
        self._note(successor, "create", {"valid_from": (None, successor.valid_from.isoformat())})

    def _add(self, draft: DistrictDraft, slug: str) -> SchoolDistrict:
        row = SchoolDistrict(
            municipality_id=self._municipality.id,
            level=self._layer.level,
            slug=slug,
            name=draft.name,
            aliases=list(draft.aliases),
            geometry=draft.geometry(),
            approximate=self._layer.approximate,
            source=self._layer.source,
            valid_from=self._layer.valid_from,
        )
        self._session.add(row)
        self._session.flush()
        return row

    def _note(self, row: SchoolDistrict, action: str, values: dict[str, tuple[object, object]]) -> None:
        record_event(self._session, SYSTEM, action, Subject("school-district", row.id, row.municipality_id), self._now, values)
