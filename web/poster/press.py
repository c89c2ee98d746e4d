"""Sets one poster and ends: data as JSON on standard input, the PDF on standard output. Run as a program of its own by `printing`.

A process of its own, because typesetting cannot be interrupted within one: this one is bounded in time and memory, can be killed,
and gives all of its memory back. It imports nothing of Krets, so that it starts at once, and reads no file but template and fonts.
"""

import fcntl
import json
import resource
import sys
from pathlib import Path
from typing import Final

import typst

HERE = Path(__file__).resolve().parent
TEMPLATE = HERE / "poster.typ"
CPU_S = 20
MEMORY_BYTES = 2 << 30
STANDARD: Final = "ua-1"


def set_poster(data: str, *, format: str = "pdf", ppi: float = 144) -> bytes | list[bytes]:  # noqa: A002  Typst's own word
    """The poster as PDF/UA, or as pictures of its pages; raises RuntimeError of Typst's where it cannot be set."""
    made_at = json.loads(data)["made_at"]
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[HERE / "fonts"])
    compiler = typst.Compiler(TEMPLATE, root=HERE, font_paths=fonts, ignore_system_fonts=True, sys_inputs={"data": data})
    if format == "pdf":
        done = compiler.compile(format="pdf", pdf_standards=[STANDARD], timestamp=made_at)
    else:
        done = compiler.compile(format="png", ppi=ppi)
    if done is None:
        raise RuntimeError("typst gave nothing")
    return done


def main() -> None:
    """One at a time on a machine: the template is the lock, and who waits too long is killed by whoever asked."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    data = sys.stdin.buffer.read().decode()
    with TEMPLATE.open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        done = set_poster(data)
    sys.stdout.buffer.write(done if isinstance(done, bytes) else b"".join(done))


if __name__ == "__main__":
    main()
