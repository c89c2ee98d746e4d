"""What was found in a text before it is a reading: spans with what they may mean, and which of several that overlap count.

The longest counts; of equally long ones that which is surer. What is found keeps its second and third meaning for other readings.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum, StrEnum

from catalog.school_year import SchoolCalendar


class Role(StrEnum):
    """What a span does in its sentence."""

    PART = "part"
    FILLER = "filler"
    MORE = "more"
    LEAD = "lead"
    NEAR = "near"
    NOT = "not"
    BUT = "but"


class Sureness(IntEnum):
    """How a meaning was found, surest first."""

    EXACT = 0
    PATTERN = 1
    INFLECTED = 2
    SPELLED = 3
    COMPOUND = 4
    SLIP = 5


@dataclass(frozen=True, slots=True)
class Said:
    """A parameter and a value that words ask for; `alone` says it without the other things that the same words ask for."""

    name: str
    value: str
    alone: str | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """What a meaning may depend on: the day and the school calendar."""

    today: date
    calendar: SchoolCalendar


@dataclass(frozen=True, slots=True)
class Finding:
    """A span of the text with what it may mean, most likely first; only a `PART` has meanings."""

    start: int
    end: int
    role: Role = Role.PART
    meanings: tuple[tuple[Said, ...], ...] = ()
    sureness: Sureness = Sureness.EXACT
    taken_for: str | None = None

    @property
    def said(self) -> tuple[Said, ...]:
        """What it most likely means."""
        return self.meanings[0] if self.meanings else ()

    @property
    def is_category(self) -> bool:
        """Whether it means categories and nothing else."""
        return bool(self.said) and all(said.name == "category" for said in self.said)

    def meaning(self, *said: Said) -> "Finding":
        """The same span with one meaning."""
        return replace(self, meanings=(said,))

    def overlaps(self, start: int, end: int) -> bool:
        """Whether it shares a character with a span."""
        return self.start < end and start < self.end


def chosen(found: Iterable[Finding]) -> list[Finding]:
    """Those that count, in the order of the text: the longest first, of equally long ones the surest, then the first."""
    kept: list[Finding] = []
    for finding in sorted(found, key=lambda one: (one.start - one.end, one.sureness, one.start)):
        if not any(other.overlaps(finding.start, finding.end) for other in kept):
            kept.append(finding)
    return sorted(kept, key=lambda one: one.start)
