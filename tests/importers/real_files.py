"""Every real file of offers, calendars and pages in ../shared, with the format and options that it is read by.

    python -m tests.importers.real_files > TABLE.md

tries each by the command line in a municipality of its own, and prints what would become of it as the table of docs/importers.md.
"""

import json
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from tests.importers.test_real_files import ALESUND
from tests.shared_data import DATA
from web.cli import main

OUTCOMES = ("created", "updated", "unchanged", "merged", "rejected", "skipped")
PLAYGROUNDS = {"default.kind": "facility", "default.category": "playground"}
OPTIONS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "2-offers/fi_turku_linkedevents_sample.json": ("linkedevents", {}),
    "2-offers/no_alesund_friskus_api_page1.json": ("friskus", {}),
    "2-offers/no_alesund_iaal_events.json": ("json", ALESUND),
    "2-offers/uk_buckinghamshire_outpost_services.json": ("outpost", {}),
    "2-offers/uk_bfis_taxonomies.json": ("json", {}),
    "2-offers/uk_outpost_accessibilities.json": ("json", {}),
    "2-offers/us_sanmateo_ohana/services.csv": ("csv", {"map.age": "audience", "map.price": "fees", "map.organisation": "organization_id"}),
    "2-offers/datahotell/bergen_lekeplasser/dataset.csv": ("csv", PLAYGROUNDS),
    "2-offers/datahotell/stavanger_lekeplasser/dataset.csv": ("csv", PLAYGROUNDS),
    "2-offers/datahotell/stavanger_badeplasser/dataset.csv": ("csv", {"default.kind": "facility", "default.category": "bathing"}),
    "2-offers/datahotell/stavanger_utsiktspunkt/dataset.csv": ("csv", {"default.kind": "facility"}),
}
BY_FOLDER = (("2-offers/openactive_examples", "openactive"), ("3-ics", "ical"), ("4-html", "jsonld"))
BY_ENDING = {".csv": "csv", ".json": "json"}


@dataclass(frozen=True, slots=True)
class RealFile:
    """A file, and how it is read."""

    path: Path
    format: str
    options: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Its path below the data."""
        return self.path.relative_to(DATA).as_posix()


def real_files() -> list[RealFile]:
    """Every file of offers, calendars and pages, in the order of their paths."""
    folders = (DATA / name for name in ("2-offers", "3-ics", "4-html"))
    return [_with_format(path) for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]


def _with_format(path: Path) -> RealFile:
    name = path.relative_to(DATA).as_posix()
    if name in OPTIONS:
        return RealFile(path, *OPTIONS[name])
    by_folder = next((format_name for folder, format_name in BY_FOLDER if name.startswith(f"{folder}/")), None)
    return RealFile(path, by_folder or BY_ENDING[path.suffix])


def municipality_in(folder: Path) -> dict[str, str]:
    """A data folder with a municipality; the environment of its commands."""
    environment = {"KRETS_DATA_DIR": str(folder)}
    for command in (["db", "upgrade"], ["municipality", "add", "3312", "Lier", "--slug", "lier"]):
        assert CliRunner().invoke(main, command, env=environment).exit_code == 0
    return environment


def imported(file: RealFile, environment: Mapping[str, str], *more: str) -> dict[str, Any]:
    """What `krets import` reports of a file, as JSON."""
    options = [part for name, value in file.options.items() for part in ("--option", f"{name}={value}")]
    arguments = ["import", str(file.path), "--format", file.format, "--municipality", "lier", *options, *more, "--json"]
    result = CliRunner().invoke(main, arguments, env=dict(environment))
    assert "Traceback" not in result.output, (file.name, result.output)
    report: dict[str, Any] = json.loads(result.stdout)
    return report


def reasons(report: Mapping[str, Any]) -> Counter[str]:
    """Why something of the file was not taken, with how often."""
    return Counter(f"{each['field']}: {each['reason']}" if each["record"] else each["reason"] for each in report["problems"])


def rows() -> Iterator[str]:
    """The table, one line a file."""
    yield "| file | format | records | created | merged | rejected | skipped | outcome | why |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- | --- |"
    with tempfile.TemporaryDirectory() as folder:
        environment = municipality_in(Path(folder))
        for file in real_files():
            report = imported(file, environment, "--dry-run")
            told = "; ".join(f"{reason} ({number})" for reason, number in reasons(report).most_common(4)).replace("|", "\\|")
            numbers = " | ".join(str(report[name]) for name in ("read", "created", "merged", "rejected", "skipped"))
            yield f"| {file.name} | {file.format} | {numbers} | {report['outcome']} | {told} |"


if __name__ == "__main__":
    for line in rows():
        print(line)  # noqa: T201  it is what the command is for
