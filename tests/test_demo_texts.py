"""The demo's texts, read from its files as they lie: each description is its own, and no address in them is somebody's.

How the files become offers is tested with the loader; here only the words count.
"""

import csv
import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import icalendar
import pytest

from catalog.text import name_key

DEMO = Path(__file__).parent.parent / "demo"
A_DAY = "20261122"
MUNICIPALITIES = ("lier", "lorenskog")


def described_by(folder: Path, source: dict[str, str | dict[str, str]]) -> Iterator[str]:
    """Every description in one source's file, with dates in place of the placeholders."""
    name, options = str(source["file"]), source.get("options", {})
    assert isinstance(options, dict)
    text = re.sub(r"\{\{.*?\}\}", A_DAY, (folder / name).read_text("utf-8-sig"))
    if source["format"] == "ical":
        events = icalendar.Calendar.from_ical(text.replace("\n", "\r\n")).walk("VEVENT")
        yield from (str(event["DESCRIPTION"]) for event in events if "DESCRIPTION" in event and "RECURRENCE-ID" not in event)
    elif source["format"] == "json":
        records = json.loads(text)[options["list"]]
        yield from (record[options["map.description"]] for record in records if record.get(options["map.description"]))
    else:
        rows = list(csv.reader(text.splitlines(), delimiter=options.get("delimiter", ";")))
        column = next(row.index(options["map.description"]) for row in rows if options["map.description"] in row)
        yield from (row[column] for row in rows if len(row) > column and row[column] and row[column] != options["map.description"])


def descriptions(municipality: str) -> list[str]:
    folder = DEMO / municipality
    sources = tomllib.loads((folder / "sources.toml").read_text("utf-8"))["source"]
    return [text for source in sources for text in described_by(folder, source)]


def sentences(text: str) -> set[str]:
    """The sentences of a description, each told by its letters and digits alone."""
    return {key for part in re.split(r"(?<=[.!?:])\s+|\n+", text) if (key := name_key(part))}


@pytest.mark.parametrize("municipality", MUNICIPALITIES)
def test_enough_offers_are_described(municipality: str) -> None:
    assert len(descriptions(municipality)) >= 150


def test_no_two_descriptions_share_a_sentence() -> None:
    times = Counter(sentence for slug in MUNICIPALITIES for text in descriptions(slug) for sentence in sentences(text))
    assert [sentence for sentence, number in times.items() if number > 1] == []


def test_addresses_and_mails_lead_nowhere_real() -> None:
    for path in DEMO.glob("*/*.*"):
        if path.suffix in {".csv", ".json", ".ics"}:
            text = path.read_text("utf-8-sig")
            hosts = re.findall(r"https?://([^/\s;,\"\\]+)", text) + re.findall(r"[\w.+-]+@([\w.-]*\w)", text)
            assert {host for host in hosts if not host.endswith((".example", "example.org", "example.com"))} == set(), path.name
