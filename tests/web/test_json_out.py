"""JSON as it is written."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.json_out import json_response, to_json

VALUES = st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda part: st.lists(part) | st.dictionaries(st.text(), part))


@given(VALUES)
def test_what_is_written_reads_back(value: object) -> None:
    assert json.loads(to_json(value)) == value


def test_letters_stay_letters_and_no_space_is_wasted() -> None:
    assert to_json({"navn": ["Åsen", 1]}) == '{"navn":["Åsen",1]}'


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_what_is_no_json_is_refused(number: float) -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        to_json(number)


def test_an_answer_says_what_it_is() -> None:
    answer = json_response([], 201)
    assert (answer.status_code, answer.mimetype, answer.get_data(as_text=True)) == (201, "application/json", "[]")
