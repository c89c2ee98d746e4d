"""The ids of a feed, kept small."""

from hypothesis import given
from hypothesis import strategies as st

from importers.record_keys import WIDTH, keys_of


@given(st.sets(st.text()), st.text())
def test_it_holds_just_the_ids_that_it_was_made_of(ids: set[str], other: str) -> None:
    """Whatever they are, none and lone surrogates too."""
    kept = keys_of(ids)
    assert len(kept) == len(ids)
    assert all(each in kept for each in ids)
    assert (other in kept) == (other in ids)


def test_a_lone_surrogate_is_an_id() -> None:
    """A feed may hold one."""
    assert "\ud800" in keys_of({"\ud800"})


def test_ids_of_any_length_take_the_same_room() -> None:
    """Long addresses as ids cost no more than short numbers."""
    assert len(keys_of({"x" * 10_000, "y"}).digests) == 2 * WIDTH
