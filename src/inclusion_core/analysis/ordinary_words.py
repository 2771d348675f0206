"""Words of school notes that are written with a capital and name nobody, and other lists that privacy needs."""

from __future__ import annotations

TITLES = frozenset({"Mr", "Mrs", "Ms", "Miss", "Mx", "Dr", "Prof", "Sir", "Madam", "Rev", "Fr", "Sr", "Cllr"})
"""Titles of grown-ups: staff, governors and families' own, never a pupil beside a year group."""

STAFF = (
    "teacher", "teaching", "ta", "tas", "lead", "leader", "leaders", "leadership", "staff", "tutor", "tutors", "team",
    "head", "coordinator", "co-ordinator", "assistant", "assistants", "phase", "adult", "adults", "parent", "parents",
    "governor", "manager", "mentor",
)  # fmt: skip
"""Words after a year group that make it one of staff or families: 'Y5 teacher'."""

ACRONYMS = frozenset(
    "AP AR BM CE CL CP CT DH DT EA EP ES EY FE FS GP GT HE HI HT IP IT KS LA LM LO LS LT MA ME MP OT PA PD PE PP PT RB "
    "RE RP SA SB SC SE SI SL SM SP ST SW TA TB TV UK UN US VI VP VR WC YR AM PM OK ID II IV XI AI IQ QA CV DV EU EN MS "
    "NE NW SW NT TV ICT MFL SEN".split()
)
"""Two capitals that are not initials in school notes."""

ORDINARY = frozenset(
    """
    a about above across activity additional admission adult advice after afternoon again agenda aim all almost alongside
    also although an ancient and anglo annual another anti any approach april area around art as assembly assess
    assessment assistant at attendance attitude audit august autism autistic autumn available award base because before
    behaviour best better between big biology black blue board book both boy boxall breakfast bright british building
    bullying business but by calendar calm care caring case central centre challenge chair check chemistry child
    children christmas church circle citizenship class classroom climate club cluster college communication community
    company computing concern consistent continuous corridor council county cover creative culture curriculum
    daily data day december deputy design developing difference digital dinner directed discussion display
    district do does drama draft dual duke duty during each early earth east eastern easter ebacc education educational
    egypt eight eleven elsa emotional empathy english enrichment evening every everyone everybody evidence exam example
    exclusion expected extra faith family feedback festival few fifth first five flexible florence focus following food
    for forest form foundation four fourth free french friday friendship from full further future general geography
    german girl good governing governor great greek green group growth guided gym half hall handwriting hard harvest head
    health help her here high higher his history holy home homework house how however humanities i identity if in
    inclusion inclusive independent induction infant information input inset inspection intervention interview into it
    italian january july june junior just juniors key keyworker kind kindness kitchen language last latin lead leader
    leaders leadership leading learner learning lesson letter level levels library listening literacy little local
    london long look looking low lower lunch lunchtime main mainstream management manager many march material math
    maths mathematics may meet meeting member mental mentor middle mindfulness mixed model modern monday more morning
    most multi museum music my national nativity need neighbourhood new next nine no non norm norman north northern not
    note notes notice november numeracy nursery nurture observation observe occupational october ofsted
    on one only online open opening options oral ordinarily other our out outdoor outreach outside over own paired panel
    parent parents part partner partnership passport pastoral peer people period personal philosophy phonics photography
    physical physics place plan planning play playground please plus policy positive practical practice pre prefect
    preparation primary prince princess principal priority progress progression project provision psychology psychologist
    pshe pupil pupils purple quality queen question quick quiet read reading ready reasonable reception record red
    reflection regulation relationship religious report reset resource restorative review right room roman rose routine
    rule russell safe safeguarding saint saturday saxon science school second secondary secure senco sendco send senior
    sensory september session set setting seven shared show since sixth six skill small so social society some south
    southern spanish speaking special specialist speech spelling sport spring staff stage start starting step still
    story strand strategy strong structured student students study subject summer sunday support table targeted task
    teacher teachers teaching team technology ten term test thanks that the their then therapist therapy there these they
    third this those three thrive through thursday tier time times timetable to today topic top tower training transition
    trip trust tuesday tudor tutor tutorial two unit universal until upper use using valley vice victorian viking visit
    visits visual voice volunteer wall walk walking war we wednesday week weekly welcome well wellbeing were west
    western what when where which while white who whole why with within work working workshop world worship write writing
    year years yellow yesterday yet you young your youth zone zones
    accelerated colourful diwali dogger edinburgh eid hanukkah easter inc juliet lexia macbeth makaton mastery numicon
    rainbow ramadan reader romeo semantics tapestry vaisakhi wandle widgit write
    academy alliance authority borough city federation foundation hub network northumberland northumbria durham
    darlington gateshead hartlepool middlesbrough newcastle redcar cleveland stockton sunderland tees teesside
    tyneside tyne wear wearside england wales scotland britain ireland europe africa asia india america
    """.split()
)
"""Words that often begin a sentence or a title in notes of a visit; names of people are left out on purpose."""

POSTCODE_AREAS = frozenset(
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G "
    "GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW "
    "OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC "
    "WD WF WN WR WS WV YO ZE".split()
)
"""The letters that a postcode of the United Kingdom may begin with."""
