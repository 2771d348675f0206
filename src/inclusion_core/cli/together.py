"""`inclusion together`: what a SENCO and a leader learn and hope side by side. Private to the two."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from inclusion_core.cli import keeping
from inclusion_core.cli.arguments import group, how_many, json_option, leaf, review_argument, text_argument
from inclusion_core.cli.context import text_of
from inclusion_core.cli.output import answer, columns, counted, note, say, visible
from inclusion_core.cli.pupil_names import warn_of_names
from inclusion_core.cli.reviewing import reading
from inclusion_core.errors import NotAllowed
from inclusion_core.model.together import LEARNT, PAIR_ROLES

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from inclusion_core.cli.arguments import Parser
    from inclusion_core.cli.context import Context
    from inclusion_core.desk.pairs import Hope, Learning, Together

    Group = argparse._SubParsersAction[Parser]  # noqa: SLF001  argparse has no public name for it

PRIVATE = "It is private to the two: no report, export or file that is handed over holds any of it."
_AFTER = {
    "stayed": "what stayed with you",
    "questioned": "what it questioned in your thinking",
    "takes_back": "what you take back and apply",
    "to_fit": "what has to be fitted to your setting",
    "who_else": "who else belongs in it",
    "support": "what support it needs",
    "tried": "what was tried",
    "adapted": "what was adapted",
    "sustained": "what has lasted",
}


def together(parser: argparse.ArgumentParser) -> None:
    """Fill the parser of `inclusion together`."""
    commands = group(parser)
    _record(commands)
    _side_by_side(commands)
    _pupils(commands)


def school_argument(parser: argparse.ArgumentParser) -> None:
    """Add the school that the two are of."""
    parser.add_argument("school", metavar="SCHOOL", help="the school: its id or URN, or the beginning of its id")


def on_option(parser: argparse.ArgumentParser) -> None:
    """Add the day."""
    parser.add_argument("--on", metavar="DATE", help="the day; today where none is given")


def day_of(arguments: argparse.Namespace) -> dt.date:
    """Return the day that was given, or today. Raises NotAllowed for what is no day."""
    return keeping.day_named(arguments.on) if arguments.on else dt.datetime.now(dt.UTC).astimezone().date()


def _record(commands: Group) -> None:
    new = leaf(commands, "new", _new, "begin the record of a school's SENCO and leader", example="alnside",
               more=PRIVATE, writes=True)  # fmt: skip
    school_argument(new)
    json_option(new, "together")

    show = leaf(commands, "show", _show, "show what the two have written down", example="alnside",
                more=f"{PRIVATE} Hopes stand in it once both were revealed, and before that none. Who asks is not "
                "checked: whoever uses this account is shown the rest.")  # fmt: skip
    school_argument(show)
    json_option(show, "together")

    out = leaf(commands, "take-out", _take_out, "take an entry out", example="alnside d-20261120", writes=True)
    school_argument(out)
    out.add_argument("entry", metavar="ENTRY", help="its id")
    json_option(out, "together")

    undo = leaf(commands, "undo", _undo, "take back your last change; twice does it again", example="alnside",
                more="A hope is taken back with --as and its role. What another person wrote stays, and hopes that "
                "were revealed stay revealed.", writes=True)  # fmt: skip
    school_argument(undo)
    undo.add_argument("--as", dest="role", metavar="ROLE", default="", help=f"who you are: {' or '.join(PAIR_ROLES)}")
    json_option(undo, "together", "says")

    gaps = leaf(
        commands, "gaps", _gaps, "say where the two answered differently, the farthest apart first; levels after that",
        example="alnside", more="Over a review with roles, such as leading-together. A gap is something to talk about. "
        "What only one has answered is not told.",
    )  # fmt: skip
    review_argument(gaps)
    json_option(gaps, "gaps", "same", "compared", "levels")


def _side_by_side(commands: Group) -> None:
    add = leaf(commands, "learnt", _learnt, "write down shadowing, or training that both went to", writes=True,
               example='alnside --sort shadowing --what "A morning in the small groups"',
               more=f"With --entry the questions afterwards are answered later. {PRIVATE}")  # fmt: skip
    school_argument(add)
    add.add_argument("--what", metavar="TEXT", type=text_argument, help="what it was")
    add.add_argument("--sort", metavar="S", help=f"{' or '.join(LEARNT)} (training)")
    add.add_argument("--entry", metavar="ENTRY", default="", help="one that is there already, by its id")
    on_option(add)
    for name, told in _AFTER.items():
        add.add_argument(f"--{name.replace('_', '-')}", dest=name, metavar="TEXT", type=text_argument, help=told)
    json_option(add, "learning")


def _pupils(commands: Group) -> None:
    hope = leaf(commands, "hope", _hope, "write down what you hope pupils would say about how adults work together",
                example='alnside --as senco "They know what the other one is doing."', writes=True,
                more="Nobody is shown it here, not even you, before both have written theirs and both are revealed. "
                "With - the text is read from the keyboard, so that your shell does not remember it. Who asks is not "
                "checked: whoever uses this account can read its files.")  # fmt: skip
    school_argument(hope)
    hope.add_argument("text", metavar="TEXT", type=text_argument, help="what you hope they would say; - reads it in")
    hope.add_argument("--as", dest="role", metavar="ROLE", required=True, help=" or ".join(PAIR_ROLES))
    on_option(hope)
    json_option(hope, "written", "anew")

    reveal = leaf(commands, "reveal", _reveal, "let both read each other's hopes", example="alnside", writes=True)
    school_argument(reveal)
    on_option(reveal)
    json_option(reveal, "hopes")

    asked = leaf(
        commands, "answers", _answers, "keep what pupils said, summed up", writes=True,
        example='alnside --respondents 24 "They see two people who talk, and lessons that do not match yet."',
        more="Once both hopes were revealed. No result of fewer than five pupils is kept, no words of fewer than ten, "
        "and no pupil's number. Never a name.",
    )  # fmt: skip
    school_argument(asked)
    asked.add_argument("text", metavar="TEXT", type=text_argument, help="what they said, summed up")
    asked.add_argument("--respondents", metavar="N", type=how_many, required=True, help="how many pupils answered")
    asked.add_argument("--words", metavar="TEXT", type=text_argument, action="append", default=[],
                       help="words of a pupil, from ten answers on; may be repeated")  # fmt: skip
    on_option(asked)
    json_option(asked, "answers")

    far = leaf(commands, "distance", _distance, "say what lies between your hopes and what pupils said", writes=True,
               example='alnside "They see us agree, and do not see it in lessons."')  # fmt: skip
    school_argument(far)
    far.add_argument("text", metavar="TEXT", type=text_argument, help="in your own words; it is never a figure")
    json_option(far, "distance")


# What they do -------------------------------------------------------------------------------------------------------


def plain(thing: object) -> Any:  # noqa: ANN401  as it stands in JSON
    """Return a thing as JSON has it."""
    from inclusion_core.exchange import answers  # noqa: PLC0415  only for --json

    return answers.plain(thing)


def role_words(role: str) -> str:
    """Return what people call a role.

    >>> role_words("senco"), role_words("leader")
    ('SENCO', 'leader')
    """
    from inclusion_core.desk.taking_back import called  # noqa: PLC0415  only where roles are told

    return called(role)


def table(one: Together) -> dict[str, Any]:
    """Return a record as JSON has it; hopes stand in it once they are revealed."""
    return {**plain(one), "hopes": {name: plain(each) for name, each in one.open_hopes.items()}}


def refuse_new_alone(arguments: argparse.Namespace, there: str, *names: str) -> None:
    """Raise NotAllowed where a record that is there already is given what only a new one is given."""
    for name in names:
        if getattr(arguments, name) is not None:
            raise NotAllowed(
                f"--{name} is said of a new one alone, and --{there} names one that is there. Leave one out."
            )


def _new(context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.desk.pairs import begin_pair  # noqa: PLC0415  only for this command

    made = begin_pair(context.desk, arguments.school)
    if arguments.json:
        answer({"together": table(made)})
    else:
        say(visible(f"{made.title}: begun, as {made.id}."))
        note(PRIVATE)
    return 0


def _show(context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.desk.pairs import pair_named  # noqa: PLC0415  only for this command

    context.read_only = True
    one = pair_named(context.desk, arguments.school)
    if arguments.json:
        answer({"together": table(one)})
        return 0
    say(visible(one.title))
    for line in _told(one):
        say(visible(line))
    note(PRIVATE)
    return 0


def _told(one: Together) -> Iterator[str]:
    yield (
        f"{counted(len(one.planning), 'planning meeting')}, {counted(len(one.decisions), 'decision')}, "
        f"{counted(len(one.learning), 'time', 'times')} side by side."
    )
    for each in one.learning.values():
        yield f"{each.id}  {each.sort}, {each.day}: {each.what}"
        yield from (f"    {told}: {text}" for name, told in _AFTER.items() if (text := getattr(each, name)))
    shown = one.open_hopes
    for name in PAIR_ROLES:
        if name in shown:
            yield _hoped(shown[name])
        elif name in one.hopes:
            yield f"The {role_words(name)} has written down a hope. It is shown once both are revealed."
    for asked in one.answers.values():
        yield f"{asked.id}  {asked.respondents} pupils, {asked.day}: {asked.summary}"
        yield from (f'    "{words}"' for words in asked.words)
    if one.distance:
        yield f"What lies between: {one.distance}"


def _take_out(context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.desk.pairs import take_out  # noqa: PLC0415  only for this command

    made = take_out(context.desk, arguments.school, arguments.entry)
    if arguments.json:
        answer({"together": table(made)})
    else:
        say(visible(f"{arguments.entry} is taken out. To bring it back: together undo {made.id}"))
    return 0


def _undo(context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.desk.pairs import undo_pair  # noqa: PLC0415  only for this command

    done = undo_pair(context.desk, arguments.school, role=arguments.role)
    if arguments.json:
        answer({"together": None if done.pair is None else table(done.pair), "says": done.says})
    else:
        say(visible(f"{done.says} Undo again does it again."))
    return 0


def _hoped(one: Hope) -> str:
    anew = " (It took the place of one written before.)" if one.anew else ""
    return f"The {role_words(one.id)} hopes pupils would say: {one.says}{anew}"


def _learnt(context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.desk.pairs import add_learning, change_learning  # noqa: PLC0415  only for this command

    parts = {name: text for name in _AFTER if (text := getattr(arguments, name)) is not None}
    if arguments.entry:
        refuse_new_alone(arguments, "entry", "sort", "on")
        if arguments.what is not None:
            parts["what"] = arguments.what
        made = change_learning(context.desk, arguments.school, arguments.entry, **parts)
    else:
        made = add_learning(
            context.desk,
            arguments.school,
            day_of(arguments),
            arguments.sort or "training",
            arguments.what or "",
            **parts,
        )
    if arguments.json:
        answer({"learning": plain(made)})
    else:
        say(visible(_learnt_words(made)))
    warn_of_names(context, (made.what, *parts.values()))
    return 0


def _learnt_words(made: Learning) -> str:
    open_still = [told for name, told in _AFTER.items() if not getattr(made, name)]
    rest = f" Still to be said: {'; '.join(open_still)}." if open_still else ""
    return f"{made.id}: {made.what}.{rest}"


def _hope(context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.desk.pairs import hope  # noqa: PLC0415  only for this command

    text = text_of(arguments.text)
    made = hope(context.desk, arguments.school, arguments.role, text, day_of(arguments))
    if arguments.json:
        answer({"written": arguments.role, "anew": made.anew})
    else:
        anew = (
            f" It took the place of the {role_words(made.id)}'s one before, which nobody has read." if made.anew else ""
        )
        say(f"Written down.{anew} The other one is shown it once both are revealed: inclusion together reveal")
    if arguments.text != "-":
        note("Your shell may remember the command with the text in it; clear its history, or give - next time.")
    warn_of_names(context, (text,))
    return 0


def _reveal(context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.desk.pairs import reveal  # noqa: PLC0415  only for this command

    made = reveal(context.desk, arguments.school, day_of(arguments))
    if arguments.json:
        answer({"hopes": {name: plain(one) for name, one in made.hopes.items()}})
        return 0
    for name in PAIR_ROLES:
        say(visible(_hoped(made.hopes[name])))
    note("Now ask pupils: inclusion together answers")
    return 0


def _answers(context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.desk.pairs import add_answers  # noqa: PLC0415  only for this command

    made = add_answers(
        context.desk, arguments.school, day_of(arguments), arguments.respondents, arguments.text,
        tuple(arguments.words),
    )  # fmt: skip
    if arguments.json:
        answer({"answers": plain(made)})
    else:
        say(visible(f"{made.id}: {made.respondents} pupils, summed up."))
    warn_of_names(context, (made.summary, *made.words))
    return 0


def _distance(context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.desk.pairs import say_distance  # noqa: PLC0415  only for this command

    made = say_distance(context.desk, arguments.school, arguments.text)
    if arguments.json:
        answer({"distance": made.distance})
    else:
        say(visible(f"Kept: {made.distance}"))
    warn_of_names(context, (made.distance,))
    return 0


def _gaps(context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.analysis.scoring.wording import answer_in_words  # noqa: PLC0415  as above
    from inclusion_core.analysis.voices.comparison import compare_voices  # noqa: PLC0415  only for this command

    context.read_only = True
    with reading(context, arguments.review) as session:
        framework = session.framework
        voices = {f"role:{one}": session.assessment(f"role:{one}").judgements for one in framework.roles[:2]}
        if len(voices) < 2:  # noqa: PLR2004  a gap has two sides
            raise NotAllowed(f"{framework.name} has no two roles, so there is no gap between them.")
        lacking = [one for one, given in voices.items() if not given]
        if lacking:
            raise NotAllowed(f"{', '.join(lacking)} has judged nothing in {session.review.id} yet.")
        found = compare_voices(framework, voices, session.review.setting)
    parted = (*found.talk_first, *found.otherwise)
    names = [one.removeprefix("role:") for one in voices]
    called = [role_words(one) for one in names]
    if arguments.json:
        answer({
            "gaps": [{"id": one.name, "title": one.title, "steps": one.distance} for one in parted],
            "same": found.same, "compared": found.compared,
            "levels": [{"id": one.name, **{names[at]: _answer(one.answers[voice]) for at, voice in enumerate(voices)}}
                       for one in found.rows if all(one.answers.values())],
        })  # fmt: skip
        return 0
    say(
        f"{found.same} of {found.compared} to which both gave a level are the same. Where you part, the farthest first:"
    )
    columns([(one.name, f"{one.distance} apart" if one.distance else "not two levels", framework.worded(one.title))
             for one in parted], indent="  ")  # fmt: skip
    say("What each of you said:")
    columns([
        (one.name, *(f"{called[at]}: {answer_in_words(framework, _answer(one.answers[voice]) or '')}"
                     if one.answers[voice] else f"{called[at]}: not answered yet" for at, voice in enumerate(voices)))
        for one in parted
    ], indent="  ")  # fmt: skip
    note("A gap says nothing about who is right. It is where a conversation begins.")
    return 0


def _answer(made: Any) -> str | None:  # noqa: ANN401  a judgement or None
    return None if made is None else made.level or made.non_answer
