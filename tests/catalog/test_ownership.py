"""Who may change which field: the table of decisions, and what holds for every value."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.audit import Actor
from catalog.ownership import Decision, Proposer, decide
from catalog.terms import Author

KEEP, WRITE, HOLD = Decision.KEEP, Decision.WRITE, Decision.HOLD


def by(author: Author, source: int | None = None, *, primary: bool = True) -> Proposer:
    """A proposer."""
    return Proposer(Actor(author, author), source, primary)


FEED_1, FEED_2 = by(Author.FEED, 1), by(Author.FEED, 2, primary=False)
OWNED_BY_FEED_1 = {"by": "feed", "source": 1}
OWNED_BY_FEED_2 = {"by": "feed", "source": 2}
OWNED_BY_ORGANISER = {"by": "organiser", "source": None}
OWNED_BY_STAFF = {"by": "staff", "source": None}


@pytest.mark.parametrize(
    ("owner", "current", "proposed", "proposer", "expected"),
    [
        (None, None, "a", FEED_2, WRITE),
        (None, None, None, FEED_1, KEEP),
        (OWNED_BY_FEED_1, "a", "b", FEED_1, WRITE),
        (OWNED_BY_FEED_1, "a", None, FEED_1, WRITE),
        (OWNED_BY_FEED_1, "a", "b", FEED_2, KEEP),
        (OWNED_BY_FEED_2, "a", "b", FEED_1, WRITE),
        (OWNED_BY_FEED_2, "a", None, FEED_1, KEEP),
        (OWNED_BY_FEED_2, "a", None, FEED_2, WRITE),
        (OWNED_BY_STAFF, "a", "b", FEED_1, HOLD),
        (OWNED_BY_STAFF, "a", None, FEED_1, KEEP),
        (OWNED_BY_STAFF, "a", "b", by(Author.ORGANISER), HOLD),
        (OWNED_BY_ORGANISER, "a", "b", FEED_1, HOLD),
        (OWNED_BY_ORGANISER, "a", "b", by(Author.STAFF), WRITE),
        (OWNED_BY_FEED_1, "a", "b", by(Author.ORGANISER), WRITE),
        (OWNED_BY_STAFF, ["unknown", None], ["free", 0], FEED_1, WRITE),
    ],
)
def test_the_table_of_decisions(
    owner: dict[str, object] | None, current: object, proposed: object, proposer: Proposer, expected: Decision
) -> None:
    assert decide(owner, current, proposed, proposer) is expected


@given(
    st.sampled_from([None, OWNED_BY_FEED_1, OWNED_BY_ORGANISER, OWNED_BY_STAFF]),
    st.text(),
    st.sampled_from([FEED_1, FEED_2, by(Author.STAFF)]),
)
def test_the_same_value_again_changes_nothing(owner: dict[str, object] | None, value: str, proposer: Proposer) -> None:
    assert decide(owner, value, value, proposer) is KEEP


@given(st.text(min_size=1), st.text())
def test_a_feed_never_writes_over_a_person(current: str, proposed: str) -> None:
    for owner in (OWNED_BY_ORGANISER, OWNED_BY_STAFF):
        assert decide(owner, current, proposed, FEED_1) is not WRITE
