"""What tests of importers share: a web server on loopback."""

from collections.abc import Iterator

import pytest

from tests.web_server import WebServer, running_server


@pytest.fixture
def web_server() -> Iterator[WebServer]:
    """A programmable server of the test's own."""
    with running_server() as server:
        yield server
