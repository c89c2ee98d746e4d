"""Formats are found by being there."""

import subprocess
import sys

import pytest

from importers.errors import RunFailed
from importers.registry import importer_for, importers_by_format


def test_the_formats_of_the_first_issue_are_found() -> None:
    assert {"csv", "xlsx", "ical", "json", "geojson", "nsr"} <= set(importers_by_format())
    assert importer_for("csv").title == "Table as CSV"


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(RunFailed, match=r"there is no format 'pdf'; the formats are .*csv.*xlsx"):
        importer_for("pdf")


@pytest.mark.parametrize("name", ["csv", "json", "ical"])
def test_to_find_a_format_loads_nothing_that_only_others_need(name: str) -> None:
    code = f"import sys; from importers.registry import importer_for; importer_for({name!r}); print(*sys.modules)"
    loaded = set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split())
    assert not loaded & {"openpyxl", "extruct", "lxml", "feedparser"}


def test_each_format_is_found_by_its_own_name() -> None:
    assert all(importer_for(name).format == name for name in importers_by_format())
