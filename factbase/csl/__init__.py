"""A processor for CSL 1.0.2 styles: style and items in, citations and references out.

Standard library only; it knows nothing of facts.
"""

from factbase.csl.bibliography import BibliographyLayout, Entry
from factbase.csl.citations import Cluster
from factbase.csl.context import Cite
from factbase.csl.processor import Processor
from factbase.csl.style import Style

__all__ = ["BibliographyLayout", "Cite", "Cluster", "Entry", "Processor", "Style"]
