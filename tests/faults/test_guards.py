"""M01: every guard, switched off, is missed by a test. The words that keep it stand where the list says, and so do the tests."""

import re

import pytest

from tests.faults.conftest import at_most
from tests.faults.guard_list import GUARDS
from tests.faults.guards import Guard, Trial, spread, without, words_are_there
from tests.faults.switching import changed

IN_SHORT = len(GUARDS) // 3


def test_there_are_many_guards_and_each_has_a_name_of_its_own() -> None:
    assert len(GUARDS) >= 30
    assert len({guard.name for guard in GUARDS}) == len(GUARDS)


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.name)
def test_m01_what_keeps_a_promise_stands_where_the_list_says_and_so_do_its_tests(guard: Guard) -> None:
    assert words_are_there(guard), guard.module
    name = re.search(r"::(\w+)", guard.test)
    assert name is None or f"def {name[1]}(" in guard.test_file.read_text("utf-8")


def test_words_that_are_not_there_once_are_an_error() -> None:
    with pytest.raises(ValueError, match="2 times, not once"):
        changed("a\na\n", [("a", "b")], "here")


@pytest.mark.faults
@pytest.mark.parametrize("guard", spread(GUARDS, at_most(len(GUARDS), IN_SHORT)), ids=lambda guard: guard.name)
def test_m01_without_its_guard_a_test_turns_red(guard: Guard, trials: list[Trial]) -> None:
    trial = without(guard)
    trials.append(trial)
    assert trial.bites, trial.row()
