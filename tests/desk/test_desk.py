"""The desk: what it opens when, and what it answers."""

import json
from fractions import Fraction
from pathlib import Path

import pytest

import inclusion_core as ic
from inclusion_core.desk import Desk, open_desk
from inclusion_core.desk.schools import add_school, find_school
from inclusion_core.model.evidence import KINDS

NAME = "universal-targeted-specialist"


@pytest.fixture
def framework(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ic.Framework:
    """Our own framework, with nothing of this machine's user in sight."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "user"))
    monkeypatch.delenv("INCLUSION_FRAMEWORKS", raising=False)
    return ic.load_framework(NAME)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk with a workspace that is not there yet."""
    return open_desk(tmp_path / "work")


def test_a_framework_is_loaded_by_id_edition_or_path(framework: ic.Framework, tmp_path: Path) -> None:
    """The id, `id@edition` and the file all give the same framework."""
    from inclusion_core.store.frameworks.library import shipped  # noqa: PLC0415  beside its only use

    assert tmp_path
    assert ic.load_framework(framework.name).digest == framework.digest
    assert ic.load_framework(shipped() / f"{NAME}.toml").digest == framework.digest
    assert ic.load_framework(str(shipped() / f"{NAME}.toml")).digest == framework.digest
    with pytest.raises(ic.UnknownName, match="Did you mean"):
        ic.load_framework("universal-targeted-specalist")


def test_frameworks_named_in_the_environment_and_in_the_workspace_are_found(
    framework: ic.Framework, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`$INCLUSION_FRAMEWORKS` and the workspace's own folder are places of frameworks."""
    from inclusion_core.cli.starter import starter  # noqa: PLC0415  beside its only use

    assert framework
    for name, folder in (("here", tmp_path / "work" / "frameworks"), ("there", tmp_path / "more")):
        folder.mkdir(parents=True)
        text = starter(name).replace('"consultation"', '"adopted"')
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    monkeypatch.setenv("INCLUSION_FRAMEWORKS", str(tmp_path / "more"))
    assert desk.framework("here").id == "here"
    assert desk.framework("there").id == "there"
    assert ic.load_framework("there").id == "there"
    with pytest.raises(ic.UnknownName):
        ic.load_framework("here")


def test_scoring_needs_no_workspace_and_no_plugin(framework: ic.Framework, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a method of ours nothing installed is looked for and nothing is opened."""

    def asked() -> None:
        raise AssertionError("the installed plugins were looked for")

    monkeypatch.setattr("inclusion_core.plugins.discovery.installed", asked)
    a = ic.Assessment(framework, ic.School(name="Alnside")).judged("U4", "secure").judged("U5", "developing")
    assert ic.score(a).strands[0].value == Fraction(1, 3)
    assert ic.score(a, method="mean").strands[0].value == Fraction(1, 2)


def test_a_method_may_be_a_record_and_take_two_voices(framework: ic.Framework) -> None:
    """`score` takes a method itself, and other voices for a method that compares."""
    from attrs import evolve  # noqa: PLC0415  beside its only use

    from inclusion_core.analysis.scoring.methods import METHODS  # noqa: PLC0415  as above

    two = evolve(framework, roles=("senco", "leader"))
    school = ic.School(name="Alnside")
    senco = ic.Assessment(two, school, "role:senco").judged("U4", "developing")
    leader = ic.Assessment(two, school, "role:leader").judged("U4", "leading")
    assert ic.score(senco, leader, method="paired").gaps == {"U4": Fraction(-2, 3)}
    mean = next(one for one in METHODS if one.name == "mean")
    assert ic.score(senco, method=mean).method == "mean"


def test_an_unknown_method_is_answered_with_the_nearest(framework: ic.Framework) -> None:
    """A mistyped method's name raises UnknownName."""
    a = ic.Assessment(framework, ic.School(name="Alnside"))
    with pytest.raises(ic.UnknownName, match="Did you mean 'weakest'"):
        ic.score(a, method="weakets")


def test_a_desk_without_a_workspace_says_so(framework: ic.Framework) -> None:
    """Asking for the workspace of a desk that has none is a sentence."""
    assert framework
    with open_desk() as desk, pytest.raises(ic.NotAllowed, match="no workspace"):
        _ = desk.workspace


def test_our_kinds_and_methods_need_no_search_and_others_have_the_nearest(desk: Desk) -> None:
    """A kind or method of ours is returned at once; an unknown one raises with the nearest name."""
    assert desk.kind("pupil-voice") in KINDS
    assert desk.method("mean").name == "mean"
    assert "plugins" not in desk.__dict__
    with pytest.raises(ic.UnknownName, match="Did you mean 'pupil-voice'"):
        desk.kind("pupil-voices")
    with pytest.raises(ic.UnknownName, match="Did you mean 'markdown'"):
        desk.report_format("markdwn")


def test_a_school_goes_by_its_id_number_or_name(desk: Desk) -> None:
    """Any spelling of case and space finds a name; two of one name are told apart by id."""
    made = add_school(desk, ic.School(name="St Bénet's School"), urn="999001")
    for name in (made.id, "999001", "St Bénet's School", "st  bénet\u2019s SCHOOL"):
        assert find_school(desk, name) == made
    add_school(desk, ic.School(name="St Bénet's School", id="other", town="Wansmere"))
    with pytest.raises(ic.NotAllowed, match=r"other \(Wansmere\)"):
        find_school(desk, "St Bénet's School")
    with pytest.raises(ic.UnknownName, match="schools import"):
        find_school(desk, "999009")
    with pytest.raises(ic.UnknownName, match="Did you mean"):
        find_school(desk, "Bénet")


def test_a_read_only_desk_writes_nothing(desk: Desk, tmp_path: Path) -> None:
    """With read_only every change is refused, and a workspace that is not there stays away."""
    with open_desk(tmp_path / "nowhere", read_only=True) as empty:
        assert empty.workspace.schools() == ()
    assert not (tmp_path / "nowhere").exists()
    add_school(desk, ic.School(name="Alnside"))
    with open_desk(tmp_path / "work", read_only=True) as reading, pytest.raises(ic.ReadOnly):
        add_school(reading, ic.School(name="Wansmere"))


def test_the_ten_lines_for_other_programs_run(framework: ic.Framework, tmp_path: Path) -> None:
    """What docs/library.md promises works from the public names alone, and leaves no file behind."""
    assert framework
    a = ic.Assessment(framework=ic.load_framework(NAME), school=ic.School(name="Alnside"), voice="self")
    for row in ({"item": "U4", "level": "secure", "why": "Seen."}, {"item": "U5", "level": "too-soon", "why": ""}):
        a = a.judged(row["item"], row["level"], because=row["why"])
    card = ic.score(a)
    first = next((s.id, s.level, s.judged, s.applicable, s.coverage) for s in card.strands)
    assert first == ("U", "secure", 1, 9, Fraction(1, 9))
    folder = tmp_path / "empty"
    folder.mkdir()
    with ic.open_workspace(folder, read_only=True) as ws:
        assert list(ws.reviews()) == []
    assert list(folder.iterdir()) == []
    assert json.loads(ic.to_json(card))["strands"][0]["exact"] == "2/3"
