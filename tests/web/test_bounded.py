"""Work that may hang: whoever asks gets an answer in time, and asking often leaves nothing behind."""

from threading import Event

import pytest

from web.bounded import Bounded


def test_those_who_ask_while_it_hangs_share_one_thread() -> None:
    release, begun = Event(), []

    def work() -> str:
        begun.append(1)
        release.wait(10)
        return "done"

    bounded = Bounded(work, within_s=0.05)
    for _ in range(5):
        with pytest.raises(TimeoutError):
            bounded.result()
    assert len(begun) == 1
    release.set()
    assert Bounded(work, within_s=5).result() == "done"


def test_work_that_is_done_is_done_anew_for_the_next_who_asks() -> None:
    done: list[int] = []

    def work() -> int:
        done.append(1)
        return len(done)

    bounded = Bounded(work, within_s=5)
    assert [bounded.result(), bounded.result()] == [1, 2]


def test_what_the_work_raises_is_raised_where_it_was_asked_for() -> None:
    def work() -> int:
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        Bounded(work, within_s=5).result()
