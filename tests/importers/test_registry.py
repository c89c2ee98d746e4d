"""Formats are found by being there."""

import pytest

from importers.errors import RunFailed
from importers.registry import importer_for, importers_by_format


def test_the_formats_of_the_first_issue_are_found() -> None:
    assert {"csv", "xlsx", "ical", "json", "geojson", "nsr"} <= set(importers_by_format())
    assert importer_for("csv").title == "Table as CSV"


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(RunFailed, match=r"there is no format 'pdf'; the formats are .*csv.*xlsx"):
        importer_for("pdf")
