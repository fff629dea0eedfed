"""Each sentence is read as its numbers, kinds, comparators and values; nothing else."""

from __future__ import annotations

import itertools
from decimal import Decimal

import pytest

from factbase.quantity import Quantity, find_quantities

COUNTS = [
    pytest.param("The festival drew 8,214 visitors.", ["count = 8214"], id="plain"),
    pytest.param("The plant has 13500 employees.", ["count = 13500"], id="no-separators"),
    pytest.param("The city has 4.2 million inhabitants.", ["count = 4200000"], id="scale-word"),
    pytest.param("Forty-six thousand parents were sent away.", ["count = 46000"], id="spelled"),
    pytest.param("One hundred and fifty boats sank.", ["count = 150"], id="spelled-hundred-and"),
    pytest.param("A million trees were planted.", ["count = 1000000"], id="a-scale"),
    pytest.param("A hundred thousand letters arrived.", ["count = 100000"], id="a-hundred"),
    pytest.param("Another two thousand jobs went.", ["count = 2000"], id="another"),
    pytest.param("Half a million homes lost power.", ["count = 500000"], id="half-a-million"),
    pytest.param("A quarter million pupils stayed away.", ["count = 250000"], id="quarter-million"),
    pytest.param(
        "A quarter of a million pupils stayed away.", ["count = 250000"], id="quarter-of-a"
    ),
    pytest.param(
        "Three-quarters of a million people marched.", ["count = 750000"], id="three-quarters-of-a"
    ),
    pytest.param(
        "Two and a half million voters stayed home.", ["count = 2500000"], id="and-a-half"
    ),
    pytest.param("Two dozen houses burned.", ["count = 24"], id="dozen"),
    pytest.param("Half a dozen mayors resigned.", ["count = 6"], id="half-a-dozen"),
    pytest.param("The site has 250k users.", ["count = 250000"], id="letter-k"),
    pytest.param("Some 1.5m people fled.", ["count ~ 1500000"], id="letter-m-before-people"),
    pytest.param("There are 1.4bn cattle.", ["count = 1400000000"], id="bn"),
    pytest.param("The scheme reached 1,20,000 farmers.", ["count = 120000"], id="lakh-grouping"),
    pytest.param("The scheme reached 3.5 lakh families.", ["count = 350000"], id="lakh"),
    pytest.param("Rs 5,000 crore was set aside.", ["money = 50000000000"], id="crore"),
    pytest.param("The war killed 508 000 soldiers.", ["count = 508000"], id="narrow-spaces"),
    pytest.param(
        "Exports came to 12 345 678 bottles.", ["count = 12345678"], id="non-breaking-spaces"
    ),
    pytest.param("There are 95 MILLION drivers.", ["count = 95000000"], id="capitals"),
    pytest.param("Only 7 000 remained.", ["count = 7000"], id="thin-table-spaces"),
    pytest.param(
        "Payrolls changed by +38,000 and then -115,000.",
        ["count = 38000", "count = -115000"],
        id="signed",
    ),
    pytest.param("Net migration was \u22122,300.", ["count = -2300"], id="minus-sign"),
    pytest.param("About 3400 people die a day.", ["count ~ 3400"], id="per-day"),
    pytest.param("The library lends 33,000 books a year.", ["count = 33000"], id="per-year"),
    pytest.param(
        "More than 12 million children die every year.",
        ["count > 12000000"],
        id="two-years-a-scale",
    ),
    pytest.param("17 of the stranded sailors had no papers.", ["count = 17"], id="of-the-noun"),
    pytest.param("Other workers (75,000) went back.", ["count = 75000"], id="in-brackets"),
    pytest.param(
        "12 guns and 200 horses were lost.", ["count = 12", "count = 200"], id="two-in-a-list"
    ),
    pytest.param(
        "They lost 5, 12 and 30 seats.",
        ["count = 5", "count = 12", "count = 30"],
        id="a-list-of-three",
    ),
    pytest.param(
        "It grew by 1.6 million, or 1.4 percent.",
        ["count = 1600000", "percent = 1.4"],
        id="apposition-keeps-its-own-unit",
    ),
    pytest.param(
        "Some 46,000 of the 1.2 million pupils left.",
        ["count ~ 46000", "count = 1200000"],
        id="large-counts-are-no-odds",
    ),
    pytest.param("Five countries signed.", ["count = 5"], id="small-word"),
    pytest.param("One of the ministers resigned.", [], id="ordinary-one-is-not-told"),
    pytest.param("They helped one another.", [], id="one-another"),
    pytest.param("The two leaders met.", [], id="the-two-is-not-told"),
    pytest.param("Only one bridge stands.", ["count = 1"], id="only-one"),
    pytest.param("There were zero deaths.", ["count = 0"], id="zero"),
    pytest.param("A policy of zero tolerance.", [], id="zero-tolerance"),
    pytest.param(
        "The bill passed by a vote of 219-212.", ["count = 219", "count = 212"], id="votes"
    ),
    pytest.param("The trial had 43,548 participants.", ["count = 43548"], id="participants"),
    pytest.param(
        "He was arrested 12 times in 2010.", ["count = 12", "year = 2010"], id="occurrences"
    ),
    pytest.param("She scored 21 points.", ["count = 21"], id="points-scored"),
    pytest.param("More than 2,000 people came.", ["count > 2000"], id="year-like-count"),
    pytest.param("Around 2000 people came.", ["count ~ 2000"], id="year-like-count-without-comma"),
    pytest.param("Between 1,000 and 1,200 soldiers died.", ["count .. 1000 1200"], id="between"),
    pytest.param(
        "Between 20 and 50 million suffer injuries.",
        ["count .. 20000000 50000000"],
        id="scale-shared-in-a-range",
    ),
    pytest.param(
        "Some 260,000 to 280,000 people are held.", ["count .. 260000 280000"], id="range-with-to"
    ),
    pytest.param(
        "Another 5-10 million will be orphans.", ["count .. 5000000 10000000"], id="range-with-dash"
    ),
    pytest.param(
        "It employs 3,000\u20134,000 people.", ["count .. 3000 4000"], id="range-with-en-dash"
    ),
    pytest.param("It has two or three members.", ["count .. 2 3"], id="two-or-three"),
    pytest.param("It lasted for three to four sessions.", ["count .. 3 4"], id="three-to-four"),
    pytest.param("The plant makes 3 140 Tonnes.", ["measure = 3140"], id="spaces-before-a-capital"),
    pytest.param("The crowd came to 71 250, a record.", ["count = 71250"], id="spaces-at-a-comma"),
    pytest.param("| 1 234    |", ["count = 1234"], id="spaces-in-a-cell"),
    pytest.param(
        "Rows read 101 202 303\n",
        ["count = 101", "count = 202", "count = 303"],
        id="row-of-numbers",
    ),
    pytest.param("Six of the cyclists fell.", ["count = 6"], id="word-of-the"),
    pytest.param("Nine were rescued.", ["count = 9"], id="word-before-were"),
    pytest.param("It finished in the top three.", ["count = 3"], id="top-three"),
    pytest.param("They split it in two of late.", [], id="in-two"),
    pytest.param("She made two 3-pointers.", ["count = 2", "id = 3"], id="three-pointers"),
    pytest.param(
        "Seats by party: Greens 21, Liberals 19.", ["count = 21", "count = 19"], id="seats-by-party"
    ),
    pytest.param("The bill passed 51-47.", ["id ="], id="passed-is-no-bound-of-a-score"),
]

PERCENT = [
    pytest.param("Turnout was 47%.", ["percent = 47"], id="sign"),
    pytest.param("Turnout was 47 percent.", ["percent = 47"], id="word"),
    pytest.param("Turnout was 47 per cent.", ["percent = 47"], id="two-words"),
    pytest.param("Thirty-six percent of firms are theirs.", ["percent = 36"], id="spelled"),
    pytest.param("Turnout was 47 % in May.", ["percent = 47"], id="space-before-sign"),
    pytest.param("Growth was 0.8%.", ["percent = 0.8"], id="decimal"),
    pytest.param("Growth was .8 percent.", ["percent = 0.8"], id="leading-point"),
    pytest.param("Sales rose 3 pct.", ["percent = 3"], id="pct"),
    pytest.param("Prices rose half a percent.", ["percent = 0.5"], id="half-a-percent"),
    pytest.param("Between 40 and 45 percent stayed.", ["percent .. 40 45"], id="range-shared"),
    pytest.param("30 to 35 percent of cooks smoke.", ["percent .. 30 35"], id="range-with-to"),
    pytest.param("20-30% of the harvest was lost.", ["percent .. 20 30"], id="range-dash"),
    pytest.param("We expect 5% to 10% more.", ["percent .. 5 10"], id="both-signs"),
    pytest.param(
        "A six per cent to 15 per cent loss is likely.", ["percent .. 6 15"], id="both-words"
    ),
    pytest.param(
        "The rate has ranged from 2.7 percent to 3.3 percent.",
        ["percent .. 2.7 3.3"],
        id="ranged-from",
    ),
    pytest.param(
        "The rate rose from 14.2 percent to 15.8 percent.",
        ["percent = 14.2", "percent = 15.8"],
        id="from-to-is-a-change",
    ),
    pytest.param(
        "They own shops more often (12 percent to 8.5 percent, respectively).",
        ["percent = 12", "percent = 8.5"],
        id="respectively-is-a-list",
    ),
    pytest.param(
        "The gap closed, 12 percent to 8.5 percent.",
        ["percent = 12", "percent = 8.5"],
        id="falling-pair-is-a-list",
    ),
    pytest.param(
        "It was 12, 15 and 20 percent in those years.",
        ["percent = 12", "percent = 15", "percent = 20"],
        id="list-shares-the-unit",
    ),
    pytest.param("It was 10 or 15 percent.", ["percent .. 10 15"], id="or-shares-the-unit"),
    pytest.param("Women did better (52% vs. 20%).", ["percent = 52", "percent = 20"], id="vs"),
    pytest.param("A 10-percent levy was agreed.", ["percent = 10"], id="hyphen"),
    pytest.param("They ask for 320 percent more visas.", ["percent = 320"], id="over-100"),
    pytest.param("Net debt was 58.2 per cent of GDP.", ["percent = 58.2"], id="of-GDP"),
    pytest.param(
        "Nearly half (49%) of them walk.", ["ratio <~ 0.5", "percent = 49"], id="in-brackets"
    ),
    pytest.param(
        "Hindu 71.5% (north 40.1%, south 31.4%), Jain 9.2%",
        ["percent = 71.5", "percent = 40.1", "percent = 31.4", "percent = 9.2"],
        id="factbook-list",
    ),
    pytest.param("Sales were up 4% to 6%.", ["percent .. 4 6"], id="up-by-a-range"),
    pytest.param(
        "It rose 0.3 percent to 5 percent.", ["percent = 0.3", "percent = 5"], id="up-to-a-level"
    ),
    pytest.param(
        "It cut pain by 31% (95% CI 24 to 38).",
        ["percent = 31", "qual = 95", "percent .. 24 38"],
        id="interval-shares-the-unit",
    ),
]

POINTS = [
    pytest.param("Support slid by 0.7 percentage point.", ["pp = 0.7"], id="points-word"),
    pytest.param("It rose 1.2 percentage points.", ["pp = 1.2"], id="plural"),
    pytest.param("A 3 percentage-point increase was seen.", ["pp = 3"], id="hyphenated"),
    pytest.param("The bank raised rates by 75 basis points.", ["pp = 0.75"], id="basis-points"),
    pytest.param("A 60-basis-point rise followed.", ["pp = 0.6"], id="basis-point-hyphen"),
    pytest.param("Rates went up 25 bps.", ["pp = 0.25"], id="bps"),
    pytest.param("Support rose 3 pp.", ["pp = 3"], id="pp"),
    pytest.param("Rates were cut by a quarter point.", ["pp = 0.25"], id="quarter-point"),
    pytest.param(
        "Rates fell by a quarter of a percentage point.", ["pp = 0.25"], id="quarter-of-a-point"
    ),
    pytest.param(
        "Support rose 3 points to 45 percent.", ["pp = 3", "percent = 45"], id="points-of-a-share"
    ),
    pytest.param(
        "The margin is plus or minus 3.1 percentage points.", ["pp = 3.1"], id="plus-or-minus"
    ),
]

RATIO = [
    pytest.param("One in four women is affected.", ["ratio = 0.25"], id="in"),
    pytest.param("It will affect 1 in 6 men.", ["ratio = 0.166667"], id="digits"),
    pytest.param("Three out of five live in towns.", ["ratio = 0.6"], id="out-of"),
    pytest.param("Up to 210 out of every 1000 calves die.", ["ratio <= 0.21"], id="out-of-every"),
    pytest.param("At least one in every three was hit.", ["ratio >= 0.333333"], id="in-every"),
    pytest.param("It needs 19 of the 42 cantons.", ["ratio = 0.452381"], id="of-the"),
    pytest.param("They won 8 of their last 10 games.", ["ratio = 0.8"], id="of-their"),
    pytest.param("Nine of 10 agreed.", ["ratio = 0.9"], id="of-digits"),
    pytest.param("One in 83 people is displaced.", ["ratio = 0.012048"], id="in-77"),
    pytest.param("The odds are one in a million.", ["ratio = 1e-06"], id="in-a-million"),
    pytest.param(
        "One out of every $6 goes to interest.", ["ratio = 0.166667"], id="out-of-dollars"
    ),
    pytest.param("They face a 1-in-4 chance.", ["ratio = 0.25"], id="hyphens"),
    pytest.param("Two people in ten own a car.", ["ratio = 0.2"], id="with-a-noun"),
    pytest.param("Half of them ride bicycles.", ["ratio = 0.5"], id="half"),
    pytest.param("About half the cars are old.", ["ratio ~ 0.5"], id="half-the"),
    pytest.param("Nearly half are pedestrians.", ["ratio <~ 0.5"], id="nearly-half"),
    pytest.param("More than half will live in cities.", ["ratio > 0.5"], id="more-than-half"),
    pytest.param("A third of voters agreed.", ["ratio = 0.333333"], id="third"),
    pytest.param("One-third of all members left.", ["ratio = 0.333333"], id="one-third"),
    pytest.param("Two-thirds of the money is gone.", ["ratio = 0.666667"], id="two-thirds"),
    pytest.param("Two thirds of the money is gone.", ["ratio = 0.666667"], id="two-thirds"),
    pytest.param("More than a fifth of pupils failed.", ["ratio > 0.2"], id="a-fifth"),
    pytest.param("Nine-tenths of the ice is hidden.", ["ratio = 0.9"], id="tenths"),
    pytest.param("Roughly three-quarters are poor.", ["ratio ~ 0.75"], id="three-quarters"),
    pytest.param("About 2/3 of the group stayed.", ["ratio ~ 0.666667"], id="slash"),
    pytest.param("About ¾ of the group stayed.", ["ratio ~ 0.75"], id="glyph"),
    pytest.param("Rolls were cut in half.", ["ratio = 0.5"], id="cut-in-half"),
    pytest.param("We have cut the rolls nearly in half.", ["ratio <~ 0.5"], id="nearly-in-half"),
    pytest.param(
        "The deficit has been cut by two thirds.", ["ratio = 0.666667"], id="cut-by-two-thirds"
    ),
    pytest.param("The rate has halved since then.", ["ratio = 0.5"], id="halved"),
    pytest.param("Women earn 62 cents on the dollar.", ["ratio = 0.62"], id="cents-on-the-dollar"),
    pytest.param(
        "Nurses get about 80 cents for every dollar.", ["ratio ~ 0.8"], id="cents-for-every-dollar"
    ),
    pytest.param("They were outnumbered 3 to 1.", ["ratio = 3"], id="odds"),
    pytest.param("The mix is 2:1.", ["ratio = 2"], id="colon"),
    pytest.param(
        "It grew in the second half of the year.", ["ordinal = 2"], id="second-half-is-an-ordinal"
    ),
    pytest.param(
        "It grew in the third quarter.", ["ordinal = 3"], id="third-quarter-is-an-ordinal"
    ),
    pytest.param("Their third child was born.", ["ordinal = 3"], id="third-child-is-an-ordinal"),
    pytest.param("He wants a third term.", ["ordinal = 3"], id="a-third-term"),
    pytest.param(
        "They met in 2010 and 5 in 2011.",
        ["year = 2010", "count = 5", "year = 2011"],
        id="years-are-no-ratio",
    ),
    pytest.param(
        "He had four jobs in three years.", ["count = 4", "measure = 3"], id="time-is-no-ratio"
    ),
    pytest.param("The hazard ratio was 0.71.", ["ratio = 0.71"], id="hazard-ratio"),
    pytest.param(
        "The odds ratio, 1.9 (95% CI 1.2 to 3.1), was high.",
        ["ratio = 1.9", "qual = 95", "ratio .. 1.2 3.1"],
        id="odds-ratio-with-its-interval",
    ),
    pytest.param("The maternal mortality ratio was 187.", ["rate = 187"], id="large-ratio"),
    pytest.param(
        "The ratio is 8:1 and the class size is 17.",
        ["ratio = 8", "count = 17"],
        id="ratio-ends-at-its-number",
    ),
]

TIMES = [
    pytest.param("Widows are poor 5 times more often.", ["times = 5"], id="times-more"),
    pytest.param("It is three times as large.", ["times = 3"], id="times-as"),
    pytest.param("They start at five times the rate.", ["times = 5"], id="times-the"),
    pytest.param(
        "Miners get hurt 4 to 7 times more often than clerks.", ["times .. 4 7"], id="range"
    ),
    pytest.param("It rose 2.5 times faster.", ["times = 2.5"], id="decimal"),
    pytest.param("It grew 2-1/2 times the average.", ["times = 2.5"], id="mixed-fraction"),
    pytest.param("It grew two and a half times.", ["times = 2.5"], id="spelled-mixed"),
    pytest.param("Almost three times more men die.", ["times <~ 3"], id="almost-three"),
    pytest.param("Smokers fall ill twice as often.", ["times = 2"], id="twice"),
    pytest.param("Smokers fall ill more than twice as often.", ["times > 2"], id="more-than-twice"),
    pytest.param("Output doubled.", ["times = 2"], id="doubled"),
    pytest.param("Output more than doubled.", ["times > 2"], id="more-than-doubled"),
    pytest.param("Output nearly tripled.", ["times <~ 3"], id="nearly-tripled"),
    pytest.param(
        "Demand is almost double the demand of 1990.",
        ["times <~ 2", "year = 1990"],
        id="double-the",
    ),
    pytest.param("Prices quadrupled.", ["times = 4"], id="quadrupled"),
    pytest.param("It rose 10-fold.", ["times = 10"], id="fold"),
    pytest.param("It rose tenfold.", ["times = 10"], id="tenfold"),
    pytest.param("It is 3x faster.", ["times = 3"], id="x"),
    pytest.param("It fell by a factor of five.", ["times = 5"], id="factor-of"),
    pytest.param("They meet twice a week.", [], id="twice-a-week-is-none"),
    pytest.param("Double-digit growth is over.", [], id="double-digit-is-none"),
]

MONEY = [
    pytest.param("He was paid $310,000.", ["money = 310000"], id="dollars"),
    pytest.param("We spent $6 trillion.", ["money = 6e+12"], id="scale"),
    pytest.param("The deal is worth $4.5bn.", ["money = 4500000000"], id="letter"),
    pytest.param("It cost £3.5m.", ["money = 3500000"], id="million-letter"),
    pytest.param("She earned $12k.", ["money = 12000"], id="thousand-letter"),
    pytest.param("It cost €1.2 billion.", ["money = 1200000000"], id="euro"),
    pytest.param("He paid 241.5 million yen for it.", ["money = 241500000"], id="yen-word"),
    pytest.param("It cost ¥100 billion.", ["money = 100000000000"], id="yen-sign"),
    pytest.param("It cost USD 5 million.", ["money = 5000000"], id="code-before"),
    pytest.param("It cost 5 million EUR.", ["money = 5000000"], id="code-after"),
    pytest.param("It cost CHF 200.", ["money = 200"], id="franc-code"),
    pytest.param("Sales jumped to US $8.4 billion.", ["money = 8400000000"], id="US-dollar"),
    pytest.param("It peaked at US$6.115 billion.", ["money = 6115000000"], id="US-dollar-close"),
    pytest.param("It cost A$45 million.", ["money = 45000000"], id="Australian"),
    pytest.param("It cost 50 cents.", ["money = 0.5"], id="cents"),
    pytest.param("A bag costs 20p.", ["money = 0.2"], id="pence"),
    pytest.param("A $1-billion plan was made.", ["money = 1000000000"], id="hyphen"),
    pytest.param("It was a 5 million-dollar plan.", ["money = 5000000"], id="million-dollar"),
    pytest.param(
        "It costs $6 billion dollars per year.", ["money = 6000000000"], id="double-dollars"
    ),
    pytest.param(
        "The dam will cost $2 billion to $6 billion.",
        ["money .. 2000000000 6000000000"],
        id="range-with-both",
    ),
    pytest.param(
        "The dam will cost $3-4 billion.", ["money .. 3000000000 4000000000"], id="range-with-one"
    ),
    pytest.param("It costs $20 to $30.", ["money .. 20 30"], id="range-of-small"),
    pytest.param("Child care costs $9,000 a year.", ["money = 9000"], id="per-year"),
    pytest.param("That could mean up to $2,400 in costs.", ["money <= 2400"], id="up-to"),
    pytest.param("Losses topped $2 million.", ["money > 2000000"], id="topped"),
    pytest.param("Losses exceeded £2 million.", ["money > 2000000"], id="exceeded"),
    pytest.param(
        "Losses in excess of €2 million are likely.", ["money > 2000000"], id="in-excess-of"
    ),
    pytest.param("It cost 5 million pounds.", ["money = 5000000"], id="pounds-of-money"),
    pytest.param("It cost ₹2.5 lakh crore.", ["money = 2.5e+12"], id="rupees"),
    pytest.param("The result was -$5 million.", ["money = -5000000"], id="negative"),
    pytest.param(
        "It cost €1.2bn (£1.05bn).",
        ["money = 1200000000", "money = 1050000000"],
        id="second-currency",
    ),
]

RATES = [
    pytest.param("The death rate was 19.6 per 100,000.", ["rate = 19.6"], id="per-number"),
    pytest.param(
        "There were 187 deaths per 100,000 live births.", ["rate = 187"], id="per-number-of-people"
    ),
    pytest.param("It had 7.4 deaths/1,000 population.", ["rate = 7.4"], id="slash"),
    pytest.param("It had 4.6 children born/woman.", ["rate = 4.6"], id="slash-noun"),
    pytest.param("Families had 2.1 children per woman.", ["rate = 2.1"], id="per-noun"),
    pytest.param("There is 1 doctor for every 1,000 people.", ["rate = 1"], id="for-every"),
    pytest.param("Seas rose by 4.2 mm per year.", ["rate = 4.2"], id="mm-per-year"),
    pytest.param(
        "Seas rose by 4.2 mm (0.165 in) per year.", ["rate = 4.2", "rate = 0.165"], id="second-unit"
    ),
    pytest.param("The rise could be 5-11mm per year.", ["rate .. 5 11"], id="range"),
    pytest.param("It makes 31 mpg.", ["rate = 31"], id="mpg"),
    pytest.param("It makes 22 miles per gallon.", ["rate = 22"], id="miles-per-gallon"),
    pytest.param("Winds reached 193 km/h.", ["rate = 193"], id="km/h"),
    pytest.param("Winds reached 120 mph.", ["rate = 120"], id="mph"),
    pytest.param("Petrol averaged roughly $1.87 per gallon.", ["rate ~ 1.87"], id="per-gallon"),
    pytest.param("Oil cost $71.20 a barrel.", ["rate = 71.2"], id="a-barrel"),
    pytest.param("The level reached 402 ppm.", ["rate = 402"], id="ppm"),
    pytest.param(
        "Africa had the highest fatality rate, at 19.6.", ["rate = 19.6"], id="bare-value"
    ),
    pytest.param(
        "It fell from 342 to 187 deaths per 100,000 births.",
        ["rate = 342", "rate = 187"],
        id="list-shares-the-base",
    ),
    pytest.param(
        "It went from about 13-17 mpg to 22.",
        ["rate .. 13 17", "rate = 22"],
        id="from-a-unit-to-none",
    ),
    pytest.param(
        "It has 56 inhabitants per square kilometre.", ["rate = 56"], id="people-per-area"
    ),
    pytest.param("Cleaners get $17.50 an hour.", ["rate = 17.5"], id="wage"),
    pytest.param(
        "Pay rose from $15 to $17 per hour.", ["rate = 15", "rate = 17"], id="wage-from-to"
    ),
    pytest.param("The glacier thins by 70 cm a year.", ["rate = 70"], id="cm-a-year"),
    pytest.param(
        "There were 9 deaths per 1,000 births, down from 14.",
        ["rate = 9", "rate = 14"],
        id="down-from",
    ),
]

MEASURES = [
    pytest.param("It is the lowest in 46 years.", ["measure = 46"], id="years"),
    pytest.param("It took six months.", ["measure = 6"], id="months"),
    pytest.param("It fell for 6 straight years.", ["measure = 6"], id="straight"),
    pytest.param("It fell 7 years in a row.", ["measure = 7"], id="in-a-row"),
    pytest.param("It was a five-year trip.", ["measure = 5"], id="hyphen"),
    pytest.param("It was a 2.6 billion-mile trip.", ["measure = 2600000000"], id="billion-mile"),
    pytest.param(
        "A 3 metres (9.8 ft) rise is feared.", ["measure = 3", "measure = 9.8"], id="second-unit"
    ),
    pytest.param("It weighs 312kg.", ["measure = 312"], id="close-unit"),
    pytest.param("The screen runs at 90Hz.", ["measure = 90"], id="hertz"),
    pytest.param("It has a 7.3-inch screen.", ["measure = 7.3"], id="inch"),
    pytest.param("Warming of 1.5 degrees is near.", ["measure = 1.5"], id="degrees"),
    pytest.param("It is 1 degree Celsius warmer.", ["measure = 1"], id="Celsius"),
    pytest.param("It was 45.6°C (114°F).", ["measure = 45.6", "measure = 114"], id="sign"),
    pytest.param(
        "It rose by 1.5 to 4 degrees Celsius.", ["measure .. 1.5 4"], id="range-of-degrees"
    ),
    pytest.param(
        "It covers 24.5 square kilometres (9.5 sq mi).",
        ["measure = 24.5", "measure = 9.5"],
        id="area",
    ),
    pytest.param("It covers 24.5 km².", ["measure = 24.5"], id="superscript"),
    pytest.param("It has 1.5 million sq km.", ["measure = 1500000"], id="scale-and-unit"),
    pytest.param("It has 362 billion short tons.", ["measure = 362000000000"], id="tons"),
    pytest.param("It lost 200 gigatons of ice.", ["measure = 200"], id="gigatonnes"),
    pytest.param("They live within one metre of the sea.", ["measure <= 1"], id="within"),
    pytest.param("The film lasts 4:36 mins.", ["measure = 4.6"], id="minutes-and-seconds"),
    pytest.param("It took half an hour.", ["measure = 0.5"], id="half-an-hour"),
    pytest.param("It took a quarter of a century.", ["measure = 0.25"], id="quarter-century"),
    pytest.param("He is 6ft 2in tall.", ["measure = 6", "measure = 2"], id="feet-and-inches"),
    pytest.param("They lose up to 20 feet.", ["measure <= 20"], id="up-to-20-feet"),
    pytest.param("It could be between 140 and 760mm higher.", ["measure .. 140 760"], id="between"),
    pytest.param(
        "It appears every two to three years.", ["measure .. 2 3"], id="two-to-three-years"
    ),
    pytest.param(
        "It rose 17 percent over 25 years.",
        ["percent = 17", "measure = 25"],
        id="over-a-period-is-no-bound",
    ),
    pytest.param("It lasted for over 2 minutes.", ["measure > 2"], id="over-as-a-bound"),
    pytest.param("It lasts 3 hours or more.", ["measure >= 3"], id="hours-or-more"),
    pytest.param("It gave 31±18 millimetres.", ["measure = 31", "qual = 18"], id="uncertainty"),
    pytest.param("Bake it at 350F.", ["measure = 350"], id="Fahrenheit-letter"),
    pytest.param("Patients got 10 mg daily.", ["measure = 10"], id="doses"),
    pytest.param("It was shut for a year and a half.", ["measure = 1.5"], id="and-a-half"),
    pytest.param(
        "It took two years and half of us left.",
        ["measure = 2", "ratio = 0.5"],
        id="half-of-something-else",
    ),
    pytest.param("A moa (11 ft 8 in) fell.", ["measure = 11", "measure = 8"], id="in-after-ft"),
    pytest.param("She is 5'7\" tall.", ["measure = 5", "measure = 7"], id="feet-by-marks"),
    pytest.param("The wall is a 900-year-old ruin.", ["measure = 900"], id="age-of-a-thing"),
    pytest.param(
        "Lives grew from 51.5 years in 1960 to 70.1.",
        ["measure = 51.5", "year = 1960", "measure = 70.1"],
        id="from-a-unit-over-a-year",
    ),
]

INDEX = [
    pytest.param(
        "The Dow rose 0.4 per cent to end at 31,402.55.",
        ["percent = 0.4", "index = 31402.55"],
        id="stock-index",
    ),
    pytest.param("The Nasdaq fell 12.5 points.", ["index = 12.5"], id="index-points"),
    pytest.param("The Gini index was 0.482.", ["index = 0.482"], id="gini"),
    pytest.param("A 7.4 magnitude earthquake struck.", ["index = 7.4"], id="magnitude"),
    pytest.param("A quake of magnitude 8.2 struck.", ["index = 8.2"], id="magnitude-before"),
    pytest.param("It measured 6.4 on the Richter scale.", ["index = 6.4"], id="Richter"),
]

COMPARATORS = [
    pytest.param("More than 46,000 people left.", ["count > 46000"], id="more-than"),
    pytest.param("Over 46,000 people left.", ["count > 46000"], id="over"),
    pytest.param("Above 46,000 people left.", ["count > 46000"], id="above"),
    pytest.param("A crowd exceeding 46,000 people came.", ["count > 46000"], id="exceeding"),
    pytest.param("Sales surpassed 46,000 cars.", ["count > 46000"], id="surpassed"),
    pytest.param("Sales topped 46,000 cars.", ["count > 46000"], id="topped"),
    pytest.param("Upwards of 46,000 people left.", ["count > 46000"], id="upwards-of"),
    pytest.param("Well over 46,000 people left.", ["count > 46000"], id="well-over"),
    pytest.param("At least 46,000 people left.", ["count >= 46000"], id="at-least"),
    pytest.param("No fewer than 46,000 people left.", ["count >= 46000"], id="no-fewer-than"),
    pytest.param("No less than 46 percent left.", ["percent >= 46"], id="no-less-than"),
    pytest.param("A minimum of 46 hours is needed.", ["measure >= 46"], id="minimum-of"),
    pytest.param("46,000 or more people left.", ["count >= 46000"], id="or-more"),
    pytest.param("It has 500 people or more.", ["count >= 500"], id="or-more-after-the-noun"),
    pytest.param("500+ people left.", ["count >= 500"], id="plus-sign"),
    pytest.param("14,200-plus people left.", ["count >= 14200"], id="plus"),
    pytest.param("Fewer than 46,000 people left.", ["count < 46000"], id="fewer-than"),
    pytest.param("Less than 46 percent left.", ["percent < 46"], id="less-than"),
    pytest.param("Under 46 percent left.", ["percent < 46"], id="under"),
    pytest.param("It fell below 46 percent.", ["percent < 46"], id="below"),
    pytest.param("Up to 46,000 people left.", ["count <= 46000"], id="up-to"),
    pytest.param("As many as 46,000 people left.", ["count <= 46000"], id="as-many-as"),
    pytest.param("As much as 46 percent was lost.", ["percent <= 46"], id="as-much-as"),
    pytest.param("No more than 46,000 people left.", ["count <= 46000"], id="no-more-than"),
    pytest.param("At most 46,000 people left.", ["count <= 46000"], id="at-most"),
    pytest.param("A maximum of 46 days is allowed.", ["measure <= 46"], id="maximum-of"),
    pytest.param("It takes 46 days or less.", ["measure <= 46"], id="or-less"),
    pytest.param("It has 46 staff or fewer.", ["count <= 46"], id="or-fewer"),
    pytest.param("Nearly 46,000 people left.", ["count <~ 46000"], id="nearly"),
    pytest.param("Almost 46,000 people left.", ["count <~ 46000"], id="almost"),
    pytest.param("A crowd approaching 46,000 people came.", ["count <~ 46000"], id="approaching"),
    pytest.param("Just short of 46,000 people left.", ["count <~ 46000"], id="just-short-of"),
    pytest.param("About 46,000 people left.", ["count ~ 46000"], id="about"),
    pytest.param("Around 46,000 people left.", ["count ~ 46000"], id="around"),
    pytest.param("Roughly 46,000 people left.", ["count ~ 46000"], id="roughly"),
    pytest.param("Some 46,000 people left.", ["count ~ 46000"], id="some"),
    pytest.param("An estimated 46,000 people left.", ["count ~ 46000"], id="estimated"),
    pytest.param("The crowd was estimated at 46,000.", ["count ~ 46000"], id="estimated-at"),
    pytest.param("Close to 46,000 people left.", ["count ~ 46000"], id="close-to"),
    pytest.param("46,000 or so people left.", ["count ~ 46000"], id="or-so"),
    pytest.param("~46,000 people left.", ["count ~ 46000"], id="tilde"),
    pytest.param("Only 46,000 people left.", ["count = 46000"], id="only"),
    pytest.param("A mere 25 percent reply.", ["percent = 25"], id="a-mere"),
    pytest.param("Up to about 46,000 people left.", ["count <= 46000"], id="outer-bound-wins"),
    pytest.param("In the region of 46,000 people left.", ["count ~ 46000"], id="in-the-region-of"),
    pytest.param("The sample was ≥ 50 people.", ["count >= 50"], id="sign"),
    pytest.param("At least another 46,000 people left.", ["count >= 46000"], id="another"),
    pytest.param("About every nine minutes it rings.", ["measure ~ 9"], id="every"),
    pytest.param(
        "It grew 8 percent over the 5,120 members of May.",
        ["percent = 8", "count = 5120"],
        id="over-the-compares",
    ),
    pytest.param("More than a third left.", ["ratio > 0.333333"], id="more-than-an-article"),
]

YEARS = [
    pytest.param("It opened in 2010.", ["year = 2010"], id="in"),
    pytest.param("It has risen since 1970.", ["year = 1970"], id="since"),
    pytest.param("It covers 2011-2020.", ["year .. 2011 2020"], id="span"),
    pytest.param("It grew in 2012/13.", ["year .. 2012 2013"], id="short-span"),
    pytest.param("It was built 1873\u20131879.", ["year .. 1873 1879"], id="en-dash-span"),
    pytest.param("It was so from 1900 to 1990.", ["year = 1900", "year = 1990"], id="from-to"),
    pytest.param("It was so in the 1990s.", ["year = 1990"], id="decade"),
    pytest.param("It was so in the '90s.", ["year = 90"], id="short-decade"),
    pytest.param("The 2016 debates were long.", ["year = 2016"], id="adjective"),
    pytest.param(
        "It is higher than 2005 levels by 2100.", ["year = 2005", "year = 2100"], id="levels"
    ),
    pytest.param("A 2009 report says so.", ["year = 2009"], id="possessive"),
    pytest.param("He died in 44 BC.", ["year = 44"], id="BC"),
    pytest.param("It happened in AD 79.", ["year = 79"], id="AD"),
    pytest.param("It grew in FY2012.", ["year = 2012"], id="fiscal"),
    pytest.param("It reached that in mid-1996.", ["year = 1996"], id="mid"),
    pytest.param("It was so in early 1850.", ["year = 1850"], id="early"),
    pytest.param("The church dates from 1250.", ["year = 1250"], id="old-year"),
    pytest.param("In 2012 women won more seats.", ["year = 2012"], id="in-a-year,-with-a-noun"),
    pytest.param("It was more than in 1993.", ["year = 1993"], id="than-a-year"),
    pytest.param("The Trends Report 2021 is out.", ["year = 2021"], id="dated-report"),
    pytest.param("Fees for 2023-24 are higher.", ["year .. 2023 2024"], id="hyphened-short-span"),
    pytest.param("It grew 4% over 2023.", ["percent = 4", "year = 2023"], id="over-a-year"),
    pytest.param("[Survey 2019](/a) is out.", ["year = 2019"], id="before-a-link"),
]

DATES = [
    pytest.param("It began on October 1, 2012.", ["date ="], id="month-day-year"),
    pytest.param("It began in June 2012.", ["date ="], id="month-year"),
    pytest.param("It began on 24 August 1991.", ["date ="], id="day-month-year"),
    pytest.param("It began on the 4th of July.", ["date ="], id="day-ordinal"),
    pytest.param("It began on Feb. 5, 2021.", ["date ="], id="abbreviation"),
    pytest.param("It ended on September 13 of 2015.", ["date ="], id="of"),
    pytest.param("It was read on 2015-11-11.", ["date ="], id="ISO"),
    pytest.param("It was read on 11/12/2015.", ["date ="], id="slashes"),
    pytest.param("It starts at 9:15 a.m.", ["date ="], id="time"),
    pytest.param(
        "It starts at 9:15 a.m. (GMT) Tuesday, March 9, 2021.", ["date ="], id="time-and-date"
    ),
    pytest.param("It starts at 10:20pm.", ["date ="], id="pm"),
    pytest.param("You may 5 times try.", ["count = 5"], id="may-is-a-verb"),
]

ORDINALS = [
    pytest.param("It began in the 20th century.", ["ordinal = 20"], id="century"),
    pytest.param("It was the first study.", ["ordinal = 1"], id="word"),
    pytest.param("It was the twenty-first time.", ["ordinal = 21"], id="hyphen"),
    pytest.param("The 22nd amendment limits terms.", ["ordinal = 22"], id="amendment"),
]

RANKS = [
    pytest.param("Falls are the third leading cause.", ["rank = 3"], id="leading-cause"),
    pytest.param("It is the second-largest city.", ["rank = 2"], id="largest"),
    pytest.param("It ranked 46th.", ["rank = 46"], id="ranked"),
    pytest.param("It is ranked 46 of 163.", ["rank = 46"], id="ranked-number"),
    pytest.param("It came 46th of 163 countries.", ["rank = 46"], id="ordinal-of"),
    pytest.param("Rank: 46", ["rank = 46"], id="colon"),
    pytest.param("She took fourth place.", ["rank = 4"], id="place"),
    pytest.param("Country comparison to the world: 86", ["rank = 86"], id="comparison"),
    pytest.param("It is the No. 1 cause of death.", ["rank = 1"], id="number-one"),
    pytest.param("They ranked second and third.", ["rank = 2", "rank = 3"], id="two-ranks"),
]

IDS = [
    pytest.param("The bill (H.R. 4970) failed.", ["id ="], id="bill"),
    pytest.param("Under AB2031 they could not.", ["id ="], id="law"),
    pytest.param("See Table 3.", ["id ="], id="table"),
    pytest.param("See tables A-1 and A-2.", ["id =", "id ="], id="tables"),
    pytest.param("Call (555) 010-4477 now.", ["id ="], id="phone"),
    pytest.param("Call 1-800-555-0199 now.", ["id ="], id="long-phone"),
    pytest.param("The Post. ISSN 0042-7311.", ["id ="], id="ISSN"),
    pytest.param("The iPhone 14 is out.", ["id ="], id="device"),
    pytest.param("The Galaxy S22 is out.", ["id ="], id="model"),
    pytest.param("The country has 5G.", ["id ="], id="network"),
    pytest.param("He has a 401k plan.", ["id ="], id="plan"),
    pytest.param("It began with COVID-19.", ["id ="], id="virus"),
    pytest.param("Release NRSB-19-0042", ["id ="], id="release"),
    pytest.param("The S&P 500 fell.", ["id ="], id="S&P"),
    pytest.param("The 60 Women, 60 Miles Walk set out.", ["id = 60", "id = 60"], id="march"),
    pytest.param('He read "7 Ways You Can Sleep" at home.', ["id = 7"], id="title"),
    pytest.param("It changed after 9/11.", ["id ="], id="attack"),
    pytest.param("It is open 24/7.", ["id ="], id="always"),
    pytest.param("It is so [12].", ["id ="], id="note"),
    pytest.param("1. Wash your hands.", ["id ="], id="list-item"),
    pytest.param("Article 5(2) applies.", ["id ="], id="article"),
    pytest.param("Sections 2 and 3 apply.", ["id ="], id="sections"),
    pytest.param("Page 1 of 19", ["id ="], id="page"),
    pytest.param("Lancet 367:749-753.", ["id ="], id="journal"),
    pytest.param("It needs version 1.2.3.", ["id ="], id="version"),
    pytest.param("They won 3-1.", ["id ="], id="score"),
    pytest.param("It lies at 49 00 N, 32 00 E.", ["id =", "id ="], id="coordinates"),
    pytest.param("Flight 370 is lost.", ["id ="], id="flight"),
    pytest.param("A Category 5 storm hit.", ["id ="], id="category"),
    pytest.param("It meets ISO 9001.", ["id ="], id="standard"),
    pytest.param("Public Law 104-208 applies.", ["id ="], id="hyphened-law"),
    pytest.param("See pp. 45-67.", ["id ="], id="pages"),
    pytest.param("See A/RES/70/1.", ["id ="], id="resolution"),
    pytest.param("Call 911 now.", ["id ="], id="emergency"),
    pytest.param("The Boeing 737-800 fell.", ["id ="], id="aircraft"),
    pytest.param("See https://example.org/2020/46000/ now.", [], id="link"),
    pytest.param("Weight fell by week 12.", ["id ="], id="week"),
    pytest.param("Each day 12 ships left.", ["count = 12"], id="each-day-is-no-label"),
    pytest.param("Under 12 U.S.C. 1701 it may.", ["id ="], id="code"),
    pytest.param("See 22 CFR \u00a7 41.31 now.", ["id ="], id="regulation"),
    pytest.param("It cites 410 U.S. 113 twice.", ["id ="], id="law-report"),
    pytest.param("Section 10(b)(5) applies.", ["id =", "id ="], id="subsection"),
    pytest.param("Write to 27 Harbour Street today.", ["id ="], id="address"),
    pytest.param("Fax +49 30 5550 1234 now.", ["id ="], id="world-phone"),
    pytest.param("Case No. 21-3307 is open.", ["id ="], id="docket"),
    pytest.param("By decision 51/208 it ends.", ["id ="], id="slashed-number"),
    pytest.param("Leave at Exit 14.", ["id ="], id="exit"),
    pytest.param("## 2.1 Methods\n", ["id ="], id="heading"),
    pytest.param("It is so (p. 14).", ["id ="], id="page-in-brackets"),
    pytest.param("Go to example.org/2020/46 now.", [], id="link-without-scheme"),
    pytest.param("Read [it](/2020/46?n=7) now.", [], id="target-of-a-link"),
    pytest.param("Read it.[^3]", [], id="footnote"),
    pytest.param("As said [@roe, p. 33].", [], id="citation-key"),
    pytest.param("Set `n = 46` there.", [], id="code-span"),
    pytest.param("```r\nx <- 46\n```\n12 ships left.", ["count = 12"], id="code-block"),
    pytest.param('<img width="640"> 7 ships left.', ["count = 7"], id="tag"),
    pytest.param("The pipe &#8212; 7 km &#8212; is dry.", ["measure = 7"], id="entity"),
    pytest.param("~~46~~ 47 ships left.", ["count = 46", "count = 47"], id="deleted"),
]

QUALIFIERS = [
    pytest.param("Americans aged 18-34 were asked.", ["qual .. 18 34"], id="ages-range"),
    pytest.param("Many citizens (ages 0-18) live here.", ["qual .. 0 18"], id="ages-in-brackets"),
    pytest.param(
        "Women between the ages of 15 and 44 were asked.", ["qual .. 15 44"], id="between-the-ages"
    ),
    pytest.param("Those ages 11 to 17 were asked.", ["qual .. 11 17"], id="ages-to"),
    pytest.param("He was only 15 years old.", ["qual = 15"], id="years-old"),
    pytest.param("A 10-year-old girl won.", ["qual = 10"], id="year-old"),
    pytest.param("18- to 29-year-olds vote less.", ["qual .. 18 29"], id="year-olds"),
    pytest.param("The 18-34 age group votes less.", ["qual .. 18 34"], id="age-group"),
    pytest.param("Children below the age of 5 get it free.", ["qual = 5"], id="age-of"),
    pytest.param("Children under 12 get it free.", ["qual < 12"], id="children-under"),
    pytest.param("Children under 5 years of age get it free.", ["qual < 5"], id="years-of-age"),
    pytest.param("Deaths among children under 5 years fell.", ["qual < 5"], id="under-five-years"),
    pytest.param("Adults 65 and older vote more.", ["qual >= 65"], id="and-older"),
    pytest.param("People aged 65 and over vote more.", ["qual >= 65"], id="and-over"),
    pytest.param("Most are over-65s.", ["qual = 65"], id="over-65s"),
    pytest.param("A man, 34, was arrested.", ["qual = 34"], id="aside"),
    pytest.param("0-14 years: 15.6%", ["qual .. 0 14", "percent = 15.6"], id="factbook-row"),
    pytest.param("They live with at least one such parent.", ["qual >= 1"], id="at-least-one"),
    pytest.param(
        "Families earning less than $30,000 a year pay nothing.",
        ["qual < 30000"],
        id="threshold-of-income",
    ),
    pytest.param(
        "Those with incomes under $50,000 a year pay nothing.", ["qual < 50000"], id="income-under"
    ),
    pytest.param("They live on less than $5.50 a day.", ["qual < 5.5"], id="a-day"),
    pytest.param(
        "A town is defined as a place with more than 50,000 inhabitants.",
        ["qual > 50000"],
        id="defined-as",
    ),
    pytest.param("Firms with fewer than 50 employees pay nothing.", ["qual < 50"], id="firms-with"),
    pytest.param(
        "It is so at the 95 percent confidence level.", ["qual = 95"], id="confidence-level"
    ),
    pytest.param("The value was 4 (95% CI).", ["count = 4", "qual = 95"], id="confidence-interval"),
    pytest.param("It was so (p < 0.05).", ["qual < 0.05"], id="p-value"),
    pytest.param("The median age is 38 years.", ["measure = 38"], id="median-age-is-a-statistic"),
    pytest.param("Workers 16 years and older count.", ["qual >= 16"], id="years-and-older"),
    pytest.param("Adults 21 years of age or older vote.", ["qual >= 21"], id="of-age-or-older"),
    pytest.param("It is free for seniors 65+.", ["qual >= 65"], id="plus"),
    pytest.param("He is over 90 years old.", ["qual > 90"], id="over-years-old"),
    pytest.param("The 14-year-old\u2019s dog ran.", ["qual = 14"], id="possessive"),
]


def reading(quantity: Quantity) -> str:
    values = " ".join(format(round(float(value), 6), ".12g") for value in quantity.values)
    return f"{quantity.kind} {quantity.comparator} {values}".rstrip()


CASES = [
    *COUNTS,
    *PERCENT,
    *POINTS,
    *RATIO,
    *TIMES,
    *MONEY,
    *RATES,
    *MEASURES,
    *INDEX,
    *COMPARATORS,
    *YEARS,
    *DATES,
    *ORDINALS,
    *RANKS,
    *IDS,
    *QUALIFIERS,
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_reading(text, expected):
    assert [reading(quantity) for quantity in find_quantities(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("They sent 46,000 parents.", ["46,000"], id="number-without-noun"),
        pytest.param("It cost US $8.4 billion.", ["US $8.4 billion"], id="currency-and-scale"),
        pytest.param("It was 5% to 10% more.", ["5% to 10%"], id="both-ends-of-a-range"),
        pytest.param("Some 19 of the 42 counties.", ["19 of the 42"], id="x-of-the-y"),
        pytest.param("It took a third of it.", ["a third"], id="article-of-a-fraction"),
        pytest.param("A million came.", ["A million"], id="article-of-a-scale"),
        pytest.param("It fell by -5%.", ["-5%"], id="sign"),
        pytest.param("About 4.2 mm per year.", ["4.2 mm"], id="no-per-clause"),
        pytest.param("Only 14,200-plus came.", ["14,200-plus"], id="plus"),
        pytest.param(
            "At 9:15 a.m. (GMT) on May 5, 2021.", ["9:15 a.m. (GMT) on May 5, 2021"], id="time"
        ),
    ],
)
def test_span(text, expected):
    found = find_quantities(text)
    assert [quantity.text for quantity in found] == expected
    assert [text[quantity.start : quantity.end] for quantity in found] == expected


@pytest.mark.parametrize(
    ("text", "step"),
    [
        pytest.param("46,486 people", "1", id="every-digit"),
        pytest.param("46,000 people", "1000", id="zeros-of-a-count"),
        pytest.param("46 thousand people", "1000", id="scale-word"),
        pytest.param("forty-six thousand people", "1000", id="words"),
        pytest.param("40 thousand people", "10000", id="zero-before-a-scale"),
        pytest.param("1.35 million people", "10000", id="decimals-of-a-scale"),
        pytest.param("1.0 million people", "100000", id="written-zero"),
        pytest.param("half a million people", "100000", id="half-a-million"),
        pytest.param("6.5 %", "0.1", id="decimal"),
        pytest.param("40 percent", "1", id="whole-percent"),
        pytest.param("75 basis points", "0.01", id="basis-points"),
        pytest.param("$3 billion", "1000000000", id="money"),
        pytest.param("50 cents", "0.1", id="cents"),
        pytest.param("30 years", "1", id="short-measure"),
        pytest.param("400 km", "100", id="round-measure"),
        pytest.param("3 to 6.5 times more", "0.1", id="finer-end-of-a-range"),
    ],
)
def test_step(text, step):
    [quantity] = find_quantities(text)
    assert quantity.step == Decimal(step)


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        pytest.param("Sales rose 3 percent.", 1, id="rose"),
        pytest.param("Sales fell by almost 3 percent.", -1, id="fell-by-almost"),
        pytest.param("A drop of 3 percent came.", -1, id="noun-before"),
        pytest.param("A 3 percent decline came.", -1, id="noun-after"),
        pytest.param("Sales were up 3 percent.", 1, id="up"),
        pytest.param("Sales grew at a rate of 3 percent.", 1, id="at-a-rate"),
        pytest.param("They cut costs nearly in half.", -1, id="in-half"),
        pytest.param("Jobs rose by 252,000.", 1, id="count-by"),
        pytest.param("Sales rose to 3 percent.", 0, id="to-a-level"),
        pytest.param("It fell below 3 percent.", 0, id="below-a-level"),
        pytest.param("Sales were 3 percent.", 0, id="level"),
        pytest.param("The firm added 252 jobs.", 0, id="added-things"),
        pytest.param("Up to 3 percent left.", 0, id="up-to"),
        pytest.param("A follow-up of 231 men.", 0, id="follow-up"),
    ],
)
def test_direction(text, direction):
    [quantity] = find_quantities(text)
    assert quantity.direction == direction


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        pytest.param("46,000 parents left", "parents", id="noun"),
        pytest.param("17 of the stranded women", "women", id="noun-of-the"),
        pytest.param("11 million undocumented people live here", "people", id="head-of-the-phrase"),
        pytest.param("$5 million", "USD", id="currency"),
        pytest.param("$9,000 a year", "USD per year", id="money-per-time"),
        pytest.param("3400 deaths a day", "deaths per day", id="count-per-time"),
        pytest.param("8.9 deaths/1,000 population", "deaths per 1,000 population", id="rate"),
        pytest.param("3 mm per year", "mm per year", id="measure-per-time"),
        pytest.param("40 percent", "percent", id="percent"),
        pytest.param("aged 18-34", "years of age", id="age"),
        pytest.param("24.5 km\u00b2", "km2", id="superscript"),
    ],
)
def test_unit(text, unit):
    [quantity] = find_quantities(text)
    assert quantity.unit == unit


@pytest.mark.parametrize(
    ("text", "locale", "value"),
    [
        pytest.param("46,000", "en", "46000", id="en-comma-groups"),
        pytest.param("46.5", "en", "46.5", id="en-point"),
        pytest.param("12,34,567", "en-IN", "1234567", id="lakh-groups"),
        pytest.param("46.000", "de", "46000", id="de-point-groups"),
        pytest.param("46,5", "de", "46.5", id="de-comma"),
        pytest.param("1.234.567,5", "de", "1234567.5", id="de-both"),
        pytest.param("46\u00a0000,5", "fr", "46000.5", id="fr-spaces"),
        pytest.param("46\u202f000", "en", "46000", id="en-narrow-space"),
    ],
)
def test_locale(text, locale, value):
    [quantity] = find_quantities(f"Some {text} people", locale=locale)
    assert quantity.values == (Decimal(value),)


def test_unknown_locale():
    with pytest.raises(ValueError, match="no number locale 'xx'; known: en"):
        find_quantities("46,000", locale="xx")


def test_parts_and_rank():
    [share] = find_quantities("3 out of 5")
    [rank] = find_quantities("ranked 46th of 163")
    assert share.parts == (Decimal(3), Decimal(5))
    assert (rank.values, rank.out_of) == ((Decimal(46),), Decimal(163))


def test_json_form():
    text = "The U.S. deported more than 46,000 parents in 2011."
    [parents, year] = find_quantities(text)
    assert parents.to_dict() == {
        "start": 28,
        "end": 34,
        "text": "46,000",
        "value": [46000.0],
        "kind": "count",
        "unit": "parents",
        "comparator": ">",
        "statistic": True,
    }
    assert (year.kind, year.statistic) == ("year", False)


def test_dates_and_ids_have_no_value():
    found = find_quantities("On May 5, 2021, see Table 3.")
    assert [quantity.to_dict()["value"] for quantity in found] == [[], []]


def test_readings_do_not_overlap():
    found = find_quantities("He is 6-foot-4, she 5'7\", and 17 CFR 240.10b-5 applies to both.")
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


@pytest.mark.parametrize("text", ["", " ", "\n", "no number", "a an the", "%", "$", "...", "-"])
def test_nothing_to_find(text):
    assert find_quantities(text) == []
