"""Word pairs of real titles meet as people judged: the figures that this analysis answers for, beside Snowball's."""

import pytest

from tests.search.analysis.pairs import Pair, krets_meets, labelled_pairs, main, quality, snowball_meets

PAIRS = labelled_pairs()
PUT_ASIDE = PAIRS[1::2]


def test_there_are_enough_pairs_of_both_kinds_most_of_them_from_real_texts() -> None:
    assert len(PAIRS) >= 400
    assert 0.5 <= sum(pair.meets for pair in PAIRS) / len(PAIRS) <= 0.65
    assert sum(pair.seen != "written" for pair in PAIRS) / len(PAIRS) >= 0.8
    assert len({(pair.asked, pair.held) for pair in PAIRS}) == len(PAIRS)


@pytest.mark.parametrize("pairs", [PAIRS, PUT_ASIDE], ids=["all", "put aside"])
def test_words_meet_as_judged(pairs: list[Pair]) -> None:
    found = quality(pairs, krets_meets)
    assert found.precision >= 0.97
    assert found.recall >= 0.93


def test_snowball_alone_leaves_most_of_them_apart() -> None:
    snowball, krets = quality(PAIRS, snowball_meets), quality(PAIRS, krets_meets)
    assert snowball.recall < 0.25 < krets.recall
    assert snowball.precision < krets.precision


def test_the_figures_are_printed_beside_snowballs(capsys: pytest.CaptureFixture[str]) -> None:
    main()
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 6
    assert {line.split()[0] for line in lines} == {"all", "tuned", "put"}
