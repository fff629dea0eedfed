"""``factbase topics``: what the facts are about."""

from __future__ import annotations

import click

from factbase.cli.output import common_options, print_json, print_text
from factbase.cli.reading import open_base
from factbase.normalize import escaped


@click.command(
    "topics",
    epilog="""\b
Example:
  factbase topics
""",
)
@common_options("facts", "db", "json", "quiet")
def command(*, facts: str | None, db: str | None, as_json: bool, quiet: bool) -> None:
    """List the topics with the number of facts that a search finds under each."""
    with open_base(facts, db, quiet=quiet) as kb:
        topics = kb.topics
    if as_json:
        listed = [{"topic": topic, "facts": count} for topic, count in topics.items()]
        print_json({"topics": listed})
        return
    width = max((len(topic) for topic in topics), default=0)
    lines = (f"{escaped(topic):<{width}}  {count:>5,}" for topic, count in topics.items())
    print_text("\n".join(lines))
