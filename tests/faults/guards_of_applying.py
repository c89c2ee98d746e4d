"""The guards of applying what was read and of running by schedule, each with the words that keep it and the tests that hold it."""

from tests.faults.guards import NEVER, guard, skipped

APPLYING = [
    guard(
        "a fifth and more that vanish wait for a person", "importers.retire",
        "importers/test_retire.py::test_a_fifth_may_go_by_itself_and_more_waits_for_a_person",
        skipped("if is_mass(gone, had) and not forced:"),
    ),
    guard(
        "an empty feed is refused", "importers.retire",
        "importers/test_retire.py::test_a_feed_that_looks_broken_is_refused_whole_unless_a_person_says_otherwise",
        skipped("if census.listed == 0 and census.lists_all and census.ending is Ending.WHOLE:"),
    ),
    guard(
        "a feed that swells is held", "importers.retire", "importers/test_retire.py::test_a_feed_that_grew_forty_times_is_held",
        skipped("if usual and census.listed > GROWTH_FACTOR * usual and census.listed - usual > GROWTH_COUNT:"),
    ),
    guard(
        "many that turn unreadable at once are held", "importers.retire",
        "importers/test_retire.py::test_many_records_that_turn_unreadable_at_once_are_held",
        skipped("if is_mass(census.newly_rejected, census.standing):"),
    ),
    guard(
        "a source that doubles its ids is held", "importers.retire",
        "faults/feeds/test_removals.py::test_i40_ids_that_come_twice_are_held",
        skipped("if census.standing > MASS_COUNT and is_mass(census.doubled, census.listed):"),
    ),
    guard(
        "ids that are all new are held", "importers.retire",
        "faults/feeds/test_removals.py::test_i40_ids_that_are_all_new_are_held",
        skipped("if is_mass(census.missing, census.standing - census.over) and 2 * census.new >= census.missing:"),
    ),
    guard(
        "an offer is missed twice before it ends", "importers.retire",
        "importers/test_retire.py::test_an_offer_is_retired_after_two_looks_a_day_apart",
        ("GRACE_RUNS = 2", "GRACE_RUNS = 1"),
    ),
    guard(
        "two looks are a day apart", "importers.retire",
        "importers/test_retire.py::test_an_offer_is_retired_after_two_looks_a_day_apart",
        ("GRACE = timedelta(hours=24)", "GRACE = timedelta(0)"),
    ),
    guard(
        "a feed not read to its end removes nothing", "importers.retire",
        "importers/test_retire.py::test_a_feed_not_read_to_its_end_never_retires_even_when_forced",
        skipped("if census.ending is not Ending.WHOLE:"),
    ),
    guard(
        "what staff hid is not restored", "catalog.intake",
        "importers/test_retire.py::test_what_staff_hid_stays_hidden_when_the_record_returns",
        ("if offer.status is not Status.ENDED or offer.hidden_by is not None:", "if offer.status is not Status.ENDED:"),
    ),
    guard(
        "a person's word beats a feed's", "catalog.ownership", "catalog/test_ownership.py::test_a_feed_never_writes_over_a_person",
        skipped("if RANK[owned_by] > RANK[by.actor.author]:"),
    ),
    guard(
        "a second source never overwrites the first", "catalog.ownership",
        "importers/test_match.py::test_a_second_source_never_overwrites_the_first",
        ("return Decision.WRITE if by.primary and not is_empty(proposed) else Decision.KEEP", "return Decision.WRITE"),
    ),
    guard(
        "the same content is not read again", "importers.normalise",
        "importers/test_normalise.py::test_a_record_is_settled_when_it_says_the_same_and_nothing_is_left_to_do",
        ("if known is None or known.content_hash != arrival.content_hash or known.outcome == REJECTED:", "if True:"),
    ),
    guard(
        "an id that comes twice is one offer", "importers.listing",
        "importers/test_listing.py::test_an_id_that_comes_again_is_named_and_the_first_counts",
        skipped("if arrival.key in keys:"),
    ),
    guard(
        "after a failed run the feed is read whole", "importers.journal",
        "importers/test_pipeline.py::test_after_a_failed_run_the_feed_is_read_whole_again",
        ("            source.etag = source.last_modified = None  # until", "            # until"),
    ),
    guard(
        "a cursor moves with complete runs only", "importers.pipeline",
        "faults/feeds/test_changes.py::test_i17_many_deletions_at_once_wait_for_a_person_and_are_told_again",
        ("if outcome == sources.COMPLETE and self._log.run_id is not None", "if self._log.run_id is not None"),
    ),
    guard(
        "after a week a feed of changes is read anew", "importers.plan",
        "importers/test_cursors.py::test_when_a_feed_is_read_from_its_beginning",
        ("CURSOR_LASTS = timedelta(days=7)", "CURSOR_LASTS = timedelta(days=700)"),
    ),
    guard(
        "what both state must not differ", "importers.match", "importers/test_match.py::test_what_both_state_must_not_differ",
        ("    ages, grades = draft.ages, draft.grades\n", "    return False\n    ages, grades = draft.ages, draft.grades\n"),
    ),
    guard(
        "numbers in titles must agree", "importers.match",
        "importers/test_match.py::test_numbers_in_titles_must_agree_however_alike_the_rest_is",
        ("return numbers_agree(left, right) and fuzz", "return fuzz"),
    ),
    guard(
        "a refused pair is not asked about again", "catalog.store.matches",
        "importers/test_proposals.py::test_a_refused_pair_is_not_asked_about_again_until_that_is_undone",
        ("return {frozenset((one, other)): state for one, other, state in session.execute(query) if other is not None}", "return {}"),
    ),
    guard(
        "another source's ids are told", "importers.upsert",
        "faults/feeds/test_same_course.py::test_i33_another_sources_ids_touch_nothing_and_are_warned_of",
        skipped("if one.arrival.key in self._of_others:"),
    ),
    guard(
        "an answer of another municipality is none", "catalog.geo.geocoding",
        "catalog/geo/test_geocoding.py::test_what_is_not_that_very_address_is_no_answer",
        ('if hit["kommunenummer"] != self.municipality_number or not wanted.street:', "if not wanted.street:"),
    ),
    guard(
        "one question a second for all processes", "catalog.geo.rate_gate",
        "catalog/geo/test_rate_gate.py::test_the_first_goes_at_once_and_each_next_one_a_step_later",
        ("turn = max(row.next_at, now)", "turn = now"),
    ),
]  # fmt: skip

RUNNING = [
    guard(
        "a lease that is held is not given away", "catalog.leases", "catalog/test_leases.py::test_a_held_lease_is_not_given_to_another",
        skipped("if now < row.expires_at <= now + ttl * SLACK and not is_dead(row.holder):"),
    ),
    guard(
        "the old holder of a lease is refused", "catalog.leases",
        "catalog/test_leases.py::test_the_old_holder_is_refused_in_its_own_transaction",
        ("if row is None or (row.holder, row.epoch) != (held.holder, held.epoch):", "if row is None:"),
    ),
    guard(
        "a run checks its lease where it commits", "importers.journal",
        "faults/test_scheduler_runs.py::test_s14_a_stuck_run_is_closed_as_failed_the_next_slot_runs_and_the_stuck_one_writes_nothing",
        ("            check(session, self._held)\n", "            pass\n"),
    ),
    guard(
        "who leads no more writes no further", "importers.journal",
        "importers/test_schedule.py::test_a_leader_that_is_replaced_in_the_middle_of_a_run_writes_no_further",
        ('the schedule over."""\n        self._fence(session)\n', 'the schedule over."""\n'),
    ),
    guard(
        "a source runs once at a time", "importers.schedule",
        "importers/test_schedule.py::test_no_more_run_at_once_than_there_are_workers_and_none_twice",
        ("if source_id in self._running or len(self._running) >= WORKERS:", NEVER),
    ),
    guard(
        "missed slots are caught up once", "importers.due_times",
        "importers/test_due_times.py::test_after_three_days_away_a_source_catches_up_once_and_keeps_its_beat",
        ("missed = max(0, int((now - slot).total_seconds() // every_s))", "missed = 0"),
        ("step = max(1, int((now - slot).total_seconds() // every_s))", "step = 1\n    return slot + timedelta(days=days)"),
    ),
    guard(
        "after a pause a few start at a time", "importers.schedule",
        "importers/test_schedule.py::test_of_many_that_are_late_a_few_start_at_a_time_and_those_on_time_before_them",
        ("late[:CATCH_UP_AT_ONCE]", "late"),
    ),
    guard(
        "failures back off", "importers.due_times",
        "importers/test_due_times.py::test_failures_are_tried_again_soon_then_ever_later_and_never_past_a_day",
        ("wait = min(FIRST_RETRY * 2 ** min(max(failures, 1) - 1, 20), LONGEST_RETRY)", "wait = FIRST_RETRY"),
    ),
    guard(
        "no mail is asked for twice", "catalog.mail", "catalog/test_mail.py::test_a_mail_is_asked_for_once_whatever_is_in_it",
        skipped("if session.scalar(select(Mail.id).where(Mail.key == draft.key)) is not None:"),
        ("        key=draft.key,\n", "        key=f\"{draft.key}:{secrets.token_hex(4)}\",\n"),
    ),
    guard(
        "a subject is one line", "catalog.mail", "catalog/test_mail.py::test_what_would_be_more_than_one_header_is_refused",
        (" or _BREAKS.search(draft.subject):", ":"),
    ),
    guard(
        "a header is one line", "catalog.mail", "catalog/test_mail.py::test_what_would_be_more_than_one_header_is_refused",
        ("if not value.strip() or not value.isascii() or _BREAKS.search(value):", "if not value.strip() or not value.isascii():"),
    ),
]  # fmt: skip
