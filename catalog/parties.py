"""Organisations and venues of one municipality: found by number or name, added when new, filled in where unknown.

One `Parties` lives as long as one transaction and remembers what it has seen. `ahead` looks up and adds those of a whole batch in
a few statements; what is not looked up ahead is looked up when it is asked for. Either way the same rows come of it.
What is already known of an organisation or venue is never overwritten here; that is staff's to do.
"""

from collections.abc import Collection, Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from catalog.database import Session
from catalog.drafts import OfferDraft, OrganisationDraft, VenueDraft
from catalog.geo.distance import distance_m
from catalog.located import Located
from catalog.model import Organisation, School, SchoolDistrict, Venue, VenueAccess
from catalog.terms import AccessState
from catalog.text import free_slug, name_key
from catalog.values import Point

CHUNK = 500
NAMELESS = "Sted uten navn"
ONE_PLACE_M = 500
"""Two points farther apart than this are two places, whatever they are called; many playgrounds share a name."""
ONE_NAMELESS_PLACE_M = 20


class Parties:
    """The organisations, venues and district and school names of one municipality, within one transaction."""

    def __init__(self, session: Session, municipality_id: int, said_by: str, today: date) -> None:
        self._session = session
        self._municipality_id = municipality_id
        self._said_by = said_by
        self._today = today
        self._numbered: dict[str, Organisation | None] = {}
        self._named: dict[str, Organisation | None] = {}
        self._venues: dict[str, Venue] = {}
        self._registered: dict[str, Venue | None] = {}
        self._venues_named: dict[str, list[Venue]] = {}
        self._is_ahead = False
        self._slugs: dict[type, set[str]] = {}
        self._areas: dict[str, tuple[int | None, int | None]] | None = None
        self._venue_aliases: dict[str, int] | None = None

    def ahead(self, coming: Collection[tuple[OfferDraft, Located | None]]) -> None:
        """Finds or adds the organisations and venues of all these drafts, in their order, and writes the new ones together."""
        organisers = [one for draft, _ in coming for one in (draft.organisation, *draft.co_organisers) if one]
        self._look_up_organisations(organisers)
        self._look_up_venues([draft.venue for draft, _ in coming if draft.venue])
        self._is_ahead = True
        for one in organisers:
            self.organisation(one)
        for draft, place in coming:
            if draft.venue:
                self.venue(draft.venue, place)
        self._is_ahead = False
        self._session.flush()

    def organisation(self, draft: OrganisationDraft) -> Organisation:
        """The organisation that the draft means, by number first, then by the name that spellings share."""
        found = self._stored_organisation(draft)
        is_new = found is None
        if found is None:
            found = Organisation(
                municipality_id=self._municipality_id,
                slug=self._new_slug(Organisation, draft.name),
                name=draft.name,
                name_key=name_key(draft.name),
                number=draft.number,
            )
            self._session.add(found)
        for field in ("kind", "url", "email", "phone", "number"):
            if getattr(found, field) is None and getattr(draft, field) is not None:
                setattr(found, field, getattr(draft, field))
        self._remember(found)
        self._written_if(is_new)
        return found

    def _remember(self, found: Organisation) -> None:
        """A number or name that was looked up in vain now means this one."""
        if found.number and self._numbered.get(found.number, found) is None:
            self._numbered[found.number] = found
        if self._named.get(found.name_key, found) is None:
            self._named[found.name_key] = found

    def _written_if(self, is_new: bool) -> None:
        if is_new and not self._is_ahead:
            self._session.flush()

    def venue(self, draft: VenueDraft, place: Located | None) -> Venue:
        """The venue that the draft means, by register id, name or address; a stated or located point fills an unknown one.

        A stated point tells places of one name apart; a place without a name is where its point is.
        """
        name = _name_of(draft)
        key = self._venue_key(draft, name)
        found = self._venues.get(key) or self._stored_venue(draft, name)
        is_new = found is None
        if found is None:
            found = Venue(
                municipality_id=self._municipality_id,
                slug=self._new_slug(Venue, name),
                name=name,
                name_key=name_key(name),
                register_id=draft.register_id,
                hidden=draft.hidden,
                districts=[],
                access=[],
            )
            self._session.add(found)
            if found.name_key in self._venues_named:
                self._venues_named[found.name_key].append(found)
            if draft.register_id:
                self._registered[draft.register_id] = found
        self._fill_venue(found, draft, place)
        self._written_if(is_new)
        self._venues[key] = found
        return found

    def open_to(self, districts: tuple[str, ...], schools: tuple[str, ...]) -> tuple[list[tuple[int | None, int | None]], list[str]]:
        """The (district id, school id) pairs that the names mean, and the names that mean nothing here."""
        pairs, unknown = [], []
        for word, kind in [*((name, "district") for name in districts), *((name, "school") for name in schools)]:
            pair = self._area_names().get(f"{kind}:{name_key(word)}")
            if pair:
                pairs.append(pair)
            else:
                unknown.append(word)
        return pairs, unknown

    def _stored_organisation(self, draft: OrganisationDraft) -> Organisation | None:
        self._look_up_organisations([draft])
        if draft.number and (numbered := self._numbered[draft.number]):
            return numbered
        named = self._named[name_key(draft.name)]
        if named and named.number and draft.number and named.number != draft.number:
            return None
        return named

    def _look_up_organisations(self, drafts: Iterable[OrganisationDraft]) -> None:
        """Reads those of these numbers and names that were not read before; of several the oldest counts."""
        numbers = {one.number for one in drafts if one.number} - self._numbered.keys()
        names = {name_key(one.name) for one in drafts} - self._named.keys()
        mine = select(Organisation).where(Organisation.municipality_id == self._municipality_id).order_by(Organisation.id)
        for chunk in _chunks(numbers):
            self._numbered.update(dict.fromkeys(chunk))
            for row in self._session.scalars(mine.where(Organisation.number.in_(chunk))):
                self._numbered[row.number or ""] = self._numbered[row.number or ""] or row
        for chunk in _chunks(names):
            self._named.update(dict.fromkeys(chunk))
            for row in self._session.scalars(mine.where(Organisation.name_key.in_(chunk))):
                self._named[row.name_key] = self._named[row.name_key] or row

    def _stored_venue(self, draft: VenueDraft, name: str) -> Venue | None:
        self._look_up_venues([draft])
        if draft.register_id:
            return self._registered[draft.register_id]
        same = (venue for venue in self._venues_named[name_key(name)] if _same_address(venue, draft) and _same_place(venue, draft))
        return next(same, None) or self._aliased_venue(name)

    def _look_up_venues(self, drafts: Iterable[VenueDraft]) -> None:
        """Reads those of these register ids and names that were not read before."""
        ids = {one.register_id for one in drafts if one.register_id} - self._registered.keys()
        names = {name_key(_name_of(one)) for one in drafts if not one.register_id} - self._venues_named.keys()
        mine = select(Venue).where(Venue.municipality_id == self._municipality_id).order_by(Venue.id).options(selectinload(Venue.access))
        for chunk in _chunks(ids):
            self._registered.update(dict.fromkeys(chunk))
            for row in self._session.scalars(mine.where(Venue.register_id.in_(chunk))):
                self._registered[row.register_id or ""] = self._registered[row.register_id or ""] or row
        for chunk in _chunks(names):
            self._venues_named.update((key, []) for key in chunk)
            for row in self._session.scalars(mine.where(Venue.name_key.in_(chunk))):
                self._venues_named[row.name_key].append(row)

    def _aliased_venue(self, name: str) -> Venue | None:
        if self._venue_aliases is None:
            rows = self._session.execute(select(Venue.id, Venue.aliases).where(Venue.municipality_id == self._municipality_id))
            self._venue_aliases = {name_key(alias): venue_id for venue_id, aliases in rows for alias in aliases}
        venue_id = self._venue_aliases.get(name_key(name))
        return self._session.get(Venue, venue_id) if venue_id else None

    def _fill_venue(self, venue: Venue, draft: VenueDraft, place: Located | None) -> None:
        for field in ("address", "postcode", "city", "transport"):
            if getattr(venue, field) is None and getattr(draft, field) is not None:
                setattr(venue, field, getattr(draft, field))
        if place and venue.lat is None:
            venue.lat, venue.lon = place.point.lat, place.point.lon
            venue.point_quality, venue.point_source, venue.outside = place.quality, place.source, place.outside
            venue.districts = place.district_rows()
        known = {row.term for row in venue.access}
        for term, fact in draft.access.items():
            if term not in known and fact.state is not AccessState.UNKNOWN:
                venue.access.append(VenueAccess(term=term, state=fact.state, note=fact.note, said_by=self._said_by, said_on=self._today))

    def _venue_key(self, draft: VenueDraft, name: str) -> str:
        return draft.register_id or f"{name_key(name)}|{name_key(draft.address or '')}|{draft.point}"

    def _new_slug(self, record: type[Organisation] | type[Venue], name: str) -> str:
        if record not in self._slugs:
            mine = select(record.slug).where(record.municipality_id == self._municipality_id)
            self._slugs[record] = set(self._session.scalars(mine))
        slug = free_slug(name, self._slugs[record])
        self._slugs[record].add(slug)
        return slug

    def _area_names(self) -> dict[str, tuple[int | None, int | None]]:
        if self._areas is None:
            self._areas = {}
            here = SchoolDistrict.municipality_id == self._municipality_id
            for district in self._session.scalars(select(SchoolDistrict).where(here, SchoolDistrict.valid_to.is_(None))):
                for name in (district.name, district.slug, *district.aliases):
                    self._areas[f"district:{name_key(name)}"] = (district.id, None)
            for school in self._session.scalars(select(School).where(School.municipality_id == self._municipality_id)):
                for name in (school.name, school.slug, *school.aliases):
                    self._areas[f"school:{name_key(name)}"] = (None, school.id)
        return self._areas


def _name_of(draft: VenueDraft) -> str:
    return draft.name or draft.address or (None if draft.point else draft.postcode) or NAMELESS


def _chunks(values: Iterable[str]) -> list[list[str]]:
    ordered = sorted(values)
    return [ordered[start : start + CHUNK] for start in range(0, len(ordered), CHUNK)]


def _same_address(venue: Venue, draft: VenueDraft) -> bool:
    return not draft.address or not venue.address or name_key(venue.address) == name_key(draft.address)


def _same_place(venue: Venue, draft: VenueDraft) -> bool:
    if draft.point is None or venue.lat is None or venue.lon is None:
        return True
    allowed = ONE_PLACE_M if draft.name or draft.address else ONE_NAMELESS_PLACE_M
    return distance_m(Point(venue.lat, venue.lon), draft.point) <= allowed
