"""``factbase new``: write a fact and its source."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import click

from factbase.cli.output import (
    EXIT_FINDINGS,
    EXIT_USAGE,
    common_options,
    print_json,
    print_text,
    tell,
)
from factbase.normalize import escaped
from factbase.quantity.number import COMPARATORS

if TYPE_CHECKING:
    from factbase.authoring import Draft
    from factbase.layout import Layout


@click.command(
    "new",
    epilog="""\b
Examples:
  factbase new
  factbase new --claim "The bridge has 12 arches." --topic bridges --new-topic \\
      --period 2020 --measure "arches of the bridge" --amount 12 --unit count \\
      --title "Guide to the Bridge" --type pamphlet --read 2026-11-22 --original self --at "p. 2"
""",
)
@click.option("--claim", help="One plain sentence, which a writer can paste.")
@click.option("--kind", help="statistic (default), event, law or assessment.")
@click.option("--said-by", help="Who holds it, if an assessment.")
@click.option("--topic", "topics", multiple=True, help="What it is about; several times.")
@click.option("--new-topic", is_flag=True, help="List the topics that the base does not know yet.")
@click.option("--period", help="2011, 2011-06, 2011-01/2011-06 or unstated.")
@click.option("--place", help="ISO 3166 code, world, or a name.")
@click.option("--measure", help="What is counted.")
@click.option("--amount", help="The number: 46000, 'more than 46000', '3 to 6', '1 in 4'.")
@click.option("--unit", help="people, percent, USD, times, count …")
@click.option("--id", "fact_id", help="The fact's id; by default made of place, subject, time.")
@click.option("--source", help="The id of a source that is recorded, or of the new one.")
@click.option("--type", "source_type", help="The new source: a CSL type; by default webpage.")
@click.option("--title", help="The new source: its title.")
@click.option(
    "--author", "authors", multiple=True, help="The new source: 'Family, Given' or a body."
)
@click.option("--issued", help="The new source: its date; by default unstated.")
@click.option("--container-title", help="The new source: the newspaper, journal or site.")
@click.option("--publisher", help="The new source: who published it.")
@click.option("--url", help="The new source: its address; by default unstated.")
@click.option("--at", help="Where in the source: p. 3, table 2.")
@click.option("--quote", help="The source's own words.")
@click.option("--read", help="The day you read it, YYYY-MM-DD; left out = not read.")
@click.option("--original", help="self, lost, none, or the id of the source that it names.")
@common_options("facts", "json", "quiet")
def command(
    *, facts: str | None, as_json: bool, quiet: bool, new_topic: bool, **answers: Any
) -> int | None:
    """Write a fact and its source, asking for what the options leave open.

    Nothing is asked where no terminal is; then what is missing is named.
    """
    from factbase.authoring import draft_fact, draft_source, unwrite, write
    from factbase.dates import latest_today
    from factbase.layout import find_layout

    layout = find_layout(facts)
    asks = sys.stdin.isatty() and sys.stdout.isatty() and not as_json
    topics: tuple[str, ...] = ()
    while True:
        if asks:
            _ask(answers, layout)
        _demand(answers)
        source, is_new = _source_document(answers, layout)
        fact = _fact_document(answers, source["id"])
        topics += _topics_to_list(
            [topic for topic in fact["topics"] if topic not in topics],
            layout,
            asks=asks,
            all_of_them=new_topic,
        )
        drafts = [draft_source(layout, source)] if is_new else []
        drafts.append(draft_fact(layout, fact, topics))
        wrong = _tell_faults(drafts, layout)
        if not wrong:
            break
        if not asks:
            tell("nothing was written")
            return EXIT_USAGE
        # Only what was wrong is asked again; the other answers stand.
        for name in wrong:
            answers[name] = None
    for draft in drafts:
        if os.path.lexists(draft.path):
            shown = layout.shown(draft.path)
            raise click.UsageError(f"{escaped(shown)} exists; choose another --id or --source")
    report = write(layout, drafts, topics, today=latest_today())
    for finding in report:
        hint = f"; {finding.hint}" if finding.hint else ""
        tell(f"{finding.location}: {finding.code} {escaped(finding.message + hint)}")
    paths = [layout.shown(draft.path) for draft in drafts]
    if not report.ok and not (asks and click.confirm("keep it, and mend it by hand?", err=True)):
        unwrite(layout, drafts, topics)
        tell("nothing was written")
        return EXIT_FINDINGS
    if as_json:
        print_json({"id": fact["id"], "source": source["id"], "written": paths})
        return 0
    print_text("\n".join(f"wrote {escaped(path)}" for path in paths))
    following = f"cite {fact['id']}" if report.ok else "validate"
    tell(f"next: factbase {following}", quiet=quiet)
    return 0 if report.ok else EXIT_FINDINGS


_QUESTIONS = (
    ("claim", "The claim, one plain sentence", None),
    ("kind", "Its kind (statistic, event, law, assessment)", "statistic"),
    ("topics", "Topics, with commas between", None),
    ("period", "The time it describes (2011, 2011-01/2011-06, unstated)", None),
    ("place", "Place (ISO code such as US, world, or a name; empty for none)", ""),
    ("said_by", "Who says so", None),
    ("measure", "What is counted", None),
    ("amount", "The number (46000, more than 46000, 3 to 6, 1 in 4)", None),
    ("unit", "Its unit (people, percent, USD, times, count)", None),
    ("source", "Source: the id of a recorded one, or empty for a new one", ""),
    ("title", "Title of the source", None),
    (
        "source_type",
        "Type of the source (webpage, report, article-newspaper, dataset …)",
        "webpage",
    ),
    ("authors", "Authors ('Family, Given' or a body; ';' between; empty for none)", ""),
    ("issued", "Date of the source", "unstated"),
    ("container_title", "Newspaper, journal or site (empty for none)", ""),
    ("url", "Address", "unstated"),
    ("at", "Where in the source (p. 3, table 2; empty for none)", ""),
    ("quote", "The source's own words (empty for none)", ""),
    ("read", "The day you read it, YYYY-MM-DD (empty = not read)", "today"),
    ("original", "Who made the number: self, lost, none, or a source id", None),
)


def _ask(answers: dict[str, Any], layout: Layout) -> None:
    """Ask at the terminal for what the options left open."""
    from factbase.dates import local_today

    for name, question, default in _QUESTIONS:
        # An empty answer is an answer; None was never asked, () never given as an option.
        if answers.get(name) not in (None, ()) or _is_needless(name, answers, layout):
            continue
        if name == "read":
            default = local_today().isoformat()  # noqa: PLW2901
        text = click.prompt(question, default=default, show_default=bool(default), err=True).strip()
        if name == "topics":
            answers[name] = [part.strip() for part in text.split(",") if part.strip()]
        elif name == "authors":
            answers[name] = [part.strip() for part in text.split(";") if part.strip()]
        else:
            answers[name] = text
    if not answers.get("fact_id"):
        answers["fact_id"] = click.prompt("The fact's id", default=_suggested(answers), err=True)


def _topics_to_list(
    topics: list[str], layout: Layout, *, asks: bool, all_of_them: bool
) -> tuple[str, ...]:
    """Return the topics that the base does not list yet and is to list from now on."""
    import re

    from factbase.model.vocabulary import read_vocabularies

    listed = read_vocabularies(layout)[0].topics
    if listed is None:
        return ()
    new = [topic for topic in topics if topic not in listed and re.fullmatch("[a-z0-9-]+", topic)]
    if not all_of_them and asks:
        question = "'{}' is a new topic; list it?"
        new = [t for t in new if click.confirm(question.format(t), default=True, err=True)]
    return tuple(new) if all_of_them or asks else ()


def _is_needless(name: str, answers: dict[str, Any], layout: Layout) -> bool:
    kind = answers.get("kind") or "statistic"
    if name == "said_by":
        return bool(kind != "assessment")
    if name == "period":
        return bool(kind == "assessment")
    if name in ("measure", "amount"):
        return bool(kind != "statistic")
    if name == "unit":
        from factbase.authoring import parse_amount

        amount = parse_amount(answers.get("amount") or "")
        # A share in words, such as 1 in 4, has no unit.
        return bool(kind != "statistic" or " in " in str(next(iter(amount.values()))))
    if name in ("title", "source_type", "authors", "issued", "container_title", "url"):
        return _recorded(layout, answers.get("source"))
    return False


def _demand(answers: dict[str, Any]) -> None:
    """Name the options that are missing, all at once."""
    kind = answers.get("kind") or "statistic"
    wanted = {"claim": "--claim", "topics": "--topic"}
    if kind != "assessment":
        wanted["period"] = "--period"
    if kind == "statistic":
        wanted |= {"measure": "--measure", "amount": "--amount"}
    missing = [option for name, option in wanted.items() if not answers.get(name)]
    if not answers.get("source") and not answers.get("title"):
        missing.append("--source or --title")
    if missing:
        raise click.UsageError(f"still needed: {', '.join(missing)}")


def _source_document(answers: dict[str, Any], layout: Layout) -> tuple[dict[str, Any], bool]:
    from factbase.authoring import suggest_id

    ref = answers.get("source")
    if _recorded(layout, ref):
        return {"id": ref}, False
    if not answers.get("title"):
        from factbase.spelling import nearest

        known = [name.removesuffix(".yaml") for name in _source_files(layout)]
        close = nearest(ref or "", known)
        hint = f"did you mean '{close[0]}'?" if close else "give --title to record it"
        raise click.UsageError(f"no source '{escaped(ref or '')}'; {hint}")
    issued = answers.get("issued") or "unstated"
    named = [part for text in answers.get("authors") or () for part in text.split(";")]
    authors = [_name(text) for text in named if text.strip()]
    kind = answers.get("source_type") or "webpage"
    first = (authors[0].get("family") or authors[0].get("literal")) if authors else None
    document = {
        "id": ref or suggest_id(first, answers["title"], issued),
        "type": kind,
        "title": answers["title"],
        "author": authors,
        "issued": issued,
        "container-title": answers.get("container_title"),
        "publisher": answers.get("publisher"),
        "URL": answers.get("url")
        or ("unstated" if kind in ("webpage", "post", "post-weblog") else None),
    }
    return document, True


def _fact_document(answers: dict[str, Any], ref: str) -> dict[str, Any]:
    from factbase.authoring import parse_amount

    value = {
        "measure": answers.get("measure"),
        **(parse_amount(answers["amount"]) if answers.get("amount") else {}),
        "unit": answers.get("unit"),
    }
    use = {
        "ref": ref,
        **{key: answers.get(key) for key in ("at", "quote", "read", "original")},
    }
    kind = answers.get("kind")
    return {
        "id": answers.get("fact_id") or _suggested(answers),
        "claim": answers["claim"],
        "kind": None if kind == "statistic" else kind,
        "said_by": answers.get("said_by"),
        "topics": list(answers["topics"]),
        "place": answers.get("place"),
        "period": answers.get("period"),
        "values": [_filled(value)] if value["measure"] else [],
        "sources": [_filled(use)],
    }


def _filled(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value not in (None, "")}


def _suggested(answers: dict[str, Any]) -> str:
    from factbase.authoring import suggest_id

    subject = answers.get("measure") or answers.get("claim")
    return suggest_id(answers.get("place"), subject, answers.get("period"))


def _recorded(layout: Layout, ref: str | None) -> bool:
    if not ref:
        return False
    from factbase.corpus import read_corpus

    return ref in read_corpus(layout).sources_by_id()


def _source_files(layout: Layout) -> list[str]:
    try:
        return os.listdir(os.path.join(layout.facts, "sources"))
    except OSError:
        return []


def _name(text: str) -> dict[str, str]:
    family, comma, given = text.partition(",")
    if comma:
        return {"family": family.strip(), "given": given.strip()}
    return {"literal": text.strip()}


_ANSWER_OF = {
    **dict.fromkeys(COMPARATORS, "amount"),
    "URL": "url",
    "type": "source_type",
    "author": "authors",
    "container-title": "container_title",
    "ref": "source",
    "values": "amount",
}
"""Key of a file → the answer that it comes from, where the names differ."""


def _tell_faults(drafts: list[Draft], layout: Layout) -> set[str]:
    """Say what is wrong with the answers; return their names."""
    wrong = set()
    for draft in drafts:
        is_fact = draft is drafts[-1]
        for fault in draft.faults:
            keys = [step for step in fault.path if isinstance(step, str)]
            key = keys[-1] if keys else "claim"
            field = " ".join(keys) or layout.shown(draft.path)
            hint = f"; {fault.hint}" if fault.hint else ""
            tell(f"{escaped(field)}: {fault.message}{hint}")
            of_id = "fact_id" if is_fact else "source"
            wrong.add(of_id if key == "id" else _ANSWER_OF.get(key, key))
    return wrong
