"""Frameworks that nobody expected: other scripts, ids that clash, and names of what is not there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

HEAD = 'kind = "inclusion.framework"\nschema = 1\nid = "{id}"\nedition = "{edition}"\ntitle = "{title}"\n'
BODY = 'scale = "four-step"\n[strands.A]\ntitle = "All"\n[indicators.A1]\nstrand = "A"\ntitle = "Greeted"\n'

ARABIC = """kind = "inclusion.framework"
schema = 1
id = "madrasa"
edition = "2026.1"
title = "مدرسة للجميع"
about = "إطار للمدارس. السنة ٢٠٢٦."
language = "ar"
[scale]
order = ["one", "two"]
titles = { one = "بداية", two = "راسخ" }
[strands.A]
title = "كل يوم"
[indicators.A1]
strand = "A"
title = "يُرحَّب بكل تلميذ باسمه"
statement = "يُرحَّب بكل تلميذ في الصفوف ١ إلى ٦."
horizon = "فصل واحد"
evidence = ["pupil-voice"]
look_for = ["من يقف عند الباب"]
[indicators.A1.ask]
pupils = ["من يقول لك صباح الخير؟"]
[indicators.A1.levels]
one = "هل يعرف أحد الأسماء؟ يعرفها معلم واحد فقط، وحين يغيب لا يسأل أحد عن الأسماء ولا يتذكرها أحد في الصباح."
two = "نعم. كل من عند الباب يعرف الأسماء، حتى في الأيام الصعبة، والتلاميذ يرحبون بعضهم ببعض كل صباح دون تذكير."
"""  # noqa: RUF001  its own digits

CHINESE = (
    ARABIC.replace('"madrasa"', '"xuexiao"')
    .replace('"ar"', '"zh"')
    .replace("مدرسة للجميع", "人人的学校")
    .replace("يُرحَّب بكل تلميذ باسمه", "每个学生都有人叫得出名字")
    .replace("نعم. كل من عند الباب", "门口每个人都知道名字。代课时也一样。" * 4)
)


@pytest.mark.parametrize(
    ("name", "text", "title"),
    [("madrasa", ARABIC, "مدرسة للجميع"), ("xuexiao", CHINESE, "人人的学校")],
    ids=["arabic", "chinese"],
)
def test_a_framework_in_another_script_works_from_the_check_to_the_report(
    run: Any, review: str, name: str, text: str, title: str
) -> None:
    """Right-to-left and wide text, digits and a language of its own: checked, shown, judged, scored and reported."""
    assert review
    path = Path(f"{name}.toml")
    path.write_text(text, encoding="utf-8")
    checked = run("framework", "check", str(path), "--json")
    assert (checked.code, checked.json["problems"]) == (0, [])
    assert run("framework", "add", str(path)).code == 0
    assert title in run("framework", "list").out
    shown = run("framework", "show", name, "A1", "--screen")
    assert "1 بداية" in shown.out
    assert not shown.err
    assert run("review", "new", "--school", "999001", "--framework", name, "--id", "new").code == 0
    assert run("judge", "new", "A1", "two", "--because", "رأيناه اليوم").code == 0
    assert "راسخ" in run("score", "new").out
    assert run("report", "new", "--format", "html", "--out", "page.html").code == 0
    page = Path("page.html").read_text(encoding="utf-8")
    assert title in page
    assert f'lang="{"ar" if name == "madrasa" else "zh"}"' in page
    assert "unicode-bidi:plaintext" in page, "each paragraph runs in the direction of its own words"


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (('id = "madrasa"', 'id = "مدرسة"'), "id cannot be 'مدرسة'."),
        (("[strands.A]", '[strands."أ"]'), 'strands."أ" cannot be an id.'),
        (("[indicators.A1]", '[indicators."ب١"]'), 'indicators."ب١" cannot be an id.'),
        (('order = ["one", "two"]', 'order = ["واحد", "two"]'), "scale.order has a level 'واحد' that cannot be an id."),
        (('edition = "2026.1"', 'edition = "٢٠٢٦"'), "edition cannot be '٢٠٢٦'."),
    ],
)
def test_an_id_of_another_script_is_refused_with_the_reason(run: Any, change: tuple[str, str], where: str) -> None:
    """Ids and editions stay in ASCII; the sentence says so and that texts need not."""
    Path("a.toml").write_text(ARABIC.replace(*change), encoding="utf-8")
    ran = run("framework", "check", "a.toml")
    assert ran.code == 1
    assert where in ran.out
    assert "in the letters a to z" in ran.out or "in the digits 0 to 9" in ran.out


def test_ids_that_differ_only_in_capitals_are_said_wherever_they_meet(run: Any) -> None:
    """Beside each other, through an overlay, and against an id that was retired."""
    one = HEAD.format(id="one", edition="1", title="One") + BODY
    Path("one.toml").write_text(one + '[indicators.a1]\nstrand = "A"\ntitle = "Again"\n', encoding="utf-8")
    ran = run("framework", "check", "one.toml")
    assert ran.code == 1
    assert "one.toml:12: indicators.a1 and 'A1' differ only in capitals. Give one of them another id." in ran.out
    Path("one.toml").write_text(one + "[retired.a1]\n", encoding="utf-8")
    assert "retired.a1 and the indicator 'A1' differ only in capitals." in run("framework", "check", "one.toml").out
    over = HEAD.format(id="over", edition="1", title="Over") + 'extends = "universal-targeted-specialist@2026.1"\n'
    Path("over.toml").write_text(over + '[indicators.u4]\nstrand = "U"\ntitle = "Again"\n', encoding="utf-8")
    ran = run("framework", "check", "over.toml")
    assert ran.code == 1
    assert "over.toml:7: indicators.u4 and 'U4' differ only in capitals." in ran.out


def test_an_overlay_of_what_is_not_installed_says_what_to_install(run: Any, review: str) -> None:
    """The check answers with 1 and any other command with 3, and both say what would mend it."""
    assert review
    text = HEAD.format(id="over", edition="1", title="Over") + 'extends = "far-away@2026.1"\n'
    Path("over.toml").write_text(text, encoding="utf-8")
    said = (
        "over.toml:6: extends names 'far-away@2026.1', which is not here. Install the plugin that brings it, or put "
        "its file into the workspace's frameworks folder."
    )
    checked = run("framework", "check", "over.toml")
    assert (checked.code, checked.out) == (1, f"Wrong: {said}\n")
    new = run("review", "new", "--school", "999001", "--framework", "over.toml")
    assert (new.code, new.err) == (3, f"{said}\n")


def plugin(distribution: str, name: str, edition: str, title: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a distribution look installed that gives the framework `shared`."""
    module = distribution.replace("-", "_")
    folder = Path(distribution).absolute()
    (folder / module).mkdir(parents=True)
    text = HEAD.format(id="shared", edition=edition, title=title) + BODY
    (folder / module / "shared.toml").write_text(text, encoding="utf-8")
    info = folder / f"{module}-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.4\nName: {distribution}\nVersion: 1\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(f"[inclusion.frameworks]\n{name} = {module}\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(folder))


def test_two_plugins_that_give_one_edition_are_both_named(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other words under one id and edition: neither is used, the list says so for each, and other frameworks work."""
    plugin("inclusion-fake-east", "fake-east", "1", "East", monkeypatch)
    plugin("inclusion-fake-west", "fake-west", "1", "West", monkeypatch)
    listed = run("framework", "list", "--json")
    problems = [one["problems"] for one in listed.json["frameworks"] if one["id"] == "shared"]
    assert len(problems) == 2
    for (problem,) in problems:
        assert "(from fake-east)" in problem["what"]
        assert "(from fake-west)" in problem["what"]
        assert problem["do"] == "Keep one of them, or give one another edition."
    shown = run("framework", "show", "shared")
    assert (shown.code, "with other words" in shown.err) == (3, True)
    assert run("framework", "show", "universal-targeted-specialist").code == 0


def test_two_plugins_may_give_two_editions_of_one_framework(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The list says who gives which, and the newest adopted one is the default."""
    plugin("inclusion-fake-east", "fake-east", "1", "East", monkeypatch)
    plugin("inclusion-fake-west", "fake-west", "2", "West", monkeypatch)
    rows = [line.split() for line in run("framework", "list").out.splitlines() if line.startswith("shared@")]
    assert [(row[0], row[-1]) for row in rows] == [("shared@2", "fake-west"), ("shared@1", "fake-east")]
    assert run("framework", "show", "shared").out.startswith("shared@2")


def test_two_distributions_that_want_one_plugin_name_are_both_left_out(
    run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list of plugins names both homes and what to do; no framework of either is found."""
    plugin("inclusion-fake-east", "shared", "1", "East", monkeypatch)
    plugin("inclusion-fake-west", "shared", "2", "West", monkeypatch)
    ran = run("plugins", "check")
    assert ran.code == 1
    assert "comes twice, in inclusion-fake-east and inclusion-fake-west" in ran.out.replace(
        "inclusion-fake-west and inclusion-fake-east", "inclusion-fake-east and inclusion-fake-west"
    )
    assert "shared@" not in run("framework", "list").out


def test_a_crosswalk_to_an_edition_that_does_not_exist_is_worth_doing(run: Any) -> None:
    """The framework can be used; the check names the editions that there are. Of what is unknown it says nothing."""
    text = HEAD.format(id="one", edition="1", title="One") + BODY
    Path("one.toml").write_text(text + '[crosswalk."send-enquiry@77"]\n[crosswalk."unheard-of@1"]\n', encoding="utf-8")
    ran = run("framework", "check", "one.toml")
    assert ran.code == 0
    assert (
        'Worth doing: one.toml:12: crosswalk."send-enquiry@77" names send-enquiry@77, an edition that is not here. '
        "Known here: send-enquiry@1."
    ) in ran.out
    assert "unheard-of" not in ran.out
    assert [one.name for one in Path().iterdir()] == ["one.toml"]
