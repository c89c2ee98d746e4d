"""The promises of importing, each with the tests that hold it; none may be without, and none may name a test that is gone.

The numbers are those of the design (importing, "What the pipeline promises").
"""

import ast
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
PROMISES = {
    "1 the same input twice writes nothing": (
        "importers/test_pipeline.py::test_the_first_run_creates_and_the_second_writes_nothing_but_its_own_row",
        "faults/feeds/test_again.py::test_i39_a_whole_feed_twice_changes_nothing_not_even_the_index",
    ),
    "2 a record that fails costs itself only": (
        "importers/test_pipeline.py::test_a_bad_record_costs_itself_only_and_keeps_its_offer",
        "importers/test_pipeline.py::test_a_defect_of_a_format_costs_its_record_only",
        "importers/test_reader.py::test_a_record_that_costs_too_much_costs_itself_only",
    ),
    "3 no mass removal": (
        "faults/feeds/test_removals.py::test_i12_a_fifth_and_more_that_vanish_wait_for_a_person",
        "faults/feeds/test_removals.py::test_i13_a_club_that_loses_all_four_keeps_them_until_the_second_look",
        "web/commands/test_source_troubles.py::test_a_feed_in_trouble_is_held_or_applied_and_says_why",
    ),
    "4 atomic": (
        "importers/test_killed_run.py::test_a_run_that_is_stopped_in_any_transaction_and_run_again_is_as_if_run_once",
        "importers/test_killed_run.py::test_a_run_whose_process_is_killed_is_taken_over_at_once_and_is_as_if_run_once",
    ),
    "5 dry run through the same code": (
        "importers/test_pipeline.py::test_a_dry_run_tells_exactly_what_the_run_then_does_and_writes_nothing",
    ),
    "6 a person's fields stay": (
        "faults/feeds/test_words_of_persons.py::test_i34_staffs_title_an_organisers_price_and_a_feeds_time_survive_on_one_offer",
    ),
    "7 every run is on record": (
        "importers/test_pipeline.py::test_every_run_is_on_record_with_its_facts",
        "importers/test_pipeline.py::test_fields_that_nobody_reads_are_named_also_when_nothing_was_read_again",
        "web/commands/test_preview.py::test_a_held_source_says_why_and_what_can_be_done",
    ),
    "8 polite and safe fetching": (
        "faults/feeds/test_addresses.py::test_i01_an_address_that_leads_inside_is_not_connected_to",
        "importers/test_politeness.py::test_robots_txt_binds_found_pages_but_not_the_registered_one_nor_its_paging",
        "importers/test_politeness.py::test_a_busy_servers_wish_is_kept_within_bounds",
        "faults/feeds/test_transfer.py::test_i14_not_modified_counts_as_seen",
    ),
    "9 twins merge on hard evidence only, and part again": (
        "importers/test_labelled_pairs.py::test_what_merges_by_itself_is_right_and_most_of_the_rest_is_proposed",
        "importers/test_proposals.py::test_undoing_a_merge_gives_both_back_and_they_are_never_asked_about_again",
    ),
    "9b what is past is skipped; nameless facilities and points outside": (
        "importers/test_mapping.py::test_what_is_wholly_past_is_skipped_as_ended",
        "importers/test_nameless.py::test_a_nameless_facility_is_called_by_its_category_and_district",
        "faults/feeds/test_places.py::test_i36_a_point_outside_the_municipality_is_kept_and_marked",
    ),
    "10 unknown stays unknown": (
        "importers/test_mapping.py::test_what_is_not_said_is_unknown",
        "journeys/test_known_and_unknown.py::test_an_unknown_age_is_said_and_never_every_age",
    ),
    "11 progress": (
        "web/commands/test_progress.py::test_slow_work_says_how_far_it_is",
        "importers/test_pipeline.py::test_progress_is_told_while_it_runs",
    ),
}


@pytest.mark.parametrize("promise", PROMISES)
def test_a_promise_has_its_tests(promise: str) -> None:
    assert PROMISES[promise]
    for node in PROMISES[promise]:
        path, _, name = node.partition("::")
        functions = {each.name for each in ast.walk(ast.parse((TESTS / path).read_text("utf-8"))) if isinstance(each, ast.FunctionDef)}
        assert name in functions, node
