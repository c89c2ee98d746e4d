"""The demo as it was judged, loaded once for all tests of this folder."""

from collections.abc import Iterator

import pytest

from tests.search.relevance.evaluation import judged_demo
from web.context import Krets


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Krets]:
    """Nobody changes it."""
    with judged_demo(tmp_path_factory.mktemp("judged")) as krets:
        yield krets
