"""Photographs every page of the demo on a phone and on a desktop, for docs/design.md and the README. Not a test; `make pictures` runs it.

It loads a demo of its own into a temporary folder, so that nobody's `./var` shows up in a picture, and replaces the folder's pictures.
The demo's dates follow the day on which it is loaded, and so do the pictures.
"""

import base64
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

from playwright.sync_api import Browser, Page, sync_playwright

from tests.journeys.interface import asked, every_offer

CHROMIUM = "/usr/bin/chromium"
SEARCH = "/lier/?age=8&cost=free&period=autumn"
HEIGHTS = {390: 1100, 1280: 900}
FIRST_SCREEN = {390: 844, 1280: 900}
"""What a visitor sees first of the search page; the README shows it."""
QUALITY = 60
DRAWN_MS = 600
START_TIMEOUT_S = 180
STOP_TIMEOUT_S = 120

PAGES = {
    "municipalities": "/",
    "home": "/lier/",
    "home-lorenskog": "/lorenskog/",
    "search": SEARCH,
    "search-lorenskog": "/lorenskog/?cost=free&age=10",
    "filters": SEARCH,
    "two-children": "/lier/?age=6&age=13",
    "nothing-found": "/lier/?q=gratis+ishockey+for+15-åring+i+Sylling",
    "map": "/lier/?cost=free&view=map",
    "calendar": "/lier/?cost=free&view=calendar",
    "print": "/lier/?cost=free&age=8&view=print",
    "district": "/lier/districts/hegg",
    "new": "/lier/ny",
    "young": "/lier/ung",
    "periods": "/lier/periods",
    "period": "/lier/periods/winter",
    "help": "/lier/help",
    "subscribe": "/lier/subscribe?cost=free&age=8",
    "missing": "/lier/missing?cost=free&age=8",
    "about": "/lier/about",
    "privacy": "/lier/privacy",
    "widget": "/lier/widget?district=hegg",
    "not-found": "/lier/organisations/finnes-ikke",
}


@contextmanager
def served_demo() -> Iterator[str]:
    """The address of a demo that is loaded and in step. Raises `TimeoutError` where it does not become so."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        environment = os.environ | {"KRETS_DATA_DIR": folder, "PORT": str(port)}
        server = subprocess.Popen([Path(sys.executable).parent / "krets", "demo"], env=environment)
        try:
            address = f"http://127.0.0.1:{port}"
            wait_until_ready(address)
            yield address
        finally:
            server.terminate()
            server.wait(STOP_TIMEOUT_S)


def wait_until_ready(address: str) -> None:
    """Returns when /readyz says 200; raises `TimeoutError` after `START_TIMEOUT_S`."""
    end = time.monotonic() + START_TIMEOUT_S
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=5):
                return
        except (URLError, TimeoutError, ConnectionError):
            time.sleep(0.2)
    raise TimeoutError(f"the demo was not ready within {START_TIMEOUT_S} s")


def pages_of(address: str) -> dict[str, str]:
    """The pages to show, those of one offer, its organisation and a school included, whose addresses the demo gives."""
    rich = next(one for one in every_offer(address, "lier", "cost=free&age=8") if one["periods"] and one["access"] and one["organisation"])
    ids = ",".join(str(one["id"]) for one in asked(address, "lier", "cost=free&age=8")["offers"][:3])
    with urllib.request.urlopen(f"{address}/api/v1/municipalities/lier/schools") as answer:
        school = next(word for word in ("hegg-skole", "hegg") if word in answer.read().decode())
    return PAGES | {
        "offer": f"/lier/offers/{rich['id']}",
        "organisation": f"/lier/organisations/{rich['organisation']['slug']}",
        "school": f"/lier/schools/{school}",
        "saved": f"/lier/saved?ids={ids}",
        "report": f"/lier/report?offer={rich['id']}",
    }


def photograph(address: str, folder: Path) -> None:
    """Writes a picture of each page at both widths in place of those that are there."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.webp"):
        old.unlink()
    shown = pages_of(address)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for width, height in HEIGHTS.items():
            for name, path in shown.items():
                page = opened(browser, f"{address}{path}", width, FIRST_SCREEN[width] if name == "search" else height)
                if name == "filters" and page.locator(".filters > summary").is_visible():
                    page.locator(".filters > summary").click()
                    page.locator(".filters").scroll_into_view_if_needed()
                keep(page, folder / f"{name}-{width}")
                page.close()
        browser.close()


def opened(browser: Browser, address: str, width: int, height: int) -> Page:
    """A page as it stands when nothing moves any more."""
    page = browser.new_page(viewport={"width": width, "height": height}, locale="nb-NO", timezone_id="Europe/Oslo")
    page.goto(address, wait_until="networkidle")
    page.wait_for_timeout(DRAWN_MS)
    return page


def keep(page: Page, path: Path) -> None:
    """Writes the picture of a page as WebP, a fifth as large as PNG."""
    taken = page.context.new_cdp_session(page).send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
    path.with_suffix(".webp").write_bytes(base64.b64decode(taken["data"]))


if __name__ == "__main__":
    with served_demo() as demo:
        photograph(demo, Path(sys.argv[1]))
