"""Recipes: known options of a known format, under the source's own; told in the documentation."""

from pathlib import Path

import pytest

from catalog.drafts import OfferDraft
from catalog.terms import Kind
from importers.columns import check_table_options
from importers.contract import check_options
from importers.errors import RunFailed
from importers.objects import compiled
from importers.plan import reading_word
from importers.recipes.loading import Recipe, effective_options, recipes
from importers.registry import importer_for
from tests.importers.reading_feeds import Outcome, outcome_of
from tests.shared_data import DATA, requires_shared

ROOT = Path(__file__).parents[2]
each_recipe = pytest.mark.parametrize("recipe", recipes().values(), ids=lambda recipe: recipe.name)


def offers(outcome: Outcome) -> list[OfferDraft]:
    return [draft for draft in outcome.drafts.values() if isinstance(draft, OfferDraft)]


@each_recipe
def test_a_recipe_has_known_options_of_a_known_format_and_a_row_in_the_documentation(recipe: Recipe) -> None:
    check_options(importer_for(recipe.format), recipe.options)
    check_table_options(recipe.options)
    for name, path in recipe.options.items():
        if recipe.format == "json" and name.startswith("map."):
            compiled(path, name)
    rows = (ROOT / "docs" / "importing-formats.md").read_text("utf-8").splitlines()
    assert f"| `{recipe.name}` | `{recipe.format}` | {recipe.title}; {recipe.about} |" in rows


def test_what_the_source_says_itself_wins_and_an_empty_value_takes_away() -> None:
    options = effective_options("json", {"recipe": "gathered-events", "map.title": "overskrift", "default.kind": "", "map.summary": ""})
    assert (options["map.title"], options["map.venue"], options["map.summary"]) == ("overskrift", "location_name", "")
    assert not {"recipe", "default.kind"} & options.keys()
    assert effective_options("csv", {"map.title": "x"}) == {"map.title": "x"}


@pytest.mark.parametrize("name", ["no-such", "bergen-playgrounds"])
def test_a_recipe_that_there_is_not_for_the_format_is_refused_with_those_that_there_are(name: str) -> None:
    with pytest.raises(RunFailed, match=rf"recipe={name}: there is no such recipe for json; there are .*gathered-events"):
        effective_options("json", {"recipe": name})


def test_a_source_is_read_anew_when_it_gets_a_recipe() -> None:
    words = {reading_word("json", options) for options in ({}, {"recipe": "gathered-events"}, {"recipe": "no-such"})}
    assert len(words) == 3


def test_anleggsregisteret_lists_places_and_what_is_closed_is_none(tmp_path: Path) -> None:
    path = tmp_path / "page.json"
    path.write_text(
        '{"content": [{"facilityId": 7, "name": "Lia ballbinge", "status": "EXISTING", "latitude": 59.8, "longitude": 10.2, '
        '"operatorName": null, "ownerName": "Lier kommune", "categoryDescription": "Fotballanlegg", "typeDescription": "Lekeplass"}, '
        '{"facilityId": 8, "name": "Gamlebanen", "status": "CLOSED"}], "last": true}'
    )
    outcome = outcome_of(path, "json", dict(effective_options("json", {"recipe": "anleggsregisteret-json"})))
    (found,) = offers(outcome)
    assert (found.kind, found.title, found.categories[0]) == (Kind.FACILITY, "Lia ballbinge", "playground")
    assert found.organisation is not None
    assert (found.organisation.name, outcome.skipped) == ("Lier kommune", {"8": "ended"})


def test_the_table_of_anleggsregisteret_is_read(tmp_path: Path) -> None:
    path = tmp_path / "anlegg.csv"
    path.write_text(
        "Anleggsnr;Anleggsnavn;Anleggstype;Adresse;Kommune;Breddegrad;Lengdegrad\n3;Lia stadion;Lekeplass;Lia 1;Lier;59,8;10,2\n"
    )
    (found,) = offers(outcome_of(path, "csv", dict(effective_options("csv", {"recipe": "anleggsregisteret-csv"}))))
    assert (found.kind, found.title, found.categories) == (Kind.FACILITY, "Lia stadion", ("playground",))


@requires_shared
@pytest.mark.parametrize(
    ("name", "path", "number"),
    [
        ("bergen-playgrounds", "datahotell/bergen_lekeplasser/dataset.csv", 146),
        ("stavanger-playgrounds", "datahotell/stavanger_lekeplasser/dataset.csv", 259),
        ("stavanger-bathing-places", "datahotell/stavanger_badeplasser/dataset.csv", 33),
        ("stavanger-viewpoints", "datahotell/stavanger_utsiktspunkt/dataset.csv", 32),
        ("gathered-events", "no_alesund_iaal_events.json", 612),
    ],
)
def test_the_real_file_of_a_recipe_is_read_with_nothing_but_its_name(name: str, path: str, number: int) -> None:
    recipe = recipes()[name]
    outcome = outcome_of(DATA / "2-offers" / path, recipe.format, dict(effective_options(recipe.format, {"recipe": name})))
    assert outcome.rows == number
    assert len(outcome.drafts) + len(outcome.skipped) == len(outcome.records)
    assert len(outcome.drafts) > len(outcome.records) * 0.8
