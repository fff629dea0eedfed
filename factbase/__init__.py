"""factbase: the knowledge base of sourced statistics that people keep in Git."""

__version__ = "0.1.0"
