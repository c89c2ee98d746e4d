"""What "ikke" denies: the categories that follow, until a comma, "men", another kind of thing, or a word that is not understood.

A denied cost, way of booking, weekday or part of the day is its opposite. What cannot be denied ("ikke for jenter") is no part at all:
its words are left as text and are not looked for. "Ikke kan svømme" denies no swimming.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from catalog.terms import Booking, Cost, TimeOfDay, Weekday
from search.understanding.findings import Finding, Role, Said
from search.understanding.tokens import has_break

_OPPOSITE: Mapping[tuple[str, str], str] = {
    ("cost", Cost.FREE): Cost.PAID.value,
    ("cost", Cost.PAID): Cost.FREE.value,
    ("booking", Booking.DROP_IN): Booking.REQUIRED.value,
    ("booking", Booking.REQUIRED): Booking.DROP_IN.value,
}
_COMPLEMENTS: Mapping[str, tuple[str, ...]] = {
    "weekday": tuple(day.value for day in Weekday),
    "time": tuple(part.value for part in TimeOfDay),
}


@dataclass(frozen=True, slots=True)
class Denied:
    """The findings with what is denied turned into what is asked for, and the spans that are text and not looked for."""

    findings: tuple[Finding, ...]
    not_sought: tuple[tuple[int, int], ...] = ()


def denied(text: str, findings: Sequence[Finding]) -> Denied:
    """Reads the findings of a text, in its order, with their denials."""
    kept: list[Finding] = []
    not_sought: list[tuple[int, int]] = []
    index = 0
    while index < len(findings):
        finding = findings[index]
        index += 1
        if finding.role is not Role.NOT:
            kept.append(finding)
            continue
        reached = _reached(text, findings, index - 1)
        parts = [other for other in reached if other.role is Role.PART]
        if parts and (turned := _turned(text, finding, parts)):
            kept.append(turned)
            index = findings.index(parts[-1]) + 1
        elif parts:
            not_sought.append((finding.start, parts[-1].end))
            index = findings.index(parts[-1]) + 1
        else:
            kept.append(replace(finding, role=Role.FILLER))
    return Denied(tuple(kept), tuple(not_sought))


def _reached(text: str, findings: Sequence[Finding], at: int) -> list[Finding]:
    """What follows a denial within its reach: categories in a row, or one thing of another kind."""
    found: list[Finding] = []
    end = findings[at].end
    for finding in findings[at + 1 :]:
        between = text[end : finding.start]
        if has_break(between) or any(c.isalnum() for c in between) or finding.role in {Role.BUT, Role.FILLER}:
            break
        end = finding.end
        if finding.role is Role.PART:
            if found and not (finding.is_category and found[-1].is_category):
                break
            found.append(finding)
            if not finding.is_category:
                break
        elif finding.role is Role.NOT and found:
            break
    return found


def _turned(text: str, denial: Finding, parts: Sequence[Finding]) -> Finding | None:
    """The denial and what it denies as one finding; None where it cannot be asked for."""
    word = text[denial.start : denial.end]
    said: list[Said] = []
    for part in parts:
        alone = f"{word} {text[part.start : part.end]}" if len(parts) > 1 else None
        opposites = _opposites(part, alone)
        if not opposites:
            return None
        said += opposites
    slip = next((part.taken_for for part in parts if part.taken_for), None)
    return Finding(denial.start, parts[-1].end, meanings=(tuple(said),), sureness=parts[0].sureness, taken_for=slip)


def _opposites(part: Finding, alone: str | None) -> list[Said]:
    if part.is_category:
        return [Said("exclude_category", said.value, alone) for said in part.said]
    names = {said.name for said in part.said}
    values = {said.value for said in part.said}
    name = names.pop()
    if names:
        return []
    if name in _COMPLEMENTS:
        return [Said(name, value) for value in _COMPLEMENTS[name] if value not in values]
    opposite = _OPPOSITE.get((name, values.pop()))
    return [Said(name, opposite)] if opposite else []
