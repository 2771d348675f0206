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
    """
    AI AM AP AR BM CE CL CP CT CV DH DT DV EA EN EP ES EU EY FE FS GP GT HE HI HT ICT ID II IP IQ IT IV KS LA LM LO
    LS LT MA ME MFL MP MS NE NT NW OK OT PA PD PE PM PP PT QA RB RE RP SA SB SC SE SEN SI SL SM SP ST SW TA TB TV
    UK UN US VI VP VR WC XI YR
    """.split()  # noqa: SIM905  as above
)
"""Two capitals that are not initials in school notes."""

ORDINARY = frozenset(
    """
    additionally consequently currently elsewhere encouragingly especially finally firstly fortunately furthermore
    generally instead interestingly lastly meanwhile moreover mostly nevertheless occasionally otherwise overall
    particularly previously questioning recently secondly similarly sometimes swimming therefore typically
    unfortunately usually worksheet
    a about above academy accelerated across activity additional admission adult advice africa after afternoon
    again agenda aim all alliance almost alongside also although america an ancient and anglo annual another anti
    any approach april area around art as asia assembly assess assessment assistant at attendance attitude audit
    august authority autism autistic autumn available award base because before behaviour best better between big
    biology black blue board book borough both boxall boy breakfast bright britain british building bullying
    business but by calendar calm care caring case central centre chair challenge check chemistry child children
    christmas church circle citizenship city class classroom cleveland climate club cluster college colourful
    communication community company computing concern consistent continuous corridor council county cover creative
    culture curriculum daily darlington data day december deputy design developing difference digital dinner
    directed discussion display district diwali do does dogger draft drama dual duke durham during duty each early
    earth east easter eastern ebacc edinburgh education educational egypt eid eight eleven elsa emotional empathy
    england english enrichment europe evening every everybody everyone evidence exam example exclusion expected
    extra faith family federation feedback festival few fifth first five flexible florence focus following food for
    forest form foundation four fourth free french friday friendship from full further future gateshead general
    geography german girl good governing governor great greek green group growth guided gym half hall handwriting
    hanukkah hard hartlepool harvest head health help her here high higher his history holy home homework house how
    however hub humanities i identity if in inc inclusion inclusive independent india induction infant information
    input inset inspection intervention interview into ireland it italian january juliet july june junior juniors
    just key keyworker kind kindness kitchen language last latin lead leader leaders leadership leading learner
    learning lesson letter level levels lexia library listening literacy little local london long look looking low
    lower lunch lunchtime macbeth main mainstream makaton management manager many march mastery material math
    mathematics maths may meet meeting member mental mentor middle middlesbrough mindfulness mixed model modern
    monday more morning most multi museum music my national nativity need neighbourhood network new newcastle next
    nine no non norm norman north northern northumberland northumbria not note notes notice november numeracy
    numicon nursery nurture observation observe occupational october ofsted on one online only open opening options
    oral ordinarily other our out outdoor outreach outside over own paired panel parent parents part partner
    partnership passport pastoral peer people period personal philosophy phonics photography physical physics place
    plan planning play playground please plus policy positive practical practice pre prefect preparation primary
    prince princess principal priority progress progression project provision pshe psychologist psychology pupil
    pupils purple quality queen question quick quiet rainbow ramadan read reader reading ready reasonable reception
    record red redcar reflection regulation relationship religious report reset resource restorative review right
    roman romeo room rose routine rule russell safe safeguarding saint saturday saxon school science scotland
    second secondary secure semantics senco send sendco senior sensory september session set setting seven shared
    show since six sixth skill small so social society some south southern spanish speaking special specialist
    speech spelling sport spring staff stage start starting step still stockton story strand strategy strong
    structured student students study subject summer sunday sunderland support table tapestry targeted task teacher
    teachers teaching team technology tees teesside ten term test thanks that the their then therapist therapy
    there these they third this those three thrive through thursday tier time times timetable to today top topic
    tower training transition trip trust tudor tuesday tutor tutorial two tyne tyneside unit universal until upper
    use using vaisakhi valley vice victorian viking visit visits visual voice volunteer wales walk walking wall
    wandle war we wear wearside wednesday week weekly welcome well wellbeing were west western what when where
    which while white who whole why widgit with within work working workshop world worship write writing year years
    yellow yesterday yet you young your youth zone zones
    """.split()  # noqa: SIM905  a list of words reads and changes best as words
)
"""Words that often begin a sentence or a title in notes of a visit; names of people are left out on purpose."""

COMMON = frozenset(
    """
    abilities ability able absence absent access age algebra always animal annual anybody anyone anything arabic art
    assemblies atmosphere average badge badges band barrier because begun bells bikeability bonus book booklet
    bottom boundaries box break breakfast breaktime bubble buddy budget busy buzz camp capacity card carpet ceiling
    certificate chair champion change changes chaos charanga chart chess choice choir chromebook chronological class
    classes clear clicker climate clock coat code cohort cold common concern consistency contact cool corner cost
    cover cricket culture cup curriculum dance dancer dark database desk developmental diagnosis diagram diary ditto
    done door drawing duties easier easy effort electricity email empty end enough entry essay ethos even ever
    evident example excellent except face far fast faster feel felt fewer fewest fight fights file fine floor folder
    food football force found fraction frequent fresh friend fruit full fully fuss future gain gains game gap given
    glove glue gone grade grammar grants graph growth gymnastic habitat half handout handover happy harder hardest
    hardly headphones heard held hence hockey homework hot ideas incident index initial interest ipad jigsaw join
    joiner journal joyful kahoot kapow keen kept kid label laptop largely late lateness leaflet least leaver led
    lego less letter light line lines list log look loose loss losses lot lots loud lovely lunches made magnet
    mandarin map mash materials mathletic maximum meal medal mess mid middle milk minimum minus mixed mock money
    mood more most mostly mountain move moves much music nap near nearly need nessy net netball never new newcomer
    nice nobody noise none nor normal note nothing novel number numbers nurse odd often old once open orchestra
    organise others outcome pace page paper parade parity part parties partly party past patchy peg pen pencil per
    perfect phone photo photograph picture place planner plant playdough pleased plenty plus poem poetry point
    polish poor post poster pre prefect premium present pride print prize problem programme progress prompt proud
    puppet puppets qualification quarter queue quick quicker quietness quiz quizzes range rare rarely rate ready
    recall record recorder register relay residential resilience resources rest result reward rhyme rhymes risk
    rockstar role rota rugby sad safe same sand sat scaffold scheme scissors score screen script seat secure seen
    seesaw seven shakespeare shape sheet shift shown shut shy sibling sign silence similar since singer site sitting
    skill slide slow slower smile snack snacks social somebody someone something song songs soon sound space
    spectrum spend spread start steady sticker stickers stories strict strong stuff sumdog survey swap sweep switch
    symbol system tablet talent talk tally target taught tests text than theme then thin thing third though thus
    tidy tight timer tired toilet told tone tool top toy tracker trackers tray trial tribunal trophy trouble
    turnover twice twinkl types ukulele unable uneven uniform unless unlike untidy until usual value various vast
    versus via vibe video view visible visual vocab vocabulary volcano warm warmth water weak whereas whole wholly
    whom whose why wide windows wobble word work worries worry worse written yet yoga
    """.split()  # noqa: SIM905  as above
)
"""Words that begin a sentence before 'in Year 5', or stand before an age or '(PP)', and are seldom a pupil's name.

Kept apart from `ORDINARY`: some are surnames, which count beside a first name.
"""

COMMON_ENDINGS = (
    "ing", "tion", "sion", "ment", "ness", "ics", "ance", "ence", "ism", "ship", "ity", "ally", "ently", "antly",
    "ately", "edly", "ed", "ers", "ors", "ies", "ures", "ology", "graphy", "ive", "able", "ible", "ful", "less",
)  # fmt: skip
"""Endings of words (of six letters and more) that are seldom a name's."""

NAMES_ALL_THE_SAME = frozenset(
    """
    ahmed alfred amity andries channing charity clarence clive constance davies destiny felicity florence francies
    hameed hamed javed khaled laurence lawrence majeed mohamed mohammed muhamed muhammed naveed prudence rasheed
    saeed serenity sohaled syed terence terrence trinity verity waheed waleed wilfred winifred zayed
    """.split()  # noqa: SIM905  as above
)
"""First names with such an ending."""

POSTCODE_AREAS = frozenset(
    """
    AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY
    G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP
    NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W
    WA WC WD WF WN WR WS WV YO ZE
    """.split()  # noqa: SIM905  as above
)
"""The letters that a postcode of the United Kingdom may begin with."""
