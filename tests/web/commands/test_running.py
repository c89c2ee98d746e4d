"""Options of `--option NAME=VALUE`."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.errors import InvalidValue
from web.commands.running import options_from

NAMES = st.text(st.characters(exclude_characters="="), min_size=1).filter(lambda name: name == name.strip() and bool(name))


@given(st.dictionaries(NAMES, st.text()))
def test_names_and_values_are_read_as_they_were_written(options: dict[str, str]) -> None:
    assert options_from(tuple(f"{name}={value}" for name, value in options.items())) == options


@pytest.mark.parametrize("pair", ["", "delimiter", "=;", "  =;"])
def test_what_has_no_name_or_no_value_is_refused(pair: str) -> None:
    with pytest.raises(InvalidValue, match="name=value"):
        options_from((pair,))


def test_a_value_may_hold_further_signs_and_be_empty() -> None:
    assert options_from(("delimiter=;", "next=a=b", "encoding=")) == {"delimiter": ";", "next": "a=b", "encoding": ""}
