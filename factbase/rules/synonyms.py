"""Words of statistical prose: which say the same, which exclude each other, which say nothing.

Each line of `SAME` is one meaning: a paraphrase may use any of its words. Each line of `APART`
is a choice: two claims with different words of it speak of different things.
"""

from __future__ import annotations

SAME = """\
deport expel expelled remove removal deportation expulsion deportee
immigrant migrant newcomer foreign-born
citizen national citizenship
child children kid minor youngster
parent
employ employment job work worker employee labour labor labourer laborer
unemployed unemployment jobless joblessness
company firm business enterprise corporation
student pupil
teacher instructor educator
woman women female lady
man men male
girl girls
boy boys
elderly senior
young youth youthful
home house residence
live reside inhabit dwell
car automobile
road street
doctor physician
illness disease sickness ailment
die dead dying perish death fatality decease mortality
kill slay slain
murder homicide
injure wound hurt injury
birth born
rise rose risen increase grow grew grown growth climb upturn
fall fell fallen decrease decline drop reduction reduce shrink shrank downturn
earn income earning wage salary
pay paid payment
buy bought purchase acquire
sell sold sale
cost price
spend spent expenditure spending outlay
expense
money
tax levy
poor poverty impoverished
rich wealthy affluent
get got receive obtain
give gave given provide supply
use utilise utilize usage
need require
begin began begun start commence launch
end finish conclude
arrest detain detention custody apprehend
jail prison imprison incarcerate
crime offence offense
violence violent abuse
assault attack
victim
suffer undergo experience endure face
marry marriage wed wedding
divorce
pregnant expectant
farm agriculture agricultural
crop harvest
forest woodland
river stream
sea ocean
city cities town municipality
village hamlet
country nation nationwide
government
authority authorities
law legislation statute act
bill
vote ballot
election poll
lawmaker legislator
annual annually yearly
produce production output manufacture
own owner possess
hold held have
big large great huge
small little
safe
electricity
internet online
phone telephone cellphone
literate literacy
speak spoke spoken
refugee
visit visitor tourist traveller traveler
emit emission
release discharge
usa us america american
uk britain british
germany german
france french
netherlands dutch
spain spanish
switzerland swiss
poland polish pole
denmark danish
turkey turkish
greece greek
ireland irish
finland finnish
sweden swedish
china chinese
japan japanese
support back favour favor endorse
oppose reject
believe think thought consider
border frontier
build built construct construction
close shut
open
join participate attend
apply application applicant
help aid assist assistance
hunger hungry undernourished
malnourished malnutrition
eat ate eaten consume consumption
drink drank
smoke smoker tobacco
gun firearm
soldier troop
film movie
picture photo photograph
average mean typical
lake lakes
latino latina hispanic
man-made artificial
adult grown-up
"""

APART = """\
woman man girl boy
rural urban suburban
birth die marry divorce
rise fall
import export
north south east west northern southern eastern western
employ unemployed
unmarried marry divorce widow single
legal illegal
immigrant emigrant native
emigration immigration
public private
primary secondary tertiary
elementary middle
black white latino asian
child adult elderly
young old
high low
above below
maximum minimum
literate illiterate
rich poor
income cost spend tax
import-duty
buy sell
kill injure
support oppose
winter spring summer autumn
morning afternoon evening night
male-headed female-headed
insured uninsured
documented undocumented
citizen noncitizen
married unmarried
lake river sea forest city village
wheat maize corn rice barley
coal oil gas nuclear solar wind
gross net
land sea
begin end
open close
inpatient outpatient
before after
husband wife
brother sister
mother father
uncle aunt
infant child
full-time part-time
"""

SILENT = """\
a an the this that these those its his her their our it they he she we there
which them him themselves who whom whose aged age ages
of in on at by for from to with within into over under about as per than up out during through
between among across throughout until since while when where whereas and or but also both either
is are was were be been being has have had do does did can could will would may might must
more less fewer most least nearly almost around roughly approximately approx circa some just
exactly exceed exceeding excess top upward upwards well only even still already
one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen twenty thirty forty fifty sixty
seventy eighty ninety hundred thousand million billion trillion dozen half quarter third thirds
quarters tenth tenths fifth fifths percent percentage pct proportion share rate number figure
count counted amount amounted total totalled totaled altogether overall sum every each all any
time times double twice triple
year years month months day days period annual january february march april may june july august
september october november december monday tuesday wednesday thursday friday saturday sunday
people person persons population inhabitants residents individual individuals human
recorded record records register registered reported report reports according estimate estimated
estimates data statistic statistics official officially statistically say says said state stated
states show shows showed shown stand stood standing reach reached come came amounting
make made making take took taken put see saw seen known so such then thus other another many much
few several part
tonne tonnes ton tons metric kilogram kilograms kg gram grams dollar dollars usd euro euros eur
pound pounds gbp metre metres meter meters kilometre kilometres kilometer kilometers km mile miles
millimetre millimetres millimeter millimeters mm hectare hectares acre acres square cubic litre
litres liter liters gallon gallons degree degrees hour hours minute minutes second seconds week
weeks kilowatt megawatt watt watts kwh
"""

PHRASES = {
    "foreign born": "immigrant",
    "carbon dioxide": "co2",
    "gross domestic product": "gdp",
    "united states of america": "usa",
    "united states": "usa",
    "united kingdom": "uk",
    "european union": "eu",
    "united nations": "un",
    "lost their lives": "die",
    "lost his life": "die",
    "lost her life": "die",
    "lose their lives": "die",
    "took part": "join",
    "take part": "join",
    "out of work": "unemployed",
    "without work": "unemployed",
    "without a job": "unemployed",
    "made up": "",
    "make up": "",
    "makes up": "",
    "making up": "",
    "accounted for": "",
    "account for": "",
    "accounts for": "",
    "no more than": "",
    "no less than": "",
    "no fewer than": "",
    "not more than": "",
    "not less than": "",
    "not fewer than": "",
    "per cent": "",
    "per capita": "person",
    "at least": "",
    "at most": "",
}
"""Several words → the one that they amount to; nothing where they only frame a number."""

NOT = frozenset(
    "not no never none nor neither without non nobody nothing lack lacks lacked lacking".split()
)
"""A claim with one of these says the contrary of the claim without it."""
