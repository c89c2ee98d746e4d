"""The demo installation, its server and a visitor, shared by all journeys of a run."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.demo_installation import loaded_demo, serving
from tests.journeys.visiting import visiting
from web.assets.build import build


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the loaded demo; read only."""
    build()
    base = tmp_path_factory.getbasetemp()
    return loaded_demo(base.parent if base.name.startswith("popen-") else base)


@pytest.fixture(scope="session")
def server(demo: Path) -> Iterator[str]:
    """The address of a server on the demo."""
    with serving(demo) as address:
        yield address


@pytest.fixture(params=[True, False], ids=["with a script", "without a script"])
def phone(request: pytest.FixtureRequest, browser: Browser, server: str) -> Iterator[Page]:
    """A family's phone, once with JavaScript and once without."""
    with visiting(browser, server, script=request.param) as page:
        yield page
