"""The command line: one group, one file for each noun. Settings are read here and nowhere else in the process."""

import logging
import os
import sys

import click
import structlog

from catalog.clock import SystemClock
from catalog.errors import SettingsInvalid
from catalog.settings import Settings, settings_from
from web.commands.database import db
from web.commands.demand import demand
from web.commands.demo import demo
from web.commands.district import district
from web.commands.importing import import_
from web.commands.index import index
from web.commands.mail import mail
from web.commands.match import match
from web.commands.municipality import municipality
from web.commands.output import WRONG_USAGE, errors_in_one_line, fail
from web.commands.population import population
from web.commands.poster import poster
from web.commands.reports import report
from web.commands.school import school
from web.commands.searching import search
from web.commands.serving import jobs, serve
from web.commands.source import source
from web.commands.word import word
from web.context import open_krets


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="krets")
@click.pass_context
def main(context: click.Context) -> None:
    """Krets, the leisure catalog of Norwegian municipalities."""
    settings = _settings()
    set_up_log(settings.log_level)
    with errors_in_one_line():
        context.obj = context.with_resource(open_krets(settings, SystemClock()))


def _settings() -> Settings:
    port = os.environ.get("PORT", "8000")
    try:
        return settings_from(os.environ, default_base_url=f"http://127.0.0.1:{port}")
    except SettingsInvalid as error:
        fail(str(error), WRONG_USAGE)


def set_up_log(level: str) -> None:
    """Structured lines on standard error: coloured on a terminal, JSON elsewhere; control characters are escaped in both."""
    terminal = sys.stderr.isatty()
    renderer = structlog.dev.ConsoleRenderer() if terminal else structlog.processors.JSONRenderer(ensure_ascii=False)
    structlog.configure(
        processors=[structlog.processors.add_log_level, structlog.processors.TimeStamper(fmt="iso", utc=True), renderer],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


COMMANDS = (
    db,
    demand,
    demo,
    district,
    import_,
    index,
    jobs,
    mail,
    match,
    municipality,
    population,
    poster,
    report,
    school,
    search,
    serve,
    source,
    word,
)
for command in COMMANDS:
    main.add_command(command)

if __name__ == "__main__":
    main()
