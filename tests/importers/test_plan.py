"""What a run is to do: read from the source once, anew when content would be read differently, with the installation's tools."""

from pathlib import Path

import pytest

from catalog.errors import NotFound
from catalog.settings import settings_from
from importers.fetch import Validators
from importers.plan import OneOff, plan_of, plan_once, reading_word, tools_from
from tests.importers.small_feed import Town, lines, numbered
from tests.web_server import WebServer


def test_the_word_of_reading_changes_with_format_and_options_but_not_with_their_order() -> None:
    words = {reading_word("csv", {}), reading_word("xlsx", {}), reading_word("csv", {"a": "1"}), reading_word("csv", {"a": "2"})}
    assert len(words) == 4
    assert reading_word("csv", {"a": "1", "b": "2"}) == reading_word("csv", {"b": "2", "a": "1"})


def test_a_source_that_never_ran_is_read_anew_and_asked_for_nothing(town: Town) -> None:
    plan = plan_of(town.database, town.source(etag='"1"'), town.clock)
    assert (plan.anew, plan.validators, plan.language) == (True, Validators(), "nb")


def test_validators_are_used_within_the_month_and_with_the_same_options_only(town: Town, web_server: WebServer) -> None:
    source = town.source(web_server.address("/feed"))
    web_server.answer("/feed", lines(numbered([1])), headers={"ETag": '"1"'})
    town.run(source)
    assert plan_of(town.database, source, town.clock).validators == Validators('"1"')
    town.clock.instant = town.clock.instant.replace(month=12)
    plan = plan_of(town.database, source, town.clock)
    assert (plan.anew, plan.validators) == (True, Validators())


def test_a_source_that_is_not_there_is_named(town: Town) -> None:
    with pytest.raises(NotFound, match="source"):
        plan_of(town.database, 99, town.clock)


def test_a_dry_one_off_plans_with_the_options_it_was_given_and_stores_none(town: Town) -> None:
    what = OneOff(town.municipality_id, "fil", "small", {"say": "!"})
    assert plan_once(town.database, what, town.clock, dry_run=True).source_id is None
    stored = plan_once(town.database, OneOff(town.municipality_id, "fil", "small"), town.clock, dry_run=False)
    again = plan_once(town.database, what, town.clock, dry_run=True)
    assert (again.source_id, again.options, again.anew) == (stored.source_id, {"say": "!"}, True)
    assert plan_of(town.database, stored.source_id or 0, town.clock).options == {}


def test_the_tools_of_an_installation_follow_its_settings(town: Town, tmp_path: Path) -> None:
    environment = {
        "KRETS_DATA_DIR": str(tmp_path),
        "KRETS_BASE_URL": "https://krets.example",
        "KRETS_ALLOW_PRIVATE_FEEDS": "10.0.0.0/8,intern",
    }
    tools = tools_from(settings_from(environment), town.clock)
    assert tools.rules.user_agent == "Krets (leisure catalog; +https://krets.example)"
    assert tools.rules.policy.refusal("intern", "192.168.0.1", 8080) is None
    assert tools.rules.policy.refusal("other", "10.1.2.3", 80) is None
    assert tools.rules.policy.refusal("other", "192.168.0.1", 80)
    assert tools.categories_from_words("Fotball") == ("football",)
