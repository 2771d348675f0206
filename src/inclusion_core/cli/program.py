"""One run of the program: the command is named first, only then imported, and every ending has its exit code."""

from __future__ import annotations

import gc
import os
import signal
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

from inclusion_core import errors
from inclusion_core.cli.arguments import Parser, UsageMistake, options_first
from inclusion_core.cli.commands import COMMANDS
from inclusion_core.cli.context import Context
from inclusion_core.cli.output import columns, note, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import FrameType

_SELDOM = 50_000  # new objects between two looks for garbage; Python's own number is 700

OK, FINDINGS, USAGE, INVALID, CONFLICT, PLUGIN, FAULT = 0, 1, 2, 3, 4, 5, 70

EXIT_CODES: dict[int, str] = {
    OK: "done",
    FINDINGS: "done, and something was found that wants attention",
    USAGE: "the command line was not understood, or names something that is not there",
    INVALID: "a file cannot be read as it stands",
    CONFLICT: "somebody else changed or holds it, it is read-only, or the disk refused",
    PLUGIN: "a plugin failed",
    FAULT: "a fault of the program itself",
    129: "the terminal went away (SIGHUP)",
    130: "stopped with ctrl-C (SIGINT)",
    143: "told to stop (SIGTERM)",
}
"""Every exit code and what it means."""


def program(words: Sequence[str]) -> int:
    """Run one command line and return its exit code. Raises nothing that a person would have to read."""
    _steady_streams()
    before = _signals_end_cleanly()
    collected = gc.get_threshold()
    gc.set_threshold(_SELDOM, *collected[1:])  # looking for garbage while modules load took 7 % of a short command
    try:
        code = _answered(words)
        sys.stdout.flush()
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else OK
    except BrokenPipeError:
        code = OK  # whoever read us has seen enough
        _let_go_of_stdout()
    except OSError as refused:
        what = "The answer" if refused.filename is None else os.fspath(refused.filename)
        note(f"{what} could not be {'written' if refused.filename is None else 'used'}: {refused.strerror or refused}.")
        code = CONFLICT
        _let_go_of_stdout()
    finally:
        gc.set_threshold(*collected)
        for number, handler in before:
            signal.signal(number, handler)
    return code


def _answered(words: Sequence[str]) -> int:
    context: Context | None = None
    try:
        folder, rest = options_first(words)
        context = Context(folder)
        return _command(context, rest)
    except UsageMistake as mistake:
        note(str(mistake))
        if mistake.example:
            note(f"Such as: {mistake.example}")
        note(f"All of it: {mistake.prog} --help")
        return USAGE
    except errors.InclusionError as refused:
        note(str(refused) if context is None else context.typed(str(refused)))
        return exit_code(refused)
    except KeyboardInterrupt:
        note("Stopped. What was acknowledged is kept.")
        return 130
    except OSError:
        raise
    except Exception as fault:
        if os.environ.get("INCLUSION_DEBUG"):
            raise
        note(f"A fault in the program, which is ours to mend: {type(fault).__name__}: {fault}")
        note("What was acknowledged is kept. Set INCLUSION_DEBUG=1 and run it again to see where it happened.")
        return FAULT
    finally:
        if context is not None:
            context.close()


def exit_code(error: errors.InclusionError) -> int:
    """Return the exit code that stands for an error.

    >>> exit_code(errors.Locked("Somebody holds it.")), exit_code(errors.NotAllowed("Say why."))
    (4, 2)
    """
    if isinstance(error, errors.InvalidFile):
        return INVALID
    if isinstance(error, errors.Conflict | errors.ReadOnly | errors.StorageFailed):
        return CONFLICT
    if isinstance(error, errors.PluginFailed):
        return PLUGIN
    return USAGE


def _command(context: Context, words: list[str]) -> int:
    if not words or words[0] == "--ascii":
        return _begin(context, words)
    name, *rest = words
    if name in {"-h", "--help"} or (name == "help" and not rest):
        return _help()
    if name in {"-V", "--version"}:
        from inclusion_core import __version__  # noqa: PLC0415  rarely asked for this way

        say(f"inclusion {__version__}")
        return OK
    if name == "help":
        name, rest = rest[0], [*rest[1:], "--help"]
    if name.startswith("-"):
        raise UsageMistake("inclusion", f"{name} is not an option we know. Options come after the command's name.")
    if name not in COMMANDS:
        return _plugin_command(context, name, rest)
    parser = parser_for(name)
    arguments = parser.parse_args(rest)
    if arguments.workspace:
        context.name(arguments.workspace)
    context.read_only = not arguments.writes
    done: int | None = arguments.do(context, arguments)
    return done or OK


def parser_for(name: str) -> Parser:
    """Return the parser of one of our commands, importing the command's module and no other."""
    module, _, attribute = COMMANDS[name].home.partition(":")
    parser = Parser(prog=f"inclusion {name}", description=COMMANDS[name].about)
    getattr(import_module(f"inclusion_core.cli.{module}"), attribute)(parser)
    return parser


def _begin(context: Context, words: list[str]) -> int:
    """Open the terminal UI, or say how to begin where it is not there; `words` are empty or begin with --ascii."""
    from inclusion_core.cli.screens import screens  # noqa: PLC0415  only where no command is named

    folder, rest = options_first(words[1:])
    if rest:
        raise UsageMistake("inclusion", "--ascii is for the screens: alone, or after `assess REVIEW`.")
    if folder:
        context.name(folder)
    opened = screens() if sys.stdin.isatty() and sys.stdout.isatty() else None
    if opened is None:
        say("Three ways to begin:")
        say()
        columns(
            [
                (context.typed("inclusion demo"), "try it on a cluster of made-up schools"),
                (context.typed('inclusion schools add "NAME"'), "start with your school's name"),
                (context.typed("inclusion bundle open FILE"), "open a file from a colleague"),
            ],
            indent="  ",
        )
        say()
        say(f"Work is kept in {context.folder}.")
        say("All commands: inclusion --help")
        return OK
    return opened(context.folder, ascii=bool(words)) or OK


def _help() -> int:
    say("inclusion [--workspace DIR] COMMAND …")
    say("inclusion [--workspace DIR] [--ascii]")
    say()
    say("Judge how inclusive a school is, and let schools learn from each other.")
    say()
    columns([(name, entry.about) for name, entry in COMMANDS.items()], indent="  ")
    say()
    say("Without a command the screens open; --ascii draws them with plain letters.")
    say("DIR is where your work is kept: $INCLUSION_HOME, or your own data folder, where it is not said.")
    say("Each command says more: inclusion COMMAND --help. Reading commands take --json.")
    return OK


def _plugin_command(context: Context, name: str, rest: list[str]) -> int:
    from inclusion_core.cli.plugins import run_command  # noqa: PLC0415  plugins are found only when it is not ours

    return run_command(context, name, rest, ours=tuple(COMMANDS))


def _steady_streams() -> None:
    """Let no character that a console lacks end the program; Windows consoles and pipes get UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        change = getattr(stream, "reconfigure", None)
        if change is not None:
            change(errors="backslashreplace", **({"encoding": "utf-8"} if sys.platform == "win32" else {}))
    change = getattr(sys.stdin, "reconfigure", None)
    if change is not None:
        change(encoding="utf-8", errors="surrogateescape")  # bytes that are not text get a sentence, not a traceback


def _signals_end_cleanly() -> list[tuple[int, Any]]:
    """Make SIGTERM and SIGHUP end the program as ctrl-C does; returns what to put back."""
    before: list[tuple[int, Any]] = []
    for name in ("SIGTERM", "SIGHUP"):  # Windows has no SIGHUP
        number = getattr(signal, name, None)
        if number is None:
            continue
        try:
            before.append((number, signal.signal(number, _end)))
        except ValueError:  # not the main thread: whoever called us minds the signals
            return []
    return before


def _end(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


def _let_go_of_stdout() -> None:
    """Point stdout nowhere, so that Python does not try to flush it again as it ends."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        return  # a stdout without a file (in a test) has nothing to let go of
