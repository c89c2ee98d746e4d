"""Suggestions over HTTP: as described, in the asked language, and each leads to as many offers as it says."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from flask.testing import FlaskClient

from search.suggesting import MAX_TYPED, MOST_SUGGESTED
from tests.web.api.conftest import OFFERS, Json, hold_to

SUGGEST = "/api/v1/municipalities/lier/suggest"
BEGINNINGS = ("f", "sv", "kor", "1", "vestbygda sk", "vinter", "gratis f", "jenter ", "fotball vest", "barn")


def suggested(client: FlaskClient, text: str, **more: str) -> list[Json]:
    answer = client.get(SUGGEST, query_string={"q": text, **more})
    assert answer.status_code == 200, answer.text
    hold_to("Suggestions", answer.json)
    found: list[Json] = answer.json["suggestions"] if answer.json else []
    return found


@pytest.mark.parametrize("text", BEGINNINGS)
def test_every_count_is_the_total_of_its_address(client: FlaskClient, text: str) -> None:
    found = suggested(client, text)
    assert found, text
    for one in found:
        pairs = parse_qsl(urlsplit(one["url"]).query)
        answer = client.get(OFFERS, query_string=pairs).json
        assert answer
        assert (one["words"], answer["total"]) == (one["words"], one["count"])


@pytest.mark.parametrize("text", BEGINNINGS)
def test_no_doubles_and_at_most_eight(client: FlaskClient, text: str) -> None:
    found = suggested(client, text)
    assert len(found) <= MOST_SUGGESTED
    assert len({one["words"].casefold() for one in found}) == len(found)
    meant = [(one["filter"], one["value"]) for one in found if one["filter"]]
    assert len(set(meant)) == len(meant)


def test_a_single_filter_counts_what_its_parameter_finds(client: FlaskClient) -> None:
    for text in ("fot", "ves", "8", "vinter"):
        for one in suggested(client, text):
            if one["filter"]:
                answer = client.get(OFFERS, query_string={one["filter"]: one["value"]}).json
                assert answer and answer["total"] == one["count"]


def test_labels_are_in_the_asked_language(client: FlaskClient) -> None:
    norwegian = {one["value"]: one["label"] for one in suggested(client, "foot", lang="nb")}
    english = {one["value"]: one["label"] for one in suggested(client, "foot", lang="en")}
    assert (norwegian["football"], english["football"]) == ("Fotball", "Football")


def test_names_are_as_written(client: FlaskClient) -> None:
    labels = {(one["filter"], one["value"]): one["label"] for one in suggested(client, "vestbyg")}
    assert labels["district", "vestbygda"] == "Vestbygda"
    assert labels["school", "vestbygda-skole"] == "Vestbygda skole"


@pytest.mark.parametrize("text", ["", "   ", "x" * (MAX_TYPED + 1), "y" * 10_000, "a\0", "\ufffd"])
def test_what_nobody_types_is_refused_and_named(client: FlaskClient, text: str) -> None:
    answer = client.get(SUGGEST, query_string={"q": text})
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    hold_to("Problem", answer.json)
    assert answer.json and answer.json["parameter"] == "q"


def test_a_missing_text_an_unknown_parameter_and_an_unknown_place(client: FlaskClient) -> None:
    assert client.get(SUGGEST).status_code == 400
    assert client.get(SUGGEST, query_string={"q": "f", "age": "8"}).status_code == 400
    assert client.get("/api/v1/municipalities/ingensteds/suggest", query_string={"q": "f"}).status_code == 404


@pytest.mark.parametrize("text", ["zzzzqqq", "*", "((((", '"', "a OR b", "%_", "🤸", "كرة", "'; DROP TABLE offer; --"])
def test_anything_else_is_answered(client: FlaskClient, text: str) -> None:
    suggested(client, text)


def test_nothing_is_suggested_that_leads_nowhere(client: FlaskClient) -> None:
    answer = client.get("/api/v1/municipalities/lorenskog/suggest", query_string={"q": "f"}).json
    assert answer == {"query": "f", "suggestions": []}


def test_a_copy_may_be_kept_for_a_moment(client: FlaskClient) -> None:
    first = client.get(SUGGEST, query_string={"q": "fot"})
    again = client.get(SUGGEST, query_string={"q": "fot"}, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert first.headers["Cache-Control"].startswith("public, max-age=")
