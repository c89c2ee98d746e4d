"""A catalog for hostile questions, made once: its tests only read."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient

from catalog.clock import FixedClock
from tests.factories.drafts import varied_drafts
from tests.factories.installations import fill, installation
from web.app import create_app
from web.context import Krets


@pytest.fixture(scope="module")
def asked_krets(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Krets]:
    """Lier with sixty varied offers, its index in step."""
    with installation(tmp_path_factory.mktemp("asked"), FixedClock(datetime(2026, 11, 22, 11, tzinfo=UTC))) as opened:
        fill(opened, varied_drafts(60))
        yield opened


@pytest.fixture(scope="module")
def client(asked_krets: Krets) -> FlaskClient:
    """A visitor of its pages."""
    return create_app(asked_krets).test_client()
