"""Copies of sources, kept beside the facts and never in Git: quotes are compared with them."""

from factbase.copies.plain import MAX_BYTES, plain_text
from factbase.copies.store import Copies, Figures, figures

__all__ = ["MAX_BYTES", "Copies", "Figures", "figures", "plain_text"]
