"""Questions of families: the contract's must all be understood, of the others a share, in both halves."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from search.understanding.lexicon import Lexicon
from tests.demo_installation import loaded_demo
from tests.search.understanding.accuracy import FILES, lexicons_of, share_right, table, verdicts_of
from tests.search.understanding.judging import CONTRACT_FILLERS, judged, questions_in, verdicts

CONTRACT = Path(__file__).parents[4] / "shared" / "contract" / "queries.jsonl"
LEAST_RIGHT = {"seen": 0.95, "unseen": 0.90}


@pytest.fixture(scope="module")
def lexicons(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Lexicon]:
    """The words of the demo's municipalities; the demo is loaded once for all workers of a run."""
    base = tmp_path_factory.getbasetemp()
    return lexicons_of(loaded_demo(base.parent if base.name.startswith("popen-") else base))


def test_every_question_of_the_contract_is_understood_exactly(lexicons: Mapping[str, Lexicon]) -> None:
    """Every filter, and nothing left but the contract's filler words."""
    if not CONTRACT.exists():
        pytest.skip(f"the contract's questions are not on this machine ({CONTRACT.name} beside the repository)")
    questions = questions_in(CONTRACT)
    wrong = {q.q: right for q in questions if not all((right := judged(q, lexicons[q.municipality], CONTRACT_FILLERS)).values())}
    assert not wrong


@pytest.mark.parametrize("half", sorted(FILES))
def test_most_questions_of_families_are_understood_wholly(half: str, lexicons: Mapping[str, Lexicon]) -> None:
    """The share that must be right; the table by facet stands in the test's output, of the unseen half totals only."""
    told = verdicts_of(questions_in(FILES[half]), lexicons)
    print(table(told))  # noqa: T201  the measured figures belong in the log
    assert share_right(told) >= LEAST_RIGHT[half], f"{half}: {share_right(told):.1%} are right"


def test_a_verdict_names_what_is_wrong() -> None:
    """A missing filter, one too many, another value, and leftover words each count against a reading."""
    expect = {"cost": ["free"], "age_range": [6, 9], "place": "tranby", "may": ["audience"]}
    right = {"cost": ["free"], "age_min": ["6"], "age_max": ["9"], "near": ["Tranby skole"], "audience": ["parents"]}
    assert all(verdicts(expect, right, "").values())
    assert verdicts(expect, {**right, "cost": ["paid"]}, "")["cost"] is False
    assert verdicts(expect, {**right, "time": ["evening"]}, "")["time"] is False
    assert verdicts(expect, {key: value for key, value in right.items() if key != "near"}, "")["place"] is False
    assert verdicts(expect, right, "pirk")["text"] is False
