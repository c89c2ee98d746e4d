"""Errors are one line that a person can act on, and carry their facts."""

import pytest

from catalog.errors import Conflict, IndexUnavailable, InvalidValue, KretsError, NotFound, SettingsInvalid, Unavailable


def test_an_invalid_value_names_field_value_and_reason() -> None:
    error = InvalidValue("age", "tolv", "an age is a number")
    assert str(error) == "age: an age is a number (got 'tolv')"
    assert (error.field, error.value, error.reason) == ("age", "tolv", "an age is a number")


def test_a_value_of_any_length_stays_one_short_line() -> None:
    error = InvalidValue("q", "a\nb" * 1000, "too long")
    assert len(str(error)) < 200 and "\n" not in str(error)
    assert "\n" not in str(NotFound("municipality", "x\n" * 1000))


def test_every_wrong_setting_is_told_at_once() -> None:
    assert str(SettingsInvalid(["one", "two"])) == "one; two"


@pytest.mark.parametrize("error", [InvalidValue("a", 1, "b"), NotFound("a", 1), Conflict("a"), SettingsInvalid([]), IndexUnavailable("a")])
def test_all_of_them_are_ours(error: KretsError) -> None:
    assert isinstance(error, KretsError)


def test_what_may_succeed_later_is_told_apart() -> None:
    assert issubclass(IndexUnavailable, Unavailable) and not issubclass(NotFound, Unavailable)
