"""The few rules of view values: how facets are parted, and what cannot be chosen."""

from dataclasses import FrozenInstanceError

import pytest

from tests.web.gallery_search import search_page
from web.view import FacetGroup, FacetOption


def options(number: int, *selected: int) -> tuple[FacetOption, ...]:
    """Options named by their place."""
    return tuple(FacetOption(str(n), str(n), 1, n in selected) for n in range(number))


@pytest.mark.parametrize(("number", "opened", "hidden"), [(0, 0, 0), (8, 8, 0), (9, 6, 3), (18, 6, 12)])
def test_of_more_than_eight_options_six_stand_open(number: int, opened: int, hidden: int) -> None:
    group = FacetGroup.of("x", "X", options(number))
    assert (len(group.options), len(group.more_options)) == (opened, hidden)


def test_a_chosen_option_always_stands_open() -> None:
    group = FacetGroup.of("x", "X", options(12, 9, 11))
    assert [option.value for option in group.options] == ["0", "1", "2", "3", "4", "5", "9", "11"]
    assert group.selected_count == 2


def test_an_option_with_nothing_behind_it_cannot_be_chosen_but_can_be_given_up() -> None:
    assert FacetOption("a", "A", 0).disabled
    assert not FacetOption("a", "A", 0, selected=True).disabled
    assert not FacetOption("a", "A", 1).disabled


def test_the_filter_button_counts_what_is_chosen() -> None:
    assert search_page("nb").filters_set == 2


def test_view_values_do_not_change() -> None:
    with pytest.raises(FrozenInstanceError):
        FacetOption("a", "A", 0).count = 1  # type: ignore[misc]
