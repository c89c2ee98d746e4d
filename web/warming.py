"""What the first visitor of a process would wait for, worked out before it takes requests: what words mean, and each newest index.

A database or an index that is away keeps no process from starting: `/readyz` says so, and the first question works it out then.
"""

import structlog

from catalog.clock import today
from catalog.database import Session
from catalog.errors import IndexUnavailable, KretsError
from catalog.model import Municipality
from catalog.store.municipalities import municipalities
from web.context import Krets

log = structlog.get_logger("krets.warming")


def warm(krets: Krets) -> int:
    """Builds the lexicon of every municipality and opens its newest index. Returns for how many; logs what could not be."""
    try:
        with krets.database.reading() as session:
            return sum(_is_warm(krets, session, municipality) for municipality in municipalities(session))
    except KretsError as problem:
        log.warning("nothing is worked out ahead; the first question will do it", problem=str(problem))
        return 0


def _is_warm(krets: Krets, session: Session, municipality: Municipality) -> bool:
    krets.lexicons.of(session, municipality, today(krets.clock))
    try:
        krets.indexes.generation(municipality.id)
    except IndexUnavailable as problem:
        log.warning("an index is not opened ahead", municipality=municipality.slug, problem=str(problem))
        return False
    return True
