"""Runs an import from the command line: options read, progress shown, the report said, the index brought up to date."""

import subprocess
import sys
from collections.abc import Callable

from catalog.errors import InvalidValue
from importers.journal import RunReport
from importers.plan import Tools, tools_from
from web.commands.output import fail, say, say_json
from web.commands.progress import shown_progress
from web.context import Krets

FAILED = frozenset({"failed", "refused"})
SHOWN = 20
MANY = 5_000
"""Changes from which on the index is brought up to date by a process of its own: an import and an index together need the
memory of both (docs/decisions/0008)."""
CHANGED = ("created", "updated", "merged", "retired", "restored")


def options_from(pairs: tuple[str, ...]) -> dict[str, str]:
    """The options of `--option NAME=VALUE`; raises `InvalidValue` for one without a name or "="."""
    options = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name.strip():
            raise InvalidValue("option", pair, "write it as name=value")
        options[name.strip()] = value
    return options


def run_and_tell(krets: Krets, what: str, run: Callable[[Tools], RunReport], *, dry_run: bool, as_json: bool) -> None:
    """Runs, brings the index up to date, says the report; a run that was refused or failed ends the command with 1."""
    with shown_progress(what) as show:
        report = run(tools_from(krets.settings, krets.clock, progress=show))
    if not dry_run:
        bring_index_up_to_date(krets, sum(report.counts[name] for name in CHANGED))
    if as_json:
        say_json(report.to_json())
    elif report.outcome not in FAILED or report.counts["read"]:
        _tell(report)
    if report.outcome in FAILED:
        fail(f"{what}: {report.outcome}: {report.reason or 'see the problems'}")


def bring_index_up_to_date(krets: Krets, changes: int) -> None:
    """So that what was imported is found; ends the command with 1 where another process could not do it."""
    if changes < MANY:
        krets.syncing.sync_all()
        return
    done = subprocess.run([sys.executable, "-m", "web.cli", "index", "sync"], capture_output=True, text=True, check=False)
    if done.returncode:
        fail(f"the import is stored, but the search does not show it yet: {done.stderr.strip()[-300:] or done.returncode}")


def _tell(report: RunReport) -> None:
    say(f"{report.outcome}: " + ", ".join(f"{name} {number}" for name, number in report.counts.items() if number or name == "read"))
    for change in report.changes[:SHOWN]:
        if change.outcome == "updated":
            for name, (before, after) in change.fields.items():
                say(f"  {change.record}: {name}: {before!r} → {after!r}")
    for problem in report.problems[:SHOWN]:
        say(f"  {problem.record or 'feed'}: {problem.field}: {problem.reason} ({problem.value[:60]})")
    if len(report.problems) > SHOWN:
        say(f"  … and {len(report.problems) - SHOWN} more; `--json` lists them")
    if report.unused_fields:
        say(f"  fields that nobody reads: {', '.join(report.unused_fields)}")
