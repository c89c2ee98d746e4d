"""Facilities without a name, through the whole pipeline: families read a word of theirs and the area's name, never a slug."""

import json
from dataclasses import replace
from datetime import date

import pytest

from catalog.model import Municipality, SchoolDistrict
from catalog.terms import Level
from tests.faults.feeds.landing import Landing, objects
from tests.importers.reading_feeds import vocabulary

EGGE = {"type": "Polygon", "coordinates": [[[10.2, 59.7], [10.3, 59.7], [10.3, 59.8], [10.2, 59.8], [10.2, 59.7]]]}
PLAYGROUND = {"id": "1", "category": "playground", "latitude": 59.75, "longitude": 10.25}


@pytest.mark.parametrize(("language", "title"), [("nb", "Lekeplass, Egge"), ("nn", "Leikeplass, Egge")])
def test_a_nameless_facility_is_called_by_its_category_and_district(any_landing: Landing, language: str, title: str) -> None:
    with any_landing.database.transaction() as session:
        session.get_one(Municipality, any_landing.municipality_id).language = language
        session.add(
            SchoolDistrict(
                municipality_id=any_landing.municipality_id,
                level=Level.PRIMARY,
                slug="egge",
                name="EGGE SKOLEKRETS",
                geometry=json.dumps(EGGE),
                source="Kommunen",
                valid_from=date(2020, 1, 1),
            )
        )
    any_landing.tools = replace(any_landing.tools, category_label=vocabulary().label)
    any_landing.run(any_landing.served("/feed", objects([PLAYGROUND]), "json"))
    assert list(any_landing.offers()) == [title]


def test_a_nameless_facility_in_no_district_is_called_by_its_category(any_landing: Landing) -> None:
    any_landing.tools = replace(any_landing.tools, category_label=vocabulary().label)
    any_landing.run(any_landing.served("/feed", objects([PLAYGROUND]), "json"))
    assert list(any_landing.offers()) == ["Lekeplass"]
