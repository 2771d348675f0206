"""A framework's own words stand wherever its texts are shown, and never in what people wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

WORDED = """
kind = "inclusion.framework"
schema = 1
id = "worded"
edition = "1"
title = "A model"
about = "For every ZZZ."
scoring = "cumulative"
[words]
ZZZ = "SENDCo"
[scale]
order = ["no", "yes"]
titles = { no = "No ZZZ", yes = "A ZZZ" }
[strands.U]
title = "What the ZZZ does"
about = "The ZZZ leads."
[indicators.U1]
strand = "U"
title = "The ZZZ is here"
statement = "There is a ZZZ."
look_for = ["A ZZZ at the door."]
ask = { pupils = ["Who is your ZZZ?"] }
guard = "No ZZZ decides alone."
statutory = true
law = { duty = "Have a ZZZ.", source = "An Act", checked = 2026-11-22 }
step = "yes"
levels = { no = "No ZZZ.", yes = "A ZZZ." }
[indicators.U2]
strand = "U"
title = "The ZZZ is heard"
step = "yes"
[sufficiency.yes]
kinds = 2
[gates.ready]
title = "Is the ZZZ ready"
needs = ["strand U at least yes", "indicator U2 met"]
says = "The ZZZ is no gatekeeper."
"""


def test_no_command_shows_a_word_that_is_swapped(run: Any, home: Path, tmp_path: Path) -> None:
    """Explanations, questions, gates, lists and reports have the framework's words; a note keeps its own."""
    source = tmp_path / "worded.toml"
    source.write_text(WORDED, encoding="utf-8")
    assert home
    for words in (
        ("framework", "add", str(source)),
        ("schools", "add", "Alnside"),
        ("review", "new", "--school", "alnside", "--framework", "worded", "--id", "a"),
        ("judge", "a", "U1", "yes", "--because", "The ZZ-Z said so."),
        ("judge", "a", "U2", "no", "--voice", "peer:bo"),
    ):
        ran = run(*words)
        assert ran.code == 0, ran.err
        assert "ZZZ" not in ran.out + ran.err.replace("worded.toml", ""), words
    for words in (
        ("framework", "list"),
        ("framework", "show", "worded"),
        ("framework", "show", "worded", "U1"),
        ("review", "show", "a"),
        ("score", "a", "--explain"),
        ("score", "a", "--explain", "--method", "mean"),
        ("score", "a", "--explain", "--method", "none"),
        ("gates", "a"),
        ("unseen", "a"),
        ("compare", "a", "--voices", "self", "peer:bo"),
        ("compare", "a", "--voices", "self", "peer:bo", "--agreement"),
        ("report", "a"),
        ("report", "a", "--format", "html", "--out", "-"),
        ("history", "a"),
    ):
        ran = run(*words)
        assert ran.code == 0, (words, ran.err)
        assert "ZZZ" not in ran.out + ran.err, (words, ran.out)
    for words in (("?\nm\nl\na\nstop\n"), ("1\n\n2\n\nstop\n")):
        ran = run("assess", "a", "--plain", "--voice", "moderated", stdin=words)
        assert "ZZZ" not in ran.out + ran.err, ran.out
    assert "The ZZ-Z said so." in run("score", "a", "--explain").out
