"""Every record once, as JSON that every database takes."""

import json
import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.contract import Notes
from importers.errors import RecordRejected
from importers.identity import distinct, raw_record, storable


def test_equal_records_are_dropped_and_different_ones_renamed() -> None:
    notes = Notes()
    records = [raw_record("1", {"a": value}, f"row {value}") for value in (1, 1, 2, 3)]
    assert [record.id for record in distinct(records, notes)] == ["1", "1~2", "1~3"]
    assert len(notes.take_warnings()) == 3


def test_an_id_is_the_publishers_or_made_of_what_identifies() -> None:
    assert raw_record(7, {"a": 1}, "row 2").id == "7"
    assert raw_record(None, {"a": 1, "b": 2}, "row 2", ("Turn",)).id == raw_record("", {"a": 1, "b": 3}, "row 9", ("TURN",)).id
    assert raw_record(None, {"a": 1}, "row 2").id != raw_record(None, {"a": 2}, "row 2").id


def test_what_no_database_takes_is_cleaned() -> None:
    given_value = {"a\x00": "x\x00\ud800", "n": math.nan, "d": date(2026, 1, 2), "i": 1 << 70, "l": (1, None, True)}
    assert storable(given_value) == {"a": "x?", "n": None, "d": "2026-01-02", "i": str(1 << 70), "l": [1, None, True]}


def test_records_beyond_the_limits_have_a_problem() -> None:
    deep: object = "x"
    for _ in range(60):
        deep = [deep]
    for data in ({"a": "x" * 200_000}, {"a": deep}, {str(n): "x" * 90_000 for n in range(20)}):
        assert isinstance(raw_record("1", data, "row 2").problem, RecordRejected)


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_whatever_is_stored_is_json_in_utf_8(value: object) -> None:
    try:
        stored = storable(value)
    except RecordRejected:
        return
    assert "\\u0000" not in json.dumps(stored, allow_nan=False, ensure_ascii=True)
    json.dumps(stored, ensure_ascii=False).encode()


def test_nesting_beyond_the_limit_is_rejected() -> None:
    value: object = 1
    for _ in range(50):
        value = {"a": value}
    with pytest.raises(RecordRejected, match="nested deeper"):
        storable(value)
