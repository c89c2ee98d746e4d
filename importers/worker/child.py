"""The reader's process: `python -m importers.worker.child MARK MEMORY_BYTES STEP_CPU_S`, asked over stdin, answering over stdout.

It holds no database, opens no connection (it asks the run for further pages), starts no process, and ends as soon as nobody holds
the other end of its stdin, whatever it is at. It reads what strangers wrote and may die of it: its parent knows at which step.
"""

import mmap
import os
import pickle
import queue
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from catalog.values import Point
from importers.contract import Context, Feed, Importer, Notes, RawRecord
from importers.drafting import Drafted, Refusal, drafted
from importers.errors import TooMuch
from importers.listing import read
from importers.worker.limits import MARK_BYTES, Limits, Meter, confine
from importers.worker.messages import AllDrafted, Asked, Assigned, Assignment, Draft, Failed, Noticed, Read, ReadWhole, Told
from importers.worker.wire import packed

FORBIDDEN = frozenset(
    {"socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "subprocess.Popen", "os.system"}
    | {"os.exec", "os.fork", "os.forkpty", "os.posix_spawn"}
)
KNOWN_PLACES = 10_000


def main(mark_file: str, memory_bytes: str, step_cpu_s: str) -> None:
    """Serves until the parent is gone."""
    limits = Limits(int(memory_bytes), float(step_cpu_s))
    line = Line(Connection(os.dup(0), writable=False), Connection(os.dup(1), readable=False))
    with open(os.devnull, "rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)
    mark = mmap.mmap(int(mark_file), MARK_BYTES)
    line.listen()
    sys.addaudithook(_refuse_to_act)
    confine(limits.memory_bytes)
    Desk(line, limits, Meter(mark, limits.step_cpu_s)).serve()


def _refuse_to_act(event: str, _arguments: object) -> None:
    if event in FORBIDDEN:
        raise PermissionError(f"the reader of feeds does nothing of the kind ({event})")


class Line:
    """The two pipes. What comes in is taken by a thread, so that its end is noticed whatever this process is at."""

    def __init__(self, hearing: Connection, saying: Connection) -> None:
        self._hearing = hearing
        self._saying = saying
        self._heard: queue.SimpleQueue[bytes] = queue.SimpleQueue()

    def listen(self) -> None:
        """Begins to take what comes in."""
        threading.Thread(target=self._take, daemon=True).start()

    def _take(self) -> None:
        try:
            while True:
                self._heard.put(self._hearing.recv_bytes())
        except (EOFError, OSError):
            os._exit(0)

    def hear(self) -> Any:  # noqa: ANN401  whatever the parent says, which is trusted
        """The next message."""
        return pickle.loads(self._heard.get())  # noqa: S301  from our own parent

    def say(self, message: object) -> None:
        """Sends a message; there is nothing left to do when nobody hears it."""
        try:
            self._saying.send_bytes(packed(message))
        except BrokenPipeError:
            os._exit(0)


@lru_cache(maxsize=1)
def assignment_from(data: bytes) -> Assignment:
    """The assignment in the bytes; that of the run before is at hand, since most runs of a test or a night are alike."""
    found: Assignment = pickle.loads(data)  # noqa: S301  from our own parent
    return found


class Desk:
    """Does what it is asked, one thing after another, for one run after another."""

    def __init__(self, line: Line, limits: Limits, meter: Meter) -> None:
        self._line = line
        self._limits = limits
        self._meter = meter
        self._assigned = b""
        self._place_name: Callable[[Point], str | None] = self._ask_place_name

    def serve(self) -> None:
        """Works for ever."""
        while True:
            message = self._line.hear()
            if isinstance(message, Assigned):
                self._assigned = message.assignment
                self._place_name = lru_cache(KNOWN_PLACES)(self._ask_place_name)
            else:
                self._line.say(self._done(message))

    def _done(self, message: Read | Draft) -> ReadWhole | AllDrafted | Failed:
        try:
            assignment = assignment_from(self._assigned)
            return self._read(assignment, message) if isinstance(message, Read) else self._draft(assignment, message)
        except MemoryError:
            return Failed.of(TooMuch(f"reading this file took {self._limits.memory}"))
        except Exception as error:  # noqa: BLE001  it is told to the run, which judges it
            return Failed.of(error)
        finally:
            self._meter.rest()

    def _read(self, assignment: Assignment, asked: Read) -> ReadWhole:
        notes = Notes()
        feed = self._feed(assignment, notes, asked, (asked.path, asked.location, asked.content_type))

        def tell(count: int) -> None:
            if count % asked.tick == 0:
                self._line.say(Told(count))

        found = read(_Metered(assignment.importer, self._meter), feed, asked.into, tell)
        return ReadWhole(found.keys, found.repeated, found.ending, found.ending_reason, noticed_in(notes))

    def _feed(self, assignment: Assignment, notes: Notes, asked: Read, page: tuple[Path, str, str | None]) -> Feed:
        path, location, content_type = page

        def further(where: str) -> Feed:
            return self._feed(assignment, notes, asked, self._ask("page", where, location))

        return Feed(
            path=path,
            location=location,
            now=assignment.now,
            horizon=assignment.horizon,
            fetch=further,
            content_type=content_type,
            options=assignment.options,
            language=assignment.language,
            notes=notes,
            cursor=asked.cursor,
            before=partial(self._ask, "before"),
        )

    def _draft(self, assignment: Assignment, asked: Draft) -> AllDrafted:
        notes = Notes(meetings=asked.meetings)
        context = Context(
            now=assignment.now,
            horizon=assignment.horizon,
            categories_from_words=assignment.categories_from_words,
            options=assignment.options,
            language=assignment.language,
            notes=notes,
            category_label=lambda slug: assignment.category_label(slug, assignment.language),
            place_name=self._place_name,
        )
        found: list[Drafted] = []
        overfull = False
        for arrival in asked.arrivals:
            self._meter.step()
            try:
                found.append(drafted(assignment.importer, arrival, context))
            except MemoryError:
                overfull = True
                found.append(Drafted(refusal=Refusal("record", arrival.position, f"it took {self._limits.memory}")))
        return AllDrafted(found, noticed_in(notes), overfull)

    def _ask_place_name(self, point: Point) -> str | None:
        name: str | None = self._ask("place_name", point.lat, point.lon)
        return name

    def _ask(self, about: str, *arguments: str | float) -> Any:  # noqa: ANN401  as many kinds as questions
        """What only the run can answer; raises what the answer fails with, as if it had been asked here."""
        self._meter.rest()
        self._line.say(Asked(about, arguments))
        answer = self._line.hear()
        self._meter.go_on()
        if isinstance(answer, Failed):
            raise answer.error()
        return answer.value


@dataclass(frozen=True, slots=True)
class _Metered:
    """A format each of whose records is a step of its own."""

    importer: Importer
    meter: Meter

    @property
    def format(self) -> str:
        return self.importer.format

    def read(self, feed: Feed) -> Iterator[RawRecord]:
        self.meter.step()
        for record in self.importer.read(feed):
            yield record
            self.meter.step()


def noticed_in(notes: Notes) -> Noticed:
    """Notes as they travel; their warnings are taken."""
    return Noticed(
        seen=frozenset(notes.seen),
        used=frozenset(notes.used),
        warnings=notes.take_warnings(),
        meetings=notes.meetings,
        rows=notes.rows,
        doubled=notes.doubled,
        cursor=notes.cursor,
        whole=notes.whole,
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
