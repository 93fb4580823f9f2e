"""Somebody who writes into a note fifty times a second, and aimo that replaces it without a pause.

    python benchmarks/collisions.py [SECONDS]

No patience keeps the two apart here: each edit is made while aimo may be anywhere in its own. One writer
appends a line, one opens the note and writes it anew; what aimo read is another state of the note by then
more often than not. Prints how many of the edits are gone from the note at the end. A writer that opens the
note before aimo's swap, and writes only after it, is the one that can still lose.
"""

from __future__ import annotations

import hashlib
import random
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from aimo_md.errors import ChangedError
from aimo_md.world import disk

SECONDS = 60.0
PAUSE = 0.02
NOTE = "Note.md"


def main() -> None:
    """Let each of the writers collide with aimo."""
    if sys.argv[1:2] == ["--write"]:
        print(write(Path(sys.argv[2]), sys.argv[3], float(sys.argv[4])))
        return
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    for way in ("append", "overwrite"):
        with tempfile.TemporaryDirectory() as folder:
            show(Path(folder), way, seconds)


def show(root: Path, way: str, seconds: float) -> None:
    """Replace the note as long as the writer writes, and count."""
    (root / NOTE).write_bytes(b"")
    command = [sys.executable, __file__, "--write", str(root), way, str(seconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        replaced = gave_way = 0
        while writer.poll() is None:
            data = (root / NOTE).read_bytes()
            try:
                line = b"aimo %d\n" % replaced
                disk.write_note(root, NOTE, line + data, expected=hashlib.sha256(data).hexdigest())
                replaced += 1
            except ChangedError:
                gave_way += 1
        edits = int(writer.communicate()[0])
    text = (root / NOTE).read_text("utf-8")
    lost = sum(f"user {number}\n" not in text for number in range(edits))
    print(f"{way}: {edits} edits, {replaced} times replaced, {gave_way} times given way; {lost} edits lost")


def write(root: Path, way: str, seconds: float) -> int:
    """Edit the note again and again; how many times."""
    note, end, edits = root / NOTE, time.monotonic() + seconds, 0
    while time.monotonic() < end:
        time.sleep(random.uniform(0, 2 * PAUSE))  # noqa: S311 (a simulation)
        line = b"user %d\n" % edits
        with suppress(FileNotFoundError):
            if way == "append":
                with note.open("ab") as file:
                    file.write(line)
            else:
                data = note.read_bytes()
                with note.open("r+b") as file:
                    file.write(data + line)
                    file.truncate()
            edits += 1
    return edits


if __name__ == "__main__":
    main()
