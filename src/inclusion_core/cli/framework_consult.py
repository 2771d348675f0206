"""`inclusion framework consult`: asking schools about an edition, merging what they send in, counting and drafting."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from inclusion_core.cli import keeping
from inclusion_core.cli.arguments import group, json_option, leaf, text_argument
from inclusion_core.cli.leaving import anyway_option, held_back
from inclusion_core.cli.output import answer, counted, note, say, visible
from inclusion_core.cli.pupil_names import warn_of_names
from inclusion_core.cli.together import day_of, on_option, plain
from inclusion_core.model.consultation import OPINIONS

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from inclusion_core.analysis.editions.merging_returns import Clash
    from inclusion_core.cli.arguments import Parser
    from inclusion_core.cli.context import Context
    from inclusion_core.desk.consultations import Consultation

    Group = argparse._SubParsersAction[Parser]  # noqa: SLF001  argparse has no public name for it

_TEXTS = {
    "if_changed": ("--change", "how it would have to be changed"),
    "because": ("--because", "why"),
    "cost": ("--cost", "what it would cost, in money or time"),
    "help_needed": ("--help-needed", "which help would make it possible"),
}
_YES_NO = {"yes": True, "no": False, None: None}


def leaf_of(commands: Group) -> None:
    """Add `framework consult` and its commands."""
    about = "ask schools about a framework: what they agree to, would change, cannot do yet and would add"
    there = group(commands.add_parser("consult", help=about, description=about[:1].upper() + about[1:] + "."))
    _saying(there)
    _gathering(there)


def consultation_argument(parser: argparse.ArgumentParser) -> None:
    """Give a command its CONSULTATION."""
    parser.add_argument("consultation", metavar="CONSULTATION", help="its id, or as much of its beginning as is needed")


def school_option(parser: argparse.ArgumentParser, *, required: bool = True) -> None:
    """Give a command the school that speaks."""
    parser.add_argument("--school", metavar="S", required=required, default="", help="its id here, its URN or its name")


def _saying(commands: Group) -> None:
    new = leaf(
        commands, "new", _new, "begin a consultation on one edition of a framework", writes=True,
        example='"Autumn" --framework north-east@2026.1 --school alnside --school moorside',
    )  # fmt: skip
    new.add_argument("title", metavar="TITLE", type=text_argument, help="what it is called")
    new.add_argument(
        "--framework", metavar="ID@EDITION", required=True, help="what is asked about: id, id@edition, file"
    )
    new.add_argument("--school", metavar="S", action="append", default=[], help="a school asked; repeat for each")
    new.add_argument("--until", metavar="DATE", help="the day by which answers are wished for")
    new.add_argument("--id", metavar="ID", default="", help="its short name, made from the title where not said")
    json_option(new, "consultation")

    json_option(leaf(commands, "list", _list, "list the consultations", example=""), "consultations")

    given = leaf(
        commands, "answer", _answer, "say what a school thinks of one indicator", writes=True,
        example='autumn U4 agree-if-changed --school alnside --change "Say who checks it."',
        more="It takes the place of what the school said before. Say nothing that shows who a pupil is.",
    )  # fmt: skip
    consultation_argument(given)
    given.add_argument("indicator", metavar="INDICATOR", help="such as U4")
    given.add_argument("opinion", metavar="OPINION", help=", ".join(OPINIONS))
    school_option(given)
    for name, (option, told) in _TEXTS.items():
        given.add_argument(option, dest=name, metavar="TEXT", type=text_argument, default="", help=told)
    on_option(given)
    json_option(given, "opinion")

    add = leaf(
        commands, "propose", _propose, "propose better practice to be added", writes=True,
        example='autumn T "Meet families before a plan is written" --school alnside',
    )  # fmt: skip
    consultation_argument(add)
    add.add_argument("strand", metavar="STRAND", help="the strand it would belong to")
    add.add_argument(
        "title", metavar="TITLE", type=text_argument, help="something a school does, in at most nine words"
    )
    school_option(add)
    add.add_argument("--statement", metavar="TEXT", type=text_argument, default="", help="one sentence that says more")
    add.add_argument("--because", metavar="TEXT", type=text_argument, default="", help="why")
    on_option(add)
    json_option(add, "addition")

    remove = leaf(
        commands, "remove", _remove, "take out an answer or a proposal of a school", writes=True,
        example="autumn U4 --school alnside",
        more="Undo brings it back. A file that was sent before still holds it: tell whoever has it.",
    )  # fmt: skip
    consultation_argument(remove)
    remove.add_argument("what", metavar="WHAT", help="the indicator that was answered on, or the proposal's title")
    school_option(remove)
    json_option(remove, "return")

    undo = leaf(commands, "undo", _undo, "take back the last change of a consultation; twice does it again",
                example="autumn", writes=True)  # fmt: skip
    consultation_argument(undo)
    json_option(undo, "consultation")


def _gathering(commands: Group) -> None:
    out = leaf(
        commands, "return", _return, "write the file that a school sends in, or the empty one sent out to schools",
        example="autumn --school alnside --named yes --out alnside-autumn.toml", writes=True,
        more="Without --school it holds no answers: schools merge it to begin. The file holds all that the school "
        "wrote; --named yes lets its name stand beside its words in the tally, and --named no takes that back. "
        "What looks as if it named a pupil holds it back.",
    )  # fmt: skip
    consultation_argument(out)
    school_option(out, required=False)
    out.add_argument("--named", choices=("yes", "no"), help="may the school's name stand beside its words")
    out.add_argument("--role", metavar="ROLE", type=text_argument, default="", help="who said so, by role")
    out.add_argument("--out", metavar="FILE", type=Path, required=True, help="where to write it")
    anyway_option(out)
    on_option(out)
    json_option(out, "written")

    merge = leaf(
        commands, "merge", _merge, "take in files that schools sent", example="alnside-autumn.toml moorside.toml",
        more="A file that comes twice counts once. Where two files say two things for one school, both are shown, "
        "what is here stays, and it exits 1; --take chooses. A file on another edition is refused.", writes=True,
    )  # fmt: skip
    merge.add_argument("files", metavar="FILE", nargs="+", type=Path, help="the files")
    merge.add_argument("--take", choices=("here", "file"), default="", help="which counts where they differ")
    json_option(merge, "added", "same", "conflicts", "consultations")

    count = leaf(
        commands, "tally", _tally, "count the answers: how many, who is missing, what they wrote", example="autumn",
        more="Words stand without a name where the school did not agree to one. Where few schools answer, they may "
        "be known by their words all the same.",
    )  # fmt: skip
    consultation_argument(count)
    on_option(count)
    json_option(count, "tally")

    draft = leaf(
        commands, "draft", _draft, "write the draft of the next edition", example="autumn --out next.toml",
        more="No word of an indicator is changed: what schools would have otherwise stands above it as a remark, and "
        "additions are proposed indicators, judged and never scored. What looks as if it named a pupil holds it back. "
        "What becomes of each: inclusion framework diff",
    )  # fmt: skip
    consultation_argument(draft)
    draft.add_argument("--edition", metavar="E", default="", help="its number; the next one where not said")
    draft.add_argument(
        "--out", metavar="FILE", type=Path, help="where to write it: ID-EDITION.toml here where not said"
    )
    anyway_option(draft)
    json_option(draft, "written", "framework", "changes")


# Saying -------------------------------------------------------------------------------------------------------------


def _new(context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.desk.consultations import new_consultation  # noqa: PLC0415  only for this command

    until = keeping.day_named(arguments.until) if arguments.until else None
    made = new_consultation(
        context.desk, arguments.title, arguments.framework, arguments.school, id=arguments.id, until=until
    )
    if arguments.json:
        answer({"consultation": _told(made)})
        return 0
    asked = f"{counted(len(made.invited), 'school')} asked" if made.invited else "no list of schools"
    say(f"{made.id}: about {made.framework}, {asked}.")
    note(context.typed(f"To answer: inclusion framework consult answer {made.id} INDICATOR OPINION --school S"))
    return 0


def _told(one: Consultation) -> dict[str, Any]:
    """Return a consultation for a program: how many answered, and not whose words are whose, as in the tally."""
    table = {name: value for name, value in plain(one).items() if name != "returns"}
    return {**table, "answered": sum(each.answered for each in one.returns.values())}


def _list(context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.desk.consultations import all_consultations  # noqa: PLC0415  only for this command

    found = all_consultations(context.desk)
    if arguments.json:
        answer({"consultations": [_told(one) for one in found]})
        return 0
    for one in found:
        answered = sum(each.answered for each in one.returns.values())
        say(visible(f"{one.id}  {one.title}, about {one.framework}: {counted(answered, 'school')} answered."))
    note(f"{counted(len(found), 'consultation')}.")
    return 0


def _answer(context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.cli.tally_lines import OPINION_WORDS  # noqa: PLC0415  only for this command
    from inclusion_core.desk.consultations import give_opinion  # noqa: PLC0415  as above

    texts = {name: getattr(arguments, name) for name in _TEXTS}
    made = give_opinion(
        context.desk, arguments.consultation, arguments.school, arguments.indicator, arguments.opinion,
        day=day_of(arguments), **texts,
    )  # fmt: skip
    if arguments.json:
        answer({"opinion": plain(made)})
    else:
        say(visible(f"{made.id}: {OPINION_WORDS[made.opinion]}."))
        if made.opinion == "cannot-yet" and not made.cost and not made.help_needed:
            note("To say what stands in the way, give it again with --cost and --help-needed.")
    warn_of_names(context, texts.values())
    return 0


def _propose(context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.desk.consultations import propose  # noqa: PLC0415  only for this command

    made = propose(
        context.desk, arguments.consultation, arguments.school, arguments.strand, arguments.title,
        day=day_of(arguments), statement=arguments.statement, because=arguments.because,
    )  # fmt: skip
    if arguments.json:
        answer({"addition": plain(made)})
    else:
        say(visible(f"Proposed for {made.strand}: {made.title}."))
    warn_of_names(context, (made.title, made.statement, made.because))
    return 0


def _remove(context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.desk.consultations import take_out  # noqa: PLC0415  only for this command

    left = take_out(context.desk, arguments.consultation, arguments.school, arguments.what)
    if arguments.json:
        answer({"return": plain(left)})
    else:
        say(visible(f"Taken out: {arguments.what}."))
    return 0


def _undo(context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.desk.consultations import all_consultations, undo_consultation  # noqa: PLC0415  as above

    before = {one.id for one in all_consultations(context.desk)}
    was = undo_consultation(context.desk, arguments.consultation)
    gone = before - {one.id for one in all_consultations(context.desk)}
    if arguments.json:
        answer({"consultation": None if was is None else _told(was)})
    else:
        say("It is as it was before the last change.")
        for name in gone:
            note(f"That change was its beginning, so {name} is not here now, with all that it held.")
            note(context.typed(f"To bring it back: inclusion framework consult undo {name}"))
    return 0


# Gathering ----------------------------------------------------------------------------------------------------------


def _return(context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.desk.consultations import make_return, stops_in  # noqa: PLC0415  only for this command
    from inclusion_core.desk.frameworks import write_new  # noqa: PLC0415  as above

    stops = stops_in(context.desk, arguments.consultation, arguments.school) if arguments.school else ()
    if stops and not arguments.anyway:
        return held_back(context, "", stops, json=arguments.json)
    content = make_return(
        context.desk, arguments.consultation, arguments.school, day=day_of(arguments),
        named=_YES_NO[arguments.named], role=arguments.role,
    )  # fmt: skip
    write_new(arguments.out, content)
    if arguments.json:
        answer({"written": str(arguments.out)})
    else:
        say(f"Written: {arguments.out}")
        note(context.typed(f"Whoever gets it types: inclusion framework consult merge {arguments.out}"))
    return 0


def _merge(context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.desk.consultations import merge_returns, words_in  # noqa: PLC0415  only for this command

    done = merge_returns(context.desk, arguments.files, take=arguments.take)
    here = {one.consultation.id: one.consultation for one in done}
    warn_of_names(context, words_in(here.values()))
    added, same = sum(one.added for one in done), sum(one.same for one in done)
    clashes = [each for one in done for each in one.clashes]
    if arguments.json:
        answer({
            "added": added, "same": same, "conflicts": [plain(one) for one in clashes],
            "consultations": list(dict.fromkeys(one.consultation.id for one in done)),
        })  # fmt: skip
    else:
        say(f"{added} taken in, {same} here already, {counted(len(clashes), 'difference')}.")
        for one in clashes:
            for line in _clash(one):
                say(visible(line))
    if clashes and not arguments.take:
        note("What is here was left as it is. To choose, merge again with --take here or --take file.")
        return 1
    return 0


def _clash(one: Clash) -> Iterator[str]:
    yield f"{one.name}, {one.id}:"
    yield f"    here: {_entry(one.here)}"
    yield f"    file: {_entry(one.there)}"


def _entry(one: object) -> str:
    """Write an entry with its day: who chooses between two wants to know which was said last."""
    table = plain(one)
    said = "; ".join(str(text) for name, text in table.items() if text and name not in {"id", "day"})
    return f"{said} ({table['day']})"


def _tally(context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.cli.tally_lines import tally_lines  # noqa: PLC0415  only for this command
    from inclusion_core.desk.consultations import tally_of  # noqa: PLC0415  as above

    found = tally_of(context.desk, arguments.consultation, day_of(arguments))
    if arguments.json:
        answer({"tally": plain(found)})
        return 0
    for line in tally_lines(found):
        say(visible(line))
    return 0


def _draft(context: Context, arguments: argparse.Namespace) -> int:
    import datetime as dt  # noqa: PLC0415  only for this command

    from inclusion_core.analysis.editions.migration import changes  # noqa: PLC0415  as above
    from inclusion_core.cli.framework_diff import say_counts  # noqa: PLC0415  as above
    from inclusion_core.desk.consultations import (  # noqa: PLC0415  as above
        asked_about,
        consultation_named,
        draft_next,
        stops_in,
    )
    from inclusion_core.desk.frameworks import write_new  # noqa: PLC0415  as above

    today = dt.datetime.now(dt.UTC).astimezone().date()
    stops = stops_in(context.desk, arguments.consultation)
    if stops and not arguments.anyway:
        return held_back(context, "", stops, json=arguments.json, framework=None, changes=None)
    name, text = draft_next(context.desk, arguments.consultation, today, edition=arguments.edition)
    path: Path = arguments.out if arguments.out is not None else Path(f"{name.replace('@', '-')}.toml")
    write_new(path, text.encode())
    old = asked_about(context.desk, consultation_named(context.desk, arguments.consultation))
    found = changes(old, context.desk.framework(str(path)))
    if arguments.json:
        answer({
            "written": str(path), "framework": name,
            "changes": {sort: n for sort in dict.fromkeys(one.sort for one in found)
                        if (n := sum(each.sort == sort for each in found))},
        })  # fmt: skip
        return 0
    say(f"Written: {path}, a draft of {name}.")
    say_counts(found)
    note(context.typed(f"Word it, then: inclusion framework check {path}"))
    note(context.typed(f"What becomes of each: inclusion framework diff {old.name} {path}"))
    return 0
