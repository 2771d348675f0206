"""`inclusion plugins`: list, show, check and block plugins; and running a command that a plugin gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from inclusion_core.cli.arguments import group, json_option, leaf
from inclusion_core.cli.output import answer, columns, counted, note, say
from inclusion_core.errors import InclusionError, NotAllowed, PluginFailed, UnknownName
from inclusion_core.identifiers import nearest

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping, Sequence

    from inclusion_core.cli.context import Context
    from inclusion_core.plugins.troubles import PluginInfo


def plugins(parser: argparse.ArgumentParser) -> None:
    """Fill the parser of `inclusion plugins`."""
    commands = group(parser)
    json_option(leaf(commands, "list", _list, "list the plugins found, and how each is doing", example=""), "plugins")
    show = leaf(commands, "show", _show, "show what one plugin gives", example="north-east")
    show.add_argument("name", metavar="NAME", help="its name")
    json_option(show, "plugins")
    check = leaf(
        commands,
        "check",
        _check,
        "load every plugin, or one, and say what is wrong",
        example="north-east",
        more="Exits 1 where something is wrong.",
    )
    check.add_argument("name", metavar="NAME", nargs="?", help="only this one")
    json_option(check, "plugins")
    block = leaf(
        commands,
        "block",
        _block,
        "leave a plugin alone from now on, in this workspace",
        example="north-east",
        writes=True,
    )
    block.add_argument("name", metavar="NAME", help="its name")
    block.add_argument("--off", action="store_true", help="use it again")
    json_option(block, "blocked")


def table(one: PluginInfo) -> dict[str, object]:
    """One plugin as `--json` shows it."""
    return {
        "name": one.name,
        "distribution": one.distribution,
        "version": one.version,
        "kind": one.kind,
        "state": one.state,
        "hooks": list(one.hooks),
        "gives": {hook: list(names) for hook, names in one.gives.items()},
        "troubles": [str(each) for each in one.troubles],
    }


def _list(context: Context, arguments: argparse.Namespace) -> int:
    found = context.desk.plugins.listing()
    if arguments.json:
        answer({"plugins": [table(one) for one in found]})
        return 0
    columns([(one.name, one.version, one.state, _gives(one)) for one in found])
    for one in found:
        for trouble in one.troubles:
            note(str(trouble))
    return 0


def _gives(one: PluginInfo) -> str:
    kinds = {hook.removeprefix("inclusion_").replace("_", " "): len(names) for hook, names in one.gives.items()}
    parts = [f"{kind}: {number}" for kind, number in kinds.items()]
    if one.kind == "frameworks" and not parts:
        return "only frameworks"
    return ", ".join(parts) or "nothing"


def _show(context: Context, arguments: argparse.Namespace) -> int:
    one = context.desk.plugins.check(arguments.name)
    if arguments.json:
        answer({"plugins": [table(one)]})
        return 0
    columns(
        [
            ("Name", one.name),
            ("From", f"{one.distribution} {one.version}".strip() or "not known"),
            ("State", one.state),
            ("Kind", "Python" if one.kind == "python" else "only framework files: none of its Python runs"),
            ("Hooks", ", ".join(one.hooks) or "none"),
        ]
    )
    for hook, names in one.gives.items():
        say(f"{hook.removeprefix('inclusion_').replace('_', ' ').capitalize()}: {', '.join(names)}")
    for trouble in one.troubles:
        say(f"Trouble: {trouble}")
    return 0


def _check(context: Context, arguments: argparse.Namespace) -> int:
    manager = context.desk.plugins
    found = (manager.check(arguments.name),) if arguments.name else manager.listing()
    wrong = [trouble for one in found for trouble in one.troubles]
    if arguments.json:
        answer({"plugins": [table(one) for one in found]})
    else:
        for trouble in wrong:
            say(str(trouble))
        if not wrong:
            say(f"{counted(len(found), 'plugin')} checked; nothing is wrong.")
    return 1 if wrong else 0


def _block(context: Context, arguments: argparse.Namespace) -> int:
    desk = context.desk
    known = {one.name for one in desk.plugins.listing(ask=False)} | set(desk.blocked_here)
    if arguments.name not in known:
        raise UnknownName("plugin", arguments.name, nearest=nearest(arguments.name, known), known=sorted(known))
    if arguments.name == "inclusion":
        raise NotAllowed("Our own part cannot be blocked: it holds the scales and the methods.")
    wanted = set(desk.blocked_here) - {arguments.name} if arguments.off else {*desk.blocked_here, arguments.name}
    blocked = desk.workspace.block(wanted)
    if arguments.json:
        answer({"blocked": list(blocked)})
    elif arguments.off:
        say(f"{arguments.name} is used again.")
    else:
        say(f"{arguments.name} is left alone from now on.")
        note(context.typed(f"To use it again: inclusion plugins block {arguments.name} --off"))
    return 0


def run_command(context: Context, name: str, words: Sequence[str], *, ours: Sequence[str]) -> int:
    """Run a command that a plugin gives. Raises UnknownName with the nearest where nobody gives it."""
    import os  # noqa: PLC0415  only here
    from importlib import import_module  # noqa: PLC0415  as above

    given = context.desk.plugins.commands() if "." in name else {}
    if name not in given:
        raise UnknownCommand(name, ours, given)
    command = given[name]
    plugin = name.partition(".")[0]
    module, _, attribute = command.target.partition(":")
    os.environ["INCLUSION_HOME"] = str(context.folder)  # so that what it opens is what was named here
    try:
        function: Any = import_module(module)
        for part in attribute.split("."):
            function = getattr(function, part)
        code = function(list(words))
    except InclusionError:
        raise
    except SystemExit as ended:
        code = ended.code
    except (KeyboardInterrupt, BrokenPipeError):
        raise
    except BaseException as failed:
        raise PluginFailed(plugin, f"failed in its command {name}: {type(failed).__name__}: {failed}") from failed
    if code is None or isinstance(code, int):
        return code or 0
    raise PluginFailed(plugin, f"ended its command {name} with {code!r}, which is no exit code.")


class UnknownCommand(UnknownName):
    """A command that neither we nor a plugin has."""

    def __init__(self, name: str, ours: Sequence[str], given: Mapping[str, object]) -> None:
        from inclusion_core.cli.reference import whole_name  # noqa: PLC0415  it looks through every command

        known = (*ours, *given)
        super().__init__("command", name, nearest=whole_name(name) or nearest(name, known), known=known)
