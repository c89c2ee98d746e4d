"""The description is the truth: every address, parameter and key is in it, and what it allows is what is taken."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from catalog.errors import InvalidValue
from search.facets import FACETS
from search.filters import PARAMETERS, OfferFilter
from tests.web.api.conftest import OFFERS, Json, hold_to
from web.api.description import ENDPOINTS
from web.api.parameters import VALUES, search_parameters
from web.api.schemas import SCHEMAS

OF_PLACES = {
    "district": "vestbygda",
    "school": "vestbygda-skole",
    "category": "football",
    "exclude_category": "football",
    "organisation": "kulturskolen",
}


@pytest.fixture(scope="module")
def document(client: FlaskClient) -> Json:
    """The OpenAPI document as served."""
    found: Json = json.loads(client.get("/api/openapi.json").text)
    return found


def schemas_in(value: object) -> Iterator[dict[str, Any]]:
    """Every schema below a value that describes an object."""
    if isinstance(value, dict):
        if "properties" in value:
            yield value
        for inner in value.values():
            yield from schemas_in(inner)


def test_every_address_of_the_interface_is_described(client: FlaskClient, document: Json) -> None:
    rules = {rule.rule for rule in client.application.url_map.iter_rules() if rule.rule.startswith("/api/v1/")}
    described = {path.replace("{municipality}", "<municipality>") for path in document["paths"]}
    assert {rule.replace("<int(max=2147483647):offer_id>", "{offer_id}") for rule in rules} == described
    assert document["openapi"].startswith("3.1")


def test_the_search_parameters_are_those_of_the_search_room(document: Json) -> None:
    assert list(VALUES) == list(PARAMETERS)
    described = document["paths"]["/api/v1/municipalities/{municipality}/offers"]["get"]["parameters"]
    assert [one["name"] for one in described if one["in"] == "query"] == list(PARAMETERS)
    for one in described[1:]:
        assert (one["schema"].get("type") == "array") == PARAMETERS[one["name"]][1].several
        assert one["description"]


def test_facets_are_described_and_are_parameters() -> None:
    described = SCHEMAS["Search"]["properties"]
    assert isinstance(described, dict)
    assert list(described["facets"]["properties"]) == [facet.name for facet in FACETS]
    assert {facet.name for facet in FACETS} <= set(PARAMETERS)


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_key_has_a_meaning_and_every_schema_is_one(name: str) -> None:
    schema = SCHEMAS[name]
    Draft202012Validator.check_schema(schema)
    for shape in schemas_in(schema):
        for key, value in shape["properties"].items():
            assert "$ref" in value or "anyOf" in value or value["description"], f"{name}.{key}"
            for reference in (value, *value.get("anyOf", ()), value.get("items", {})):
                assert reference.get("$ref", "/Search").rpartition("/")[2] in SCHEMAS


def test_a_key_that_is_not_described_would_be_seen(client: FlaskClient) -> None:
    answer = client.get("/api/v1/municipalities").json
    assert answer
    answer["municipalities"][0]["secret"] = 1
    with pytest.raises(Exception, match="secret"):
        hold_to("Municipalities", answer)


def refused(name: str, text: str) -> bool:
    """Whether the search room takes no such value."""
    try:
        OfferFilter.from_params([(name, text)], strict=True)
    except InvalidValue as error:
        return error.field == name
    return False


@pytest.mark.parametrize("name", VALUES)
def test_what_the_description_allows_is_what_is_taken(name: str) -> None:
    schema: Any = VALUES[name]
    for one in schema.get("anyOf", [schema]):
        for word in one.get("enum", [one["const"]] if "const" in one else []):
            assert not refused(name, word)
        if "enum" in one:
            assert refused(name, "something-else")
        if one["type"] == "integer":
            low, high = one["minimum"], one["maximum"]
            assert [refused(name, str(value)) for value in (low - 1, low, high, high + 1)] == [True, False, False, True]
        if one.get("format") == "date":
            assert not refused(name, "2026-12-01")
            assert refused(name, "1. desember")
    assert refused(name, "unknown") == (name in VALUES and not _takes_unknown(name))


def _takes_unknown(name: str) -> bool:
    schema: Any = VALUES[name]
    words = [word for one in schema.get("anyOf", [schema]) for word in (*one.get("enum", ()), one.get("const"))]
    open_text = schema.get("type") == "string" and not {"enum", "format", "pattern"} & set(schema) and name != "language"
    return "unknown" in words or open_text


def values_of(name: str) -> st.SearchStrategy[str]:
    """Legal values of a parameter, made from its schema."""
    schema: Any = VALUES[name]
    if name in OF_PLACES:
        return st.just(OF_PLACES[name])
    fixed = {"near": "59.79,10.11", "period": "winter", "language": "nb", "max_price": "199,50", "from": "2026-12-01", "to": "2027-03-01"}
    if name in fixed:
        return st.just(fixed[name])
    return st.one_of([_values(one) for one in schema.get("anyOf", [schema])])


def _values(schema: Json) -> st.SearchStrategy[str]:
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if schema["type"] == "integer":
        return st.integers(schema["minimum"], schema["maximum"]).map(str)
    return (
        st.just(schema["const"]) if "const" in schema else st.text(st.characters(codec="utf-8", exclude_characters="\0\ufffd"), max_size=20)
    )


LEGAL = st.fixed_dictionaries({}, optional={name: values_of(name) for name in PARAMETERS if name not in {"age_max", "grade_max"}})


@settings(max_examples=60)
@given(LEGAL)
def test_any_legal_search_is_answered_as_described(client: FlaskClient, asked: dict[str, str]) -> None:
    answer = client.get(OFFERS, query_string=asked)
    assert answer.status_code == 200, answer.text
    hold_to("Search", answer.json)


def test_each_example_and_parameter_stands_on_the_readable_page(client: FlaskClient) -> None:
    page = client.get("/api/docs")
    assert (page.status_code, page.mimetype) == (200, "text/html")
    for endpoint in ENDPOINTS:
        assert endpoint.path in page.text
        if endpoint.example:
            assert client.get(endpoint.example.format(slug="lier")).status_code == 200
    for parameter in search_parameters():
        assert f"<code>{parameter['name']}</code>" in page.text
    assert "application/javascript" not in page.text
    assert page.text.count("<script") == 1
