"""A visitor's browser that notices what must never happen: a request to another host, an error in the console, a broken policy.

It changes nothing of what a page does.
"""

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, ViewportSize

PHONE = ViewportSize(width=390, height=844)
DESKTOP = ViewportSize(width=1280, height=900)
PATIENCE_MS = 15_000
OWN_PARTS = frozenset({"chrome", "chrome-extension"})
"""Addresses of parts of Chromium itself."""
LOUD = frozenset({"error", "warning"})
STATUS_SAID = "Failed to load resource: the server responded with a status of 4"
"""What Chromium says of a page that is a 404 by right."""


@dataclass(slots=True)
class Noticed:
    """What a visit must not show."""

    server: str
    hosts: set[str] = field(default_factory=set)
    said: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        """Notices from now on what any page of the context asks for and says; the browser's own viewer of PDF asks only itself."""
        context.on("request", lambda request: self._see(urlsplit(request.url)))
        context.on("console", lambda message: self._hear(message))  # noqa: PLW0108  Playwright writes on bound methods
        context.on("weberror", lambda error: self.said.append(str(error.error)))

    def _see(self, address: SplitResult) -> None:
        if address.scheme not in OWN_PARTS:
            self.hosts.add(address.netloc)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in LOUD and not message.text.startswith(STATUS_SAID):
            self.said.append(message.text)

    def check(self) -> None:
        """Fails where a request left for another host, or a page complained."""
        assert self.hosts <= {urlsplit(self.server).netloc}, self.hosts
        assert self.said == [], self.said


@contextlib.contextmanager
def visiting(browser: Browser, server: str, viewport: ViewportSize = PHONE, *, script: bool = True) -> Iterator[Page]:
    """A page of a fresh visitor; at the end of the visit what was noticed is checked."""
    context = browser.new_context(
        base_url=server, viewport=viewport, locale="nb-NO", timezone_id="Europe/Oslo", java_script_enabled=script, accept_downloads=True
    )
    noticed = Noticed(server)
    noticed.watch(context)
    context.set_default_timeout(PATIENCE_MS)
    try:
        yield context.new_page()
    finally:
        context.close()
    noticed.check()


def tick_filter(page: Page, label: str) -> None:
    """Ticks a box of the open filters; on a phone its question is unfolded first, where it is not."""
    box = page.get_by_role("checkbox", name=re.compile(rf"^{label} \d+ treff"), include_hidden=True)
    group = page.locator(".filters .group", has=box)
    if group.get_attribute("open") is None and group.locator("> summary").is_visible():
        group.locator("> summary").click()
    box.check()
