"""The doors of a format: only documented errors pass them, and what nobody reads is told."""

import pytest

from importers.contract import Notes, RawRecord, check_options, draft_from
from importers.errors import FetchFailed, NotThisFormat, RecordRejected, RunFailed
from importers.registry import importer_for
from tests.importers.reading_feeds import context_of


def test_a_record_that_could_not_be_read_raises_its_problem() -> None:
    problem = RecordRejected("row", 3, "it has slipped")
    with pytest.raises(RecordRejected) as raised:
        draft_from(importer_for("csv"), RawRecord("1", {}, "row 3", problem), context_of())
    assert raised.value is problem


def test_impossible_values_reject_the_record_with_field_and_value() -> None:
    with pytest.raises(RecordRejected) as raised:
        draft_from(importer_for("csv"), RawRecord("1", {"Navn": "Turn", "Dato": "31.02.2027"}, "row 2"), context_of())
    assert (raised.value.field, raised.value.value) == ("date", "31.02.2027")


def test_fields_that_nobody_reads_are_told() -> None:
    context = context_of()
    draft_from(importer_for("csv"), RawRecord("1", {"Navn": "Turn", "Saksnr": "12/34"}, "row 2"), context)
    assert context.notes.unused == ("Saksnr",)


def test_warnings_are_taken_once() -> None:
    notes = Notes()
    notes.warn("age", 150, "too old")
    assert [warning.field for warning in notes.take_warnings()] == ["age"]
    assert notes.take_warnings() == ()


def test_unknown_options_are_refused_by_name() -> None:
    check_options(importer_for("csv"), {"map.title": "Navn", "value.category.x": "football", "encoding": "cp1252"})
    with pytest.raises(RunFailed, match=r"csv has no option maps.title; it knows"):
        check_options(importer_for("csv"), {"maps.title": "Navn"})


def test_errors_are_one_line_that_says_what_came() -> None:
    assert str(NotThisFormat("xlsx", b"<html>\n<body>")) == "this file is not xlsx: it begins with '<html> <body>'"
    assert FetchFailed("503", retry_after_s=30).retry_after_s == 30
