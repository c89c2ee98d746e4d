"""The closed lists of reports: what is wrong, and whether somebody has dealt with it."""

from enum import StrEnum


class ReportTopic(StrEnum):
    """What a family says is wrong with an offer, or that one is missing."""

    OUTDATED = "outdated"
    CLOSED = "closed"
    INCOMPLETE = "incomplete"
    OTHER = "other"
    NO_OFFER = "no-offer"


class ReportState(StrEnum):
    """Whether somebody has dealt with a report."""

    OPEN = "open"
    CLOSED = "closed"
