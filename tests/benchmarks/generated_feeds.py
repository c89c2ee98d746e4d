"""Feeds of any size that look like what municipalities publish: no two offers alike, some weekly, some on a day, much left unsaid.

The same each time. Files are written record by record, so that a large one costs no memory.
"""

import csv
import json
import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from tests.benchmarks.generated import words

SUBJECTS = ("Fotball", "Korps", "Kor", "Sjakk", "Speiding", "Dans", "Teater", "Klatring", "Svømming", "Håndball", "Keramikk", "Koding")
WAYS = ("for nybegynnere", "for viderekomne", "åpen gruppe", "konkurranseparti", "sosial trening", "kurs", "lek", "høstgruppe")
CLUBS = ("IL", "Ballklubb", "Musikkorps", "Speidergruppe", "Frivilligsentral", "Ungdomslag", "Teaterlag", "Svømmeklubb")
DAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag")
CODES = ("MO", "TU", "WE", "TH", "FR", "SA")
PRICES = ("Gratis", "kr 325", "1 200,-", "kr 150 per gang", "", "", "kr 80 (medlem 50)", "450 kr per semester")
OFFERS_OF_A_CLUB = 12
OFFERS_AT_A_VENUE = 20
HEADER = (
    "id", "tittel", "beskrivelse", "kategori", "arrangør", "e-post", "sted", "adresse", "alder", "pris", "ukedag", "tid", "sesong_fra",
    "sesong_til", "dato", "lenke",
)  # fmt: skip


def rows(count: int, today: date) -> Iterator[dict[str, str]]:
    """`count` offers as a sports council would list them."""
    chance = random.Random(2026)  # noqa: S311  data, not secrets
    vocabulary = words()
    for number in range(count):
        yield _row(number, count, today, chance, vocabulary)


def _row(number: int, count: int, today: date, chance: random.Random, vocabulary: list[str]) -> dict[str, str]:
    subject, low = chance.choice(SUBJECTS), chance.randrange(3, 14)
    club, place = chance.randrange(1 + count // OFFERS_OF_A_CLUB), chance.randrange(1 + count // OFFERS_AT_A_VENUE)
    name = vocabulary[20 + club % (len(vocabulary) - 20)].capitalize()
    begins, hour = today + timedelta(days=chance.randrange(1, 60)), chance.randrange(9, 20)
    is_weekly = chance.random() < 0.65
    text = " ".join(chance.choices(vocabulary, k=chance.randrange(8, 45))).capitalize()
    return {
        "id": f"r{number}",
        "tittel": f"{subject} {chance.choice(WAYS)}, {vocabulary[chance.randrange(20, len(vocabulary))]} {number}",
        "beskrivelse": f"{text}.",
        "kategori": subject if chance.random() < 0.8 else "",
        "arrangør": f"{name} {CLUBS[club % len(CLUBS)]} {club}" if chance.random() < 0.9 else "",
        "e-post": f"post@klubb{club}.example" if chance.random() < 0.5 else "",
        "sted": f"{vocabulary[20 + place % 9000].capitalize()}hallen {place}" if chance.random() < 0.9 else "",
        "adresse": f"Vegen {place}",
        "alder": chance.choice((f"{low}–{low + 3} år", f"fra {low} år", f"{low}+", "", "1.–4. trinn")),
        "pris": chance.choice(PRICES),
        "ukedag": chance.choice(DAYS) if is_weekly else "",
        "tid": f"{hour}–{hour + 1}.30",
        "sesong_fra": begins.isoformat() if is_weekly else "",
        "sesong_til": (begins + timedelta(weeks=chance.randrange(6, 25))).isoformat() if is_weekly else "",
        "dato": "" if is_weekly else begins.isoformat(),
        "lenke": f"https://klubb{club}.example/tilbud/{number}" if chance.random() < 0.6 else "",
    }


def written(format_name: str, count: int, today: date, folder: Path) -> Path:
    """A file of `count` records in the format: `csv`, `json` or `ical`."""
    path = folder / f"{count}.{format_name}"
    with path.open("w", newline="", encoding="utf-8") as file:
        if format_name == "csv":
            writer = csv.DictWriter(file, HEADER, delimiter=";")
            writer.writeheader()
            writer.writerows(rows(count, today))
        elif format_name == "json":
            _write_json(file.write, rows(count, today))
        else:
            _write_calendar(file.write, rows(count, today))
    return path


def _write_json(write: Callable[[str], object], listed: Iterator[dict[str, str]]) -> None:
    for number, row in enumerate(listed):
        write("[\n" if number == 0 else ",\n")
        write(json.dumps({name: value for name, value in row.items() if value}, ensure_ascii=False))
    write("\n]\n")


def _write_calendar(write: Callable[[str], object], listed: Iterator[dict[str, str]]) -> None:
    write("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//bench//\r\n")
    for row in listed:
        write("\r\n".join((*_event(row), "")))
    write("END:VCALENDAR\r\n")


def _event(row: dict[str, str]) -> Iterator[str]:
    """A weekly one repeats on its weekday until its season ends."""
    begins, hour = date.fromisoformat(row["sesong_fra"] or row["dato"]), int(row["tid"].partition("–")[0])
    told = f"{row['beskrivelse']} {row['alder']} {row['pris']}".replace(",", "\\,")
    yield from ("BEGIN:VEVENT", f"UID:{row['id']}@bench.example", f"SUMMARY:{row['tittel']}".replace(",", "\\,"), f"DESCRIPTION:{told}")
    if row["sted"]:
        yield f"LOCATION:{row['sted']}\\, {row['adresse']}"
    if row["lenke"]:
        yield f"URL:{row['lenke']}"
    if row["ukedag"]:
        begins += timedelta(days=(DAYS.index(row["ukedag"]) - begins.weekday()) % 7)
        until = f"{date.fromisoformat(row['sesong_til']):%Y%m%d}T220000Z"
        yield f"RRULE:FREQ=WEEKLY;BYDAY={CODES[DAYS.index(row['ukedag'])]};UNTIL={until}"
    yield f"DTSTART;TZID=Europe/Oslo:{begins:%Y%m%d}T{hour:02}0000"
    yield from (f"DTEND;TZID=Europe/Oslo:{begins:%Y%m%d}T{hour + 1:02}3000", "END:VEVENT")
