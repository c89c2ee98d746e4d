"""Every registered format keeps the same promises: a new one is held to them by being there, with a fixture of its own."""

import json
import socket
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from xlsxwriter import Workbook

from catalog.errors import KretsError
from importers.contract import Absence, Importer, check_options
from importers.errors import RunFailed
from importers.registry import importers_by_format
from tests.importers.reading_feeds import feed_of, outcome_of, plain

FIXTURES = Path(__file__).parents[1] / "fixtures"
FORMATS = sorted(importers_by_format())
CASES = sorted(
    path
    for name in FORMATS
    for path in (FIXTURES / name).iterdir()
    if not path.name.endswith((".options.json", ".expected.json")) and path.is_file()
)
HTML = b"<!DOCTYPE html><html><head><title>Logg inn</title></head><body>Logg inn</body></html>"
GARBAGE = (
    b"",
    b" \n\n",
    HTML,
    b"\x00" * 500,
    bytes(range(256)) * 20,
    b"%PDF-1.7 x",
    b"PK\x03\x04" + b"x" * 300,
    b"{",
    b"[[[[",
    b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT",
)


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


@pytest.fixture
def case(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, Path, dict[str, str], Path]:
    """A fixture's format, file, options and expected drafts; workbooks are written anew, being no text."""
    path: Path = request.param
    expected, options = path.with_suffix(".expected.json"), path.with_suffix(".options.json")
    if path.suffix == ".make":
        write_workbook(tmp_path / "made.xlsx")
        return path.parent.name, tmp_path / "made.xlsx", {}, expected
    return path.parent.name, path, json.loads(options.read_text()) if options.exists() else {}, expected


@pytest.mark.parametrize("case", CASES, ids=[f"{path.parent.name}/{path.name}" for path in CASES], indirect=True)
def test_a_fixture_becomes_the_expected_drafts(case: tuple[str, Path, dict[str, str], Path], monkeypatch: pytest.MonkeyPatch) -> None:
    name, path, options, expected = case
    monkeypatch.setattr(socket, "socket", None)
    outcome = outcome_of(path, name, options)
    assert len({record.id for record in outcome.records}) == len(outcome.records)
    found = {
        "drafts": {key: plain(draft) for key, draft in outcome.drafts.items()},
        "rejected": {key: str(error) for key, error in outcome.rejected.items()},
        "skipped": outcome.skipped,
    }
    assert found == json.loads(expected.read_text())


@pytest.mark.parametrize("case", CASES, ids=[f"{path.parent.name}/{path.name}" for path in CASES], indirect=True)
def test_the_same_file_gives_the_same_again(case: tuple[str, Path, dict[str, str], Path]) -> None:
    name, path, options, _ = case
    first, second = outcome_of(path, name, options), outcome_of(path, name, options)
    assert (first.records, first.drafts) == (second.records, second.drafts)
    assert first.drafts == outcome_of(path, name, options, datetime(2026, 8, 23, 7, tzinfo=UTC)).drafts


@pytest.mark.parametrize("case", CASES, ids=[f"{path.parent.name}/{path.name}" for path in CASES], indirect=True)
def test_a_file_cut_anywhere_is_refused_or_gives_whole_records(case: tuple[str, Path, dict[str, str], Path], tmp_path: Path) -> None:
    name, path, options, _ = case
    body = path.read_bytes()
    for part in range(1, 20):
        cut = tmp_path / f"cut{path.suffix}"
        cut.write_bytes(body[: len(body) * part // 20])
        message = ""
        try:
            outcome = outcome_of(cut, name, options)
            assert all(record.id for record in outcome.records)
        except RunFailed as error:
            message = str(error)
        assert "\n" not in message


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("body", GARBAGE, ids=range(len(GARBAGE)))
def test_what_is_no_such_file_is_refused_in_one_line(name: str, body: bytes, tmp_path: Path) -> None:
    path = tmp_path / "feed"
    path.write_bytes(body)
    with pytest.raises(RunFailed) as refused:
        outcome_of(path, name)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(noise=st.binary(max_size=400), place=st.floats(0, 1))
def test_noise_in_a_file_raises_only_what_is_documented(name: str, noise: bytes, place: float, tmp_path: Path) -> None:
    (example, *_) = [path for path in CASES if path.parent.name == name]
    path = tmp_path / "noisy"
    if example.suffix == ".make":
        write_workbook(path)
    body = path.read_bytes() if example.suffix == ".make" else example.read_bytes()
    at = int(place * len(body))
    path.write_bytes(body[:at] + noise + body[at + len(noise) :])
    try:
        outcome_of(path, name)
    except KretsError:
        return


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_says_what_it_is(name: str) -> None:
    importer: Importer = importers_by_format()[name]
    assert (importer.format, bool(importer.title), importer.absence in Absence) == (name, True, True)
    with pytest.raises(RunFailed, match="no option nonsense"):
        check_options(importer, {"nonsense": "1"})


@pytest.mark.parametrize("name", FORMATS)
def test_reading_is_lazy_about_the_network(name: str, tmp_path: Path) -> None:
    path = tmp_path / "feed"
    path.write_bytes(HTML)
    feed = feed_of(path, location="https://example.org/feed")
    with pytest.raises(RunFailed):
        list(importers_by_format()[name].read(feed))


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_has_a_fixture_with_expected_drafts(name: str) -> None:
    assert [path for path in CASES if path.parent.name == name and path.with_suffix(".expected.json").exists()]
