"""Every fault of the catalog has a test that is named by its id."""

from pathlib import Path

from tests.faults.cases import CASES, NOT_RUN, case_of, cases_tested


def test_every_case_has_a_test() -> None:
    assert sorted(CASES.keys() - cases_tested(Path(__file__).parent)) == []


def test_what_was_not_run_belongs_to_a_case_and_says_why() -> None:
    assert NOT_RUN.keys() <= CASES.keys()
    assert all(reason.strip() for reason in NOT_RUN.values())


def test_a_case_is_known_by_the_name_of_its_test() -> None:
    assert case_of("tests/faults/feeds/test_shapes.py::test_i16_depth[1]") == "I16"
    assert case_of("test_i15b_expired") == "I15B"
    assert case_of("test_everything") is None
