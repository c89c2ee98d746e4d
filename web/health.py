"""What a watchman asks: is the process alive (`/healthz`), can it serve (`/readyz`), what does it count (`/metrics`).

None of these opens a request's own database session, and none waits for longer than `web.standing.ANSWER_WITHIN_S`.
"""

import sqlite3
from dataclasses import asdict, dataclass
from http import HTTPStatus

import structlog
from flask import Blueprint, Response, current_app

from catalog.database import WAL_SAFE_FROM, sqlite_journal
from web.context import Krets
from web.json_out import json_response
from web.metrics import metrics
from web.standing import ANSWER_WITHIN_S, IndexStanding, JobsStanding, Standing, standing_of

MAIL_LATE_S = 600.0
log = structlog.get_logger("krets.health")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at. `warning` marks what an operator should know though the site can serve."""

    name: str
    ok: bool
    detail: str
    warning: bool = False


def healthz() -> Response:
    """That the process answers; nothing else is looked at."""
    return _unkept(Response("ok", mimetype="text/plain"))


def readyz() -> Response:
    """Whether the site can serve all that it should: 200, or 503 with what is wrong."""
    krets: Krets = current_app.extensions["krets"]
    found = [*_checks(), *_journal(krets)]
    ready = all(check.ok for check in found)
    body = {"status": "ready" if ready else "not ready", "checks": [asdict(check) for check in found]}
    return _unkept(json_response(body, HTTPStatus.OK if ready else HTTPStatus.SERVICE_UNAVAILABLE))


def _checks() -> list[Check]:
    try:
        return checks_of(standing_of(current_app))
    except TimeoutError:
        return [Check("database", ok=False, detail=f"no answer from database and index within {ANSWER_WITHIN_S:g} s")]
    except Exception as problem:
        log.error("probe failed", exc_info=problem)
        return [Check("database", ok=False, detail=f"looking at database and index failed ({type(problem).__name__}); see the log")]


def checks_of(found: Standing) -> list[Check]:
    """How an installation stands, check by check, in words."""
    if found.database_problem:
        return [Check("database", ok=False, detail=found.database_problem)]
    indexes = [_index(place) for place in found.places]
    return [Check("database", ok=True, detail="answers and is migrated"), _offers(found), *indexes, *_jobs(found.jobs), _mail(found)]


def _offers(found: Standing) -> Check:
    loaded = [place.slug for place in found.places if place.has_offers]
    if loaded:
        return Check("offers", ok=True, detail=f"published offers in {', '.join(loaded)}")
    return Check(
        "offers", ok=False, detail="no municipality has a published offer; load one by `krets demo`, `krets import` or `krets source run`"
    )


def _index(place: IndexStanding) -> Check:
    name = f"index {place.slug}"
    if place.problem:
        return Check(name, ok=False, detail=place.problem)
    if not place.waiting:
        return Check(name, ok=True, detail=f"in step at change {place.newest_change}")
    lag = f"{place.waiting} changes wait, the first for {place.waiting_for_s:.0f} s"
    return Check(name, ok=place.in_step, detail=lag if place.in_step else f"{lag}; is `krets jobs` running? `krets index sync` drains them")


def _jobs(jobs: JobsStanding) -> list[Check]:
    """Whether somebody leads; the site serves without, but what it shows grows old."""
    checks = [Check("jobs", ok=True, detail="a process leads")]
    if not jobs.ever_led:
        checks = [Check("jobs", ok=True, warning=True, detail="no process has ever run the jobs; start `krets jobs` or serve --with-jobs")]
    elif jobs.silent_since is not None:
        words = f"no process has led since {jobs.silent_since:%Y-%m-%d %H:%M} UTC: no source is read, no mail sent; start `krets jobs`"
        checks = [Check("jobs", ok=False, detail=words)]
    if jobs.nobody_told_in:
        advice = "set KRETS_OPERATOR_EMAIL or `krets municipality set SLUG --coordinator-email …`"
        words = f"nobody is told when a source fails in {', '.join(jobs.nobody_told_in)}; {advice}"
        checks.append(Check("recipients", ok=True, warning=True, detail=words))
    return checks


def _mail(found: Standing) -> Check:
    queue, parts = found.mail, []
    if queue.waiting:
        parts.append(f"{queue.waiting} wait, the oldest due for {found.mail_late_s:.0f} s")
    if queue.failing:
        parts.append(f"{queue.failing} could not be sent yet ({queue.newest_error})")
    if queue.given_up:
        parts.append(f"{queue.given_up} given up; `krets mail list` shows them")
    late = found.mail_late_s > MAIL_LATE_S
    return Check("mail", ok=True, warning=bool(late or queue.failing or queue.given_up), detail="; ".join(parts) or "nothing waits")


def _journal(krets: Krets) -> list[Check]:
    if not krets.database.is_sqlite:
        return []
    if sqlite_journal() == "wal":
        return [Check("sqlite", ok=True, detail=f"SQLite {sqlite3.sqlite_version} with a write-ahead log")]
    safe = ".".join(map(str, WAL_SAFE_FROM))
    detail = (
        f"SQLite {sqlite3.sqlite_version} is older than {safe}, whose write-ahead log can corrupt; "
        "the rollback journal is used, so readers may wait for a writer"
    )
    return [Check("sqlite", ok=True, detail=detail, warning=True)]


def _unkept(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response


health = Blueprint("health", __name__)
health.add_url_rule("/healthz", view_func=healthz)
health.add_url_rule("/readyz", view_func=readyz)
health.add_url_rule("/metrics", view_func=metrics)
