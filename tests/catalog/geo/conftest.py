"""Fixtures of the tests of places."""

from collections.abc import Iterator

import pytest

from tests.catalog.geo.address_service import AddressService, address_service


@pytest.fixture
def service() -> Iterator[AddressService]:
    """A local address search."""
    with address_service() as running:
        yield running
