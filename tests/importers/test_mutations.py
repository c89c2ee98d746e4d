"""Mutated feeds: fixtures with bytes flipped, cut, doubled and spliced, the same each time. No crash, no hang, no undocumented error.

A short stand-in for a coverage-guided fuzzer: each format sees `ROUNDS` mutants, of one fixture after the other.
"""

import contextlib
import random
import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from importers.errors import RunFailed
from tests.importers.fixture_cases import FORMATS, Case, cases_of

ROUNDS = 60
LONGEST_S = 10.0
SPLINTERS = (
    b"", b"\x00", b'"', b"'", b";", b",", b"\n", b"\r\n", b"\t", b"{", b"}", b"[", b"]", b"<", b">", b"&", b"\\", b"\\ud800", b"\xff\xfe",
    b"\xef\xbb\xbf", b"\xc3", b"NaN", b"1e999", b"-1", b"9" * 400, b"0" * 40, b"null", b"true", b"\n ", b"BEGIN:VEVENT\n", b"END:VEVENT\n",
    b"RRULE:FREQ=DAILY;COUNT=999999999\n", b"RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\n", b"DTSTART:00010101T000000\n",
    b"RDATE:20260101,20260102\n", b"TZID=/etc/passwd:", b"31.02.2026", b"kl. 25.61", "æøå «»€".encode(), "Ã¸".encode(), b"x" * 5_000,
)  # fmt: skip


def mutant(body: bytes, chance: random.Random) -> bytes:
    """The body after a few random injuries."""
    found = bytearray(body)
    for _ in range(chance.randrange(1, 6)):
        at, length = chance.randrange(len(found) + 1), chance.choice((1, 1, 4, 40, 400))
        piece = bytes(found[at : at + length])
        match chance.randrange(5):
            case 0:
                found[at : at + length] = chance.randbytes(len(piece))
            case 1:
                del found[at : at + length]
            case 2:
                found[at:at] = piece * chance.choice((1, 3, 30))
            case 3:
                found[at : at + chance.choice((0, length))] = chance.choice(SPLINTERS)
            case _:
                there = chance.randrange(len(found) + 1)
                found[there:there] = piece
    return bytes(found)


def mutant_archive(body: bytes, chance: random.Random) -> bytes:
    """A workbook with one of its parts injured, so that what reads the parts is reached too."""
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(body)) as archive, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as injured:
        names = archive.namelist()
        chosen = chance.choice([name for name in names if "sheet" in name or "shared" in name or "workbook" in name])
        for name in names:
            part = archive.read(name)
            injured.writestr(name, mutant(part, chance) if name == chosen else part)
    return packed.getvalue()


@pytest.mark.parametrize("name", FORMATS)
def test_no_mutant_of_a_feed_crashes_or_hangs_its_format(name: str, tmp_path: Path) -> None:
    chance = random.Random(name)  # noqa: S311  repeatable, nothing secret
    cases: list[Case] = cases_of(name)
    bodies = [case.body(tmp_path) for case in cases]
    for number in range(ROUNDS):
        case, body = cases[number % len(cases)], bodies[number % len(cases)]
        injured = mutant_archive(body, chance) if body[:2] == b"PK" and number % 2 else mutant(body, chance)
        begun = time.process_time()
        with contextlib.suppress(RunFailed):
            outcome = case.outcome(tmp_path, injured)
            accounted = len(outcome.drafts) + len(outcome.rejected) + len(outcome.skipped)
            assert accounted == len(outcome.records), f"round {number}"
        assert time.process_time() - begun < LONGEST_S, f"round {number}"
