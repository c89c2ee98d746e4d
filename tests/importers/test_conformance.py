"""Every registered format keeps the same promises: a new one is held to them by being there, with the four pieces beside it.

A format is exactly: its module in importers/formats, a fixture with its expected drafts (tests/importers/fixture_cases.py says how they
are laid out), a test module that names it, and a row in docs/importing-formats.md.
"""

import json
import socket
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.errors import KretsError
from importers.contract import Absence, Importer, check_options
from importers.errors import RunFailed
from importers.registry import importers_by_format
from tests.importers.fixture_cases import FORMATS, Case, cases_of
from tests.importers.reading_feeds import feed_of, outcome_of, plain

ROOT = Path(__file__).parents[2]
CASES = [case for name in FORMATS for case in cases_of(name)]
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
each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
each_format = pytest.mark.parametrize("name", FORMATS)


@each_format
def test_a_format_has_a_module_that_says_what_it_is(name: str) -> None:
    importer: Importer = importers_by_format()[name]
    assert (importer.format, bool(importer.title), importer.absence in Absence) == (name, True, True)
    with pytest.raises(RunFailed, match="no option nonsense"):
        check_options(importer, {"nonsense": "1"})


@each_format
def test_a_format_has_a_fixture(name: str) -> None:
    assert cases_of(name), f"tests/fixtures/{name} holds no fixture"


@each_format
def test_every_fixture_of_a_format_has_its_expected_drafts(name: str) -> None:
    assert [case.path.name for case in cases_of(name) if not case.expected.exists()] == []


@each_format
def test_a_format_has_a_test_module_that_names_it(name: str) -> None:
    modules = (ROOT / "tests" / "importers" / "formats").glob("test_*.py")
    assert any(f'"{name}"' in module.read_text("utf-8") for module in modules), f"no test in tests/importers/formats names {name}"


@each_format
def test_a_format_has_a_row_in_the_documentation_with_its_options(name: str) -> None:
    importer = importers_by_format()[name]
    options = ", ".join(f"`{option}`" for option in sorted(importer.options))
    rows = (ROOT / "docs" / "importing-formats.md").read_text("utf-8").splitlines()
    assert f"| `{name}` | {importer.title} | {options} |" in rows


def test_every_row_of_the_documentation_is_a_format_that_there_is() -> None:
    table = (ROOT / "docs" / "importing-formats.md").read_text("utf-8").partition("| format | title | options |\n")[2].partition("\n\n")[0]
    assert [row.split("`")[1] for row in table.splitlines()[1:]] == FORMATS


@each_case
def test_a_fixture_becomes_the_expected_drafts(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "socket", None)
    outcome = case.outcome(tmp_path)
    assert len({record.id for record in outcome.records}) == len(outcome.records)
    found = {
        "drafts": {key: plain(draft) for key, draft in outcome.drafts.items()},
        "rejected": {key: str(error) for key, error in outcome.rejected.items()},
        "skipped": outcome.skipped,
    }
    assert found == json.loads(case.expected.read_text("utf-8"))


@each_case
def test_the_same_file_gives_the_same_again(case: Case, tmp_path: Path) -> None:
    first, second = case.outcome(tmp_path), case.outcome(tmp_path)
    assert (first.records, first.drafts) == (second.records, second.drafts)
    assert first.drafts == case.outcome(tmp_path, now=datetime(2026, 8, 23, 7, tzinfo=UTC)).drafts


@each_case
def test_a_file_cut_anywhere_is_refused_or_gives_whole_records(case: Case, tmp_path: Path) -> None:
    body = case.body(tmp_path)
    for part in range(1, 20):
        message = ""
        try:
            outcome = case.outcome(tmp_path, body[: len(body) * part // 20])
            assert all(record.id for record in outcome.records)
        except RunFailed as error:
            message = str(error)
        assert "\n" not in message


@each_format
@pytest.mark.parametrize("body", GARBAGE, ids=range(len(GARBAGE)))
def test_what_is_no_such_file_is_refused_in_one_line(name: str, body: bytes, tmp_path: Path) -> None:
    path = tmp_path / "feed"
    path.write_bytes(body)
    with pytest.raises(RunFailed) as refused:
        outcome_of(path, name)
    assert "\n" not in str(refused.value)


@each_format
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(noise=st.binary(max_size=400), place=st.floats(0, 1))
def test_noise_in_a_file_raises_only_what_is_documented(name: str, noise: bytes, place: float, tmp_path: Path) -> None:
    (example, *_) = cases_of(name)
    body = example.body(tmp_path)
    at = int(place * len(body))
    try:
        example.outcome(tmp_path, body[:at] + noise + body[at + len(noise) :])
    except KretsError:
        return


@each_format
def test_reading_is_lazy_about_the_network(name: str, tmp_path: Path) -> None:
    path = tmp_path / "feed"
    path.write_bytes(HTML)
    feed = feed_of(path, location="https://example.org/feed")
    with pytest.raises(RunFailed):
        list(importers_by_format()[name].read(feed))
