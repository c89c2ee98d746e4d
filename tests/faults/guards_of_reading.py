"""The guards of fetching and reading, each with the words that keep its promise and the tests that hold it."""

from tests.faults.guards import guard, skipped

NETWORK = [
    guard(
        "only public addresses are connected to", "importers.guarded_network",
        "importers/test_fetch.py::test_a_private_address_is_refused_before_anything_is_sent",
        ("allowed = [ip for ip, reason in reasons.items() if reason is None]", "allowed = list(reasons)"),
    ),
    guard(
        "ranges that Python calls public are refused", "importers.address_guard",
        "importers/test_address_guard.py::test_an_address_inside_is_refused_with_a_reason",
        ("if address in network:", "if address in network and address.is_private:"),
    ),
    guard(
        "numbers in disguise are no hosts", "importers.address_guard",
        "importers/test_address_guard.py::test_a_deceitful_address_is_refused_before_anything_is_resolved",
        ('return f"{host} is a number in disguise, not a host"', "return None"),
    ),
    guard(
        "an address has no user name", "importers.address_guard",
        "importers/test_address_guard.py::test_a_deceitful_address_is_refused_before_anything_is_resolved",
        skipped('if "@" in parts.netloc:'),
    ),
    guard(
        "at most three redirects", "importers.fetch", "importers/test_fetch.py::test_a_fourth_redirect_is_refused",
        ("MAX_REDIRECTS = 3", "MAX_REDIRECTS = 30"),
    ),
    guard(
        "never from https to http", "importers.fetch", "importers/test_guarded_network.py::test_https_works_and_never_leads_to_http",
        skipped('if httpx.URL(base).scheme == "https" and whole.scheme == "http":'),
    ),
    guard(
        "size is counted while unpacking", "importers.unpacking",
        "importers/test_unpacking.py::test_a_gzipped_file_is_unpacked_and_a_bomb_is_cut_at_the_limit",
        skipped("if total > max_bytes:"),
    ),
    guard(
        "only packings that were asked for", "importers.unpacking",
        "importers/test_unpacking.py::test_a_packing_that_was_not_asked_for_is_refused",
        skipped('if words not in ([], ["gzip"], ["x-gzip"]):'),
    ),
    guard(
        "the total time of a fetch", "importers.guarded_network",
        "faults/feeds/test_transfer.py::test_i08_a_dripping_server_is_cut_at_the_total_time[body]",
        ("left = deadline - time.monotonic()", "left = 3600.0"),
    ),
    guard(
        "further pages of the same host only", "importers.fetch",
        "importers/test_politeness.py::test_further_pages_come_from_the_same_host_only",
        skipped("if _origin(address) != self._origin:"),
    ),
    guard(
        "robots.txt binds what was found", "importers.fetch",
        "importers/test_politeness.py::test_robots_txt_binds_found_pages_but_not_the_registered_one_nor_its_paging",
        skipped("if not is_paging_of(address, self._registered) and not self._robot_rules().allow(AGENT, address):"),
    ),
    guard(
        "a wish to wait is kept within six hours", "importers.politeness",
        "importers/test_politeness.py::test_a_busy_servers_wish_is_kept_within_bounds",
        ("return min(int(words.strip()[:12]), MAX_RETRY_AFTER_S)", "return int(words.strip()[:12])"),
    ),
    guard(
        "a page of another host ends a list", "importers.paging",
        "importers/formats/test_json_list.py::test_a_page_that_leads_astray_leaves_the_feed_incomplete",
        skipped("if (one.scheme, one.netloc.lower()) != (other.scheme, other.netloc.lower()):"),
    ),
    guard(
        "a page that comes again ends a list", "importers.paging",
        "importers/formats/test_json_list.py::test_a_server_that_gives_the_same_page_for_every_number_leaves_the_feed_incomplete",
        skipped("if content in contents:"), ("MAX_PAGES = 500", "MAX_PAGES = 20"),
    ),
    guard(
        "pages that go in a circle end the run", "importers.shapes.rpde",
        "faults/feeds/test_changes.py::test_i17_a_feed_that_lies_or_is_away_leaves_the_catalog_as_it_was[leads back]",
        skipped("if link in seen:"), ("MAX_PAGES = 10_000", "MAX_PAGES = 20"),
    ),
    guard(
        "of two states of an item the newer counts", "importers.shapes.rpde",
        "faults/feeds/test_changes.py::test_i17_what_goes_back_in_time_does_not_come_back",
        ("if known is None or known[0] < rank:", "if True:"),
    ),
    guard(
        "what is told to be gone is retired", "importers.shapes.openactive",
        "faults/feeds/test_changes.py::test_i17_a_deletion_needs_no_data_and_may_come_for_what_was_never_told",
        ('raise RecordSkipped(REMOVED, "state"', 'raise RecordSkipped(ENDED, "state"'),
        ("from importers.errors import NOT_AN_OFFER, RecordSkipped", "from importers.errors import ENDED, NOT_AN_OFFER, RecordSkipped"),
    ),
]  # fmt: skip

READING = [
    guard(
        "JSON is not nested too deep", "importers.objects",
        "faults/feeds/test_shapes.py::test_i16_json_that_cannot_be_read_is_refused_with_its_place",
        skipped("if depth > MAX_NESTING:"),
    ),
    guard(
        "archives are looked at before they are opened", "importers.archives",
        "importers/formats/test_tables.py::test_an_archive_that_unpacks_to_far_more_is_refused",
        ('that no honest program wrote."""\n', 'that no honest program wrote."""\n    return\n'),
    ),
    guard(
        "XML has no entities of its own", "importers.shapes.feeds", "importers/formats/test_rss.py::test_xml_bombs_are_refused_at_once",
        ("forbid_entities=True, forbid_external=True", "forbid_entities=False, forbid_external=False"),
    ),
    guard(
        "a quote that is not closed is an error", "importers.delimited",
        "importers/formats/test_tables.py::test_an_unclosed_quote_is_an_error_with_its_row_and_nothing_is_read",
        ("strict=True", "strict=False"),
    ),
    guard(
        "garbled letters are refused", "importers.decoding",
        "importers/formats/test_tables.py::test_garbled_letters_are_refused_and_never_shown",
        skipped("if any(_GARBLED.search(text) for text in _chunks(feed, encoding)):"),
    ),
    guard(
        "a calendar's rules give so many dates at most", "importers.formats.ical",
        "importers/formats/test_ical_calendars.py::test_only_dates_that_rules_are_expanded_to_count_against_the_limit_of_a_calendar",
        skipped("if context.notes.meetings > MAX_EXPANDED_OF_A_FEED:"),
    ),
    guard(
        "nothing repeats by the second", "importers.recurrence", "importers/formats/test_ical.py::test_a_bomb_costs_itself_only",
        skipped('if parts.get("FREQ") not in FREQUENCIES:'),
    ),
    guard(
        "rules that never meet are not searched", "importers.recurrence", "importers/formats/test_ical.py::test_a_bomb_costs_itself_only",
        skipped("if not _can_meet(parts):"),
    ),
    guard(
        "0, 0 is no place", "importers.offer_parts",
        "faults/feeds/test_places.py::test_i36_a_point_that_cannot_be_meant_is_told_with_its_rule",
        skipped("if abs(lat) < 0.01 and abs(lon) < 0.01:"),
    ),
    guard(
        "points with swapped axes are unknown", "importers.offer_parts",
        "faults/feeds/test_places.py::test_i36_a_point_that_cannot_be_meant_is_unknown_and_the_offer_stands[10.24-59.79]",
        skipped("if 2 < lat < 33 and 57 < lon < 82:"),
    ),
    guard(
        "descriptions have a short list of tags", "importers.fields.markup",
        "importers/fields/test_markup.py::test_hostile_html_is_inert",
        ("tags=set(TAGS),", 'tags=set(TAGS) | {"img", "form"},'),
    ),
    guard(
        "descriptions link to whole addresses only", "importers.fields.markup",
        "importers/fields/test_markup.py::test_hostile_html_is_inert",
        ("        attribute_filter=_only_whole_links,\n", ""),
    ),
    guard(
        "letters that turn or hide are taken out", "catalog.text", "catalog/test_text.py::test_a_line_is_cleaned",
        ('_INVISIBLE.sub("", unicodedata.normalize("NFC", _without_surrogates(text)))', 'unicodedata.normalize("NFC", text)'),
    ),
    guard(
        "links are http or https", "importers.fields.urls",
        "importers/fields/test_contacts.py::test_addresses_that_must_not_be_linked_to_are_refused",
        ('parts.scheme not in {"http", "https"}', 'parts.scheme == ""'),
    ),
    guard(
        "what is written is text on every page", "web.app",
        "faults/feeds/test_formats.py::test_i29_scripts_in_every_text_of_every_format_are_text_on_every_page",
        ('"autoescape": True', '"autoescape": False'),
    ),
    guard(
        "a name that mixes alphabets is told", "importers.fields.alphabets",
        "faults/feeds/test_formats.py::test_i31_a_name_that_mixes_alphabets_is_told_in_the_report_and_on_record[json]",
        ('ALPHABETS = frozenset({"LATIN", "GREEK", "CYRILLIC"})', 'ALPHABETS = frozenset({"LATIN"})'),
    ),
    guard(
        "a line that names a person is no address", "importers.shapes.brreg_units",
        "importers/formats/test_brreg.py::test_an_address_that_names_a_person_is_no_address",
        ("return [] if any(_PERSON.search(line) for line in lines) else lines", "return lines"),
    ),
    guard(
        "a reader's computing is limited", "importers.worker.limits",
        "importers/test_reader.py::test_a_record_that_costs_too_much_costs_itself_only",
        ("        signal.setitimer(signal.ITIMER_PROF, self._step_cpu_s)\n", ""),
    ),
    guard(
        "a reader's memory is limited", "importers.worker.limits",
        "importers/test_reader.py::test_a_record_that_costs_too_much_costs_itself_only[swell at once-it took more than 512 MB of memory]",
        ("    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))\n", ""),
    ),
    guard(
        "a reader opens no connection", "importers.worker.child", "importers/test_reader.py::test_the_reader_opens_no_connection",
        skipped("if event in FORBIDDEN:"),
    ),
    guard(
        "a reader gets no secret", "importers.worker.process", "importers/test_reader.py::test_the_reader_gets_no_secret_of_ours",
        ('if name in KEPT_VARIABLES or name.startswith("LC_")}', "}"),
    ),
    guard(
        "nothing that could act comes from a reader", "importers.worker.wire",
        "importers/worker/test_wire.py::test_nothing_that_could_act_comes_over",
        ("            return _known()[module, name]\n", "            return super().find_class(module, name)\n"),
    ),
]  # fmt: skip
