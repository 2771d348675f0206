"""The words a report has for voices, answers, lenses and acronyms."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from inclusion_core.exchange.wording import capitalised

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sized

    from inclusion_core.model.assessment import Cell, Judgement, NonAnswer
    from inclusion_core.model.framework import Framework
    from inclusion_core.model.review import Review
    from inclusion_core.model.scale import Scale

ANSWERS: Mapping[NonAnswer, str] = {
    "cannot-tell": "Cannot tell",
    "not-applicable": "Does not apply here",
    "too-soon": "Too soon to say",
}

NOT_LOOKED_AT = "Not looked at yet"

_FACETS: Mapping[str, str] = {
    "send": "Pupils with SEND",
    "cared-for": "Cared-for pupils",
    "disadvantaged": "Disadvantaged pupils",
}

_ROLES: Mapping[str, str] = {"senco": "The SENCO", "leader": "School leaders", "pupils": "Pupils"}

_ACRONYMS: Mapping[str, str] = {
    "AP": "alternative provision: education arranged outside a school's own classes",
    "CTC": "city technology college",
    "DfE": "the Department for Education",
    "EAL": "English as an additional language",
    "EHC": "education, health and care; an EHC plan says what help a child must have",
    "EHCP": "education, health and care plan: it says what help a child must have",
    "GIAS": "Get Information about Schools, the public register of schools",
    "LA": "local authority",
    "PRU": "pupil referral unit",
    "SEMH": "social, emotional and mental health",
    "SENCO": "special educational needs coordinator, or whoever does that work",
    "SEN": "special educational needs",
    "SEND": "special educational needs and disabilities",
    "TA": "teaching assistant",
    "URN": "unique reference number: a school's number in the public register",
}


def voice_words(voice: str, review: Review, framework: Framework) -> str:
    """Return whose judgements a voice stands for, in words, to begin a sentence or stand alone.

    A peer is shown by the name they chose, by role where they chose none, and else as 'A peer reviewer'.
    """
    sort, _, name = voice.partition(":")
    if sort == "self":
        return "The school's own judgement"
    if sort == "moderated":
        return "Agreed after talking it through"
    if sort == "role":
        return framework.worded(_ROLES.get(name) or capitalised(name.replace("-", " ")))
    person = review.team.get(name)
    shown = (person.name or person.role) if person else ""
    return f"Peer reviewer, {shown}" if shown else "A peer reviewer"


def headline_voice(voices: Mapping[str, Sized]) -> str | None:
    """Return the voice that a report speaks with first: what was agreed, else the school's own, else the first.

    `voices` maps each voice to its judgements. What was agreed speaks first where it has no fewer than any other has:
    two indicators that were talked through are no judgement of the school.

    >>> headline_voice({"peer:ak-7f3": "123", "self": "1"}), headline_voice({}) is None
    ('self', True)
    >>> headline_voice({"moderated": "123", "self": "123"}), headline_voice({"moderated": "1", "self": "123"})
    ('moderated', 'self')
    """
    agreed = voices.get("moderated", ())
    first = ("moderated",) if len(agreed) >= max(map(len, voices.values()), default=0) else ()
    others = tuple(one for one in voices if one != "moderated")
    return next((voice for voice in (*first, "self", *others, "moderated") if voice in voices), None)


def facet_words(value: str) -> str:
    """Return a lens or layer in words.

    >>> facet_words("cared-for"), facet_words("practice")
    ('Cared-for pupils', 'Practice')
    """
    return _FACETS.get(value) or capitalised(value.replace("-", " "))


def answer_words(judgement: Judgement | None, scale: Scale) -> str:
    """Return a level's title, a non-answer in words, or that nobody looked yet."""
    if judgement is None:
        return NOT_LOOKED_AT
    if judgement.level is not None:
        return scale.title(judgement.level)
    return ANSWERS[judgement.non_answer] if judgement.non_answer else NOT_LOOKED_AT


def answered(framework: Framework, judgements: Mapping[Cell, Judgement], indicator: str) -> Judgement | None:
    """Return what stands for an indicator as a whole: the plain judgement, else its lowest judged facet.

    Where no facet has a level either, the first non-answer given; None where nobody looked.
    """
    plain = judgements.get((indicator, None))
    if plain is not None or framework.facet is None:
        return plain
    cells = [judgements[indicator, value] for value in framework.facet.values if (indicator, value) in judgements]
    levels = [one for one in cells if one.level is not None]
    if levels:
        return min(levels, key=lambda one: framework.scale.place(one.level or ""))
    return cells[0] if cells else None


def glossary(texts: Iterable[str], words: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return the acronyms that stand in these texts and what they mean, in the order of the alphabet.

    `words` are a framework's swaps: what was `SENCO` is looked for, and told, as it is written here.

    >>> glossary(["Ask the SENCO."], {})[0][0]
    'SENCO'
    """
    whole = "\n".join(texts)
    found = {
        words.get(short, short): meaning
        for short, meaning in _ACRONYMS.items()
        if re.search(rf"(?<!\w){re.escape(words.get(short, short))}s?(?!\w)", whole)
    }
    return tuple(sorted(found.items(), key=lambda pair: pair[0].casefold()))
