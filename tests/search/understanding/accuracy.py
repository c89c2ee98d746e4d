"""Prints how much of the questions is understood rightly, by facet: `python -m tests.search.understanding.accuracy [--unseen]`.

Of the unseen half only totals are told. The demo's names are read from its database, loaded in a temporary folder.
"""

import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import select

from catalog.database import Database
from catalog.model import Municipality
from catalog.store.municipalities import school_calendar
from catalog.store.names import names_here
from catalog.vocabulary import load_vocabulary
from search.understanding.lexicon import Lexicon, lexicon_from
from search.understanding.phrases import load_phrases
from tests.demo_installation import loaded_demo
from tests.search.understanding.judging import Question, judged, questions_in

QUESTIONS = Path(__file__).parent / "questions"
FILES = {"seen": QUESTIONS / "seen.jsonl", "unseen": QUESTIONS / "unseen.jsonl"}


def lexicons_of(folder: Path) -> dict[str, Lexicon]:
    """The lexicon of each municipality of an installation, by slug."""
    vocabulary = load_vocabulary()
    database = Database(f"sqlite:///{folder / 'krets.db'}")
    with database.reading() as session:
        made = {
            municipality.slug: lexicon_from(vocabulary, names_here(session, municipality.id), school_calendar(municipality))
            for municipality in session.scalars(select(Municipality))
        }
    database.engine.dispose()
    return made


def fillers() -> frozenset[str]:
    """The words that the phrase data calls fillers and small words."""
    phrases = load_phrases()
    return frozenset(word for facet in ("filler", "link", "but", "child") for phrase in phrases.values(facet) for word in phrase.split())


def verdicts_of(questions: list[Question], lexicons: Mapping[str, Lexicon]) -> list[tuple[Question, dict[str, bool]]]:
    """Each question with its verdict by facet."""
    left_out = fillers()
    return [(question, judged(question, lexicons[question.municipality], left_out)) for question in questions]


def share_right(verdicts: list[tuple[Question, dict[str, bool]]]) -> float:
    """The share of questions of which everything is right."""
    return sum(all(right.values()) for _, right in verdicts) / len(verdicts)


def table(verdicts: list[tuple[Question, dict[str, bool]]]) -> str:
    """The share of right ones by facet, as text."""
    facets = sorted({facet for _, right in verdicts for facet in right})
    lines = [f"questions {len(verdicts)}, wholly right {share_right(verdicts):.1%}"]
    for facet in facets:
        told = [right[facet] for _, right in verdicts if facet in right]
        lines.append(f"  {facet:<14}{sum(told):>4} of {len(told):>3}  {sum(told) / len(told):.0%}")
    return "\n".join(lines)


def main(arguments: list[str]) -> None:
    """Prints the table of the seen half with the questions that are wrong, or with `--unseen` the totals of the other half."""
    half = "unseen" if "--unseen" in arguments else "seen"
    with tempfile.TemporaryDirectory() as temporary:
        verdicts = verdicts_of(questions_in(FILES[half]), lexicons_of(loaded_demo(Path(temporary))))
    sys.stdout.write(f"{half}: {table(verdicts)}\n")
    for question, right in verdicts if half == "seen" else []:
        if wrong := [facet for facet, is_right in right.items() if not is_right]:
            sys.stdout.write(f"  wrong {', '.join(wrong)}: {question.q}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
