"""Who may change which field: a person's word beats a feed's, field by field, and is never overwritten in silence.

Pure: a decision over what is known of the field, no rows. The rules, in order:
1. the same value again changes nothing;
2. a field nobody has filled may be filled by anyone;
3. a weaker author never overwrites a stronger one (feed < organiser < staff): its different value is held and shown to staff;
4. of two feeds, the one that the offer came from first writes; another fills only what is unknown or what it wrote itself;
5. else the new value is written, an empty one too: a source that stops saying something makes it unknown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from catalog.audit import Actor
from catalog.offer_fields import is_empty
from catalog.terms import Author

RANK = {author: rank for rank, author in enumerate(Author)}


class Decision(StrEnum):
    """What becomes of a proposed value."""

    KEEP = "keep"
    WRITE = "write"
    HOLD = "hold"


@dataclass(frozen=True, slots=True)
class Proposer:
    """Who proposes: the actor, its source, and whether the offer came from that source first."""

    actor: Actor
    source_id: int | None = None
    primary: bool = True


def decide(owner: Mapping[str, Any] | None, current: object, proposed: object, by: Proposer) -> Decision:
    """What happens to one field. `owner` is its provenance entry, None when nobody has filled it."""
    if current == proposed:
        return Decision.KEEP
    if owner is None or is_empty(current):
        return Decision.KEEP if is_empty(proposed) else Decision.WRITE
    owned_by = Author(owner["by"])
    if RANK[owned_by] > RANK[by.actor.author]:
        return Decision.KEEP if is_empty(proposed) else Decision.HOLD
    if owned_by is Author.FEED and by.actor.author is Author.FEED and owner.get("source") != by.source_id:
        return Decision.WRITE if by.primary and not is_empty(proposed) else Decision.KEEP
    return Decision.WRITE


def provenance_entry(by: Proposer, on: date) -> dict[str, Any]:
    """What is remembered of who wrote a field."""
    return {"by": by.actor.author.value, "source": by.source_id, "on": on.isoformat()}


def is_news(before: Mapping[str, Any], held: Mapping[str, Any]) -> bool:
    """Whether what is now held of a field takes the place of what was: a person's words, held by a merge, stay until staff decide."""
    of_a_feed = before.get("by", Author.FEED.value) == Author.FEED.value
    return of_a_feed and bool(before.get("value") != held["value"])
