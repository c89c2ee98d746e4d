"""Places on the map, in any coordinate system."""

import json
from pathlib import Path

import pytest

from catalog.drafts import OfferDraft, VenueDraft
from importers.errors import NotThisFormat, RunFailed
from tests.importers.reading_feeds import Outcome, outcome_of


def read(tmp_path: Path, geometry: object, options: dict[str, str] | None = None, **document: object) -> Outcome:
    path = tmp_path / "feed.geojson"
    feature = {"type": "Feature", "id": 7, "properties": {"navn": "Løkka"}, "geometry": geometry}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature], **document}))
    return outcome_of(path, "geojson", options)


def test_degrees_are_the_rule_without_a_crs(tmp_path: Path) -> None:
    draft = read(tmp_path, {"type": "Point", "coordinates": [10.2, 59.8]}).only
    assert isinstance(draft, OfferDraft)
    assert draft.venue is not None
    assert draft.venue.point is not None
    assert (draft.venue.point.lat, draft.venue.point.lon) == (59.8, 10.2)


@pytest.mark.parametrize("option", ["EPSG:25833", "25833"])
def test_an_option_names_the_system(tmp_path: Path, option: str) -> None:
    draft = read(tmp_path, {"type": "Point", "coordinates": [231000, 6638000, 12]}, {"crs": option, "as": "venues"}).only
    assert isinstance(draft, VenueDraft)
    assert draft.point is not None
    assert (round(draft.point.lat, 1), round(draft.point.lon, 1), draft.name, draft.register_id) == (59.8, 10.2, "Løkka", "7")


@pytest.mark.parametrize(
    "geometry", [None, {"type": "Point", "coordinates": []}, {"type": "Nonsense"}, {"type": "Point", "coordinates": [600000, 6600000]}]
)
def test_a_place_that_is_unclear_is_not_on_the_map(tmp_path: Path, geometry: object) -> None:
    draft = read(tmp_path, geometry).only
    assert isinstance(draft, OfferDraft)
    assert draft.venue is None


def test_other_outcomes_and_documents_are_refused(tmp_path: Path) -> None:
    point = {"type": "Point", "coordinates": [10.2, 59.8]}
    with pytest.raises(RunFailed, match="offers or venues"):
        read(tmp_path, point, {"as": "districts"})
    with pytest.raises(NotThisFormat, match="no FeatureCollection"):
        read(tmp_path, point, type="Feature")
    with pytest.raises(RunFailed, match="crs"):
        read(tmp_path, point, {"crs": "EPSG:1"})
