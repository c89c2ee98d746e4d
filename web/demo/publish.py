"""Writes the demo's files as their publishers would serve them: placeholders filled, spreadsheets made, one folder each."""

import csv
import io
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import xlsxwriter

from web.demo.dates import DemoDates

HERE = Path(__file__).resolve().parent.parent
PACKAGED = HERE / "demo_data"
IN_CHECKOUT = HERE.parent / "demo"


@dataclass(frozen=True, slots=True)
class DemoSource:
    """One file that somebody publishes, and how it is read."""

    name: str
    file: str
    format: str
    publisher: str
    licence: str | None = None
    every: str | None = None
    own: bool = False
    sheet: str | None = None
    options: dict[str, str] = field(default_factory=dict)


def demo_folder() -> Path:
    """Where the demo's files lie: in the installed package, else in the checkout."""
    return PACKAGED if PACKAGED.is_dir() else IN_CHECKOUT


def demo_slugs() -> list[str]:
    """The demo's municipalities, by slug."""
    return sorted(path.parent.name for path in demo_folder().glob("*/municipality.toml"))


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file as a dictionary."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def demo_sources(slug: str) -> list[DemoSource]:
    """The sources of one municipality, in the order in which they are loaded."""
    rows = read_toml(demo_folder() / slug / "sources.toml")["source"]
    return [DemoSource(**row) for row in rows]


def publish(source: DemoSource, slug: str, dates: DemoDates, target: Path) -> Path:
    """Writes one source's file below `target` and returns where."""
    origin = demo_folder() / slug / source.file
    text = dates.fill(origin.read_text(encoding="utf-8"))
    target.mkdir(parents=True, exist_ok=True)
    if source.format == "xlsx":
        path = target / f"{origin.stem}.xlsx"
        _write_spreadsheet(path, text, source.sheet or "Ark1")
        return path
    path = target / origin.name
    path.write_text(text, encoding="utf-8", newline="\r\n" if source.format == "ical" else "\n")
    return path


def _write_spreadsheet(path: Path, text: str, sheet: str) -> None:
    workbook = xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False})
    worksheet = workbook.add_worksheet(sheet)
    for row, cells in enumerate(csv.reader(io.StringIO(text), delimiter=";")):
        for column, cell in enumerate(cells):
            worksheet.write_string(row, column, cell)
    workbook.close()
