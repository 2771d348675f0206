"""Cells of a table that look like a person's name or a pupil's number, where no sentence stands around them.

`privacy.scan` reads notes, in which a name stands beside a year group or a need. In a table a name may stand alone. No
list knows every name: what is not found here is not therefore nobody's.
"""

from __future__ import annotations

import re

from inclusion_core.analysis.ordinary_words import ACRONYMS, COMMON, COMMON_ENDINGS, ORDINARY, TITLES

FORENAMES = frozenset(
    """
    aaliyah aaron abdul abdullah abigail adam aditya adrian ahmed aidan aiden aisha alan albert aleksander alex
    alexander alexandra alexis alfie ali alice alicia alisha alison aliyah amanda amelia amelie amina amir amy ananya
    andrea andrei andrew angela angus anita anna annabel annabelle anne annie anthony antonio archie aria ariana arjun
    arthur arya asher ashley ashton aurora austin ava ayaan ayan ayesha barbara barnaby beatrice ben benjamin beth
    bethany bilal billy blake bobby bradley brandon brian callum cameron carl carol caroline carter catherine charles
    charlie charlotte chelsea chloe christian christine christopher claire clara colin connor conor courtney craig
    cynthia damian daniel danielle darcey darcy darren david dawid deborah declan denise dennis diana dominic donna
    dorothy douglas dylan edith edward eesa eleanor elena eli elias elijah eliza elizabeth ella ellie elliot elliott
    elsie emilia emily emma eric erin esme ethan eva evan eve evelyn evie ezra fatima felix finlay finley fiona
    florence francesca francis frankie fraser freddie frederick freya gabriel gareth gary gemma geoffrey george
    georgia georgie georgina gerald gethin graham gregory hamza hannah harley harold harper harriet harris harrison
    harry harvey hassan hayley hazel heather heidi helen henry hollie holly hugo hussain ian ibrahim imogen imran
    inaya ines isaac isabel isabella isabelle isla ismail isobel jack jackson jacob jacqueline jaime jake james jamie
    jan jane janet janice jason jaxon jayden jean jeffrey jenna jennifer jenny jeremy jessica jill jim joan joanna
    joanne joe joel john jonah jonathan jordan joseph josephine josh joshua jude judith julia julian julie kai kaiden
    kamil karen karl katherine kathleen katie kayden kayla keira keith kelly kenneth kerry kevin khadija kian kieran
    kim kirsty kyle lacey lara laura lauren layla leah leanne lee leighton leo leon leonard lewis lexi liam lila lilly
    linda lisa logan lola lorna lottie louie louis louisa louise luca lucas lucy luka luke lydia lyla macie maddison
    madeleine maisie maja malachi malcolm margaret maria mariam marie marley martha martin martyn maryam matilda
    matthew maya megan melanie melissa mia michael michelle mila millie mohamed mohammad mohammed molly muhammad musa
    myles nadia nancy naomi natalie natasha nathan nathaniel neil niamh nicholas nicola nicole nigel noah noor norma
    olive oliver olivia ollie omar orla oscar owen paige pamela patricia patrick paul paula penelope peter philip
    phillip phoebe pippa priya rachel ralph raymond rebecca reece reggie reuben rhys richard riley robert robin rodney
    roger ronald ronnie rory rosie roxanne ruth ryan sadie safa salma sam samantha samir samuel sandra sara sarah
    scarlett scott sean sebastian seth shannon sharon shaun sienna simon sophia sophie spencer stanley stella
    stephanie stephen steven stewart stuart susan sylvia tabitha tanya taylor teddy terence teresa thea theo theodore
    theresa thomas timothy tobias toby tracey trevor tristan tyler umar valerie vanessa veronica victoria vincent
    violet wayne wendy wiktor william yasmin yousef yusuf zac zach zachary zahra zain zainab zak zara zayn zoe zofia
    zuzanna
    """.split()  # noqa: SIM905  a list of words reads and changes best as words
)
"""First names usual in schools of England that are no everyday words, nor what classes and rooms are called."""

SURNAMES = frozenset(
    """
    adams ahmed akhtar allen anderson bailey begum bennett campbell chapman clarke collins cooper davies davis dixon
    edwards evans fletcher foster gibson graham griffiths hamilton harrison hughes hussain iqbal jackson jenkins
    johnson jones kaur khan lewis macdonald mahmood marshall mitchell morgan morris murphy murray nguyen o'connor
    o'neill palmer patel phillips powell reynolds richards richardson roberts robertson robinson rogers russell sharma
    shaw simpson singh smith stevens stewart thompson turner uddin walsh watson wilkinson williams wilson
    """.split()  # noqa: SIM905  as above
)
"""Surnames usual in England that provision is not called by."""

_SURNAMES_TOO = frozenset(
    """
    baker bell best black board bright brown cook cross day field gray green hall hill hope hunt king lane little long
    may moor page parent parents park penny pool price prince read reader rice rose short small stone summers walker
    wall ward warm waters webb west white wise wood woods wright young
    """.split()  # noqa: SIM905  as above
)
"""Everyday words that are surnames too: beside a word that nobody knows they make a name."""

_OF_PROVISION = frozenset(
    """
    acceleread accelewrite ace ahead alert alpha anger arithmetic attachment autism bank beads beanbag bear bears beat
    bereavement billy boost booster boosting boxhall boxing brain bricks bridge bubble bubbles bucket bug calming
    canine catch chatty circles circuits clever clinic coaching coding colour comic compassion confident conversations
    cookery cooking core corrective counselling counsellor counts craft cued dancers deaf decoding deep dog dogs dough
    draw drop dynamo elklan emotion emotions engage equine erase eye eyes faces farm fft fingers fizzy fluency foods
    forward friends funky gardening go gold griefs gross hands harbour hearing heart holiday hornet horse hunger
    immersive incredible intensive interactive island jolly journey journeys jump jungle kick kooth latin lets
    lifeboat lift lighthouse lit magic maker makers marvellous massage mate mates mobility motor moving muscles
    narrative nature neli nest nuffield number oasis omega onto paws peers pets phab phono phonological pictures pinny
    plays pod pony portage positive power precision press primer problem puzzle puzzles rapid relax relaxation rescue
    retrieval rock rocket roots rosetta sail salford sanctuary sandwell scientific seasons secret self sensation
    shapes sheep signalong singing sleep snap socially soft solver sounds spark sparks specific speed spell spellings
    spirals stareway stars stepping stop storytelling strategies strengths strings strip success superhero superheroes
    synthetic tac tales talkabout talkboost tea teach therapeutic therapies theraplay thinking tiger toe toes toolkit
    touch tracks treasure trugs trusted turns turtle tutors type unicorn up vibrant vision visuals wasp wave wellcomm
    whizz wild wishes wizards woodland woodlands words workbox works world wriggle
    """.split()  # noqa: SIM905  as above
)
"""Words that names of provision are made of, beside `ORDINARY` and `COMMON`."""

_NO_INITIALS = ACRONYMS | frozenset("AN AS BY CC CD DO FT GO IF IN IS KG MY NA NO OF ON OR PC SO TO UP WE".split())  # noqa: SIM905
_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*\.?")  # noqa: RUF001  names are typed with either
_INITIALS = re.compile(r"(?:[A-Z]\.? ?){2}|(?:[A-Z]\. ?){2,3}[A-Z]?")
_DIGITS = re.compile(r"(?<![\d.,])(?:\d{7,}|0\d{3,5})(?![\d,]|\.\d)|(?<![A-Za-z\d])[A-Za-z]{1,3}-?\d{5,}(?!\d)")
_PLAIN_ENDINGS = (*COMMON_ENDINGS, "therapy", "phonics", "school", "work", "time", "speak", "club")
_LONG = 6


def looks_like_a_number_of_a_person(cell: str) -> bool:
    """Say whether a cell holds a number such as only people have: seven figures and more, or with zeros before it.

    >>> [looks_like_a_number_of_a_person(one) for one in ("12", "1,250,000", "004512", "1234567890", "1stClass@Number")]
    [False, False, True, True, False]
    """
    return _DIGITS.search(cell) is not None


def looks_like_a_name(cell: str) -> bool:
    """Say whether a cell of a table looks like a person's name or initials, or holds one.

    >>> [looks_like_a_name(one) for one in ("Jack Smith 1:1", "Smith, J", "jack", "Mrs Bell", "J.S.", "Zayan Green")]
    [True, True, True, True, True, True]
    >>> [looks_like_a_name(one) for one in ("Nurture group", "Zones of Regulation", "ELSA", "Talk Boost", "Lexia")]
    [False, False, False, False, False]
    """
    text = cell.strip()
    if _INITIALS.fullmatch(text) and ("." in text or text.replace(" ", "") not in _NO_INITIALS):
        return True
    previous: re.Match[str] | None = None
    for token in _TOKEN.finditer(text):
        word = token[0].rstrip(".")
        if _is_name(word):
            return True
        if previous is not None and _beside(text[previous.end() : token.start()], previous[0], token[0]):
            return True
        previous = token
    return False


def holds_a_usual_name(cell: str) -> bool:
    """Say whether a usual first name or surname stands in a text, whatever else does."""
    return any(_is_name(token[0].rstrip(".")) for token in _TOKEN.finditer(cell))


def _is_name(word: str) -> bool:
    low = word.casefold().removesuffix("'s").removesuffix("’s")  # noqa: RUF001  as above
    low = low.replace("’", "'")  # noqa: RUF001  as above
    return any(part in FORENAMES or part in SURNAMES for part in {low, *low.split("-")})


def _beside(gap: str, first: str, second: str) -> bool:
    """Say whether two words that stand beside each other name somebody: title, initial or first name, and surname."""
    if gap.strip() not in {"", ","} or not gap:
        return False
    one, other = first.rstrip("."), second.rstrip(".")
    if one in TITLES:
        return other[:1].isupper()
    if _is_initial(first) or _is_initial(second):
        word = other if _is_initial(first) else one
        shouted = word.isupper() and len(word) >= _LONG
        return not _is_initial(word) and word[:1].isupper() and _is_unknown(word.capitalize() if shouted else word)
    if not (one[:1].isupper() and other[:1].isupper()):
        return False
    if gap.strip() == "" and other.casefold() in _SURNAMES_TOO and _is_unknown(one):
        return True
    return _is_unknown(one) and _is_unknown(other)


def _is_initial(token: str) -> bool:
    return len(token.rstrip(".")) == 1 and token[0].isupper() and token.rstrip(".") not in {"A", "I"}


def _is_unknown(word: str) -> bool:
    """Say whether a word is none that provision is called by; capitals alone are an abbreviation."""
    low = word.casefold()
    parts = {low, low.removesuffix("s"), low.removesuffix("'s"), *low.split("-")}
    if word.isupper() and len(word) <= _LONG:
        return False
    if parts & (ORDINARY | COMMON | _OF_PROVISION):
        return False
    return not (len(low) >= _LONG and low.endswith(_PLAIN_ENDINGS))
