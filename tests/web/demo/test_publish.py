"""The demo's files as their publishers would serve them."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from icalendar import Calendar

from catalog.school_year import SchoolCalendar, holidays_from_rules
from importers.registry import importers_by_format
from web.demo.dates import DemoDates
from web.demo.publish import DemoSource, demo_folder, demo_slugs, demo_sources, publish, read_toml

TODAY = date(2026, 11, 22)
DATES = DemoDates(TODAY, SchoolCalendar(holidays_from_rules({}, 2025, 2029)))
EVERY_SOURCE = [(slug, source) for slug in demo_slugs() for source in demo_sources(slug)]


def test_there_are_two_municipalities_with_five_sources_of_many_formats() -> None:
    assert demo_slugs() == ["lier", "lorenskog"]
    assert len(EVERY_SOURCE) == 10
    assert {source.format for _, source in EVERY_SOURCE} >= {"csv", "xlsx", "ical", "json"}


@pytest.mark.parametrize(("slug", "source"), EVERY_SOURCE, ids=lambda value: value if isinstance(value, str) else value.file)
def test_each_source_is_published_without_a_placeholder_in_a_known_format(slug: str, source: DemoSource, tmp_path: Path) -> None:
    assert source.format in importers_by_format()
    assert source.publisher and source.licence
    path = publish(source, slug, DATES, tmp_path / slug)
    assert path.parent == tmp_path / slug
    if source.format == "xlsx":
        sheet = openpyxl.load_workbook(path)[source.sheet or "Ark1"]
        cells = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]
        assert len(cells) > 500 and not [cell for cell in cells if "{{" in cell]
    else:
        text = path.read_text(encoding="utf-8")
        assert len(text) > 5_000 and "{{" not in text


@pytest.mark.parametrize(("slug", "source"), [(slug, one) for slug, one in EVERY_SOURCE if one.format == "ical"])
def test_calendars_are_legal_and_end_their_lines_as_calendars_do(slug: str, source: DemoSource, tmp_path: Path) -> None:
    written = publish(source, slug, DATES, tmp_path).read_bytes()
    assert written.count(b"\n") == written.count(b"\r\n")
    events = Calendar.from_ical(written).walk("VEVENT")
    assert len({event["UID"] for event in events}) > 10


def test_publishing_twice_on_a_day_writes_the_same(tmp_path: Path) -> None:
    for slug, source in EVERY_SOURCE:
        if source.format != "xlsx":
            assert publish(source, slug, DATES, tmp_path / "a").read_bytes() == publish(source, slug, DATES, tmp_path / "b").read_bytes()


def test_spreadsheets_hold_words_as_words_never_formulas_or_links(tmp_path: Path) -> None:
    slug, source = next((slug, one) for slug, one in EVERY_SOURCE if one.format == "xlsx")
    sheet = openpyxl.load_workbook(publish(source, slug, DATES, tmp_path))[source.sheet or "Ark1"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s"}


def test_every_municipality_names_its_words_numbers_and_calendar() -> None:
    for slug in demo_slugs():
        facts = read_toml(demo_folder() / slug / "municipality.toml")
        assert facts["slug"] == slug and facts["demo"] is True
        assert facts["words"].keys() >= {"nb", "nn", "en"}
        assert [row["number"] for row in facts["numbers"]][-1] == facts["number"]
        assert facts["calendar"] and facts["attributions"]
