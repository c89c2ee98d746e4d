"""Hours of the clock as parts of the day: "kl 17", "etter kl. 16", "før 12", "kl 10-12"; the start counts."""

import re

from catalog.terms import TimeOfDay
from search.understanding.findings import Moment, Said
from search.understanding.patterns import DASH, Pieces, Rule, rule

LAST_MINUTE = 24 * 60 - 1


def clock_rules(pieces: Pieces) -> tuple[Rule, ...]:
    """The rules for hours, with the words of the phrase data."""
    before, after = pieces.sign("before"), pieces.sign("after")
    hour = r"(?P<hour>[01]?\d|2[0-4])(?:[.:](?P<minute>[0-5]\d))?"
    end = rf"(?:\s*(?:{DASH}|(?<=\s){pieces.sign('to')}(?=\s))\s*(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)?)?"
    way = rf"(?:(?P<after>{after})|(?P<before>{before}))"
    return (
        rule(rf"(?:{way}\s+)?(?:kl\.?|klokka|klokken)\s*{hour}{end}", _parts),
        rule(rf"{way}\s+(?P<hour>1\d|2[0-3])(?:[.:](?P<minute>[0-5]\d))?", _parts),
        rule(rf"(?:{way}\s+)?(?:at\s+)?(?P<hour>1?\d)(?:[.:](?P<minute>[0-5]\d))?\s?(?P<half>am|pm)", _parts),
    )


def _parts(match: re.Match[str], _: Moment) -> tuple[Said, ...]:
    groups = match.groupdict()
    hour = int(match["hour"]) % 12 + 12 * (groups["half"] == "pm") if groups.get("half") else int(match["hour"])
    minute = min(LAST_MINUTE, hour * 60 + int(groups.get("minute") or 0))
    parts = list(TimeOfDay)
    if groups.get("before"):
        meant = parts[: parts.index(TimeOfDay.at_minute(max(0, minute - 1))) + 1]
    else:
        at = parts.index(TimeOfDay.at_minute(minute))
        meant = parts[at:] if groups.get("after") else [parts[at]]
    return tuple(Said("time", part.value) for part in meant)
