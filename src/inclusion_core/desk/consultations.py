"""Consultations at the desk: schools answer on one edition, their files are merged, counted and drafted from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import evolve

from inclusion_core.analysis.editions.consulting import (
    Added,
    Counted,
    Remark,
    SignedUp,
    Tally,
    answered_words,
    tally,
)
from inclusion_core.analysis.editions.merging_returns import Clash, Merged, Take, merged
from inclusion_core.desk.consulted_words import Stop, stops_in_draft, stops_in_return, words_in
from inclusion_core.desk.consulting import (
    all_consultations,
    asked_about,
    consultation_named,
    indicator_of,
    kept_text,
    key_of,
    name_of,
    say_for,
)
from inclusion_core.desk.schools import find_school
from inclusion_core.errors import NotAllowed, UnknownName
from inclusion_core.identifiers import is_id, nearest
from inclusion_core.model.cluster import Consent
from inclusion_core.model.consultation import (
    OPINIONS,
    Addition,
    Commitment,
    Consultation,
    Invited,
    Opinion,
    OpinionGiven,
    SchoolReturn,
    addition_id,
    same_proposal,
)
from inclusion_core.store.consultations import consultations_of, read_sent, sent
from inclusion_core.store.needles import BLANKED

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from inclusion_core.desk import Desk
    from inclusion_core.errors import Problem

__all__ = [
    "OPINIONS",
    "Added",
    "Addition",
    "Clash",
    "Commitment",
    "Consultation",
    "Counted",
    "Invited",
    "Merged",
    "Opinion",
    "OpinionGiven",
    "Remark",
    "SchoolReturn",
    "SignedUp",
    "Stop",
    "Tally",
    "all_consultations",
    "amiss",
    "answered_words",
    "asked_about",
    "consent_to_be_named",
    "consultation_named",
    "draft_next",
    "give_opinion",
    "indicator_of",
    "kept_text",
    "key_of",
    "make_return",
    "merge_returns",
    "name_of",
    "new_consultation",
    "preview_returns",
    "propose",
    "say_for",
    "stops_in",
    "take_out",
    "tally_of",
    "undo_consultation",
    "words_in",
]


def amiss(desk: Desk) -> tuple[Problem, ...]:
    """Return what is wrong with files of consultations here; a bad one is left out of `all_consultations`."""
    book = consultations_of(desk.workspace)
    book.all()
    return book.problems


def new_consultation(  # noqa: PLR0913  a consultation has these parts, all named
    desk: Desk,
    title: str,
    framework: str,
    schools: Sequence[str] = (),
    *,
    id: str = "",  # noqa: A002  the word that files use
    until: dt.date | None = None,
) -> Consultation:
    """Begin a consultation on one edition. `schools` are those whose answers are waited for; none says nobody is.

    Raises UnknownName (framework, school), NotAllowed (an id that is taken).
    """
    about = desk.framework(framework)
    found = [find_school(desk, one) for one in schools]
    invited = {key_of(one): Invited(key_of(one), name_of(one)) for one in found}
    made = Consultation(id, title, about.name, about.digest, until=until, invited=invited)
    return consultations_of(desk.workspace).put(made, new=True)


# What a school says -------------------------------------------------------------------------------------------------


def give_opinion(  # noqa: PLR0913  an opinion has these parts, all named
    desk: Desk,
    consultation: str,
    school: str,
    indicator: str,
    opinion: str,
    *,
    day: dt.date,
    if_changed: str = "",
    because: str = "",
    cost: str = "",
    help_needed: str = "",
) -> OpinionGiven:
    """Keep what a school says of one indicator, in place of what it said before.

    Raises UnknownName (indicator, opinion), NotAllowed (a wish for a change that says no change, or one beside a yes).
    """
    one = consultation_named(desk, consultation)
    name = indicator_of(asked_about(desk, one), indicator)
    chosen = next((each for each in OPINIONS if each == opinion), None)
    if chosen is None:
        raise UnknownName("opinion", opinion, nearest=nearest(opinion, OPINIONS), known=OPINIONS)
    if chosen == "agree" and if_changed.strip():
        raise NotAllowed(f"{name}: 'agree' is yes as it stands. To wish for a change, say agree-if-changed.")
    made = OpinionGiven(
        name, chosen, day, if_changed=kept_text(if_changed), because=kept_text(because), cost=kept_text(cost),
        help_needed=kept_text(help_needed),
    )  # fmt: skip
    say_for(desk, one.id, school, lambda was: evolve(was, opinions={**was.opinions, name: made}))
    return made


def propose(  # noqa: PLR0913  an addition has these parts, all named
    desk: Desk,
    consultation: str,
    school: str,
    strand: str,
    title: str,
    *,
    day: dt.date,
    statement: str = "",
    because: str = "",
    instead_of: str = "",
) -> Addition:
    """Keep better practice that a school would add. The same title for the same strand takes the place of what it was.

    `instead_of` is the id of an addition that this one is a new wording of: it goes in the same step.

    Raises UnknownName (strand), NotAllowed (no title).
    """
    one = consultation_named(desk, consultation)
    known = asked_about(desk, one).strands
    place = strand if strand in known else next((each for each in known if each.casefold() == strand.casefold()), "")
    if not place:
        raise UnknownName("strand", strand, nearest=nearest(strand, known), known=tuple(known))
    called = " ".join(kept_text(title).split())
    if not called:
        raise NotAllowed("An addition needs a title: something a school does, in a few words.")
    made = Addition("", place, called, day, statement=kept_text(statement), because=kept_text(because))

    def with_it(was: SchoolReturn) -> SchoolReturn:
        nonlocal made
        said = {key: each for key, each in was.additions.items() if key != instead_of}
        there = (key for key, each in said.items() if same_proposal(each, made))
        made = evolve(made, id=next(there, "") or addition_id(place, called))
        return evolve(was, additions={**said, made.id: made})

    say_for(desk, one.id, school, with_it)
    return made


def take_out(desk: Desk, consultation: str, school: str, name: str, *, of: str = "") -> SchoolReturn:
    """Take out what a school said: an opinion by its indicator, an addition by its id or its title.

    `undo_consultation` brings it back.

    `of` says where to look: `opinions`, `additions` or `commitments`; the first two where not said. A file that was
    sent before still holds it. Raises NotAllowed where the school said no such thing.
    """
    one = consultation_named(desk, consultation)
    key = key_of(find_school(desk, school))
    there = one.returns.get(key)
    tables = (of,) if of else ("opinions", "additions")
    found = [
        (table, each) for table in tables for each in getattr(there, table, ()) if each.casefold() == name.casefold()
    ]
    if not found and "additions" in tables and there is not None:
        titled = [each.id for each in there.additions.values() if each.title.casefold() == name.strip().casefold()]
        if len(titled) > 1:
            ids = ", ".join(f"{one} ({there.additions[one].strand})" for one in titled)
            raise NotAllowed(f"{school} proposed '{name}' more than once. Name one by its id: {ids}.")
        found = [("additions", each) for each in titled]
    if not found:
        raise NotAllowed(f"{school} said nothing about '{name}' in {one.id}. Nothing was taken out.")
    table, entry = found[0]

    def without(was: SchoolReturn) -> SchoolReturn:
        changes: dict[str, Any] = {table: {one: said for one, said in getattr(was, table).items() if one != entry}}
        return evolve(was, **changes)

    return say_for(desk, one.id, school, without).returns[key]


def consent_to_be_named(  # noqa: PLR0913  a consent has these parts, all named
    desk: Desk, consultation: str, school: str, day: dt.date, *, yes: bool, role: str = ""
) -> SchoolReturn:
    """Note that a school may stand beside its words by name, or takes that back. Raises NotAllowed: it said nothing."""
    one = consultation_named(desk, consultation)
    key = key_of(find_school(desk, school))
    if key not in one.returns:
        raise NotAllowed(f"{school} has said nothing in {one.id} yet. Begin with: inclusion framework consult answer")
    consent = one.returns[key].named
    if yes:
        consent = Consent(day, role=kept_text(role))
    elif consent is not None and consent.withdrawn is None:
        consent = evolve(consent, withdrawn=max(day, consent.given))
    return say_for(desk, one.id, school, lambda was: evolve(was, named=consent)).returns[key]


def undo_consultation(desk: Desk, name: str) -> Consultation | None:
    """Take back the last change of a consultation; return what it was before, None where it was not there."""
    book = consultations_of(desk.workspace)
    return book.undo(name if book.ever(name) else book.one(name).id)


# From hand to hand --------------------------------------------------------------------------------------------------


def make_return(  # noqa: PLR0913  a consent has these parts, all named
    desk: Desk, consultation: str, school: str, day: dt.date, *, named: bool | None = None, role: str = ""
) -> bytes:
    """Return the file that a school sends in; of no school, the empty one that is sent out to schools.

    `named` says whether the school stands beside its words by name; None leaves it as it said before, at first no.
    Raises NotAllowed where the school has said nothing yet.
    """
    one = consultation_named(desk, consultation)
    if not school:
        return sent(evolve(one, returns={}))
    key = key_of(find_school(desk, school))
    if key not in one.returns:
        raise NotAllowed(f"{school} has said nothing in {one.id} yet. Begin with: inclusion framework consult answer")
    mine = one.returns[key]
    if named is not None:
        mine = consent_to_be_named(desk, one.id, school, day, yes=named, role=role)
    return sent(evolve(one, returns={key: mine}))


def stops_in(desk: Desk, name: str, school: str = "") -> tuple[Stop, ...]:
    """Return what looks as if it named a pupil in the file of a school; of no school, in the draft."""
    one = consultation_named(desk, name)
    if not school:
        return stops_in_draft(one)
    said = one.returns.get(key_of(find_school(desk, school)))
    return stops_in_return(said) if said is not None else ()


def preview_returns(desk: Desk, paths: Sequence[Path]) -> tuple[Merged, ...]:
    """Return what `merge_returns` would do, and write nothing. Raises what it raises."""
    here = {one.id: one for one in all_consultations(desk)}
    done: list[Merged] = []
    for _, came in _fitting_files(desk, paths, here):
        done.append(merged(here.get(came.id, evolve(came, returns={})), came))
        here[came.id] = done[-1].consultation
    return _each_clash_once(done)


def merge_returns(desk: Desk, paths: Sequence[Path], *, take: Take = "") -> tuple[Merged, ...]:
    """Merge files that came in, all or none; a consultation that is not here yet is begun with what came.

    Raises InvalidFile, UnknownName (its framework is not here), NotAllowed (another edition, another consultation of
    the same id, an indicator or a level that the edition has not).
    """
    came = _fitting_files(desk, paths, {one.id: one for one in all_consultations(desk)})
    done: dict[int, Merged] = {}
    for name in dict.fromkeys(one.id for _, one in came):
        places = [at for at, (_, one) in enumerate(came) if one.id == name]
        done.update(zip(places, _merge_all(desk, [came[at][1] for at in places], take), strict=True))
    return _each_clash_once([done[at] for at in range(len(came))])


def _each_clash_once(done: Sequence[Merged]) -> tuple[Merged, ...]:
    """Leave out what a file before it has shown already: one that comes twice differs once."""
    seen: set[Clash] = set()
    found = []
    for one in done:
        found.append(evolve(one, clashes=tuple(each for each in one.clashes if each not in seen)))
        seen.update(one.clashes)
    return tuple(found)


def _fitting_files(
    desk: Desk, paths: Sequence[Path], there: Mapping[str, Consultation]
) -> list[tuple[Path, Consultation]]:
    """Read files, and refuse all of them where one cannot be merged into what is there and what comes before it."""
    came, here = [(path, read_sent(path)) for path in paths], dict(there)
    for path, one in came:
        _fitting(desk, path, one, here.setdefault(one.id, evolve(one, returns={})))
    return came


def _merge_all(desk: Desk, came: Sequence[Consultation], take: Take) -> list[Merged]:
    """Merge what came in to one consultation, as one change: sixty files are one line of the journal, and one undo."""
    book = consultations_of(desk.workspace)
    if not any(one.id == came[0].id for one in book.all()):
        book.put(evolve(came[0], returns={}), new=True)
    done: list[Merged] = []

    def with_them(was: Consultation) -> Consultation:
        done.clear()
        for one in came:
            done.append(merged(done[-1].consultation if done else was, one, take=take))
        return done[-1].consultation

    book.change(came[0].id, with_them)
    return done


def _fitting(desk: Desk, path: Path, came: Consultation, here: Consultation) -> None:
    """Refuse, in one sentence, what cannot be merged."""
    if not is_id(came.id):
        raise NotAllowed(f"{path.name}: '{came.id}' cannot name a consultation. Nothing was taken.")
    if (came.framework, came.digest) != (here.framework, here.digest):
        other = came.framework if came.framework != here.framework else f"other words of {came.framework}"
        raise NotAllowed(
            f"{path.name} answers on {other}, and '{here.id}' asks about {here.framework}: answers on another text "
            "cannot be counted here, and nothing was taken."
        )
    if came.title != here.title and not any(BLANKED in one.title for one in (came, here)):
        raise NotAllowed(
            f"{path.name} is of the consultation '{came.title}', and '{here.id}' here is '{here.title}': answers to "
            "another one cannot be counted here, and nothing was taken."
        )
    framework = asked_about(desk, came)
    for one in came.returns.values():
        named = {*one.opinions, *one.commitments} - framework.indicators.keys()
        named |= {each.strand for each in one.additions.values()} - framework.strands.keys()
        named |= {each.level for each in one.commitments.values()} - set(framework.scale.order)
        if named:
            raise NotAllowed(
                f"{path.name} names {', '.join(sorted(named))}, which {framework.name} has not. Nothing was taken."
            )


# Counted, drafted from ----------------------------------------------------------------------------------------------


def tally_of(desk: Desk, name: str, today: dt.date) -> Tally:
    """Count a consultation. Raises UnknownName, NotAllowed where its edition is here with other words."""
    one = consultation_named(desk, name)
    return tally(one, asked_about(desk, one), today)


def draft_next(desk: Desk, name: str, today: dt.date, *, edition: str = "") -> tuple[str, str]:
    """Return the next edition's name and its draft as a framework's file. Raises NotAllowed for no later edition."""
    from inclusion_core.exchange.next_edition import draft_of_next, next_edition  # noqa: PLC0415  only for a draft
    from inclusion_core.identifiers import edition_key, is_edition  # noqa: PLC0415  as above

    one = consultation_named(desk, name)
    about = asked_about(desk, one)
    taken = {each.edition for each in desk.library.found() if each.id == about.id}
    new = edition or next_edition(about.edition, taken)
    if not is_edition(new) or edition_key(new) <= edition_key(about.edition) or new in taken:
        raise NotAllowed(
            f"'{new}' cannot follow {about.name}: give a higher edition that is not here yet, such as "
            f"{next_edition(about.edition, taken)}."
        )
    text = draft_of_next(about, tally(one, about, today), edition=new, scales=desk.library.scales)
    return f"{about.id}@{new}", text
