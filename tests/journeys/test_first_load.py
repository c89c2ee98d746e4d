"""What a phone fetches before a family sees its first page: little, and from nobody but us."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from tests.journeys.interface import asked
from tests.journeys.visiting import visiting

pytestmark = pytest.mark.browser

MOST_BYTES = 60_000
FILES = 5
"""Page, styles, script, icons and the municipality's colours at least."""


@pytest.mark.parametrize("page_name", ["home", "results", "offer", "Lørenskog's home"])
def test_a_first_load_is_light_and_asks_one_origin(browser: Browser, server: str, page_name: str) -> None:
    offer = asked(server, "lier", "age=8&cost=free")["offers"][0]
    paths = {
        "home": "/lier/",
        "results": "/lier/?age=8&cost=free",
        "offer": f"/lier/offers/{offer['id']}",
        "Lørenskog's home": "/lorenskog/",
    }
    asked_for: list[str] = []
    sizes: list[int] = []
    with visiting(browser, server) as page:
        network = page.context.new_cdp_session(page)
        network.send("Network.enable")
        network.on("Network.requestWillBeSent", lambda event: asked_for.append(event["request"]["url"]))
        network.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
        page.goto(paths[page_name], wait_until="networkidle")
    fetched = [url for url in asked_for if not url.startswith("data:")]
    assert {urlsplit(url).netloc for url in fetched} == {urlsplit(server).netloc}
    assert len(sizes) >= FILES
    assert sum(sizes) <= MOST_BYTES, sorted(zip(sizes, fetched, strict=False))
