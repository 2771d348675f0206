"""What a plugin does in its thread stays its own trouble."""

from __future__ import annotations

import _thread
import os
import subprocess
import sys
import threading
import time
import warnings
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

from inclusion_core.errors import FrameworkRefused, PluginFailed
from inclusion_core.plugins import EvidenceKind, Importer, ImportRequest, ReportFormat, Scale
from inclusion_core.plugins.manager import Plugins
from inclusion_core.plugins.streams import owner

if TYPE_CHECKING:
    import types
    from collections.abc import Callable
    from pathlib import Path

    Made = Callable[..., types.ModuleType]

GOOD = Scale(id="good.three", order=("a", "b", "c"))


def good() -> list[Scale]:
    """Give one scale, as any plugin should."""
    return [GOOD]


def said(plugins: Plugins, plugin: str) -> list[str]:
    """Return the sentences about one plugin."""
    return [str(one) for one in plugins.troubles if one.plugin == plugin]


def test_one_that_raises_loses_only_its_own(plugins: Plugins, made: Made) -> None:
    """A hook that raises leaves every other plugin's records in place and is remembered with Python's account."""

    def raising() -> NoReturn:
        raise ValueError("the file\nis gone.")

    plugins.register(made(inclusion_scales=raising), "bad")
    plugins.register(made(inclusion_scales=good), "good")
    assert list(plugins.scales()) == ["good.three"]
    assert said(plugins, "bad") == ["The plugin 'bad' raised ValueError: the file is gone. (in inclusion_scales)"]
    assert "in raising" in plugins.troubles[0].traceback
    assert said(plugins, "good") == []


def test_the_other_hooks_of_one_that_raises_go_on(plugins: Plugins, made: Made) -> None:
    """Only the hook that raised gives nothing; the same plugin's other hooks are asked."""

    def raising() -> NoReturn:
        raise ValueError

    kinds = [EvidenceKind("bad.sound", "Sound")]
    plugins.register(made(inclusion_scales=raising, inclusion_evidence_kinds=lambda: kinds), "bad")
    assert not plugins.scales()
    assert list(plugins.evidence_kinds()) == ["bad.sound"]


@pytest.mark.parametrize("leave", [sys.exit, lambda: sys.exit("bye"), lambda: (_ for _ in ()).throw(KeyboardInterrupt)])
def test_leaving_the_program_is_refused(plugins: Plugins, made: Made, leave: Callable[[], None]) -> None:
    """A plugin that calls sys.exit, or raises what Ctrl-C raises, does not end the program."""
    plugins.register(made(inclusion_scales=lambda: [leave() for _ in [1]]), "leaver")
    assert not plugins.scales()
    assert said(plugins, "leaver") == [
        "The plugin 'leaver' tried to leave the program; it was kept running. (in inclusion_scales)"
    ]


def test_prints_and_warnings_are_the_plugins(
    plugins: Plugins, made: Made, capfd: pytest.CaptureFixture[str], recwarn: pytest.WarningsRecorder
) -> None:
    """What a plugin prints, writes to a stream's bytes or warns of is attributed to it and shown nowhere else."""

    def talking() -> list[Scale]:
        print("one")  # noqa: T201
        print("two", file=sys.stderr)  # noqa: T201
        sys.stdout.buffer.write(b"three\n")
        warnings.warn("four is old", DeprecationWarning, stacklevel=1)
        return [Scale(id="talker.three", order=("a", "b"))]

    plugins.register(made(inclusion_scales=talking), "talker")
    assert list(plugins.scales()) == ["talker.three"]
    assert said(plugins, "talker") == [
        "The plugin 'talker' printed: one two three (in inclusion_scales)",
        "The plugin 'talker' warned: four is old (in inclusion_scales)",
    ]
    assert capfd.readouterr() == ("", "")
    assert not recwarn.list


def test_our_own_words_pass_while_a_plugin_runs(
    plugins: Plugins, made: Made, capsys: pytest.CaptureFixture[str]
) -> None:
    """A thread of ours prints and warns as ever while a plugin runs in another."""
    running, go = threading.Event(), threading.Event()

    def slow() -> list[Scale]:
        running.set()
        go.wait(5)
        print("the plugin's")  # noqa: T201
        return []

    plugins.register(made(inclusion_scales=slow), "slow")
    asking = threading.Thread(target=plugins.scales)
    asking.start()
    running.wait(5)
    print("ours")  # noqa: T201
    with pytest.warns(UserWarning, match="ours too"):
        warnings.warn("ours too", UserWarning, stacklevel=1)
    go.set()
    asking.join()
    assert capsys.readouterr().out == "ours\n"


def test_everything_is_put_back(plugins: Plugins, made: Made) -> None:
    """After a call the streams, the filters and threading are the ones there were."""
    before = (sys.stdout, sys.stderr, sys.stdin, list(warnings.filters), threading.Thread.start)
    plugins.register(made(inclusion_scales=good), "good")
    assert plugins.scales()
    assert before == (sys.stdout, sys.stderr, sys.stdin, list(warnings.filters), threading.Thread.start)


def test_a_late_one_is_off_for_this_process(plugins: Plugins, made: Made) -> None:
    """A hook that loops for ever is abandoned, and that plugin is asked nothing more, by any manager."""
    calls: list[str] = []

    def looping() -> NoReturn:
        calls.append("scales")
        while True:
            pass

    def kinds() -> list[EvidenceKind]:
        calls.append("kinds")
        return []

    threads = threading.active_count()
    plugins.register(made(inclusion_scales=looping, inclusion_evidence_kinds=kinds), "stuck")
    plugins.register(made(inclusion_scales=good), "good")
    assert list(plugins.scales()) == ["good.three"]
    assert not plugins.evidence_kinds()
    assert calls == ["scales"]
    words = "The plugin 'stuck' took longer than 1 s and is off until the program is started again."
    assert said(plugins, "stuck") == [words + " (in inclusion_scales)"]
    assert [one.state for one in plugins.listing()] == ["ok", "off"]
    assert threading.active_count() == threads, "the loop was ended, so that it slows nobody down"
    other = Plugins(discover=False, builtin=False)
    other.register(made(inclusion_scales=looping), "stuck")
    assert not other.scales()
    assert said(other, "stuck") == [words], "another manager of this process says so too"


def test_a_late_one_that_will_not_end_is_left_behind(
    plugins: Plugins, made: Made, capfd: pytest.CaptureFixture[str]
) -> None:
    """What an abandoned thread prints later still never reaches our output, and still carries its name."""
    go = threading.Event()

    def stubborn() -> NoReturn:
        while True:
            try:
                go.wait(5)
                print("late words")  # noqa: T201
            except BaseException:  # noqa: BLE001, S112  it will not end
                continue
            else:
                raise ValueError

    plugins.register(made(inclusion_scales=stubborn), "stubborn")
    assert not plugins.scales()
    go.set()
    deadline = time.monotonic() + 5
    while len(said(plugins, "stubborn")) < 2 and time.monotonic() < deadline:
        time.sleep(0.01)
    assert said(plugins, "stubborn")[1] == "The plugin 'stubborn' printed: late words (in inclusion_scales)"
    assert capfd.readouterr() == ("", "")


def test_threads_that_a_plugin_starts_are_the_plugins(
    plugins: Plugins, made: Made, capfd: pytest.CaptureFixture[str]
) -> None:
    """A timer that a hook leaves behind prints long after the hook answered, and it is still the plugin's."""
    done = threading.Event()

    def later() -> None:
        print("much later")  # noqa: T201
        done.set()

    def starting() -> list[Scale]:
        threading.Timer(0.1, threading.Thread(target=later).start).start()
        return []

    plugins.register(made(inclusion_scales=starting), "later")
    plugins.scales()
    assert done.wait(5)
    assert said(plugins, "later") == ["The plugin 'later' printed: much later (in inclusion_scales)"]
    assert capfd.readouterr() == ("", "")


def test_a_plugin_cannot_ask_at_the_keyboard(plugins: Plugins, made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hook that waits for somebody to type gets an error at once and takes no line that was meant for us."""
    reading, writing = os.pipe()
    os.write(writing, b"mine\n")
    with os.fdopen(reading) as keyboard, os.fdopen(writing, "w"):
        monkeypatch.setattr(sys, "stdin", keyboard)
        plugins.register(made(inclusion_scales=lambda: [input("name? ")]), "asking")
        assert not plugins.scales()
        assert "EOFError" in said(plugins, "asking")[0]
        assert sys.stdin.readline() == "mine\n"


def test_streams_that_are_not_there_do_no_harm(plugins: Plugins, made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program without standard streams (a window, a service) calls plugins all the same."""
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stdin", None)
    plugins.register(made(inclusion_scales=good), "good")
    assert list(plugins.scales()) == ["good.three"]


def test_a_records_function_is_called_alone_too(plugins: Plugins, made: Made) -> None:
    """A function that a record holds raises PluginFailed with the plugin's name, whatever it raised itself."""

    def render(_document: Any) -> str:
        raise KeyError("strands")

    form = ReportFormat("bad.poster", "Poster", "One page.", ".txt", "text/plain", render)
    plugins.register(made(inclusion_report_formats=lambda: [form]), "bad")
    with pytest.raises(PluginFailed, match=r"The plugin 'bad' raised KeyError: 'strands'\. \(in bad\.poster\)"):
        plugins.report_formats()["bad.poster"].render(None)  # type: ignore[arg-type]
    assert len(said(plugins, "bad")) == 1


def test_a_wrong_answer_of_a_function_is_its_failure(plugins: Plugins, made: Made) -> None:
    """A renderer that returns neither text nor bytes fails by name; the sentence says what to return."""
    form = ReportFormat("bad.poster", "Poster", "One page.", ".txt", "text/plain", lambda _: 3)  # type: ignore[arg-type, return-value]
    plugins.register(made(inclusion_report_formats=lambda: [form]), "bad")
    with pytest.raises(PluginFailed, match=r"answered with an int\. Return str or bytes"):
        plugins.report_formats()["bad.poster"].render(None)  # type: ignore[arg-type]


def test_a_refusal_passes_as_it_is(plugins: Plugins, made: Made) -> None:
    """An error of ours that a function raises on purpose is no trouble of the plugin's."""

    def render(_document: Any) -> str:
        raise FrameworkRefused("This form needs steps.")

    form = ReportFormat("good.poster", "Poster", "One page.", ".txt", "text/plain", render)
    plugins.register(made(inclusion_report_formats=lambda: [form]), "good")
    with pytest.raises(FrameworkRefused, match="needs steps"):
        plugins.report_formats()["good.poster"].render(None)  # type: ignore[arg-type]
    assert not plugins.troubles


def test_ctrl_c_while_a_plugin_runs_is_ours(plugins: Plugins, made: Made) -> None:
    """Ctrl-C ends the wait at once and reaches the program; the plugin's thread is left behind, not switched off."""
    ended = threading.Event()

    def waiting() -> list[Scale]:
        _thread.interrupt_main()
        try:
            while True:
                time.sleep(0.01)
        finally:
            ended.set()

    plugins.register(made(inclusion_scales=waiting), "waiting")
    with pytest.raises(KeyboardInterrupt):
        plugins.scales()
    assert ended.wait(5)
    assert [one.state for one in plugins.listing(ask=False)] == ["ok"]


def test_no_thread_to_be_had_is_said(plugins: Plugins, made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system has no thread to give, a plugin is not called and that is its trouble, not a crash."""
    plugins.register(made(inclusion_scales=good), "good")

    def refuse(_thread: threading.Thread) -> NoReturn:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)
    assert not plugins.scales()
    assert "could not be called" in said(plugins, "good")[0]


def test_an_importer_is_told_to_stop(plugins: Plugins, made: Made, tmp_path: Path) -> None:
    """When time is up the importer's `cancelled` turns true; it is off, because it was late."""
    stopped = threading.Event()

    def read(request: ImportRequest) -> object:
        while not request.cancelled():
            time.sleep(0.01)
        stopped.set()
        return ()

    importer = Importer("slow.csv", "Slow", "Reads slowly.", "schools", read)
    plugins.register(made(inclusion_importers=lambda: [importer]), "slow")
    guarded = plugins.importers()["slow.csv"]
    with pytest.raises(PluginFailed, match=r"longer than 1\.5 s"):
        guarded.read(ImportRequest(tmp_path))
    assert stopped.wait(5)
    with pytest.raises(PluginFailed, match="is off until"):
        guarded.read(ImportRequest(tmp_path))


def test_an_importer_that_stops_when_cancelled_is_not_late(plugins: Plugins, made: Made, tmp_path: Path) -> None:
    """Cancelling by the person reaches the importer, whose answer then comes back; the plugin stays on."""

    def read(request: ImportRequest) -> object:
        while not request.cancelled():
            time.sleep(0.01)
        return "half"

    importer = Importer("slow.csv", "Slow", "Reads slowly.", "schools", read)
    plugins.register(made(inclusion_importers=lambda: [importer]), "slow")
    assert plugins.importers()["slow.csv"].read(ImportRequest(tmp_path, cancelled=lambda: True)) == "half"
    assert not plugins.troubles


def test_a_plugin_that_fails_at_every_key_does_not_fill_the_memory(plugins: Plugins, made: Made) -> None:
    """The same trouble is kept once, and no plugin has more than a hundred."""
    count = iter(range(1000))

    def raising(workspace: object) -> NoReturn:
        raise ValueError(next(count), workspace)

    plugins.register(made(inclusion_workspace_opened=raising), "bad")
    for _ in range(120):
        plugins.workspace_opened("w")
    assert len(plugins.troubles) == 100


def test_answers_on_stdout_stay_whole() -> None:
    """A program whose plugin loops, prints and warns writes its own answer to stdout and leaves at once."""
    program = """
import sys, types, json, warnings, threading
from inclusion_core.plugins import hookimpl
from inclusion_core.plugins.isolation import Deadlines
from inclusion_core.plugins.manager import Plugins
def loop():
    while True:
        try:
            print("noise"); warnings.warn("noise")
        except BaseException: pass
m = types.ModuleType("m"); m.inclusion_scales = hookimpl(loop)
plugins = Plugins(discover=False, deadlines=Deadlines(call=0.2))
plugins.register(m, "noisy")
print(json.dumps({"scales": list(plugins.scales())}))
"""
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert run.stdout == '{"scales": ["enquiry", "four-step", "frequency"]}\n'
    assert run.stderr == ""


def test_no_thread_of_ours_has_an_owner() -> None:
    """Outside a plugin's thread words belong to nobody but us."""
    assert owner() is None
