"""The judged searches of `judged.jsonl`, read and checked."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from catalog.listed import AnyOffer

FILE = Path(__file__).with_name("judged.jsonl")
GRADES = range(1, 4)


class Judged(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One search and the grades of the offers that are of any use to who typed it; `written` tells the language, or `slip`.

    An offer is named by `named`, which survives a new database; one that is not named was judged to be of no use.
    """

    municipality: str
    written: str
    q: str
    judged: Mapping[str, int]


def judgements() -> tuple[Judged, ...]:
    """Every judged search, in the order of the file; raises `ValueError` for a grade that is none."""
    found = tuple(msgspec.json.decode(line, type=Judged) for line in FILE.read_bytes().splitlines())
    for one in found:
        if not one.judged or not set(one.judged.values()) <= set(GRADES):
            raise ValueError(f"{one.q}: a grade is {GRADES[0]} to {GRADES[-1]}, and something must have one")
    return found


def named(offer: AnyOffer) -> str:
    """The stable name of an offer of the demo: its title and its organisation."""
    return f"{offer.title} | {offer.organisation.name if offer.organisation else '-'}"
