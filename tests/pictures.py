"""Photographs the demo for the README: the search page on a phone and on a desktop. Not a test; `make pictures` runs it.

It loads a demo of its own into a temporary folder, so that nobody's `./var` shows up in a picture.
"""

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

from playwright.sync_api import sync_playwright

CHROMIUM = "/usr/bin/chromium"
SEARCH = "/lier/?age=8&cost=free&period=autumn"
SIZES = {390: 844, 1280: 900}
START_TIMEOUT_S = 180
STOP_TIMEOUT_S = 20


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


def photograph(address: str, folder: Path) -> None:
    """Writes search-390.png and search-1280.png: the first screen of the search page at both widths."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for width, height in SIZES.items():
            page = browser.new_page(viewport={"width": width, "height": height}, locale="nb-NO", timezone_id="Europe/Oslo")
            page.goto(address + SEARCH, wait_until="networkidle")
            page.screenshot(path=folder / f"search-{width}.png")
            page.close()
        browser.close()


if __name__ == "__main__":
    with served_demo() as demo:
        photograph(demo, Path(sys.argv[1]))
