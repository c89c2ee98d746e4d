"""What can go wrong with a feed, by what the pipeline then does: stop the run, lose one record, pass it over, try later.

Formats raise only these (and `catalog.errors.InvalidValue`, which `contract.draft_from` turns into `RecordRejected`).
"""

import errno

from catalog.errors import KretsError, Unavailable

SHOWN_CHARACTERS = 80


class RunFailed(KretsError):
    """The run stops and nothing may be retired: the file, its options or its structure cannot be used."""


class NotThisFormat(RunFailed):
    """The file is not what the source says it is: an error page, another format, nothing at all."""

    def __init__(self, format_name: str, head: bytes | str, reason: str = "") -> None:
        self.format_name = format_name
        start = head.decode("utf-8", "replace") if isinstance(head, bytes) else head
        begins = f"it begins with {' '.join(start.split())[:40]!r}" if start.strip() else "it is empty"
        super().__init__(f"this file is not {format_name}: {reason or begins}")


class FeedIncomplete(RunFailed):
    """The feed broke off before its end: what came before may be applied, but absence from it means nothing."""


class TooMuch(RunFailed):
    """The feed is larger than Krets reads (bytes, rows, pages, nesting, dates): the message names the limit."""


class FetchFailed(RunFailed, Unavailable):
    """The file could not be fetched; the same fetch may succeed later. `retry_after_s` is the publisher's wish, if any.

    `status` is the HTTP status of a server that answered, but with no file.
    """

    status: int | None = None

    def __init__(self, reason: str, *, retry_after_s: int | None = None) -> None:
        self.retry_after_s = retry_after_s
        super().__init__(reason)


class DiskFull(RunFailed, Unavailable):
    """There is no room on this server for what the run must write; nothing is wrong with the feed."""

    def __init__(self) -> None:
        super().__init__("the disk of this server is full; free some space and run the source again")


def is_full_disk(error: BaseException) -> bool:
    """Whether an error of the system means that there is no room: disk, quota or largest file."""
    return isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class RecordRejected(KretsError):
    """This record cannot be meant as it stands: the `field`, its `value` as published, and the `reason`."""

    def __init__(self, field: str, value: object, reason: str) -> None:
        self.field = field
        self.value = value
        self.reason = reason
        super().__init__(f"{field}: {reason} (got {str(value)[:SHOWN_CHARACTERS]!r})")


class RecordSkipped(KretsError):
    """This record is sound but not for the catalog: `reason` is one of a few fixed words, such as "ended".

    `field` and `value` are what says so, as published.
    """

    def __init__(self, reason: str, field: str, value: object) -> None:
        self.reason = reason
        self.field = field
        self.value = value
        super().__init__(f"skipped: {reason}")


ENDED = "ended"
NOT_FOR_CHILDREN = "not-for-children"
NOT_AN_OFFER = "not-an-offer"
INACTIVE = "inactive"
LEAD = "lead"
"""A notice that a person may make an offer of: kept as it came, and never a reason to retire anything."""
