"""Errors: one table of statuses, a page for people, a problem document for programs, and nothing of the inside for either."""

import json
from http import HTTPStatus

import pytest

from catalog import errors
from catalog.errors import Conflict, DatabaseUnavailable, IndexUnavailable, InvalidValue, KretsError, NotFound
from tests.web.world import World
from web.errors import RETRY_AFTER_S, status_of
from web.gone import Gone


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (InvalidValue("age", "x", "no number"), 400),
        (NotFound("offer", 1), 404),
        (Gone("offer", 1), 410),
        (Conflict("meanwhile"), 409),
        (DatabaseUnavailable("away"), 503),
        (IndexUnavailable("away"), 503),
        (errors.GeocoderUnavailable("away"), 503),
        (KretsError("new"), 500),
    ],
)
def test_each_error_has_its_status(error: KretsError, status: int) -> None:
    assert status_of(error) == HTTPStatus(status)


@pytest.mark.parametrize(
    "path", ["/nowhere/at/all", "/drammen/", "/lier/offers/99", "/lier/schools/ingen", "/lier/%00", "/lier/offers/99999999999999999999"]
)
def test_a_person_gets_a_page_with_a_way_on_and_a_program_a_document(world: World, path: str) -> None:
    page = world.get(path)
    assert (page.status_code, page.mimetype) == (404, "text/html")
    assert "<h1" in page.text and "Traceback" not in page.text and 'href="/' in page.text
    document = world.get(f"/api/v1{path}")
    assert (document.status_code, document.mimetype) == (404, "application/problem+json")
    assert json.loads(document.text)["status"] == 404


def test_a_wrong_method_names_the_right_ones(world: World) -> None:
    answer = world.client.post("/lier/", base_url="https://krets.example")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_a_wrong_parameter_is_named_to_a_program(world: World) -> None:
    answer = world.get("/api/v1/municipalities/lier/offers?age=gammel")
    body = json.loads(answer.text)
    assert (answer.status_code, body["parameter"], body["value"]) == (400, "age", "gammel")
    assert body["reason"] and body["title"] == "Bad Request"


def test_nothing_of_an_unexpected_error_is_told_but_a_reference(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    app = world.client.application

    def broken() -> str:
        raise ZeroDivisionError("secret inside")

    app.view_functions["pages.front"] = broken
    answer = world.get("/")
    assert answer.status_code == 500
    assert "secret inside" not in answer.text and "ZeroDivision" not in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_database_that_is_away_is_told_with_when_to_come_back(world: World) -> None:
    database = world.krets.database
    with database.transaction() as session:
        session.connection().exec_driver_sql("ALTER TABLE municipality RENAME TO away")
    for path in ("/lier/", "/api/v1/municipalities/lier/offers"):
        answer = world.get(path)
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, str(RETRY_AFTER_S))
