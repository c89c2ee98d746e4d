"""Lists of what a municipality has: as described, as stored, and nothing of persons in bulk."""

import json

import pytest
from flask.testing import FlaskClient
from shapely.geometry import shape

from catalog.model import Organisation
from tests.factories.places import PRIMARY
from tests.web.api.conftest import hold_to
from web.context import Krets

LIER = "/api/v1/municipalities/lier"


def test_the_municipalities_are_listed_by_name(client: FlaskClient) -> None:
    answer = client.get("/api/v1/municipalities").json
    hold_to("Municipalities", answer)
    assert answer and [one["slug"] for one in answer["municipalities"]] == ["lier", "lorenskog"]


@pytest.mark.parametrize("name", ["organisations", "districts", "schools", "periods"])
def test_every_list_is_as_described_and_not_empty(client: FlaskClient, name: str) -> None:
    answer = client.get(f"{LIER}/{name}").json
    hold_to(name.capitalize(), answer)
    assert answer and answer[name]


def test_districts_of_both_levels_say_how_sure_they_are(client: FlaskClient) -> None:
    answer = client.get(f"{LIER}/districts").json
    assert answer
    found = {
        one["slug"]: (one["level"], one["approximate"], one["source"], one["valid_from"], one["schools"]) for one in answer["districts"]
    }
    assert found["ostlia"] == ("primary", True, "kommunen", "2026-01-01", [])
    assert found["storvang"] == ("lower-secondary", False, "kommunen", "2026-01-01", ["storvang-ungdomsskole"])
    assert all("geometry" not in one for one in answer["districts"])


def test_areas_come_when_asked_for(client: FlaskClient) -> None:
    answer = client.get(f"{LIER}/districts?geometry=true").json
    hold_to("Districts", answer)
    assert answer
    areas = {one["name"]: shape(one["geometry"]) for one in answer["districts"]}
    assert all(areas[name].equals(area) for name, area in PRIMARY.items())


def test_schools_name_their_district_and_grades(client: FlaskClient) -> None:
    answer = client.get(f"{LIER}/schools").json
    assert answer
    found = {one["slug"]: (one["district"], one["grade_from"], one["grade_to"]) for one in answer["schools"]}
    assert found["vestbygda-skole"] == ("vestbygda", 1, 7)
    assert found["storvang-ungdomsskole"] == ("storvang", 8, 10)


def test_undecided_school_years_are_told_apart(client: FlaskClient) -> None:
    answer = client.get(f"{LIER}/periods?lang=en").json
    assert answer
    found = {one["slug"]: one for one in answer["periods"]}
    assert (found["winter-2027"]["first"], found["winter-2027"]["provisional"]) == ("2027-02-22", False)
    assert found["winter-2028"]["provisional"]
    assert found["winter-2027"]["label"].startswith("Winter")


def test_organisations_are_listed_without_how_to_reach_a_person(client: FlaskClient, krets: Krets) -> None:
    with krets.database.transaction() as session:
        session.get_one(Organisation, 1).email = "kari@lag.example"
        session.get_one(Organisation, 1).internal_email = "leder@lag.example"
    text = client.get(f"{LIER}/organisations").text
    assert "Elvebakken Idrettslag" in text
    assert "lag.example" not in text
    kinds = {one["slug"]: one["kind"] for one in json.loads(text)["organisations"]}
    assert kinds["grenda-vel"] is None


@pytest.mark.parametrize(
    "path",
    ["oslo/offers", "oslo/organisations", "oslo/districts", "oslo/schools", "oslo/periods", "%00/offers", "lier/nothing", "%FF/schools"],
)
def test_an_unknown_municipality_or_list_is_not_found(client: FlaskClient, path: str) -> None:
    answer = client.get(f"/api/v1/municipalities/{path}")
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")
    hold_to("Problem", answer.json)


@pytest.mark.parametrize(
    ("address", "parameter"),
    [
        ("districts?geometry=maybe", "geometry"),
        ("districts?geometry=true&geometry=false", "geometry"),
        ("districts?level=primary", "level"),
        ("schools?q=tranby", "q"),
        ("periods?lang=de", "lang"),
        ("organisations?lang=de", "lang"),
        ("organisations?lang=%00", "lang"),
    ],
)
def test_a_parameter_that_cannot_be_meant_is_named(client: FlaskClient, address: str, parameter: str) -> None:
    answer = client.get(f"{LIER}/{address}")
    assert answer.status_code == 400
    hold_to("Problem", answer.json)
    assert answer.json and answer.json["parameter"] == parameter
