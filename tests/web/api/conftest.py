"""One installation with sixty varied offers for all tests of the interface, which only read; and answers held to their schemas."""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator

from catalog.clock import FixedClock
from tests.factories.drafts import varied_drafts
from tests.factories.installations import fill, installation
from web.api.schemas import SCHEMAS
from web.app import create_app
from web.context import Krets
from web.warming import warm

NOW = datetime(2026, 11, 22, 11, 0, tzinfo=UTC)
OFFERS = "/api/v1/municipalities/lier/offers"
Json = dict[str, Any]
Pairs = Sequence[tuple[str, str]]


@pytest.fixture(scope="package")
def krets(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Krets]:
    """Lier with sixty offers, and Lørenskog without any."""
    with installation(tmp_path_factory.mktemp("api"), FixedClock(NOW)) as opened:
        fill(opened, varied_drafts(60))
        fill(opened, [], slug="lorenskog", number="3222")
        yield opened


@pytest.fixture(scope="package")
def client(krets: Krets, built_assets: None) -> FlaskClient:
    """A client of the application, warm as a server's process is."""
    warm(krets)
    return create_app(krets).test_client()


@pytest.fixture(scope="package")
def search(client: FlaskClient) -> Callable[[Pairs], Json]:
    """Searches Lier and gives the answer, held to its schema."""

    def search(pairs: Pairs) -> Json:
        answer = client.get(OFFERS, query_string=list(pairs))
        assert answer.status_code == 200, answer.text
        found: Json = json.loads(answer.text)
        hold_to("Search", found)
        return found

    return search


def hold_to(name: str, value: object) -> None:
    """Fails with the first way in which the value is not what the description says."""
    schema = {**SCHEMAS[name], "components": {"schemas": SCHEMAS}}
    Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(value)
