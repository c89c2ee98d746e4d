"""`krets search`: the same search as the page, in the same parameters."""

from collections.abc import Callable, Sequence

import click

from catalog.store.municipalities import municipality as municipality_by_slug
from search.filters import PARAMETERS, OfferFilter
from web.answers import answer, legal_names
from web.api.answer_shape import Asker, answer_shape
from web.chips import ChipWords, chips_of
from web.commands.output import errors_in_one_line, say, say_json, say_table
from web.context import Krets
from web.language import BOKMAL
from web.naming import Naming
from web.wording.dates import Speech

NOT_OPTIONS = frozenset({"q"})
Command = Callable[..., None]


def search_options(command: Command) -> Command:
    """Every parameter of a search as an option that may be given several times."""
    for name in reversed([name for name in PARAMETERS if name not in NOT_OPTIONS]):
        spellings = dict.fromkeys((f"--{name}", f"--{name.replace('_', '-')}"))
        command = click.option(*spellings, f"given_{name}", multiple=True, metavar="VALUE")(command)
    return command


@click.command("search")
@click.argument("query", default="")
@click.option("--municipality", required=True, help="The municipality's slug.")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON, as the interface for programs gives it.")
@search_options
@click.pass_obj
def search(krets: Krets, /, query: str, municipality: str, *, as_json: bool, **given: tuple[str, ...]) -> None:
    """Search the offers of a municipality."""
    pairs = [("q", query)] + [(name.removeprefix("given_"), value) for name, values in given.items() for value in values]
    with errors_in_one_line(), krets.database.reading() as session:
        place = municipality_by_slug(session, municipality)
        names = legal_names(krets, session, place)
        asked = OfferFilter.from_params(pairs, strict=True, names=names)
        found = answer(krets, session, place, asked, names)
        shape = answer_shape(Asker(krets, session, place, BOKMAL), found)
        speech = Speech(BOKMAL, names.today)
        chips = chips_of(found.meaning, Naming(speech, krets.vocabulary, names))
    if as_json:
        say_json(shape)
        return
    if line := understood_line(chips, found.sought.q):
        say(line)
    say(f"{found.results.total} offers")
    say_table(
        ("id", "title", "organisation", "cost"),
        [(offer.id, offer.title, offer.organisation.name if offer.organisation else None, offer.cost) for offer in found.offers],
    )


def understood_line(chips: Sequence[ChipWords], text: str) -> str:
    """What was understood, on one line with the words that said it: "understood: Gratis (gratis), 8 år; text: turn"; empty for nothing."""
    said = ", ".join(f"{chip.label} ({chip.words})" if chip.words else chip.label for chip in chips)
    parts = [f"understood: {said}"] if said else []
    return "; ".join([*parts, f"text: {text}"] if text else parts)
