"""`krets word`: a municipality's own words, each leading to a category of the vocabulary when families type it."""

import click

from catalog.audit import SYSTEM
from catalog.clock import OSLO
from catalog.model import OwnWord
from catalog.own_words import Added, add_own_word, remove_own_word
from catalog.store.municipalities import municipality as municipality_by_slug
from catalog.store.own_words import own_word_rows
from web.commands.output import errors_in_one_line, say, say_json, say_table
from web.context import Krets

COLUMNS = ("words", "category", "instead_of", "added_by", "added")
MUNICIPALITY = click.option("--municipality", required=True, help="The municipality's slug.")
DRY_RUN = click.option("--dry-run", is_flag=True, help="Check, and change nothing.")
JSON = click.option("--json", "as_json", is_flag=True, help="One line of JSON.")


@click.group()
def word() -> None:
    """Words of a municipality's own: what things are called there."""


@word.command("add")
@click.argument("words")
@click.argument("category")
@MUNICIPALITY
@DRY_RUN
@JSON
@click.pass_obj
def add(krets: Krets, words: str, category: str, municipality: str, *, dry_run: bool, as_json: bool) -> None:
    """Let WORDS, a word or a phrase in quotes, lead to CATEGORY, a slug of the vocabulary."""
    with errors_in_one_line(), krets.database.transaction() as session:
        place = municipality_by_slug(session, municipality)
        added = add_own_word(session, krets.vocabulary, place.id, (words, category), actor=SYSTEM, now=krets.clock.now())
        if dry_run:
            session.rollback()
    if as_json:
        say_json({"words": added.words, "category": added.category, "instead_of": list(added.instead_of), "dry_run": dry_run})
    else:
        say(f"{added.words} {'would lead' if dry_run else 'leads'} to {added.category}{_elsewhere(added)}")


@word.command("list")
@MUNICIPALITY
@JSON
@click.pass_obj
def list_words(krets: Krets, municipality: str, *, as_json: bool) -> None:
    """List the words with their categories, what each means elsewhere, and who added it when."""
    with errors_in_one_line(), krets.database.reading() as session:
        rows = [_shape(krets, one) for one in own_word_rows(session, municipality_by_slug(session, municipality).id)]
    if as_json:
        say_json(rows)
    else:
        say_table(COLUMNS, [[", ".join(cell) if isinstance(cell := row[column], list) else cell for column in COLUMNS] for row in rows])


@word.command("remove")
@click.argument("words")
@MUNICIPALITY
@DRY_RUN
@JSON
@click.pass_obj
def remove(krets: Krets, words: str, municipality: str, *, dry_run: bool, as_json: bool) -> None:
    """Take WORDS away, in whatever spelling: they mean again what the vocabulary says, or nothing."""
    with errors_in_one_line(), krets.database.transaction() as session:
        place = municipality_by_slug(session, municipality)
        gone, category = remove_own_word(session, place.id, words, actor=SYSTEM, now=krets.clock.now())
        if dry_run:
            session.rollback()
    if as_json:
        say_json({"words": gone, "category": category, "dry_run": dry_run})
    else:
        say(f"{gone} {'would lead' if dry_run else 'leads'} to {category} no more")


def _elsewhere(added: Added) -> str:
    return f" here, instead of {', '.join(added.instead_of)}" if added.instead_of else ""


def _shape(krets: Krets, one: OwnWord) -> dict[str, object]:
    return {
        "words": one.words,
        "category": one.category,
        "instead_of": [slug for slug in krets.vocabulary.meanings(one.words) if slug != one.category],
        "added_by": one.added_by,
        "added": one.added_at.astimezone(OSLO).isoformat(timespec="minutes"),
    }
