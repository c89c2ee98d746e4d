"""What tells whether any process leads the background jobs: the lease's name and length, and when it counts as left alone.

Read by the jobs themselves, and by the web processes that watch them (`web.watching`); starts nothing.
"""

from datetime import datetime, timedelta

from catalog.model import Lease

LEASE = "jobs"
LEASE_TTL = timedelta(seconds=45)
SILENT_AFTER = LEASE_TTL
"""After the lease has run out: a process that dies is silent for two lengths of it, and another could have taken over after one."""


def silent_since(lease: Lease | None, now: datetime) -> datetime | None:
    """Since when nobody has led; None where somebody does, may yet take over, or nobody ever did."""
    if lease is None or now <= lease.expires_at + SILENT_AFTER:
        return None
    return lease.expires_at - LEASE_TTL if lease.holder else lease.expires_at
