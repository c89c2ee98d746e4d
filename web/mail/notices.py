"""Who is told of trouble, and that each trouble is told once: mails to a source's coordinator, or to the operator where nobody is named.

A trouble is known by the run that it began with, so the same one is not mailed again before the source has recovered and failed
anew. Mails are asked for within the transaction that closes the run; where nobody can be told, the log and health say so.
"""

from datetime import datetime

import structlog

from catalog.contacts import coordinator_email
from catalog.database import Session
from catalog.errors import InvalidValue
from catalog.mail import MailDraft, enqueue
from catalog.model import Lease, Municipality, Source
from catalog.store import sources
from catalog.terms import MailKind
from importers.journal import RunReport
from importers.schedule import Trouble
from web.context import Krets
from web.language import BOKMAL, Language
from web.links import about_path, absolute
from web.mail.letters import Letter, SourceStory, failing_letter, held_letter, silent_letter

READ = frozenset({sources.COMPLETE, sources.PARTIAL})
HELD = frozenset({sources.REFUSED, sources.PARTIAL})
log = structlog.get_logger("krets.mail")


class Notices:
    """Asks for the mails that an installation sends about itself."""

    def __init__(self, krets: Krets) -> None:
        self._krets = krets

    def source_in_trouble(self, session: Session, source: Source, report: RunReport, trouble: Trouble) -> None:
        """Tells of a source that keeps failing, or whose feed is held, once for each such time."""
        municipality = session.get_one(Municipality, source.municipality_id)
        session.flush()  # the run that is being closed counts, too
        bad, good = ({sources.FAILED}, READ) if trouble is Trouble.FAILING else (HELD, {sources.COMPLETE})
        began = sources.first_run_since(session, source.id, bad, good=good)
        if began is None:
            return
        link = absolute(self._krets.settings.base_url, about_path(municipality.slug))
        story = SourceStory(source, began.started_at, report.reason or "", link, self._krets.clock.now())
        language = Language.of(municipality.language)
        if trouble is Trouble.FAILING:
            kind, letter = MailKind.SOURCE_FAILING, failing_letter(story, language)
        else:
            kind, letter = MailKind.SOURCE_HELD, held_letter(story, language, applied=report.outcome == sources.PARTIAL)
        self._ask(session, f"{kind}:{source.id}:{began.id}", kind, letter, municipality)

    def jobs_silent(self, session: Session, lease: Lease, since: datetime) -> int | None:
        """Tells the operator that no process leads; the id of the mail, None where it was asked for already or nobody is to be told."""
        link = absolute(self._krets.settings.base_url, "/readyz")
        letter = silent_letter(since, self._krets.clock.now(), link, BOKMAL)
        return self._ask(session, f"{MailKind.JOBS_SILENT}:{lease.epoch}:{since:%Y%m%d%H%M%S}".lower(), MailKind.JOBS_SILENT, letter, None)

    def recipient(self, municipality: Municipality | None) -> str | None:
        """The coordinator where one is named, else the operator; None where there is neither."""
        try:
            named = coordinator_email(municipality) if municipality else None
        except InvalidValue as error:
            log.error(
                "the coordinator's address cannot be used", municipality=municipality.slug if municipality else None, problem=str(error)
            )
            named = None
        return named or self._krets.settings.operator_email

    def _ask(self, session: Session, key: str, kind: MailKind, letter: Letter, municipality: Municipality | None) -> int | None:
        to = self.recipient(municipality)
        if to is None:
            log.warning("nobody to tell", about=key, advice="`krets municipality set SLUG --coordinator-email …` or KRETS_OPERATOR_EMAIL")
            return None
        draft = MailDraft(
            key=key,
            kind=kind,
            recipient=to,
            subject=letter.subject,
            text=letter.text,
            html=letter.html,
            language=letter.language.code,
            municipality_id=municipality.id if municipality else None,
        )
        return enqueue(session, draft, now=self._krets.clock.now())
