"""The vocabulary of English numbers, as tables; a number word missing here is a line to add."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """Return the words of *text* as a set.

    >>> sorted(word_set("more than"))
    ['more', 'than']
    """
    return frozenset(text.split())


DASHES = frozenset("-\u2010\u2011\u2013")
"""Hyphen-minus, hyphen, non-breaking hyphen and en dash: all of them join numbers."""

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]

NUMBER_WORDS = {word: number for number, word in enumerate(_ONES)} | {
    word: 10 * number for number, word in enumerate(_TENS, start=2)
}

SCALES = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 10**3,
    "lakh": 10**5,
    "million": 10**6,
    "crore": 10**7,
    "cr": 10**7,
    "billion": 10**9,
    "trillion": 10**12,
    "quadrillion": 10**15,
    "mn": 10**6,
    "mln": 10**6,
    "bn": 10**9,
    "bln": 10**9,
    "tn": 10**12,
    "trn": 10**12,
}

LETTER_SCALES = {"k": 10**3, "m": 10**6, "b": 10**9, "t": 10**12}
"""Scales of one letter, which need a currency or a closely written number before them."""

ORDINALS = {
    word: number
    for number, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
        ],
        start=1,
    )
} | {
    "thirtieth": 30,
    "fortieth": 40,
    "fiftieth": 50,
    "sixtieth": 60,
    "seventieth": 70,
    "eightieth": 80,
    "ninetieth": 90,
    "hundredth": 100,
    "thousandth": 1000,
}

FRACTIONS = {
    "half": 2,
    "halves": 2,
    "thirds": 3,
    "quarter": 4,
    "quarters": 4,
    "fourths": 4,
    "fifths": 5,
    "sixths": 6,
    "sevenths": 7,
    "eighths": 8,
    "ninths": 9,
    "tenths": 10,
    "twelfths": 12,
    "hundredths": 100,
}

GLYPHS = {
    "½": (1, 2),
    "⅓": (1, 3),
    "⅔": (2, 3),
    "¼": (1, 4),
    "¾": (3, 4),
    "⅕": (1, 5),
    "⅖": (2, 5),
    "⅗": (3, 5),
    "⅘": (4, 5),
    "⅛": (1, 8),
    "⅜": (3, 8),
    "⅝": (5, 8),
    "⅞": (7, 8),
}

MULTIPLES = {
    "twice": 2,
    "thrice": 3,
    "double": 2,
    "doubled": 2,
    "doubles": 2,
    "doubling": 2,
    "triple": 3,
    "tripled": 3,
    "triples": 3,
    "tripling": 3,
    "trebled": 3,
    "trebling": 3,
    "quadruple": 4,
    "quadrupled": 4,
    "quadrupling": 4,
    "quintupled": 5,
    "twofold": 2,
    "threefold": 3,
    "fourfold": 4,
    "fivefold": 5,
    "sixfold": 6,
    "sevenfold": 7,
    "eightfold": 8,
    "ninefold": 9,
    "tenfold": 10,
    "twentyfold": 20,
    "hundredfold": 100,
    "halved": 0,
    "halves": 0,
    "halving": 0,
}
"""Words that multiply by themselves; 0 stands for the words that halve."""

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}

WEEKDAYS = word_set(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri "
    "sat sun"
)

CURRENCY_SIGNS = {
    "$": "USD",
    "£": "GBP",
    "€": "EUR",
    "¥": "JPY",
    "₹": "INR",
    "₽": "RUB",
    "₩": "KRW",
    "₦": "NGN",
    "₺": "TRY",
    "₱": "PHP",
    "₴": "UAH",
    "₫": "VND",
    "₪": "ILS",
    "₵": "GHS",
}

DOLLARS_OF = {
    "us": "USD",
    "u.s.": "USD",
    "a": "AUD",
    "au": "AUD",
    "c": "CAD",
    "ca": "CAD",
    "can": "CAD",
    "nz": "NZD",
    "hk": "HKD",
    "s": "SGD",
    "r": "BRL",
    "nt": "TWD",
    "mx": "MXN",
}
"""What may stand before a dollar sign."""

CURRENCY_WORDS = {
    "dollar": "USD",
    "bucks": "USD",
    "dollars": "USD",
    "euro": "EUR",
    "euros": "EUR",
    "sterling": "GBP",
    "yen": "JPY",
    "yuan": "CNY",
    "renminbi": "CNY",
    "rupee": "INR",
    "rupees": "INR",
    "rouble": "RUB",
    "roubles": "RUB",
    "ruble": "RUB",
    "rubles": "RUB",
    "franc": "CHF",
    "francs": "CHF",
    "peso": "MXN",
    "pesos": "MXN",
    "rand": "ZAR",
    "krona": "SEK",
    "kronor": "SEK",
    "krone": "NOK",
    "kroner": "NOK",
    "zloty": "PLN",
    "lira": "TRY",
    "naira": "NGN",
    "shekels": "ILS",
    "shillings": "KES",
    "reais": "BRL",
    "riyals": "SAR",
    "dirhams": "AED",
    "baht": "THB",
    "hryvnia": "UAH",
    "rupiah": "IDR",
    "ringgit": "MYR",
    "taka": "BDT",
}

CENTS = {"cent": "USD", "cents": "USD", "¢": "USD", "pence": "GBP"}
"""Hundredths of a currency."""

CODES = word_set(
    "usd eur gbp jpy chf cad aud nzd inr cny rmb sek nok dkk zar brl mxn krw rub try pln czk "
    "huf ils sgd hkd twd thb php idr myr vnd ngn kes egp sar aed pkr bdt uah rs"
)
"""Currency codes read in running text, in capitals (Rs is the rupee's)."""

_COMPARATORS = {
    ">": (
        "more than; over; above; exceeding; exceeded; exceeds; exceed; in excess of; excess of; "
        "greater than; higher than; larger than; bigger than; topped; topping; tops; "
        "surpassed; surpasses; surpassing; surpass; upwards of; upward of; better than; north of; "
        "beyond; broached; broaches; broach; longer than; older than; heavier than; taller than; "
        "passed; passing; outnumbering; wider than; deeper than; faster than; farther than; "
        "further than; eclipsed; eclipsing; crossed; well over; just over; >"
    ),
    ">=": (
        "at least; no fewer than; not fewer than; no less than; not less than; a minimum of; "
        "minimum of; minimum; as few as; as little as; as low as; no lower than; nothing less than;"
        " at the very least; at a minimum; ≥; or more than"
    ),
    "<": (
        "fewer than; less than; under; below; lower than; smaller than; shorter than; "
        "younger than; lighter than; south of; just under; well under; beneath; <"
    ),
    "<=": (
        "up to; as many as; as much as; at most; no more than; not more than; a maximum of; "
        "maximum of; maximum; max; as high as; not exceeding; not exceed; never exceeded; "
        "no higher than; no greater than; no larger than; no longer than; within; ≤; at the most; "
        "not over; capped at; as long as; as far as; as large as; limited to"
    ),
    "<~": (
        "nearly; almost; approaching; approaches; approached; nearing; virtually; practically; "
        "not quite; just short of; just shy of; shy of; short of; close on; verging on; well-nigh; "
        "nigh on; neared"
    ),
    "~": (
        "about; around; approximately; approx; roughly; some; circa; ca; close to; estimated; "
        "an estimated; estimated at; estimated to be; in the region of; the region of; "
        "in the neighborhood of; in the neighbourhood of; in the vicinity of; on the order of; "
        "of the order of; near; somewhere around; more or less; loosely; broadly; ballpark; "
        "give or take; reportedly about; ~; ≈; ±; an average of about; c; estimate of; estimates of"
    ),
}


def _by_last_word(table: dict[str, str]) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for sign, phrases in table.items():
        for phrase in phrases.split(";"):
            *before, last = phrase.split()
            found.setdefault(last, []).append((tuple(before), sign))
    # The longest phrase is tried first: "no more than" is not "more than".
    return {last: tuple(sorted(rows, key=lambda row: -len(row[0]))) for last, rows in found.items()}


COMPARATORS_BEFORE = _by_last_word(_COMPARATORS)
"""Last word of a phrase before a number → (the words before that, sign), longest first."""

COMPARATORS_AFTER = {
    "or more": ">=",
    "or higher": ">=",
    "or greater": ">=",
    "or above": ">=",
    "or over": ">=",
    "or older": ">=",
    "or longer": ">=",
    "or larger": ">=",
    "or better": ">=",
    "or later": ">=",
    "or up": ">=",
    "and above": ">=",
    "and over": ">=",
    "and older": ">=",
    "and up": ">=",
    "and more": ">=",
    "and upwards": ">=",
    "plus": ">=",
    "at least": ">=",
    "or less": "<=",
    "or fewer": "<=",
    "or lower": "<=",
    "or below": "<=",
    "or under": "<=",
    "or younger": "<=",
    "or shorter": "<=",
    "or smaller": "<=",
    "and under": "<=",
    "and below": "<=",
    "and younger": "<=",
    "at most": "<=",
    "or so": "~",
    "or thereabouts": "~",
    "odd": "~",
    "ish": "~",
}
"""Phrase after a number → sign."""

RISES = word_set(
    "rise rises rose risen rising increase increases increased increasing grow grows grew grown "
    "growing growth gain gains gained gaining jump jumps jumped jumping climb climbs climbed "
    "climbing surge surges surged surging soar soars soared soaring expand expands expanded "
    "expanding expansion advance advanced advances add adds added adding up upswing hike hikes "
    "hiked boost boosted raise raised raises accelerated appreciated strengthened swelled swell "
    "rebound rebounded rebounds recovered recovery improve improved improvement uptick spike "
    "spiked leapt leap leaped shot rallied rally widened multiplied edged"
)
"""Words that say that the number after (or before) them is a change upwards."""

FALLS = word_set(
    "fall falls fell fallen falling drop drops dropped dropping decline declines declined "
    "declining decrease decreases decreased decreasing cut cuts cutting reduce reduces reduced "
    "reducing reduction shrink shrinks shrank shrunk shrinking lose loses lost losing loss slip "
    "slips slipped slide slid slumped slump plunge plunged plunges plummeted plummet tumbled "
    "tumble sank sink contracted contract contraction down downturn lowered lower dip dipped "
    "depreciated weakened slashed slash trimmed shed dive narrowed eased retreated discount"
)
"""The same downwards."""

WEAK_CHANGES = word_set(
    "add adds added adding lose loses lost losing loss gain gains gained gaining cut cuts "
    "cutting shed raise raises raised boost boosted hike hiked slash slashed multiplied shot "
    "rallied trimmed discount recovered recovery advance advanced advances dive expansion "
    "lowered eased spike rebound improve improved edged appreciated swelled swell growing"
)
"""Those of both that change a number of things only with "by": a firm may add 5 jobs."""

THRESHOLD_LEADS = word_set(
    "making earning earn with having defined employing worth incomes income salaries living "
    "threshold"
)
"""Words before a bound that limits a population: "families earning less than $30,000"."""

POPULATION = word_set(
    "people persons adults children women men girls boys kids youth youths youngsters teens "
    "teenagers those anyone everyone residents workers students americans patients citizens "
    "voters individuals infants pupils adolescents babies respondents employees drivers "
    "immigrants migrants seniors males females child person population anybody applicants "
    "victims refugees players athletes mothers fathers parents minors aged ages age household "
    "households families"
)
"""Who may be "under 12" or "65 and over"."""

PLURALS = word_set(
    "people men women children police staff personnel troops cattle sheep fish aircraft species "
    "media alumni criteria feet mice teeth lives wives youth clergy crew folk livestock swine "
    "vessels poultry headcount"
)
"""Plural nouns that do not end in s."""

FUNCTION_WORDS = word_set(
    "a an the of in on at to from by with for and or but nor as than that which who whom whose "
    "what when where while if because so since until before after during between among over "
    "under above below through across against into onto upon about around per each every is are "
    "was were be been being am has have had do does did will would shall should can could may "
    "might must not no it its they them their we our us you your he his she her i my this these "
    "those there here then also only just more most less least fewer such both either neither "
    "all any some said says say according compared respectively within without despite out up "
    "down off again earlier ago later now today yesterday however though although versus vs "
    "roughly nearly almost approximately worldwide globally nationwide annually yearly daily "
    "weekly monthly alone overall"
)
"""Words at which a noun phrase ends."""

VERBS = word_set(
    "live lives lived die died dies killed make made makes took take takes want wanted need "
    "gave give went go came come became become remained remain showed shows reported report "
    "increased rose fell dropped declined grew attended marched voted signed joined received "
    "got get lost won paid pay worked suffered suffer experienced saw left arrived entered "
    "ranged accounted represented agree agreed disagree think believe support supported oppose "
    "opposed favor favour favored favoured used using working living including represents "
    "compared"
)
"""Common verbs that end a noun phrase too."""

TIME_WORDS = word_set(
    "second seconds sec secs minute minutes min mins hour hours hr hrs day days night nights "
    "week weeks weekend month months quarter quarters year years yr yrs annum decade decades "
    "century centuries"
)
"""Words for lengths of time: a count per one of these stays a count."""

BASES = word_set(
    "sq square cubic woman person capita household gallon litre liter l kg km mile h acre "
    "hectare ha s m2 m3 km2 dl ml head family share bottle piece ticket visit worker student "
    "child kilo bushel pack seat dose meal game episode vote user employee mwh kwh barrel bbl "
    "ton tonne unit pound lb ounce oz mi pupil"
)
"""What a slash may divide by: "5.3 children born/woman"."""

PERIOD_ADVERBS = {
    "annually": "year",
    "yearly": "year",
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "hourly": "hour",
    "p.a.": "year",
}

LABELS = word_set(
    "no nos number section sections sec article articles chapter chapters table tables figure "
    "figures fig figs page pages p pp vol volume title resolution resolutions proposition prop "
    "amendment route highway interstate flight phase type grade room category version episode "
    "paragraph paragraphs para appendix annex exhibit isbn issn doi pmid ref zip ext docket "
    "footnote endnote note notes level stage tier circular act bill protocol edition h.r. p.l. "
    "u.s.c. eq app ch chap verse h.res. s.res. res sb hb eo suite apartment apt arxiv"
)
"""Words after which a bare number is a label, whatever case they have."""

CAPITAL_LABELS = word_set(
    "quarter season order form part case class line area group issue unit model code rule "
    "regulation directive goal target schedule question item step box district channel measure "
    "convention series round game report law decree agenda apollo boeing airbus windows iphone "
    "galaxy playstation xbox fortune ftse nikkei russell s&p formula psalm genesis romans "
    "isaiah matthew luke john chart draft slide exit gate terminal"
)
"""Words after which it is one when they are capitalised."""

DEVICE_SUFFIXES = word_set("g p d th d's")

COMMON_CAPITALS = word_set(
    "women men people children girls boys miles days years hours minutes weeks months facts "
    "things ways reasons steps tips questions points stars nights myths rules lessons ideas "
    "kids moms mothers friends voices stories heroes cities countries songs books movies films "
    "challenge challenges"
)
"""Plain nouns that only a name or a title capitalises: "The 100 Women March"."""

INDEX_NAMES = word_set(
    "dow nasdaq s&p ftse nikkei dax cac sensex nifty stoxx index indices gini industrials "
    "composite kospi topix hsi bovespa shenzhen shanghai"
)
"""Words in whose sentence a bare decimal is the level of an index."""

RANK_WORDS = word_set("rank ranked ranks ranking rankings placed")

SUPERLATIVES = word_set(
    "leading most least best worst top place biggest largest highest lowest smallest fastest "
    "longest richest poorest oldest youngest greatest strongest deadliest busiest tallest "
    "commonest heaviest warmest hottest coldest driest wettest main ranked overall"
)
"""Words after an ordinal that make it a rank."""

YEAR_LEADS = word_set(
    "in since by until till before after during from of to through between around circa early "
    "late mid and or year years fiscal fy spring summer autumn fall winter election copyright "
    "than for on about vs versus ca as beyond past"
)
"""Words before a number of four digits that make it a year."""

FRACTION_FOLLOWERS = word_set(
    "of less more fewer higher lower to in are is was were have has had said say says since "
    "from by or and over during between compared than who that when as with at on for will "
    "would do live did below above not off again smaller larger bigger believe think support "
    "point percentage"
)
"""Words after "a third" that show a share and not the third of a row."""
