"""The fixtures of formats: tests/fixtures/FORMAT/NAME.EXT with NAME.expected.json, and where needed NAME.options.json and NAME.pages.json.

`NAME.pages.json` is `{"location": ADDRESS, "pages": {ADDRESS: DOCUMENT}}`: where the fixture was fetched from, and what is found at
the addresses that it leads to (JSON, or a text as it stands). `NAME.make` stands for a workbook, which is written anew each time.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

from importers.contract import Feed
from importers.errors import FetchFailed
from importers.registry import importers_by_format
from tests.importers.reading_feeds import NOW, Outcome, feed_of, outcome_of_feed

FIXTURES = Path(__file__).parents[1] / "fixtures"
BESIDE = (".options.json", ".expected.json", ".pages.json")
FORMATS = sorted(importers_by_format())


@dataclass(frozen=True)
class Case:
    """One fixture."""

    path: Path

    @property
    def format(self) -> str:
        """Whose fixture it is."""
        return self.path.parent.name

    @property
    def name(self) -> str:
        """How a test is called that is run for it."""
        return f"{self.format}/{self.path.name}"

    @property
    def expected(self) -> Path:
        """The file of the drafts that it must become."""
        return self.path.with_suffix(".expected.json")

    def body(self, folder: Path) -> bytes:
        """The bytes of the feed."""
        if self.path.suffix != ".make":
            return self.path.read_bytes()
        write_workbook(folder / "made.xlsx")
        return (folder / "made.xlsx").read_bytes()

    def outcome(self, folder: Path, body: bytes | None = None, now: datetime = NOW) -> Outcome:
        """What the format makes of the fixture, or of other bytes in its place."""
        options: dict[str, str] = self._beside(".options.json")
        documents = self._beside(".pages.json").get("pages", {})

        def fetch(location: str) -> Feed:
            if location not in documents:
                raise FetchFailed(f"404 {location}")
            page = folder / f"page-{sorted(documents).index(location)}"
            document = documents[location]
            page.write_text(document if isinstance(document, str) else json.dumps(document), "utf-8")
            return feed_of(page, options, now=now, location=location, fetch=fetch)

        feed = folder / f"feed{self.path.suffix}"
        feed.write_bytes(self.body(folder) if body is None else body)
        location = self._beside(".pages.json").get("location", str(self.path))
        return outcome_of_feed(feed_of(feed, options, now=now, location=location, fetch=fetch), self.format)

    def _beside(self, ending: str) -> dict[str, Any]:
        file = self.path.with_suffix(ending)
        found: dict[str, Any] = json.loads(file.read_text("utf-8")) if file.exists() else {}
        return found


def cases_of(format_name: str) -> list[Case]:
    """The fixtures of a format; none where it has no folder."""
    folder = FIXTURES / format_name
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    return [Case(path) for path in files if path.is_file() and not path.name.endswith(BESIDE)]


def write_workbook(path: Path) -> None:
    """The template's columns in a workbook with a title line and an Excel date."""
    with Workbook(str(path), {"default_date_format": "dd.mm.yyyy"}) as book:
        sheet = book.add_worksheet("Tilbud")
        rows = (
            ("Tilbud i kommunen",),
            (),
            ("Navn", "Alder", "Pris", "Dato", "Fra kl", "Til kl", "Orgnr", "Lat", "Lon"),
            ("Turdag", "6–10 år", 150, datetime(2026, 9, 5), "10:00", "14:00", 988077917, 59.8, 10.2),  # noqa: DTZ001
            ("Uten noe mer",),
        )
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
