"""factbase: the knowledge base of sourced statistics that people keep in Git.

Everything public stands in `__all__`; each name is loaded from its home on first use, so that
``import factbase`` costs next to nothing.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from factbase.api import FactBase, build, diff, load, validate
    from factbase.building import BuildResult
    from factbase.cite.citation import Citation, Citations
    from factbase.corpus import Corpus
    from factbase.diagnostics import Count, Diagnostic, Edit, Location, Report, Severity
    from factbase.differences.compare import Diff, FactChange, FieldChange, SourceChange
    from factbase.drafts.bibliography import Bibliography
    from factbase.errors import (
        BaseNotFoundError,
        FactBaseError,
        FactNotFoundError,
        ForeignFileError,
        IndexFileError,
        IndexMissingError,
        IndexVersionError,
        InvalidFactsError,
        ItemError,
        LengthError,
        MissingExtraError,
        QueryError,
        RevisionError,
        StyleError,
        UnknownNameError,
    )
    from factbase.formats.export import Export
    from factbase.index.records import SourceRecord
    from factbase.index.statistics import Stats
    from factbase.model.fact import Fact
    from factbase.model.source import Source
    from factbase.model.value import Value
    from factbase.record import FactRecord
    from factbase.search.results import Hit, Hits

__version__ = "0.1.0"

_HOMES = {
    "api": "FactBase build diff load validate",
    "building": "BuildResult",
    "cite.citation": "Citation Citations",
    "corpus": "Corpus",
    "diagnostics": "Count Diagnostic Edit Location Report Severity",
    "differences.compare": "Diff FactChange FieldChange SourceChange",
    "drafts.bibliography": "Bibliography",
    "errors": "BaseNotFoundError FactBaseError FactNotFoundError ForeignFileError IndexFileError "
    "IndexMissingError IndexVersionError InvalidFactsError ItemError LengthError "
    "MissingExtraError QueryError RevisionError StyleError UnknownNameError",
    "formats.export": "Export",
    "index.records": "SourceRecord",
    "index.statistics": "Stats",
    "model.fact": "Fact",
    "model.source": "Source",
    "model.value": "Value",
    "record": "FactRecord",
    "search.results": "Hit Hits",
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names.split()}

__all__ = [
    "BaseNotFoundError",
    "Bibliography",
    "BuildResult",
    "Citation",
    "Citations",
    "Corpus",
    "Count",
    "Diagnostic",
    "Diff",
    "Edit",
    "Export",
    "Fact",
    "FactBase",
    "FactBaseError",
    "FactChange",
    "FactNotFoundError",
    "FactRecord",
    "FieldChange",
    "ForeignFileError",
    "Hit",
    "Hits",
    "IndexFileError",
    "IndexMissingError",
    "IndexVersionError",
    "InvalidFactsError",
    "ItemError",
    "LengthError",
    "Location",
    "MissingExtraError",
    "QueryError",
    "Report",
    "RevisionError",
    "Severity",
    "Source",
    "SourceChange",
    "SourceRecord",
    "Stats",
    "StyleError",
    "UnknownNameError",
    "Value",
    "build",
    "diff",
    "load",
    "validate",
]


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'factbase' has no attribute '{name}'")
    import importlib  # noqa: PLC0415

    found = getattr(importlib.import_module(f"factbase.{_HOME_OF[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
