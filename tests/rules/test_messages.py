"""What people type, and what we say: each message and remedy, word for word."""

from __future__ import annotations

import pytest

from factbase.drafts import bibliography
from factbase.rules.all_rules import ALL_KINDS, ALL_RULES
from tests.bases import FACT, SOURCE, STRUCTURE, findings, make_base

VALUE = "value: 12, unit: people"
BLOCK = "  - measure: people counted\n    value: {}\n    unit: people"
ONE_LINE = "  - {measure: people counted, value: 12, unit: people}"
BEGIN = "begin with 'id:' and 'claim:', or put a list of facts under 'facts:'"
CLOSE = "close it; inside '…' an apostrophe is doubled (''), inside \"…\" write \\\""
WHOLE_ADDRESS = "write the whole address, beginning with https:// or http://"
DELETE = "delete it and type the words anew"

TYPED = [
    # the table of the design
    pytest.param(
        (ONE_LINE, BLOCK.format("46,000")),
        "7:12 FB203",
        "'46,000' is not a number",
        "write 46000",
        id="46,000",
    ),
    pytest.param(
        ("value: 12,", "value: 46,000,"),
        "6:41 FB202",
        "the field '000' is unknown",
        "write 46000",
        id="46,000 in braces",
    ),
    pytest.param(
        ("value: 12,", "value: >46000,"),
        "6:38 FB106",
        "'>' before a number",
        "use 'more_than: 46000'",
        id=">46000",
    ),
    pytest.param(
        ("An example", "In six months: more than"),
        "2:21 FB106",
        "a second ': ' in the line",
        "put the text in quotation marks, or begin it on the next line after '>-'",
        id="colon",
    ),
    pytest.param(
        ("period: 2020", "period: 2020\nplace: NO"),
        "5:8 FB111",
        "'NO' is read as text here; a YAML 1.1 tool reads false",
        'quote it: "NO"',
        id="NO",
    ),
    pytest.param(
        ("value: 12,", "value: 12:30,"),
        "6:38 FB203",
        "'12:30' is not a number",
        "write one number, and the unit it is in",
        id="12:30",
    ),
    pytest.param(
        ("value: 12,", "value: 010,"),
        "6:38 FB203",
        "'010' is not a number",
        "write 10, without leading zeros",
        id="010",
    ),
    pytest.param(
        ("value: 12,", "value: 1_000,"),
        "6:38 FB203",
        "'1_000' is not a number",
        "write 1000",
        id="1_000",
    ),
    pytest.param(
        ("value: 12,", "value: 0x1F,"),
        "6:38 FB203",
        "'0x1F' is not a number",
        "write 31",
        id="0x1F",
    ),
    pytest.param(
        ("period: 2020", "period: 2011-06-31"),
        "4:9 FB207",
        "June has 30 days, not 31",
        None,
        id="2011-06-31",
    ),
    pytest.param(
        ("unit: people", "unit: per 100,000 births"),
        "6:56 FB202",
        "the field '000 births' is unknown",
        "inside {…} a comma begins a new field; put the text in quotation marks",
        id="comma in braces",
    ),
    pytest.param(
        ("period: 2020", "period: 2020\nid: b"),
        "5:1 FB101",
        "'id' stands here and in line 1",
        "remove one of the two",
        id="two ids",
    ),
    pytest.param(
        ("sources:", "soruce:"),
        "7:1 FB202",
        "the field 'soruce' is unknown",
        "did you mean 'sources'?",
        id="soruce",
    ),
    # the file
    pytest.param(
        ("period: 2020", "? [a]\n: b"),
        "4:3 FB102",
        "a key that is a list or a mapping",
        "write one word before the colon",
        id="complex key",
    ),
    pytest.param(
        ("period: 2020", "period: &a 2020"),
        "4:9 FB103",
        "an anchor, '&a'",
        "remove it, or quote a text that begins with '&'",
        id="anchor",
    ),
    pytest.param(
        ("period: 2020", "period: *a"),
        "4:9 FB103",
        "an alias, '*a'",
        "write the value out, or quote a text that begins with '*'",
        id="alias",
    ),
    pytest.param(
        ("period: 2020", "<<: {a: 1}"),
        "4:1 FB103",
        "a merge key, '<<'",
        "write the fields out; facts of one file share through 'shared:'",
        id="merge",
    ),
    pytest.param(
        ("period: 2020", "x-a: " + "[" * 32 + "]" * 32),
        "4:37 FB104",
        "values are nested more than 32 levels deep",
        "no fact needs more than eight levels",
        id="deep",
    ),
    pytest.param(
        ("sources:", "---\nsources:"),
        "7:1 FB105",
        "a second document begins here",
        "put several facts of one file under 'facts:'",
        id="two documents",
    ),
    pytest.param(
        ("sources:", "\tsources:"), "7:1 FB106", "a tab", "indent with spaces, not tabs", id="tab"
    ),
    pytest.param(
        ("An example counted", '"An example counted'),
        "2:8 FB106",
        "a quotation mark is not closed",
        CLOSE,
        id="open quotation mark",
    ),
    pytest.param(
        ("An example", "@example"),
        "2:8 FB106",
        "a text cannot begin with '@'",
        "put it in quotation marks",
        id="reserved sign",
    ),
    pytest.param(
        ("period: 2020", ": 2020"),
        "4:1 FB106",
        "a colon without a key",
        "write the field's name before the colon",
        id="no key",
    ),
    pytest.param(
        ("period: 2020", "period: !!int 2020"),
        "4:9 FB108",
        "a YAML tag, '!!int'",
        "remove the tag, or quote a text that begins with '!'",
        id="tag",
    ),
    pytest.param(
        ("id: example-fact", "%YAML 1.1\n---\nid: example-fact"),
        "1:1 FB110",
        "a YAML directive",
        "remove the line",
        id="directive",
    ),
    pytest.param(
        ("id: example-fact", "\ufeffid: example-fact"),
        "1:1 FB112",
        "the file begins with a byte order mark",
        "remove it",
        id="byte order mark",
    ),
    pytest.param(
        ("12 people in 2020.", "12 people in 2020 #ImHere."),
        "2:45 FB113",
        "'#ImHere.' is a comment, not part of the text",
        "put the whole text in quotation marks",
        id="text in a comment",
    ),
    pytest.param(
        ("An example counted", '"An example" counted'),
        "2:21 FB106",
        "the text goes on behind a quotation mark",
        'put the whole text in quotation marks: inside "…" write \\" for each of its own',
        id="words behind a quotation mark",
    ),
    pytest.param(
        ("An example counted 12 people in 2020.", "'It's 12 people.'"),
        "2:12 FB106",
        "the text goes on behind a quotation mark",
        "put the whole text in quotation marks: inside '…' an apostrophe is doubled ('')",
        id="an apostrophe",
    ),
    # what PyYAML notices a line too late
    pytest.param(
        ("claim: An", "claim An"),
        "2:1 FB106",
        "a line without a key and a colon",
        "write 'key: value'; where the text above goes on, indent the line",
        id="no colon",
    ),
    pytest.param(
        ("12 people in 2020.", "12\npeople in 2020."),
        "3:1 FB106",
        "a line without a key and a colon",
        "write 'key: value'; where the text above goes on, indent the line",
        id="a text goes on at the start of a line",
    ),
    pytest.param(
        ("claim: An", "claim:An"),
        "2:6 FB106",
        "no space behind the colon",
        "write 'claim: …'",
        id="no space behind the colon",
    ),
    pytest.param(
        ("unit: people}", "unit: people"),
        "6:5 FB106",
        "the '{' is not closed",
        "write '}' behind its last item",
        id="open brace",
    ),
    pytest.param(
        (ONE_LINE, f"{ONE_LINE[:-1]}\n{ONE_LINE}"),
        "6:5 FB106",
        "the '{' is not closed",
        "write '}' behind its last item",
        id="open brace before another item",
    ),
    pytest.param(
        ("original: self}\n", "original: self\n"),
        "8:5 FB106",
        "the '{' is not closed",
        "write '}' behind its last item",
        id="open brace at the end",
    ),
    pytest.param(
        ("topics: [example]", "topics: [example"),
        "3:9 FB106",
        "the '[' is not closed",
        "write ']' behind its last item",
        id="open bracket",
    ),
    pytest.param(
        ("measure: people counted", 'measure: "people" counted'),
        "6:24 FB106",
        "a comma or a '}' is missing here",
        "a text with any of , : [ ] { } is put in quotation marks inside {…}",
        id="words behind a quotation mark in braces",
    ),
    pytest.param(
        ("topics: [example]", "  topics: [example]"),
        "3:3 FB106",
        "an indented line goes on with the text above it",
        "begin it where the field above begins; a text with ': ' is put in quotation marks",
        id="indented too far",
    ),
    pytest.param(
        ("id: example-fact", " id: example-fact"),
        "2:1 FB106",
        "the first field is indented, this one is not",
        "begin both at the start of the line",
        id="first field indented",
    ),
    pytest.param(
        ("period: 2020", "period: 2020-01 to 2020-06"),
        "4:9 FB207",
        "'2020-01 to 2020-06' is not a date",
        "write 2020-01/2020-06",
        id="months from and to",
    ),
    pytest.param(
        ("period: 2020", "period: 2020-01 to 2020-16"),
        "4:9 FB207",
        "'2020-01 to 2020-16' is not a date",
        "write YYYY, YYYY-MM or YYYY-MM-DD",
        id="months from and to that are none",
    ),
    pytest.param(
        ("An example counted", "* an example counted"),
        "2:8 FB106",
        "a text cannot begin with '*'",
        "put it in quotation marks",
        id="a star",
    ),
    pytest.param(
        ("topics: [example]", "<<<<<<< main\ntopics: [example]"),
        "3:1 FB106",
        "the mark of a merge conflict",
        "settle the two versions in the file, and remove the marks",
        id="merge conflict",
    ),
    pytest.param(
        ("period: 2020", "period: 2011-2012"),
        "4:9 FB207",
        "'2011-2012' is not a date",
        "write 2011/2012",
        id="two years with a hyphen",
    ),
    pytest.param(
        ("unit: people", "unit: parents"),
        "6:48 FB204",
        "'parents' is no known unit",
        "write a known unit, 'count', 'per 100,000 <noun>' or '<unit> per <unit>', or add it to "
        "schemas/units.yaml",
        id="a noun that is no unit",
    ),
    pytest.param(
        ("period: 2020", "period: 2020\nplace: USA"),
        "5:8 FB204",
        "'USA' is no ISO 3166 code",
        "write US",
        id="USA",
    ),
    # the fields
    pytest.param(
        ("claim: An example counted 12 people in 2020.\n", ""),
        "1:1 FB201",
        "the field 'claim' is missing",
        None,
        id="no claim",
    ),
    pytest.param(
        ("period: 2020\n", ""),
        "1:1 FB201",
        "the field 'period' is missing",
        "write the time the fact describes, or 'period: unstated'",
        id="no period",
    ),
    pytest.param(
        (f", {VALUE}", ""),
        "6:5 FB201",
        "this value has no number",
        "write one of: value, about, nearly, more_than, at_least, less_than, at_most, range",
        id="no number",
    ),
    pytest.param(
        (", unit: people", ""),
        "6:5 FB201",
        "the field 'unit' is missing",
        "write people, percent, USD, times, count …",
        id="no unit",
    ),
    pytest.param(
        ("topics: [example]", "topics: []"),
        "3:9 FB201",
        "'topics' holds nothing",
        "write at least one",
        id="no topic",
    ),
    pytest.param(
        ("topics: [example]", "topics: example"),
        "3:9 FB203",
        "'topics' is not a list",
        "write a list: [one, two], or one item a line after '- '",
        id="not a list",
    ),
    pytest.param(
        (VALUE, "range: [5, 3], unit: people"),
        "6:38 FB203",
        "the range runs from 5 down to 3",
        "write the lower number first",
        id="order",
    ),
    pytest.param(
        (VALUE, "range: [5], unit: people"),
        "6:38 FB203",
        "two numbers are expected",
        "write [lowest, highest]",
        id="half a range",
    ),
    pytest.param(
        (VALUE, "value: 1 in 4, unit: people"),
        "6:52 FB203",
        "a share written as 'x in y' has no unit",
        "leave 'unit' out",
        id="share with a unit",
    ),
    pytest.param(
        (VALUE, "value: 1, about: 2, unit: people"),
        "6:48 FB203",
        "'value' and 'about' stand in one value",
        "keep one",
        id="two comparators",
    ),
    pytest.param(
        ("unit: people", "unit: poeple"),
        "6:48 FB204",
        "'poeple' is no known unit",
        "did you mean 'people'?",
        id="unit",
    ),
    pytest.param(
        ("period: 2020", "place: UK\nperiod: 2020"),
        "4:8 FB204",
        "'UK' is no ISO 3166 code",
        "write GB",
        id="UK",
    ),
    pytest.param(
        ("period: 2020", "kind: even\nperiod: 2020"),
        "4:7 FB204",
        "'even' is no kind of fact",
        "did you mean 'event'?",
        id="kind",
    ),
    pytest.param(
        ("id: example-fact", "id: Example Fact"),
        "1:5 FB205",
        "'Example Fact' cannot be an id",
        "use a-z, 0-9 and single hyphens: example-fact",
        id="id",
    ),
    pytest.param(
        ("An example counted 12 people in 2020.", "a" * 401),
        "2:8 FB206",
        "401 characters, at most 400 are allowed",
        "shorten it",
        id="too long",
    ),
    pytest.param(
        ("read: 2026-11-20", "read: 20 Nov 2026"),
        "8:36 FB207",
        "'20 Nov 2026' is not a date",
        "write 2026-11-20",
        id="date in words",
    ),
    pytest.param(
        ("value: 12", "value: 1e999"),
        "6:38 FB208",
        "'1e999' is no finite number of at most 40 digits",
        "write the figure as the source prints it",
        id="infinite",
    ),
    pytest.param(
        ("An example", "An \x07example"),
        "2:11 FB209",
        "the control character U+0007 stands in the file",
        "delete it",
        id="control",
    ),
    pytest.param(
        ("An example counted 12", '"An \\aexample'),
        "2:8 FB106",
        "a quotation mark is not closed",
        CLOSE,
        id="escape left open",
    ),
    pytest.param(
        ("An example", "An \u202eexample"),
        "2:11 FB210",
        "the character U+202E turns the reading direction",
        DELETE,
        id="bidi",
    ),
    pytest.param(
        ("An example", "An \u200bexample"),
        "2:8 FB212",
        "the invisible character U+200B stands in this text",
        DELETE,
        id="zero width",
    ),
    # the rules
    pytest.param(
        ("period: 2020", "period: 2020/2019"),
        "4:9 FB301",
        "the period ends (2019) before it starts (2020)",
        "are the two dates swapped?",
        id="FB301",
    ),
    pytest.param(
        ("read: 2026-11-20", "read: 2020-12-31"),
        "8:36 FB302",
        "read on 2020-12-31, before 'example' was issued (2021)",
        "mend the day of reading or the date of issue",
        id="FB302",
    ),
    pytest.param(
        ("read: 2026-11-20", "read: 2031-05-02"),
        "8:36 FB303",
        "source read on 2031-05-02, after today (2026-11-22)",
        "are the month and the day swapped?",
        id="FB303",
    ),
    pytest.param(
        ("period: 2020", "period: 2050"),
        "4:9 FB303",
        "the period 2050 has not come yet (2026-11-22)",
        "write 'basis: projection' or 'basis: target', or mend the period",
        id="FB303 period",
    ),
    pytest.param(
        ("id: example-fact", "id: another"),
        "1:5 FB402",
        "the file is named 'example-fact.yaml', its id is 'another'",
        "rename it to another.yaml",
        id="FB402",
    ),
    pytest.param(
        ("ref: example", "ref: exampel"),
        "8:11 FB405",
        "no source 'exampel'",
        "did you mean 'example'?",
        id="FB405",
    ),
    pytest.param(
        ("ref: example", "ref: quite-another"),
        "8:11 FB405",
        "no source 'quite-another'",
        "add facts/sources/quite-another.yaml",
        id="FB405 new",
    ),
    pytest.param(
        (", original: self", ""),
        "8:11 FB501",
        "nothing says where 'example' has this from",
        "write 'original: self' if it made the number, the id of the source that it names, "
        "'lost' or 'none'",
        id="FB501",
    ),
    pytest.param(
        ("period: 2020", "period: 2020\nnote: Ask jane.doe@example.org"),
        "5:11 FB504",
        "an e-mail address: 'jane…'",
        "leave it out; if it is an office's and public, ignore the finding and say so",
        id="FB504 personal",
    ),
    pytest.param(
        ("period: 2020", "period: 2020\nnote: See https://example.org/?token=abcdef"),
        "5:38 FB504",
        "a key in a web address: 'abc…'",
        "delete it, and revoke it: what was once committed is known",
        id="FB504 secret",
    ),
    pytest.param(
        ("period: 2020", "period: 2020  # factbase: ignore FB301 -- a"),
        "4:15 FB902",
        "nothing in this line breaks FB301",
        "remove the comment",
        id="FB902",
    ),
    pytest.param(
        ("period: 2020", "period: 2020  # factbase: ignore FB301"),
        "4:15 FB903",
        "the ignore gives no reason",
        "write: # factbase: ignore FB304 -- the reason",
        id="FB903",
    ),
]

IN_A_SOURCE = [
    pytest.param(
        ("title: Example", "title: #ImHere"),
        "3:7 FB203",
        "nothing is written here",
        "write it, or leave the field out; a text that contains ' #' is quoted",
        id="#ImHere",
    ),
    pytest.param(
        ("type: report", "type: webpage"),
        "1:1 FB201",
        "the field 'URL' is missing; a webpage has one",
        "write the address, or 'URL: unstated'",
        id="no URL",
    ),
    pytest.param(
        ("type: report", "type: report\nURL: www.example.org"),
        "3:6 FB211",
        "'www.example.org' cannot be used: it does not begin with http:// or https://",
        WHOLE_ADDRESS,
        id="URL",
    ),
    pytest.param(
        ("type: report", "type: report\nURL: https://a:b@example.org"),
        "3:6 FB211",
        "'https://a:b@example.org' cannot be used: it holds a user name or a password",
        "write the address without it",
        id="password",
    ),
    pytest.param(
        ("type: report", "type: report\nURL: https://example.org/{hint}"),
        "3:6 FB211",
        "'https://example.org/{hint}' cannot be used: no URL holds the character '{'",
        "delete or encode it",
        id="braces in a URL",
    ),
    pytest.param(
        ("type: report", "type: report\nauthor: Ann Example"),
        "3:9 FB203",
        "a text stands where a list of names is expected",
        "write [{family: Example, given: Ann}] for a person, [{literal: Ann Example}] for a body",
        id="author",
    ),
    pytest.param(
        ("type: report", "type: report\nURL: https://example.org/a\nurl_status: dead"),
        "4:13 FB502",
        "the link is dead, and no kept copy is named",
        "write the 'archive_url' of a copy in a web archive, or 'url_status: lost' where none is "
        "to be found",
        id="FB502",
    ),
]

KNOWN = "known: select, extend-select, ignore, per-file-ignores, strict, grade"
QUOTED = 'texts stand in quotation marks, lists in […]: ignore = ["FB304"]'
CANNOT = "faults of files, fields and settings are always told; mend them"
IN_SETTINGS = [
    pytest.param(
        "selct = []", "1:1 FB901", "no setting 'selct'", "did you mean 'select'?", id="a slip"
    ),
    pytest.param(
        "per_file_ignores = {}",
        "1:1 FB901",
        "no setting 'per_file_ignores'",
        "did you mean 'per-file-ignores'?",
        id="underscores",
    ),
    pytest.param("colour = 1", "1:1 FB901", "no setting 'colour'", KNOWN, id="unknown"),
    pytest.param(
        'strict = "yes"',
        "1:1 FB901",
        "'strict' is neither true nor false",
        "write strict = true",
        id="strict",
    ),
    pytest.param(
        'ignore = "FB304"',
        "1:1 FB901",
        "'ignore' is not a list of texts",
        'write a list of codes: ignore = ["FB304", "FB4"]',
        id="no list",
    ),
    pytest.param(
        "select = [304]",
        "1:1 FB901",
        "'select' is not a list of texts",
        'write a list of codes: select = ["FB304", "FB4"]',
        id="a number",
    ),
    pytest.param(
        'per-file-ignores = ["FB304"]',
        "1:1 FB901",
        "'per-file-ignores' is not a table",
        'write [per-file-ignores] and below it: "facts/old/*.yaml" = ["FB304"]',
        id="no table",
    ),
    pytest.param(
        'per-file-ignores."facts/*" = "FB304"',
        "1:18 FB901",
        "'facts/*' is not a list of texts",
        'write a list of codes: "facts/*" = ["FB304", "FB4"]',
        id="no list in the table",
    ),
    pytest.param(
        'grade = "secundary"',
        "1:1 FB901",
        "'secundary' is no grade that can be demanded",
        "did you mean 'secondary'?",
        id="grade",
    ),
    pytest.param(
        "grade = 1",
        "1:1 FB901",
        "'1' is no grade that can be demanded",
        "write one of: primary, secondary, orphan",
        id="grade as a number",
    ),
    pytest.param(
        'select = ["FB3O4"]', "1:11 FB901", "no rule 'FB3O4'", "did you mean 'FB304'?", id="code"
    ),
    pytest.param(
        'select = ["period-ends-before-the-start"]',
        "1:11 FB901",
        "no rule 'period-ends-before-the-start'",
        "did you mean 'period-ends-before-start'?",
        id="name of a rule",
    ),
    pytest.param(
        'select = ["Q"]', "1:11 FB901", "no rule 'Q'", "see: factbase rule", id="not near any"
    ),
    pytest.param(
        'ignore = ["FB106"]', "1:11 FB901", "'FB106' cannot be ignored", CANNOT, id="a file's"
    ),
    pytest.param('ignore = ["FB"]', "1:11 FB901", "'FB' cannot be ignored", CANNOT, id="all"),
    pytest.param(
        "strict = yes", "1:10 FB901", "not TOML here: invalid value", QUOTED, id="no TOML"
    ),
    pytest.param(
        "strict = true\nstrict = true",
        "2:14 FB901",
        "not TOML here: cannot overwrite a value",
        QUOTED,
        id="twice",
    ),
    pytest.param("ignore = [", "1:11 FB901", "not TOML here: invalid value", QUOTED, id="open"),
    pytest.param(
        "a = " + "[" * 5000, "1:1 FB901", "not TOML here: too many brackets", QUOTED, id="deep"
    ),
    pytest.param(
        "[per-file-ignores]\n'facts/old/*' = ['FB3']",
        "2:1 FB902",
        "no file fits 'facts/old/*'",
        "mend the path, or remove the line",
        id="no such path",
    ),
]

DEMANDED = [
    pytest.param(
        "orphan",
        "{ref: example, original: self}",
        "the evidence is unread, this base demands orphan",
        "read the passage, and write 'read: YYYY-MM-DD'",
        id="orphan",
    ),
    pytest.param(
        "secondary",
        "{ref: example, original: self}",
        "the evidence is unread, this base demands secondary",
        "read the passage, and write 'read: YYYY-MM-DD'",
        id="secondary, unread",
    ),
    pytest.param(
        "secondary",
        "{ref: example, read: 2026-11-20}",
        "the evidence is orphan, this base demands secondary",
        "write where the source has the number from: 'original: <id of that source>' or 'self'",
        id="secondary, orphan",
    ),
    pytest.param(
        "primary",
        "{ref: example, read: 2026-11-20, original: self}",
        "the evidence is secondary, this base demands primary",
        "say where in the source it stands: 'at', 'quote' or 'data'",
        id="primary, no locator",
    ),
    pytest.param(
        "primary",
        "{ref: example, at: p. 3, original: self}",
        "the evidence is unread, this base demands primary",
        "read the passage, and write 'read: YYYY-MM-DD'",
        id="primary, unread",
    ),
    pytest.param(
        "primary",
        "{ref: example, read: 2026-11-20, original: lost}",
        "the evidence is orphan, this base demands primary",
        "read the source that made the number, and add it with 'original: self'",
        id="primary, orphan",
    ),
]

WHOLE = [
    pytest.param("", "1:1 FB107", "the file holds nothing", BEGIN, id="nothing"),
    pytest.param("- a\n", "1:1 FB107", "the file holds a list", BEGIN, id="list"),
    pytest.param(
        b"id: \xe9\n",
        "1:5 FB003",
        "the byte 0xE9 is not UTF-8",
        "save the file as UTF-8",
        id="Latin-1",
    ),
    pytest.param(
        "a".encode("utf-16"),
        "1:1 FB003",
        "the file is UTF-16 or UTF-32, not UTF-8",
        "save the file as UTF-8",
        id="UTF-16",
    ),
    pytest.param(
        "#" * 256_001,
        "1:1 FB002",
        "the file has 256,001 bytes, at most 256,000 are read",
        "split it, or quote less of the source",
        id="too large",
    ),
]


def said(found):
    place = found.location
    return f"{place.line}:{place.column} {found.code}", found.message, found.hint


def asked(place):
    """Return the rules of structure, and the one whose code stands in *place*."""
    code = place.split()[-1]
    return [rule for rule in ALL_RULES if rule in STRUCTURE or rule.code == code]


@pytest.mark.parametrize(("typed", "place", "message", "hint"), TYPED)
def test_what_we_say_of_a_fact(typed, place, message, hint, tmp_path):
    assert typed[0] in FACT
    text = FACT.replace(typed[0], typed[1], 1)
    make_base(tmp_path, {"facts/example-fact.yaml": text})
    assert [said(one) for one in findings(tmp_path, rules=asked(place))] == [(place, message, hint)]


@pytest.mark.parametrize(("typed", "place", "message", "hint"), IN_A_SOURCE)
def test_what_we_say_of_a_source(typed, place, message, hint, tmp_path):
    record = SOURCE.replace("id: example", "id: another").replace(typed[0], typed[1], 1)
    make_base(tmp_path, {"facts/sources/another.yaml": record})
    assert [said(one) for one in findings(tmp_path, rules=asked(place))] == [(place, message, hint)]


@pytest.mark.parametrize(("content", "place", "message", "hint"), WHOLE)
def test_what_we_say_of_a_file(content, place, message, hint, tmp_path):
    found = findings(make_base(tmp_path, {"facts/example-fact.yaml": content}))
    assert [said(one) for one in found] == [(place, message, hint)]


@pytest.mark.parametrize(("toml", "place", "message", "hint"), IN_SETTINGS)
def test_what_we_say_of_settings(toml, place, message, hint, tmp_path):
    found = findings(
        make_base(tmp_path, {"facts/example-fact.yaml": FACT, "factbase.toml": toml + "\n"})
    )
    assert [one.location.path for one in found] == ["factbase.toml"]
    assert [said(one) for one in found] == [(place, message, hint)]


@pytest.mark.parametrize(("grade", "use", "message", "hint"), DEMANDED)
def test_what_we_say_of_evidence(grade, use, message, hint, tmp_path):
    fact = FACT.rpartition("  - ")[0] + f"  - {use}\n"
    make_base(tmp_path, {"facts/example-fact.yaml": fact, "factbase.toml": f'grade = "{grade}"\n'})
    found = findings(tmp_path, rules=asked("FB505"))
    assert [said(one) for one in found] == [("7:1 FB505", message, hint)]


@pytest.mark.parametrize(
    ("recheck", "read", "message", "hint"),
    [
        pytest.param(
            "2026-11-21",
            "read: 2026-11-20, ",
            "due for a recheck since 2026-11-21",
            "look at the source again and move 'recheck' to the next date",
            id="a day",
        ),
        pytest.param(
            "1y",
            "read: 2025-11-20, ",
            "due for a recheck since 2026-11-20",
            "look at the source again and write the day under 'read'",
            id="a span",
        ),
        pytest.param(
            "6m",
            "",
            "to be rechecked every 6m, and no source has been read yet",
            "read one and write the day under 'read'",
            id="never read",
        ),
    ],
)
def test_what_we_say_of_a_recheck(recheck, read, message, hint, tmp_path):
    fact = FACT.replace("period: 2020", f"period: 2020\nrecheck: {recheck}")
    make_base(tmp_path, {"facts/example-fact.yaml": fact.replace("read: 2026-11-20, ", read)})
    found = findings(tmp_path, rules=[rule for rule in ALL_RULES if rule.code == "FB503"])
    assert [said(one) for one in found] == [("5:10 FB503", message, hint)]


@pytest.mark.parametrize(
    ("originals", "message"),
    [
        pytest.param(
            ("none", "example"),
            "the 2 sources of this fact lead to 'example', which names no origin: nothing "
            "confirms the number",
            id="an end",
        ),
        pytest.param(
            ("another", "example"),
            "the 2 sources of this fact lead back to one another: nothing confirms the number",
            id="a circle",
        ),
    ],
)
def test_what_we_say_of_a_circle(originals, message, tmp_path):
    first, second = originals
    fact = FACT.replace("original: self", f"original: {first}")
    fact += f"  - {{ref: another, original: {second}}}\n"
    another = SOURCE.replace("id: example", "id: another")
    make_base(tmp_path, {"facts/example-fact.yaml": fact, "facts/sources/another.yaml": another})
    hint = "look for an origin outside the circle, or leave the repetition out"
    found = findings(tmp_path, rules=asked("FB506"))
    assert [said(one) for one in found] == [("8:11 FB506", message, hint)]


def test_an_id_used_twice_names_both_files(tmp_path):
    make_base(tmp_path, {"facts/example-fact.yaml": FACT, "facts/z/example-fact.yaml": FACT})
    assert [said(one) for one in findings(tmp_path)] == [
        (
            "1:5 FB401",
            "the id 'example-fact' stands also in facts/example-fact.yaml:1:5",
            "choose another id, or delete one of the two",
        )
    ]


SECOND = FACT.replace("example-fact", "second-fact")
ANOTHER = SOURCE.replace("id: example", "id: another")
KEEP_ONE = "keep one of the two; if they differ, let claim, 'place' or 'dimensions' say in what"

IN_A_BASE = [
    pytest.param(
        "FB403",
        {"facts/second-fact.yaml": SECOND},
        "the claim stands word for word in 'example-fact' (facts/example-fact.yaml:2:8)",
        KEEP_ONE,
        id="FB403 word for word",
    ),
    pytest.param(
        "FB403",
        {
            "facts/second-fact.yaml": SECOND.replace(
                "An example counted", "There were, in an example,"
            )
        },
        "the claim says the same as 'example-fact' (facts/example-fact.yaml:2:8)",
        KEEP_ONE,
        id="FB403 in other words",
    ),
    pytest.param(
        "FB403",
        {"facts/second-fact.yaml": SECOND.replace("12", "21").replace("people counted", "guests")},
        "the same sentence with another number stands in 'example-fact' "
        "(facts/example-fact.yaml:2:8)",
        "mend one, give both one 'series', or name the other in 'disputes'",
        id="FB403 another number",
    ),
    pytest.param(
        "FB404",
        {"facts/a/many.yaml": "facts: []", "facts/A/more.yaml": "facts: []"},
        "macOS and Windows take 'facts/a' for 'facts/A'",
        "rename one of the two",
        id="FB404",
    ),
    pytest.param(
        "FB404",
        {"facts/con.yaml": "facts: []"},
        "Windows refuses the name 'con.yaml': it means a device",
        "rename it",
        id="FB404 device",
    ),
    pytest.param(
        "FB404",
        {"facts/a?.yaml": "facts: []"},
        "Windows refuses the name 'a?.yaml': the character '?'",
        "rename it",
        id="FB404 character",
    ),
    pytest.param(
        "FB404",
        {"facts/a./b.yaml": "facts: []"},
        "Windows refuses the name 'a.': a dot or space at the end",
        "rename it",
        id="FB404 dot",
    ),
    pytest.param(
        "FB402",
        {"facts/many.YAML": "facts: []"},
        "the file is named 'many.YAML'; files of facts end in .yaml",
        "rename it",
        id="FB402 ending",
    ),
    pytest.param(
        "FB406",
        {"facts/second-fact.yaml": SECOND.replace("12", "21")},
        "this fact says 21 people, 'example-fact' says 12 people for the same thing "
        "(facts/example-fact.yaml:6:38)",
        "mend one of them, or write 'disputes: [example-fact]' or 'supersedes: [example-fact]'",
        id="FB406",
    ),
    pytest.param(
        "FB407",
        {"facts/sources/another.yaml": ANOTHER},
        "no fact uses the source 'another'",
        "write the fact that it supports, or delete the record",
        id="FB407",
    ),
    pytest.param(
        "FB408",
        {"facts/second-fact.yaml": SECOND + "supersedes: [second-fact]\n"},
        "the fact supersedes itself",
        "name the older fact that it replaces, or delete the line",
        id="FB408 itself",
    ),
    pytest.param(
        "FB408",
        {
            "facts/example-fact.yaml": FACT + "supersedes: [second-fact]\n",
            "facts/second-fact.yaml": SECOND + "supersedes: [example-fact]\n",
        },
        "a circle: example-fact supersedes second-fact supersedes example-fact",
        "let only the newer fact of each two supersede the other",
        id="FB408",
    ),
    pytest.param(
        "FB409",
        {
            "facts/sources/another.yaml": ANOTHER + "author: [{family: Brook}]\n",
            "facts/sources/example.yaml": SOURCE + "author: [{family: Brook}]\n",
        },
        "the source 'another' has the same title, author and date of issue "
        "(facts/sources/another.yaml:3:8)",
        "keep one of the two records, and write its id in every 'ref'",
        id="FB409 title",
    ),
    pytest.param(
        "FB409",
        {
            "facts/sources/another.yaml": ANOTHER + "URL: https://example.org/a\n",
            "facts/sources/example.yaml": SOURCE + "URL: https://www.example.org/a/\n",
        },
        "the source 'another' has the same URL (facts/sources/another.yaml:5:6)",
        "keep one of the two records, and write its id in every 'ref'",
        id="FB409 URL",
    ),
]


@pytest.mark.parametrize(("code", "files", "message", "hint"), IN_A_BASE)
def test_what_we_say_of_a_base(code, files, message, hint, tmp_path):
    base = make_base(tmp_path, {"facts/example-fact.yaml": FACT, **files})
    found = findings(base, rules=[rule for rule in ALL_RULES if rule.code == code])
    assert [(one.code, one.message, one.hint) for one in found] == [(code, message, hint)]


def test_a_circle_of_many_facts_is_cut_short(tmp_path):
    chain = {
        f"facts/fact-{n}.yaml": FACT.replace("example-fact", f"fact-{n}")
        + f"supersedes: [fact-{(n + 1) % 3000}]\n"
        for n in range(3000)
    }
    found = findings(
        make_base(tmp_path, chain), rules=[rule for rule in ALL_RULES if rule.code == "FB408"]
    )
    shown = [*(f"fact-{number}" for number in range(4)), "… (3000 facts)", "fact-0"]
    assert [(one.location.path, one.message) for one in found] == [
        ("facts/fact-2999.yaml", "a circle: " + " supersedes ".join(shown))
    ]


def test_a_vocabulary_says_what_it_holds(tmp_path):
    topics = "example: {label: Example, broder: all}\n"
    make_base(tmp_path, {"facts/example-fact.yaml": FACT, "schemas/topics.yaml": topics})
    assert [said(one) for one in findings(tmp_path)] == [
        ("1:27 FB904", "the field 'broder' is unknown", "write label, broader, also")
    ]


def test_every_code_is_in_a_table():
    told = {str(row.values[1]).split()[1] for row in [*TYPED, *IN_A_SOURCE]}
    told |= {str(row.values[1]).split()[1] for row in IN_SETTINGS}
    told |= {str(row.values[1]).split()[1] for row in WHOLE}
    # FB001 stands with the files that are none, FB401 and FB904 above, FB410 with changes.
    structure = {rule.code for rule in STRUCTURE}
    content = {rule.code for rule in ALL_RULES} - structure  # in tables of their own
    drafts = {kind.code for kind in bibliography.KINDS}  # in tests/drafts
    assert {*ALL_KINDS} - content - drafts - told == {"FB001", "FB401", "FB410", "FB904"}


@pytest.mark.parametrize("kind", ALL_KINDS.values(), ids=lambda kind: kind.code)
def test_every_kind_has_a_page_and_a_name(kind):
    first = (kind.__doc__ or "").splitlines()[0]
    assert first.endswith((".", ";")) or "." in first
    assert kind.name == kind.name.lower().replace(" ", "-")
