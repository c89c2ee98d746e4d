"""Districts as a file of borders gives them, before anything is stored. Pure: values in, values out."""

from dataclasses import dataclass, field
from datetime import date

import shapely

from catalog.errors import InvalidValue
from catalog.geo.names import area_key, area_name
from catalog.geo.polygons import Area, Polygons, area_to_text, polygonal_parts
from catalog.terms import Level
from catalog.text import clean_line


@dataclass(frozen=True, slots=True)
class Layer:
    """What a set of borders is: whose word it is, from which day it holds, and which properties name district and school."""

    source: str
    valid_from: date
    level: Level = Level.PRIMARY
    name_property: str = "name"
    school_property: str | None = None
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class DistrictDraft:
    """One district as a file gives it, with every spelling of its name."""

    name: str
    aliases: tuple[str, ...]
    area: Area

    def geometry(self) -> str:
        """The area as GeoJSON, the same text for the same area wherever its rings begin."""
        normal = polygonal_parts(self.area.normalize())
        return area_to_text(self.area if normal is None else normal)


@dataclass(slots=True)
class DistrictReport:
    """What loading did, by name; `absent` are stored districts that the file does not name, `problems` what was refused or mended."""

    created: list[str] = field(default_factory=list)
    revised: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def drafts_from(polygons: Polygons, layer: Layer, report: DistrictReport) -> list[DistrictDraft]:
    """One draft for each name; features of the same name are parts of one district."""
    drafts: dict[str, DistrictDraft] = {}
    for number, feature in enumerate(polygons.features, start=1):
        given = feature.properties.get(layer.name_property)
        if given is None or not clean_line(str(given)):
            report.problems.append(f"feature {number}: has no {layer.name_property}")
            continue
        draft = _draft(str(given), feature.properties.get(layer.school_property or ""), feature.area)
        if feature.repaired:
            report.problems.append(f"{draft.name}: the polygon was repaired ({feature.repaired})")
        known = drafts.setdefault(area_key(draft.name), draft)
        if known is not draft:
            report.problems.append(f"{draft.name}: named by several features, which became one district")
            drafts[area_key(draft.name)] = DistrictDraft(known.name, known.aliases, _united(known.area, draft.area))
    if polygons.features and not drafts:
        present = ", ".join(sorted({key for feature in polygons.features for key in feature.properties})) or "none"
        raise InvalidValue("name property", layer.name_property, f"no feature has it; the file's properties are: {present}")
    return list(drafts.values())


def _draft(given: str, school: object, area: Area) -> DistrictDraft:
    name = area_name(given)
    spellings = (clean_line(given), clean_line(str(school)) if school else "")
    return DistrictDraft(name, tuple(spelling for spelling in dict.fromkeys(spellings) if spelling and spelling != name), area)


def _united(one: Area, other: Area) -> Area:
    united = polygonal_parts(shapely.union(one, other))
    return one if united is None else united
