"""The index file made and kept: facts in, a file that readers never see half done.

A whole build writes a new file beside the old one, flushes it to disk and moves it over the
old; an update changes the old one in a single transaction. Every writer holds the same lock.
The file is never in WAL mode: replacing such a file tears what readers see.
"""

from factbase.building.lines import build_from_lines
from factbase.building.result import BuildResult
from factbase.building.writer import build_index

__all__ = ["BuildResult", "build_from_lines", "build_index"]
