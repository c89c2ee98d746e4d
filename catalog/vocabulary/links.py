"""Links from concepts to the public lists that others use: ICNPO, Los and the OpenActive activity list.

Sources: the category list of Frivillighetsregisteret (ICNPO, read 2026), Los (Digdir, NLOD) and the OpenActive activity list
(CC BY 4.0). Only codes that stand in these lists are linked; nothing is fetched here.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Scheme(StrEnum):
    """A public list of classes."""

    ICNPO = "icnpo"
    LOS = "los"
    OPENACTIVE = "openactive"


class Relation(StrEnum):
    """How a concept relates to the class (SKOS mapping relations); `BROAD`: the class is broader than the concept."""

    EXACT = "exactMatch"
    CLOSE = "closeMatch"
    BROAD = "broadMatch"


ADDRESSES = {Scheme.LOS: "https://psi.norge.no/los/", Scheme.OPENACTIVE: "https://openactive.io/activity-list#"}
"""What the addresses of a list's classes begin with; the code follows. The classes of ICNPO have no addresses."""


@dataclass(frozen=True, slots=True)
class Link:
    """One class that a concept is linked to; `uri` is None where the list gives its classes no address."""

    relation: Relation
    scheme: Scheme
    code: str
    label: str
    uri: str | None


def links_from(rows: Iterable[Mapping[str, str]], slugs: Iterable[str], problems: list[str]) -> dict[str, tuple[Link, ...]]:
    """The links of each concept, in the sheet's order. What is wrong with a row is added to `problems`, and the row left out."""
    known = frozenset(slugs)
    links: dict[str, dict[tuple[str, str], Link]] = {}
    for row in rows:
        if found := [*_row_problems(row, known)]:
            problems += found
            continue
        mine = links.setdefault(row["slug"], {})
        if (row["scheme"], row["code"]) in mine:
            problems.append(f"links.csv links {row['slug']} to {row['scheme']} {row['code']} twice")
        link = Link(Relation(row["relation"]), Scheme(row["scheme"]), row["code"], row["label"], row["uri"] or None)
        mine[row["scheme"], row["code"]] = link
    return {slug: tuple(mine.values()) for slug, mine in links.items()}


def _row_problems(row: Mapping[str, str], known: frozenset[str]) -> Iterator[str]:
    if row["slug"] not in known:
        yield f"links.csv names {row['slug']}, which concepts.csv lacks"
    if row["relation"] not in tuple(Relation):
        yield f"links.csv: {row['relation']!r} of {row['slug']} is none of {', '.join(Relation)}"
    if not row["code"] or not row["label"]:
        yield f"links.csv: a link of {row['slug']} lacks its code or label"
    if row["scheme"] not in tuple(Scheme):
        yield f"links.csv: {row['scheme']!r} of {row['slug']} is none of {', '.join(Scheme)}"
        return
    start = ADDRESSES.get(Scheme(row["scheme"]))
    if row["uri"] != (f"{start}{row['code']}" if start else ""):
        yield f"links.csv: {row['uri']!r} is not the address of {row['scheme']} {row['code']}"
