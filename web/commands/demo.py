"""`krets demo`: the demo loaded if the database is empty, then served with the background jobs."""

import click

from catalog.migrations import upgrade
from web.commands.output import errors_in_one_line, say
from web.commands.serving import HOST, PORT, PROCESSES, serve_until_stopped
from web.context import Krets
from web.demo.load import is_unfinished, load_demo


@click.command()
@HOST
@PORT
@PROCESSES
@click.option("--load-only", is_flag=True, help="Load, and do not serve.")
@click.pass_obj
def demo(krets: Krets, host: str, port: int, processes: int, *, load_only: bool) -> None:
    """Load the demo municipalities if the database is empty, then serve them."""
    with errors_in_one_line():
        upgrade(krets.database)
        if is_unfinished(krets):
            say("loading the demo: invented organisations and offers, real places")
            load_demo(krets, say)
        krets.syncing.sync_all()
        if not load_only:
            serve_until_stopped(krets, host, port, processes=processes, with_jobs=True)
