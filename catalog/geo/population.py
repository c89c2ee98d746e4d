"""How many children live in each district: figures from a CSV, or a municipality's figures shared out as an estimate.

A file is taken whole or not at all, since half of it would look like a fall in the number of children.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path

from sqlalchemy import select

from catalog.database import Session
from catalog.errors import InvalidValue
from catalog.geo.districts import district_names
from catalog.geo.names import NameBook
from catalog.geo.tables import Row, read_table
from catalog.model import DistrictPopulation, Municipality, SchoolDistrict
from catalog.terms import Level
from catalog.values import MAX_AGE

MAX_CHILDREN = 100_000
_MOST_PROBLEMS = 5
_YES = frozenset({"estimate", "anslag", "ja", "yes", "true", "1", "x"})


@dataclass(frozen=True, slots=True)
class Figure:
    """Children of one age in one district on a day; fractions come from sharing out."""

    district_id: int
    age: int
    on: date
    children: float
    estimate: bool


@dataclass(slots=True)
class PopulationReport:
    """How many figures were new, changed or as before."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0


def load_population(session: Session, municipality: Municipality, path: Path, source: str, today: date) -> PopulationReport:
    """Stores the figures of a CSV `district, age, children, date[, estimate]` within the caller's transaction.

    Districts are named as in any of their spellings, as of today. Raises InvalidValue, naming the rows, when any row is wrong.
    """
    names = district_names(session, municipality.id, Level.PRIMARY, today)
    figures: dict[tuple[int, int, date], Figure] = {}
    problems: list[str] = []
    for row in read_table(path):
        try:
            figure = _figure(row, names)
            if (figure.district_id, figure.age, figure.on) in figures:
                raise InvalidValue("district", row.text("district", "krets"), "has this age and date twice")
            figures[figure.district_id, figure.age, figure.on] = figure
        except InvalidValue as error:
            problems.append(f"row {row.line}: {error}")
    if problems or not figures:
        more = f" and {len(problems) - _MOST_PROBLEMS} more" if len(problems) > _MOST_PROBLEMS else ""
        raise InvalidValue("population", path.name, "; ".join(problems[:_MOST_PROBLEMS]) + more if problems else "has no rows")
    return _store(session, figures, source)


def _figure(row: Row, names: NameBook[SchoolDistrict]) -> Figure:
    name, children, on = row.text("district", "krets"), row.number("children", "barn"), row.text("date", "dato")
    district = names.find(name) if name else None
    if district is None:
        raise InvalidValue("district", name, "is not a district of this municipality")
    if children is None or not 0 <= children <= MAX_CHILDREN:
        raise InvalidValue("children", children, f"is not a number of children from 0 to {MAX_CHILDREN:,}")
    return Figure(district.id, _age(row), _day(on), children, (row.text("estimate", "anslag") or "").lower() in _YES)


def _age(row: Row) -> int:
    age = row.number("age", "alder")
    if age is None or age != int(age) or not 0 <= age <= MAX_AGE:
        raise InvalidValue("age", age, "is not an age in whole years")
    return int(age)


def _day(text: str | None) -> date:
    try:
        return date.fromisoformat(text or "")
    except ValueError as error:
        raise InvalidValue("date", text, "is not a date like 2026-01-01") from error


def _store(session: Session, figures: Mapping[tuple[int, int, date], Figure], source: str) -> PopulationReport:
    districts = {district for district, _, _ in figures}
    rows = session.scalars(select(DistrictPopulation).where(DistrictPopulation.district_id.in_(districts)))
    stored = {(row.district_id, row.age, row.on): row for row in rows}
    report = PopulationReport()
    for key, figure in figures.items():
        row = stored.get(key)
        if row is None:
            session.add(
                DistrictPopulation(
                    district_id=figure.district_id,
                    age=figure.age,
                    on=figure.on,
                    children=figure.children,
                    source=source,
                    estimate=figure.estimate,
                )
            )
            report.created += 1
        elif (row.children, row.source, row.estimate) == (figure.children, source, figure.estimate):
            report.unchanged += 1
        else:
            row.children, row.source, row.estimate = figure.children, source, figure.estimate
            report.updated += 1
    session.flush()
    return report


def share_out(children_by_age: Mapping[int, int], weights: Mapping[str, float]) -> dict[tuple[str, int], float]:
    """A municipality's children of each age shared out to districts by weight (pupils, or 1 each for evenly), in tenths of a child.

    The shares of an age add up to its figure exactly; what tenths are left over go to the districts cut most, then by name. The
    result is an estimate and must be labelled so. Raises InvalidValue when a weight is negative or all are zero.
    """
    if not weights or min(weights.values()) < 0 or not any(weights.values()):
        raise InvalidValue("weights", dict(weights), "must be zero or more, and not all zero")
    total = sum(map(Fraction, weights.values()))
    shares: dict[tuple[str, int], float] = {}
    for age, children in children_by_age.items():
        exact = {district: 10 * children * Fraction(weight) / total for district, weight in weights.items()}
        tenths = {district: int(share) for district, share in exact.items()}
        cut_most_first = sorted(exact, key=lambda district: (tenths[district] - exact[district], district))
        for district in cut_most_first[: 10 * children - sum(tenths.values())]:
            tenths[district] += 1
        shares |= {(district, age): share / 10 for district, share in tenths.items()}
    return shares
