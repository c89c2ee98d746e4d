"""Organisations as the national registers tell them: the write path of their facts, within the caller's transaction. Never deletes.

Rules, in order:
1. an organisation is found by its number; else by its name, where just one here has that name and no number; else it is made;
2. what is older than what is stored changes nothing: updates may arrive in any order (a word without an instant is of now);
3. name, web page, e-mail and telephone are the register's to change only where nobody else wrote them: a value that is not the one the
   register said last is a person's, and a verified organisation is a person's word as a whole; what differs is held and reported;
4. facts that only the register knows (legal form, ICNPO codes, purpose, business address, state) always follow it;
5. a number whose unit was deleted and that now names something founded later is another organisation; the old one keeps its offers.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select

from catalog.audit import Actor, Subject, record_event
from catalog.changes import record_changes
from catalog.clock import oslo_day
from catalog.database import Session
from catalog.drafts import OrganisationDraft, RegisterFacts
from catalog.errors import InvalidValue
from catalog.intake import CREATED, UNCHANGED, UPDATED
from catalog.model import Offer, Organisation
from catalog.terms import RegisterState
from catalog.text import free_slug, name_key

SHARED = ("name", "kind", "url", "email", "phone")
"""Fields that persons write too."""
REGISTERED = ("legal_form", "icnpo", "purpose", "address", "postcode", "city", "founded", "register_state", "register_state_on")
"""Fields that only the register writes."""
GONE = frozenset({RegisterState.DELETED, RegisterState.NOT_LISTED})


@dataclass(frozen=True, slots=True)
class UnitReceipt:
    """What became of a unit; `changes` maps each field to (before, after), `held` to the register's value that waits for staff."""

    organisation_id: int
    outcome: str
    changes: dict[str, tuple[object, object]] = field(default_factory=dict)
    held: dict[str, object] = field(default_factory=dict)


class RegisterUnits:
    """Receives units for one municipality within one transaction, on behalf of one actor."""

    def __init__(self, session: Session, municipality_id: int, *, actor: Actor, now: datetime) -> None:
        self._session = session
        self._municipality_id = municipality_id
        self._actor = actor
        self._now = now
        self._slugs: set[str] = set()

    def receive(self, draft: OrganisationDraft) -> UnitReceipt:
        """Creates the organisation, or brings it up to what the register says. Raises `InvalidValue` for one without number or facts."""
        facts = draft.register
        if facts is None or draft.number is None:
            raise InvalidValue("organisation_number", draft.number, "a register knows its units by number")
        found = self._stored(draft, draft.number, facts)
        as_of = facts.as_of or self._now
        if found is not None and found.register_as_of and as_of < found.register_as_of:
            return UnitReceipt(found.id, UNCHANGED)
        created = found is None
        unit = found or self._created(draft)
        held = {} if created else self._held(unit, draft)
        before = {name: getattr(unit, name) for name in ("number", *SHARED, *REGISTERED)}
        self._write(unit, draft, facts, held)
        after = {name: getattr(unit, name) for name in before}
        changes = {name: (_plain(before[name]), _plain(after[name])) for name in before if created or before[name] != after[name]}
        changes = {name: pair for name, pair in changes.items() if pair != (None, None)}
        said = _said(draft)
        if not created and not changes and unit.register_said == said:
            return UnitReceipt(unit.id, UNCHANGED, {}, held)
        unit.register_said, unit.register_as_of = said, as_of
        self._settle(unit, "create" if created else "update" if changes else "hold", changes)
        return UnitReceipt(unit.id, CREATED if created else UPDATED if changes else UNCHANGED, changes, held)

    def mark_not_listed(self, organisation_ids: Iterable[int]) -> list[int]:
        """Marks organisations that the register stopped listing; returns those that were not marked as gone before. Offers stay."""
        marked = []
        for unit in self._session.scalars(
            select(Organisation).where(Organisation.id.in_(list(organisation_ids))).order_by(Organisation.id)
        ):
            if unit.register_state in GONE or unit.municipality_id != self._municipality_id:
                continue
            before = unit.register_state
            unit.register_state, unit.register_state_on = RegisterState.NOT_LISTED, oslo_day(self._now)
            self._settle(unit, "update", {"register_state": (_plain(before), _plain(unit.register_state))})
            marked.append(unit.id)
        return marked

    def _stored(self, draft: OrganisationDraft, number: str, facts: RegisterFacts) -> Organisation | None:
        mine = select(Organisation).where(Organisation.municipality_id == self._municipality_id).order_by(Organisation.id)
        numbered = self._session.scalars(mine.where(Organisation.number == number)).first()
        if numbered is not None:
            if not _is_another(numbered, draft, facts):
                return numbered
            numbered.number = None
            self._settle(numbered, "update", {"number": (number, None)})
            return None
        named = self._session.scalars(mine.where(Organisation.name_key == name_key(draft.name))).all()
        return named[0] if len(named) == 1 and named[0].number is None and named[0].register_state not in GONE else None

    def _created(self, draft: OrganisationDraft) -> Organisation:
        if not self._slugs:
            mine = Organisation.municipality_id == self._municipality_id
            self._slugs.update(self._session.scalars(select(Organisation.slug).where(mine)))
        slug = free_slug(draft.name, self._slugs)
        self._slugs.add(slug)
        unit = Organisation(
            municipality_id=self._municipality_id,
            slug=slug,
            name=draft.name,
            name_key=name_key(draft.name),
            aliases=[],
            icnpo=[],
            languages=[],
            register_said={},
        )
        self._session.add(unit)
        return unit

    def _held(self, unit: Organisation, draft: OrganisationDraft) -> dict[str, object]:
        """What the register says of the shared fields and may not write."""
        held: dict[str, object] = {}
        for name in SHARED:
            stored, said = getattr(unit, name), getattr(draft, name)
            is_mine = stored is None or _plain(stored) == unit.register_said.get(name)
            differs = name_key(stored) != name_key(said) if name == "name" and stored and said else stored != said
            if differs and stored is not None and (unit.verified_by is not None or not is_mine):
                held[name] = _plain(said)
        return {name: value for name, value in held.items() if value is not None}

    def _write(self, unit: Organisation, draft: OrganisationDraft, facts: RegisterFacts, held: dict[str, object]) -> None:
        unit.number = draft.number
        for name in SHARED:
            stored, said = getattr(unit, name), getattr(draft, name)
            mine = stored is None or (unit.verified_by is None and _plain(stored) == unit.register_said.get(name))
            if name == "name":
                self._rename(unit, draft.name, mine=mine)
            elif mine and name not in held:
                setattr(unit, name, said)
        for name in REGISTERED:
            said = list(facts.icnpo) if name == "icnpo" else getattr(facts, name.removeprefix("register_"))
            setattr(unit, name, said)

    def _rename(self, unit: Organisation, name: str, *, mine: bool) -> None:
        """The name, if it is the register's; the one that it does not become is an alias. The address of the page stays."""
        if name_key(unit.name) == name_key(name):
            return
        alias = unit.name if mine else name
        unit.aliases = list(dict.fromkeys([*unit.aliases, alias]))
        if mine:
            unit.name, unit.name_key = name, name_key(name)

    def _settle(self, unit: Organisation, action: str, changes: dict[str, tuple[object, object]]) -> None:
        """The journal, and where the name changed a word to the index about its offers."""
        self._session.flush()
        subject = Subject("organisation", unit.id, self._municipality_id)
        record_event(self._session, self._actor, action, subject, self._now, changes)
        if "name" in changes and action != "create":
            offers = self._session.scalars(select(Offer.id).where(Offer.organisation_id == unit.id).order_by(Offer.id))
            record_changes(self._session, self._municipality_id, list(offers), self._now)


def _is_another(stored: Organisation, draft: OrganisationDraft, facts: RegisterFacts) -> bool:
    """Whether the number now names another organisation than the deleted one that had it."""
    if stored.register_state is not RegisterState.DELETED or facts.state in GONE or name_key(stored.name) == name_key(draft.name):
        return False
    return bool(facts.founded and stored.register_state_on and facts.founded >= stored.register_state_on)


def _said(draft: OrganisationDraft) -> dict[str, Any]:
    return {name: _plain(getattr(draft, name)) for name in SHARED if getattr(draft, name) is not None}


def _plain(value: object) -> Any:  # noqa: ANN401  a JSON value
    if value == []:
        return None
    return value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, StrEnum) else value
