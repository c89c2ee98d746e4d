"""`krets poster`: the same poster as by its address, written to a file."""

from pathlib import Path

import click

from catalog.store.municipalities import municipality as municipality_by_slug
from web.answers import legal_names
from web.commands.output import errors_in_one_line, fail, say
from web.context import Krets
from web.language import LANGUAGES, Language
from web.poster.asking import Size, poster_asked
from web.poster.making import Maker
from web.poster.printing import Printing


@click.command("poster")
@click.option("--municipality", required=True, help="The municipality's slug.")
@click.option("--district", help="A school district's slug; without it and --school the poster is of all of the municipality.")
@click.option("--school", help="A school's slug.")
@click.option("--period", required=True, help="A holiday: autumn, christmas, winter, easter, summer, or one with its year.")
@click.option("--size", type=click.Choice([size.value for size in Size]), default=Size.A4.value, show_default=True, help="The paper.")
@click.option("--lang", type=click.Choice(list(LANGUAGES)), default="nb", show_default=True, help="The poster's language.")
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The PDF file to write.")
@click.pass_obj
def poster(krets: Krets, /, municipality: str, output: Path, lang: str, **given: str | None) -> None:
    """Make the poster of a holiday for a district, a school or all of a municipality."""
    pairs = [(name, value) for name, value in given.items() if value is not None]
    with errors_in_one_line(), krets.database.reading() as session:
        place = municipality_by_slug(session, municipality)
        names = legal_names(krets, session, place)
        contents = Maker(krets, session, place, names, Language(lang)).contents(poster_asked(pairs, names))
        made = Printing(krets.settings.data_dir / "posters").pdf(contents.to_json())
    try:
        output.write_bytes(made)
    except OSError as error:
        fail(f"{output} cannot be written: {error.strerror}")
    say(f"{output}: {contents.title}, {contents.place.text}: {contents.shown} offers")
