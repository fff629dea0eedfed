"""What all writers of an index hold in turn, and what is done about one that was killed."""

from __future__ import annotations

import contextlib
import os
import sqlite3

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


@contextlib.contextmanager
def locked(db: str) -> Iterator[None]:
    """Hold the lock of all writers of *db*; wait for it while another has it."""
    path = os.path.join(os.path.dirname(os.path.abspath(db)), "index.lock")
    with open(path, "a", encoding="utf-8") as handle:
        try:
            import fcntl  # noqa: PLC0415  # absent on Windows
        except ImportError:
            import msvcrt  # noqa: PLC0415

            msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined]
        else:
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def roll_back_dead_writer(db: str) -> None:
    """Let SQLite undo what a killed writer left; the caller holds the lock.

    Else its journal would be applied to a file that takes the place of this one. A log of WAL
    mode is none of ours; a tool that looked into the index may have left it.
    """
    beside = [
        path for suffix in ("journal", "wal", "shm") if os.path.exists(path := f"{db}-{suffix}")
    ]
    if not beside:
        return
    with contextlib.suppress(sqlite3.DatabaseError), contextlib.closing(sqlite3.connect(db)) as old:
        old.execute("PRAGMA journal_mode = DELETE")
        old.execute("SELECT count(*) FROM sqlite_master")
    for path in beside:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path)
