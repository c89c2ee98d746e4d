"""Every real file goes through its format by the command line: all records accounted for, every rejection with field and reason."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.importers.real_files import OUTCOMES, RealFile, imported, municipality_in, real_files
from tests.shared_data import DATA, requires_shared

pytestmark = requires_shared
ROOT = Path(__file__).parents[2]
FILES = real_files() if DATA.is_dir() else []
SLOW = ("3-ics", "4-html")
"""Hundreds of small files: every run of the suite reads them in its own process, `make faults` by the command too."""
FOLDERS = sorted({"/".join(file.name.split("/")[:2]) for file in FILES})


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """One municipality for all files."""
    return municipality_in(tmp_path_factory.mktemp("krets"))


def files_below(folder: str) -> list[RealFile]:
    return [file for file in FILES if file.name.startswith(folder)]


@pytest.mark.parametrize("folder", [pytest.param(each, marks=[pytest.mark.faults] if each.startswith(SLOW) else []) for each in FOLDERS])
def test_every_record_of_every_file_is_accounted_for(folder: str, environment: Mapping[str, str]) -> None:
    stored = folder.startswith("2-offers")  # the many small files of the other folders are tried, which is the same but for its end
    for file in files_below(folder):
        report = imported(file, environment, *([] if stored else ["--dry-run"]))
        assert report["outcome"] in {"complete", "partial", "refused", "failed"}, file.name
        assert report["read"] == sum(report[outcome] for outcome in OUTCOMES), file.name
        told = [problem for problem in report["problems"] if problem["record"]]
        assert all(problem["field"] and problem["reason"] for problem in told), file.name
        assert report["rejected"] <= len(told), file.name
        assert report["outcome"] == "complete" or report["problems"], file.name


def test_no_file_is_left_out() -> None:
    assert len(files_below("3-ics")) == 190
    assert {Path(file.name).parts[0] for file in FILES} == {"2-offers", "3-ics", "4-html"}


def test_the_documentation_has_a_row_for_every_file() -> None:
    told = (ROOT / "docs" / "importers.md").read_text("utf-8")
    assert [file.name for file in FILES if f"| {file.name.partition('/')[2]} | {file.format} |" not in told] == []
