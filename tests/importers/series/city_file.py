"""A city's list as cities publish it: one row for each meeting of each activity, sorted by date, generated the same each time."""

import csv
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

HEADER = ("id", "Tittel", "Beskrivelse", "Arrangør", "Sted", "Alder", "Pris", "Dato", "Starttid", "Sluttid", "Lenke", "Ledige plasser")
SUBJECTS = ("Fotball", "Korps", "Kor", "Sjakk", "Speiding", "Dans", "Teater", "Klatring")
Row = tuple[str, ...]


def rows(activities: int, first: date, weeks: int, seed: int = 2026) -> list[Row]:
    """About `weeks` rows for each activity: weekly with pauses for most, fortnightly, monthly or now and then for the others."""
    chance = random.Random(seed)  # noqa: S311  data, not secrets
    found = [(day, row) for number in range(activities) for day, row in _meetings(number, chance, first, weeks)]
    return [(f"m{number}", *row) for number, (_, row) in enumerate(sorted(found))]


def write(path: Path, listed: list[Row]) -> Path:
    """The list as a CSV file."""
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, delimiter=";").writerows([HEADER, *listed])
    return path


def _meetings(number: int, chance: random.Random, first: date, weeks: int) -> Iterator[tuple[date, Row]]:
    hour, weekday, kind = chance.randrange(9, 21), chance.randrange(7), number % 10
    subject = SUBJECTS[number % len(SUBJECTS)]
    for week in range(weeks):
        day = first + timedelta(weeks=week, days=chance.randrange(7) if kind == 9 else weekday)
        if (kind == 8 and week % 2) or (kind == 7 and not 8 <= day.day <= 14) or (kind < 7 and week % 11 == 6):
            continue
        what = (f"{subject} for gruppe {number}", f"Gruppe {number} møtes til {subject.lower()}.", f"Lag {number % 300}")
        where = (f"Sal {number % 150}", f"{6 + number % 9} år", "Gratis" if number % 3 else "kr 50")
        when = (f"{day:%d.%m.%Y}", f"{hour}:00", f"{hour + 1}:30")
        yield day, (*what, *where, *when, f"https://by.example/{number}/{day:%Y%m%d}", str(chance.randrange(20)))
