"""Districts as a file gives them."""

from dataclasses import replace
from datetime import date

import pytest
import shapely

from catalog.errors import InvalidValue
from catalog.geo.district_drafts import DistrictReport, Layer, drafts_from
from catalog.geo.polygons import PolygonFeature, Polygons
from tests.catalog.geo.world import EAST, WEST, layer, polygons


def test_a_name_in_capitals_is_kept_as_an_alias() -> None:
    draft = drafts_from(polygons(EGGE=WEST), layer(), DistrictReport())[0]
    assert (draft.name, draft.aliases) == ("Egge", ("EGGE",))


def test_the_school_of_a_district_is_another_spelling_of_it() -> None:
    read = Polygons((PolygonFeature({"navn": "MAJORSTUEN", "skole": "Majorstua skole"}, WEST),), ())
    draft = drafts_from(read, replace(layer(), school_property="skole"), DistrictReport())[0]
    assert draft.aliases == ("MAJORSTUEN", "Majorstua skole")


def test_features_of_one_name_become_one_district_and_are_reported() -> None:
    read = Polygons((PolygonFeature({"navn": "Egge"}, WEST), PolygonFeature({"navn": "EGGE"}, EAST)), ())
    report = DistrictReport()
    drafts = drafts_from(read, layer(), report)
    assert [draft.name for draft in drafts] == ["Egge"]
    assert drafts[0].area.area == pytest.approx(WEST.area + EAST.area)
    assert "several features" in report.problems[0]


def test_a_feature_without_a_name_and_a_mended_one_are_reported() -> None:
    read = Polygons((PolygonFeature({}, WEST), PolygonFeature({"navn": "Egge"}, EAST, "Self-intersection")), ())
    report = DistrictReport()
    assert len(drafts_from(read, layer(), report)) == 1
    assert report.problems == ["feature 1: has no navn", "Egge: the polygon was repaired (Self-intersection)"]


def test_a_wrong_name_property_is_answered_by_those_that_there_are() -> None:
    with pytest.raises(InvalidValue, match="the file's properties are: navn"):
        drafts_from(polygons(Egge=WEST), Layer("kommunen", date(2026, 1, 1), name_property="name"), DistrictReport())


def test_one_area_has_one_text_wherever_its_ring_begins() -> None:
    turned = shapely.Polygon([*WEST.exterior.coords[2:], *WEST.exterior.coords[1:3]])
    one, other = (drafts_from(polygons(Egge=area), layer(), DistrictReport())[0] for area in (WEST, turned))
    assert one.geometry() == other.geometry()
