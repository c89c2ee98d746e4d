"""All guards whose tests are tried by switching them off, in the order of a run."""

from tests.faults.guards_of_applying import APPLYING, RUNNING
from tests.faults.guards_of_reading import NETWORK, READING

GUARDS = [*NETWORK, *READING, *APPLYING, *RUNNING]
