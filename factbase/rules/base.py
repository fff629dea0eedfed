"""What a rule is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from factbase.diagnostics import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from factbase.corpus import Corpus
    from factbase.diagnostics import Diagnostic


class Rule(Kind, ABC):
    """One question asked of a corpus; the docstring of a subclass is its page in the docs."""

    @abstractmethod
    def check(self, corpus: Corpus, *, today: date) -> Iterator[Diagnostic]:
        """Yield a finding for each place that breaks the rule; *today* never comes from a clock."""
