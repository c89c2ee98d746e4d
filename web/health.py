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
from web.standing import ANSWER_WITHIN_S, IndexStanding, Standing, standing_of

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
    return [Check("database", ok=True, detail="answers and is migrated"), _offers(found), *(_index(place) for place in found.places)]


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
