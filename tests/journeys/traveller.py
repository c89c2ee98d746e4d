"""A visitor who goes one of three ways, so that each journey is written once: with a script, without one, by the keyboard alone.

By keyboard nothing is clicked and nothing filled in from outside: what is used was reached by Tab or Shift+Tab from where the focus
stood, lies within the window, and shows that it has the focus; then Enter, Space, arrows and letters do the rest.
"""

import contextlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from playwright.sync_api import Browser, Locator, Page, Response, expect

from tests.journeys.visiting import DESKTOP, PHONE, visiting

MOST_STOPS = 250
MOST_CHOICES = 30
NEAR = 3
"""So many stops before an element its distance is counted anew: some of the counted ones may be none, as of several radio buttons."""
WHERE = """one => {
  const at = document.activeElement;
  const after = (one, other) => other !== document.body && Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);
  const behind = at !== one && after(one, at);
  const [first, last] = behind ? [one, at] : [at, one];
  const stops = [...document.querySelectorAll("a[href], button, input, select, textarea, summary")];
  const between = stops.filter(each => !each.disabled && each.tabIndex >= 0 && each.checkVisibility()
    && (first === document.body || after(first, each)) && after(each, last));
  return [at === one ? "here" : behind ? "behind" : "ahead", between.length];
}"""
"""Where an element lies, seen from what has the focus, in the order of the page, and about how many stops lie between."""
SHOWN = """one => {
  const drawn = style => parseFloat(style.outlineWidth) >= 2 && style.outlineStyle !== "none" || style.boxShadow !== "none";
  const box = one.getBoundingClientRect();
  const label = one.closest("label") ?? one;
  return {
    ring: [getComputedStyle(one), getComputedStyle(one, "::after"), getComputedStyle(label)].some(drawn),
    inside: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}"""
"""Whether it is seen which element has the focus."""


class Way(StrEnum):
    """How a journey is made."""

    SCRIPT = "with a script"
    PLAIN = "without a script"
    KEYS = "by keyboard"


@dataclass(frozen=True, slots=True)
class Traveller:
    """A visitor on the demo: a phone with or without JavaScript, or a computer without a mouse."""

    page: Page
    way: Way
    server: str

    @property
    def scripted(self) -> bool:
        """Whether the browser runs scripts."""
        return self.way is not Way.PLAIN

    def press(self, one: Locator) -> None:
        """Uses a link, a button or the line that opens more."""
        if self.way is not Way.KEYS:
            one.click()
            return
        self.reach(one)
        self.page.keyboard.press("Enter" if one.evaluate("one => one.tagName") == "A" else "Space")

    def write(self, field: Locator, words: str) -> None:
        """Writes into a field, in place of what stands there."""
        if self.way is not Way.KEYS:
            field.fill(words)
            return
        self.reach(field)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(words)

    def choose(self, field: Locator, beginning: str) -> None:
        """Chooses the option of a select that begins so."""
        labels = [one.strip() for one in field.locator("option").all_text_contents()]
        wanted = next(one for one in labels if one.startswith(beginning))
        if self.way is not Way.KEYS:
            field.select_option(label=wanted)
            return
        self.reach(field)
        self._arrow_down_until(lambda: field.evaluate("one => one.selectedOptions[0].label") == wanted)

    def tick(self, box: Locator) -> None:
        """Ticks a box, or chooses one of several."""
        if self.way is not Way.KEYS:
            box.check()
            return
        if box.get_attribute("type") == "radio":
            self.reach(self.page.locator(f"input[name={box.get_attribute('name')}]").first)
            self.page.keyboard.press("Space")
            self._arrow_down_until(box.is_checked)
        else:
            self.reach(box)
            self.page.keyboard.press("Space")
        expect(box).to_be_checked()

    def unfold(self, details: Locator) -> None:
        """Opens what a phone has folded away; a wide window shows it already."""
        if details.locator("> summary").is_visible() and details.get_attribute("open") is None:
            self.press(details.locator("> summary"))

    def narrow(self, label: str) -> None:
        """Ticks a box of the filters, though its question is folded or it stands under "more", and asks for the hits."""
        option = self.page.locator("label.option", has_text=re.compile(rf"^\s*{label}\s*\d"))
        self.unfold(self.page.locator("details.filters"))
        for kind in ("group", "rest"):
            self.unfold(self.page.locator(f".filters details.{kind}", has=option))
        self.tick(option.locator("input"))
        self.press(self.page.locator("#filter-knapp"))

    def reach(self, one: Locator) -> None:
        """Moves the focus there by Tab; fails where it is no stop, lies outside the window or does not show its focus."""
        one.wait_for()
        expect(one).to_have_count(1)
        target, passed, before = one.element_handle(), 0, ""
        for _ in range(MOST_STOPS):
            where, between = self.page.evaluate(WHERE, target)
            if where == "here":
                break
            passed += bool(before) and where != before
            assert passed <= 1, f"the focus passes over {one}"
            before = where
            for _ in range(max(1, between - NEAR)):
                self.page.keyboard.press("Shift+Tab" if where == "behind" else "Tab")
        assert self.page.evaluate(WHERE, target)[0] == "here", f"{one} is not reached by Tab"
        shown = self.page.evaluate(SHOWN, target)
        assert shown == {"ring": True, "inside": True}, f"{one} has the focus, and it cannot be seen: {shown}"

    def _arrow_down_until(self, is_there: Callable[[], bool]) -> None:
        for _ in range(MOST_CHOICES):
            if is_there():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError("the arrows do not lead there")


@contextlib.contextmanager
def travelling(browser: Browser, server: str, way: Way) -> Iterator[Traveller]:
    """A fresh visitor. At the end: one host was asked and nothing was complained of (`visiting`), and no page or file was missing."""
    viewport = DESKTOP if way is Way.KEYS else PHONE
    with visiting(browser, server, viewport, script=way is not Way.PLAIN) as page:
        refused: list[str] = []

        def note(response: Response) -> None:
            if response.request.method == "GET" and response.status >= 400:
                refused.append(f"{response.status} {response.url}")

        page.context.on("response", note)
        yield Traveller(page, way, server)
        assert refused == [], refused
