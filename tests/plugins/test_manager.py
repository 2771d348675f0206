"""What plugins give, are asked and are told; and what is said of an answer that is not right."""

from __future__ import annotations

import types
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from inclusion_core.errors import PluginFailed, Problem, UnknownName
from inclusion_core.model.assessment import Assessment, Judgement
from inclusion_core.model.framework import Framework, Indicator, Strand
from inclusion_core.model.school import School
from inclusion_core.plugins import (
    Command,
    EvidenceKind,
    FrameworkSource,
    Importer,
    Keymap,
    PeerMeasure,
    Plugins,
    ReportFormat,
    Scale,
    Screen,
    hookimpl,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    Made = Callable[..., types.ModuleType]

FRAMEWORK = Framework("f", "1", "F", {"U": Strand("U", "U")}, {"U1": Indicator("U1", "U", "One")})


def scale(name: str) -> Scale:
    """Return a scale of that name."""
    return Scale(id=name, order=("low", "high"))


def nothing() -> list[Any]:
    """Give nothing, as a hook may."""
    return []


def said(plugins: Plugins) -> list[str]:
    """Return every sentence, without its place."""
    return [str(one).removesuffix(f" (in {one.hook})") for one in plugins.troubles]


def test_records_are_sorted_by_name(plugins: Plugins, made: Made) -> None:
    """Whatever the order of registration, records come sorted by name."""
    for name in ("b", "c", "a"):
        records = [scale(f"{name}.y"), scale(f"{name}.x")]
        plugins.register(made(inclusion_scales=lambda records=records: records), name)
    assert list(plugins.scales()) == ["a.x", "a.y", "b.x", "b.y", "c.x", "c.y"]


def test_what_is_given_is_asked_for_once(plugins: Plugins, made: Made) -> None:
    """A plugin is asked for its records once, however often they are wanted."""
    calls: list[int] = []

    def scales() -> list[Scale]:
        calls.append(1)
        return []

    plugins.register(made(inclusion_scales=scales), "a")
    plugins.scales()
    plugins.scales()
    plugins.listing()
    assert len(calls) == 1


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (3, "answered with an int. Return a list of Scale."),
        ("a.x", "answered with a str. Return a list of Scale."),
        ({"a.x": 1}, "answered with a dict. Return a list of Scale."),
        (scale("a.x"), "answered with one Scale. Return a list of them: [Scale(…)]."),
        ([None], "gives nothing where a Scale belongs. Return only Scale."),
        (["a.x"], "gives a str where a Scale belongs. Return only Scale."),
        ([Scale], "gives a type where a Scale belongs. Return only Scale."),
        ([scale("x")], "gives 'x', which does not begin with its own name. Call it 'a.x'."),
        (
            [scale("b.x")],
            "gives 'b.x', which does not begin with its own name. That is a name of the plugin 'b'. Call it 'a.x'.",
        ),
        ([scale("ab.x")], "gives 'ab.x', which does not begin with its own name."),
        ([scale("a.")], "gives 'a.', which is no name. After the dot use lower-case letters, digits and hyphens."),
        ([scale("a.B c")], "gives 'a.B c', which is no name."),
        ([scale("")], "gives a Scale whose name is ''. Give it a name such as 'a.steady'."),
        ([scale(3)], "gives a Scale whose name is 3."),  # type: ignore[arg-type]
        ([scale("a.x"), scale("a.x")], "gives 'a.x' twice, and neither is used. Name one of them otherwise."),
        ([Scale("a.x", ())], "gives the scale 'a.x', whose levels are not different ids"),
        ([Scale("a.x", ("one", "one"))], "gives the scale 'a.x', whose levels are not different ids"),
        (
            [Scale("a.x", ("p", "q"), values={"p": Fraction(1), "q": Fraction(0)})],
            "gives the scale 'a.x', whose values",
        ),
        ([Scale("a.x", ("p", "q"), values={"q": Fraction(2)})], "gives the scale 'a.x', whose values do not rise"),
        ([Scale("a.x", ("p", "q"), values={"r": Fraction(1)})], "gives the scale 'a.x', whose values do not rise"),
    ],
)
def test_a_wrong_answer_is_said(plugins: Plugins, made: Made, answer: object, words: str) -> None:
    """Each sort of wrong answer has its sentence, gives nothing, and leaves the others' records alone."""
    plugins.register(made(inclusion_scales=lambda: answer), "a")
    plugins.register(made(inclusion_scales=lambda: [scale("b.x")]), "b")
    assert list(plugins.scales()) == ["b.x"]
    assert len(plugins.troubles) == 1
    assert said(plugins)[0].startswith(f"The plugin 'a' {words}")


def test_the_right_ones_in_a_list_are_kept(plugins: Plugins, made: Made) -> None:
    """One wrong record in a list loses only itself."""
    plugins.register(made(inclusion_scales=lambda: iter([scale("a.x"), 3, scale("y")])), "a")
    assert list(plugins.scales()) == ["a.x"]
    assert len(plugins.troubles) == 2


@pytest.mark.parametrize(
    ("hook", "record", "words"),
    [
        (
            "inclusion_commands",
            Command("a.c", "C", "", "module"),
            "with the target 'module'. Write it as 'module:attr'",
        ),
        ("inclusion_screens", Screen("a.c", "C", "", "m:x y"), "with the target 'm:x y'"),
        ("inclusion_keymaps", Keymap("a.k", "K", "", {"rate.view": 3}), "whose keys are not a table of texts"),  # type: ignore[dict-item]
        ("inclusion_keymaps", Keymap("a.k", "K", "", "ctrl+v"), "whose keys are not a table of texts"),  # type: ignore[arg-type]
        ("inclusion_evidence_kinds", EvidenceKind("a.k", " "), "whose title is ' '. Write one line."),
        ("inclusion_evidence_kinds", EvidenceKind("a.k", "K", "one\ntwo"), "whose about is 'one\\ntwo'"),
        ("inclusion_frameworks", FrameworkSource("a.f", "F", "", (Path("/no/such"),)), "whose path is not there"),
        ("inclusion_frameworks", FrameworkSource("a.f", "F", "", "x"), "whose paths are not a tuple of Path"),  # type: ignore[arg-type]
        ("inclusion_peer_measures", PeerMeasure("a.m", "M", "", 3), "whose distance is an int. Make it a function."),  # type: ignore[arg-type]
        ("inclusion_report_formats", ReportFormat("a.r", "R", "", "md", "text/x", str), "with the suffix 'md'."),
    ],
)
def test_each_sort_of_record_has_its_rules(plugins: Plugins, made: Made, hook: str, record: object, words: str) -> None:
    """What only one sort of record has is checked too."""
    plugins.register(made(**{hook: lambda: [record]}), "a")
    plugins.check("a")
    assert len(plugins.troubles) == 1
    assert words in said(plugins)[0]


def test_a_misspelt_hook_is_an_error_with_the_nearest_name(plugins: Plugins, made: Made) -> None:
    """A hook that is none of ours is said with the right name; the plugin's other hooks go on."""
    plugins.register(made(inclusion_scale=nothing, inclusion_scales=lambda: [scale("a.x")]), "a")
    assert list(plugins.scales()) == ["a.x"]
    (words,) = said(plugins)
    assert words.startswith("The plugin 'a' has a hook 'inclusion_scale', which is none of ours and is never called.")
    assert words.endswith("Did you mean 'inclusion_scales'?")


def test_a_hook_without_its_mark_is_said(plugins: Plugins) -> None:
    """A function with a hook's name and no @hookimpl above it would silently do nothing: it is said."""

    def unmarked() -> list[Scale]:
        return []

    module = types.ModuleType("m")
    module.inclusion_scales = unmarked  # type: ignore[attr-defined]
    plugins.register(module, "a")
    assert "inclusion_scales without @hookimpl above it" in said(plugins)[0]


def test_an_argument_that_no_hook_has_is_said(plugins: Plugins, made: Made) -> None:
    """A hook that asks for what it is never given cannot be used, and the sentence lists what it is given."""
    plugins.register(made(inclusion_importer_for=lambda path, tail: None), "a")  # noqa: ARG005
    (words,) = said(plugins)
    assert words.startswith("The plugin 'a' has inclusion_importer_for with an argument it is never given: 'tail'.")
    assert words.endswith("Its arguments: path, head.")
    assert plugins.check("a").state == "broken"


def test_a_class_is_no_plugin(plugins: Plugins) -> None:
    """An entry point that names a class is told to name an object made of it; such an object works."""

    class Hooks:
        @hookimpl
        def inclusion_scales(self) -> list[Scale]:
            """Give one."""
            return [scale("b.x")]

    plugins.register(Hooks, "a")
    plugins.register(Hooks(), "b")
    assert list(plugins.scales()) == ["b.x"]
    assert "names the class Hooks" in said(plugins)[0]


@pytest.mark.parametrize("name", ["inclusion", "a", "A b", "a.b"])
def test_a_name_in_memory_must_be_free_and_an_id(plugins: Plugins, made: Made, name: str) -> None:
    """Registering under a taken name, ours, or one that is no id is the programmer's mistake."""
    plugins.register(made(), "a")
    with pytest.raises(ValueError, match=r"There is already|cannot name"):
        plugins.register(made(), name)


def test_a_plugin_taken_out_mid_run_is_asked_no_more(plugins: Plugins, made: Made) -> None:
    """A plugin that takes another out, or itself, while all are being asked stops nothing else."""

    def scales() -> list[Scale]:
        plugins.unregister("b")
        plugins.unregister("a")
        return [scale("a.x")]

    plugins.register(made(inclusion_scales=scales), "a")
    plugins.register(made(inclusion_scales=lambda: [scale("b.x")]), "b")
    plugins.register(made(inclusion_scales=lambda: [scale("c.x")]), "c")
    assert list(plugins.scales()) == ["c.x"]
    assert [one.name for one in plugins.listing()] == ["c"]
    with pytest.raises(UnknownName):
        plugins.unregister("a")


def test_a_function_of_a_plugin_taken_out_fails_by_name(plugins: Plugins, made: Made) -> None:
    """A record kept from before its plugin was taken out no longer runs the plugin's function."""
    form = ReportFormat("a.r", "R", "", ".md", "text/x", lambda _: "text")
    plugins.register(made(inclusion_report_formats=lambda: [form]), "a")
    kept = plugins.report_formats()["a.r"]
    assert kept.render(None) == "text"  # type: ignore[arg-type]
    plugins.unregister("a")
    with pytest.raises(PluginFailed, match="is no longer registered"):
        kept.render(None)  # type: ignore[arg-type]


def test_the_first_plugin_to_know_a_file_reads_it(made: Made, tmp_path: Path) -> None:
    """Plugins are asked by name and ours last; one that names no importer of its own is passed over, and said."""
    plugins = Plugins(discover=False)
    head = b"URN,Name\n1,x"
    found = plugins.importer_for(tmp_path / "x.csv", head)
    assert found is not None
    assert found.name == "gias"

    def importers(name: str) -> list[Importer]:
        return [Importer(f"{name}.csv", "CSV", "Reads.", "schools", list)]  # type: ignore[arg-type]

    plugins.register(made(inclusion_importer_for=lambda path: f"{path.stem}.csv"), "a")
    for name in ("c", "b"):
        plugins.register(
            made(
                inclusion_importers=lambda name=name: importers(name),
                inclusion_importer_for=lambda head, name=name: f"{name}.csv" if head == b"mine" else None,
            ),
            name,
        )
    found = plugins.importer_for(tmp_path / "b.csv", b"mine")
    assert found is not None
    assert found.name == "b.csv"
    assert said(plugins) == ["The plugin 'a' answered with 'b.csv', which is none of its importers. Return one's name."]
    assert plugins.importer_for(tmp_path / "x.pdf", b"%PDF") is None


def test_a_plugin_that_knows_better_is_asked_before_us(made: Made, tmp_path: Path) -> None:
    """A file that ours would read goes to the plugin that says it is its own, wherever its name stands."""
    plugins = Plugins(discover=False)
    for name in ("a", "z"):
        plugins.register(
            made(
                inclusion_importers=lambda name=name: [Importer(f"{name}.csv", "CSV", "Reads.", "schools", repr)],
                inclusion_importer_for=lambda path, name=name: f"{name}.csv" if path.stem == name else None,
            ),
            name,
        )
    for name in ("a", "z"):
        found = plugins.importer_for(tmp_path / f"{name}.csv", b"URN,Name\n")
        assert found is not None
        assert found.name == f"{name}.csv"


def test_remarks_carry_their_plugin(plugins: Plugins, made: Made) -> None:
    """What plugins add to a check comes in the order of their names, each with its plugin."""
    for name in ("b", "a"):
        plugins.register(
            made(
                inclusion_framework_checked=lambda framework, name=name: [Problem(f"{name} saw {framework.id}.")],
                inclusion_judgement_checked=lambda indicator, judgement: [
                    Problem(f"{indicator.id} {judgement.level}.")
                ],
            ),
            name,
        )
    plugins.register(made(inclusion_framework_checked=lambda: ["a sentence"]), "c")
    assert [str(one) for one in plugins.framework_checked(FRAMEWORK)] == ["a: a saw f.", "b: b saw f."]
    assert said(plugins) == ["The plugin 'c' answered with a str in its list. Return only Problem."]
    remarks = plugins.judgement_checked(FRAMEWORK, FRAMEWORK.indicators["U1"], Judgement("secure"))
    assert [str(one) for one in remarks] == ["a: U1 secure.", "b: U1 secure."]


def test_plugins_are_told_what_happened(plugins: Plugins, made: Made) -> None:
    """A workspace opened and an assessment saved reach every plugin that listens, with what changed."""
    heard: list[Any] = []

    def opened(workspace: object) -> None:
        heard.append(workspace)

    plugins.register(
        made(
            inclusion_workspace_opened=opened,
            inclusion_assessment_saved=lambda before, after: heard.append((before.voice, after.voice)),
        ),
        "a",
    )
    before = Assessment(FRAMEWORK, School("S"))
    plugins.workspace_opened("here")
    plugins.assessment_saved("here", before, before.judged("U1", "secure"))
    assert heard == ["here", ("self", "self")]


def test_calls_can_be_traced(made: Made) -> None:
    """Each call is one line with the plugin's name, what was called, how long it took and what came of it."""
    lines: list[str] = []
    plugins = Plugins(discover=False, builtin=False, trace=lines.append)
    plugins.register(made(inclusion_scales=nothing), "a")
    plugins.scales()
    assert len(lines) == 2
    assert lines[1].startswith("a: inclusion_scales: ")
    assert lines[1].endswith(" ms: ok")


def test_ours_come_through_the_same_hooks() -> None:
    """Without any plugin there are our scales, kinds, formats and importers, under bare names."""
    plugins = Plugins(discover=False)
    assert list(plugins.scales()) == ["enquiry", "four-step", "frequency"]
    assert "pupil-voice" in plugins.evidence_kinds()
    assert list(plugins.report_formats()) == ["html", "markdown", "text"]
    assert list(plugins.importers()) == ["gias"]
    assert not plugins.troubles


def test_our_frameworks_are_where_files_are() -> None:
    """The folder of our frameworks holds TOML, in a checkout as in a wheel, and says it is ours."""
    ((path, given_by), *_) = Plugins(discover=False).framework_places()
    assert given_by == "inclusion"
    assert list(path.glob("*.toml"))


def test_a_record_of_a_subclass_is_guarded_too(plugins: Plugins, made: Made) -> None:
    """A plugin may refine a record's class; its function still runs alone."""

    class Poster(ReportFormat):
        pass

    def render(_document: object) -> str:
        raise SystemExit

    poster = Poster("a.poster", "P", "", ".txt", "text/plain", render)
    plugins.register(made(inclusion_report_formats=lambda: [poster]), "a")
    with pytest.raises(PluginFailed, match="tried to leave"):
        plugins.report_formats()["a.poster"].render(None)  # type: ignore[arg-type]
