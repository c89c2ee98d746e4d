"""Errors keep their kind, words and facts between processes."""

import pytest

from catalog.errors import InvalidValue
from importers.errors import DiskFull, FeedIncomplete, FetchFailed, NotThisFormat, RunFailed, TooMuch
from importers.worker.messages import Failed
from importers.worker.wire import packed, unpacked


@pytest.mark.parametrize(
    "error",
    [
        RunFailed("no"),
        NotThisFormat("csv", b"<html>"),
        FeedIncomplete("cut"),
        TooMuch("50 MB"),
        FetchFailed("503", retry_after_s=60),
        DiskFull(),
        InvalidValue("age", "x", "not an age"),
    ],
)
def test_an_error_is_the_same_on_the_other_side(error: Exception) -> None:
    told = unpacked(packed(Failed.of(error)))
    assert isinstance(told, Failed)
    again = told.error()
    assert (type(again), str(again), vars(again)) == (type(error), str(error), vars(error))


def test_a_kind_that_is_not_known_comes_as_the_nearest_that_is() -> None:
    class Answered(FetchFailed):
        """A private kind."""

    again = Failed.of(Answered("404", retry_after_s=5)).error()
    assert isinstance(again, FetchFailed)
    assert (type(again), str(again), again.retry_after_s) == (FetchFailed, "404", 5)


def test_a_defect_is_a_failed_run_in_its_own_words() -> None:
    again = Failed.of(KeyError("a")).error()
    assert (type(again), str(again)) == (RunFailed, "KeyError: 'a'")
