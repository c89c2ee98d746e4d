"""`krets match`: pairs of offers that may be one, and what a person decides about them.

Both offers are shown side by side in words, with what speaks for and against it. Decides nothing by itself.
"""

from collections.abc import Callable, Sequence
from typing import Any

import click

from catalog.audit import SYSTEM
from catalog.clock import OSLO
from catalog.database import Session
from catalog.matching import accept as accept_match
from catalog.matching import refuse as refuse_match
from catalog.matching import standing_pair
from catalog.matching import undo as undo_match
from catalog.merging import Moment
from catalog.model import Offer, OfferMatch
from catalog.store.matches import matches, suggestions
from catalog.store.municipalities import municipality as municipality_by_slug
from catalog.store.offers import home_of, sources_by_id
from catalog.terms import MatchState
from web.commands.output import errors_in_one_line, say, say_facts, say_json, say_table
from web.context import Krets
from web.links import offer_path

SAYS = {"same": "the same", "alike": "alike", "different": "different", "contrary": "contrary"}
NAMES = {"title-words": "a word of the title", "email": "e-mail", "meeting": "organiser, place, times and title"}
Decision = Callable[[Session, int, Moment], OfferMatch]


@click.group()
def match() -> None:
    """Pairs of offers that may be one: list, accept, refuse, undo."""


@match.command("list")
@click.option("--municipality", required=True, help="The municipality's slug.")
@click.option(
    "--state", type=click.Choice([one.value for one in MatchState]), default=MatchState.OPEN.value, help="open, accepted or refused."
)
@click.option("--json", "as_json", is_flag=True, help="One line of JSON.")
@click.pass_obj
def list_matches(krets: Krets, municipality: str, state: str, *, as_json: bool) -> None:
    """List the pairs, both offers side by side. Of pairs that hang together the likeliest is asked first."""
    with errors_in_one_line(), krets.database.reading() as session:
        place = municipality_by_slug(session, municipality)
        rows = _open(session, place.id) if state == MatchState.OPEN else _decided(session, place.id, MatchState(state))
    if as_json:
        say_json(rows)
        return
    for row in rows:
        _say_pair(row)
    if not rows:
        say("there are none")


@match.command("accept")
@click.argument("match_id", type=int)
@click.option("--dry-run", is_flag=True, help="Show what would be merged, and merge nothing.")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON.")
@click.pass_obj
def accept(krets: Krets, match_id: int, *, dry_run: bool, as_json: bool) -> None:
    """The two are one offer: merge them. The older address leads to the one that stays."""
    _decide(krets, accept_match, match_id, dry_run=dry_run, as_json=as_json)


@match.command("refuse")
@click.argument("match_id", type=int)
@click.option("--dry-run", is_flag=True, help="Check, and change nothing.")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON.")
@click.pass_obj
def refuse(krets: Krets, match_id: int, *, dry_run: bool, as_json: bool) -> None:
    """The two are not one: they are not asked about again."""
    _decide(krets, refuse_match, match_id, dry_run=dry_run, as_json=as_json)


@match.command("undo")
@click.argument("match_id", type=int)
@click.option("--dry-run", is_flag=True, help="Check, and change nothing.")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON.")
@click.pass_obj
def undo(krets: Krets, match_id: int, *, dry_run: bool, as_json: bool) -> None:
    """Take a decision back: a merge becomes two offers again, a refused pair is asked about again."""
    _decide(krets, undo_match, match_id, dry_run=dry_run, as_json=as_json)


def _decide(krets: Krets, decision: Decision, match_id: int, *, dry_run: bool, as_json: bool) -> None:
    with errors_in_one_line(), krets.database.transaction() as session:
        row = decision(session, match_id, Moment(SYSTEM, krets.clock.now()))
        offers = standing_pair(session, row)
        shape = {"match": row.id, "state": row.state.value, "offers": sorted(set(offers)), "dry_run": dry_run}
        municipality_id = row.municipality_id
        if dry_run:
            session.rollback()
    if not dry_run:
        krets.syncing.sync(municipality_id)
    if as_json:
        say_json(shape)
    else:
        words = " and ".join(str(offer) for offer in sorted(set(offers)))
        say(f"{'would be ' if dry_run else ''}{shape['state']}: match {match_id} (now offer {words})")


def _open(session: Session, municipality_id: int) -> list[dict[str, Any]]:
    return [
        _shape(session, one.match, (one.offer_id, one.other_id)) | {"waiting": one.waiting} for one in suggestions(session, municipality_id)
    ]


def _decided(session: Session, municipality_id: int, state: MatchState) -> list[dict[str, Any]]:
    found = matches(session, municipality_id, state)
    return [_shape(session, one, [each for each in (one.offer_id, one.other_id) if each is not None]) for one in found]


def _shape(session: Session, row: OfferMatch, offer_ids: Sequence[int]) -> dict[str, Any]:
    return {
        "match": row.id,
        "state": row.state.value,
        "score": row.score,
        "decided_by": row.decided_by,
        "decided": row.decided_at.astimezone(OSLO).isoformat(timespec="minutes") if row.decided_at else None,
        "offers": [_offer(session, session.get_one(Offer, offer_id)) for offer_id in offer_ids],
        "evidence": [{key: clue[key] for key in ("clue", "says", "points", "one", "other")} for clue in row.evidence],
    }


def _offer(session: Session, offer: Offer) -> dict[str, Any]:
    source = sources_by_id(session, [offer.source_id] if offer.source_id else [])
    return {
        "offer": offer.id,
        "title": offer.title,
        "organiser": offer.organisation.name if offer.organisation else None,
        "place": offer.venue.name if offer.venue else None,
        "ages": f"{offer.age_min if offer.age_min is not None else ''}–{offer.age_max if offer.age_max is not None else ''}".strip("–")
        or None,
        "when": ", ".join([*(f"{one.rrule} {one.start or ''}".strip() for one in offer.series), *_days(offer)]) or None,
        "page": offer.url,
        "source": next((one.name for one in source.values()), None),
        "address": offer_path(home_of(session, offer), offer),
    }


def _days(offer: Offer) -> list[str]:
    return [one.starts_at.astimezone(OSLO).strftime("%Y-%m-%d %H:%M") for one in offer.occurrences if one.dated][:4]


def _say_pair(row: dict[str, Any]) -> None:
    waiting = f", and {row['waiting']} more after it" if row.get("waiting") else ""
    say_facts({"match": f"{row['match']}, {row['state']}, {row['score']} of 100{waiting}"})
    offers = row["offers"]
    facts = list(offers[0])
    say_table(("", *(["one", "other"][: len(offers)])), [[name, *(offer[name] for offer in offers)] for name in facts])
    for clue in row["evidence"]:
        say_facts({f"  {NAMES.get(clue['clue'], clue['clue'])}": f"{SAYS[clue['says']]} ({clue['one']} / {clue['other']})"})
    say_facts({})
