"""A review's data for other programs: JSON, CSV and a plugin's form, after release and privacy."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from inclusion_core.desk import open_desk
from inclusion_core.desk.exporting import make_export
from inclusion_core.errors import PluginFailed
from inclusion_core.plugins.records import Exporter

if TYPE_CHECKING:
    from pathlib import Path


def test_json_holds_everything_and_csv_a_row_for_each_judgement(run: Any, review: str, tmp_path: Path) -> None:
    """Both are files named after the review where nothing else is said; a formula is shown and not reckoned with."""
    run("judge", review, "U9", "secure", "--because", "=1+1 is what they wrote")
    written = run("export", review, "--json").json["written"]
    found = json.loads((tmp_path / written).read_text(encoding="utf-8"))
    assert (written, found["review"]["id"]) == (f"{review}.json", review)
    assert found["judgements"]["self"]["U9"]["because"] == "=1+1 is what they wrote"
    assert len(found["evidence"]) == len(run("evidence", "list", review, "--json").json["evidence"])
    text = run("export", review, "--format", "csv", "--out", "-").out
    rows = {row["indicator"]: row for row in csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))}
    assert (rows["U9"]["level"], rows["U9"]["because"]) == ("secure", "'=1+1 is what they wrote")
    assert rows["S2"]["non_answer"] == "cannot-tell"


def test_what_looks_like_a_pupil_holds_it_back(run: Any, review: str, tmp_path: Path) -> None:
    """It is named where it stands, nothing is written; an override is in the history."""
    run("judge", review, "U9", "secure", "--because", "Jo Smith, born 3 May 2015, was calm.")
    held = run("export", review, "--out", str(tmp_path / "x.json"))
    assert held.code == 1
    assert "self on U9" in held.err + held.out
    assert not (tmp_path / "x.json").exists()
    assert run("export", review, "--out", str(tmp_path / "x.json"), "--anyway").code == 0
    assert "exported it as json although" in run("history", review, "--json").out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--format", "jsonn"), "Did you mean 'json'?"),
        (("--for", "everyone"), "audience"),
        (("--for", "cluster"), "has not released to its cluster: name, judgements"),
    ],
)
def test_bad_input_is_one_sentence(run: Any, review: str, words: tuple[str, ...], says: str) -> None:
    """A form or an audience that is none, and what is not released."""
    done = run("export", review, *words)
    assert done.code == 2
    assert says in done.err


def test_an_exporter_that_makes_no_bytes_is_the_plugins_failure(run: Any, review: str, home: Path) -> None:
    """Whatever a plugin answers with, nothing is written under the name of a file."""
    bad = Exporter("bad.one", "Bad", "", ".bad", "text/plain", lambda _: "text")  # type: ignore[arg-type,return-value]
    assert run("review", "list").code == 0
    with (
        open_desk(home) as desk,
        desk.session(review, read_only=True) as session,
        pytest.raises(PluginFailed, match="made no file, but str"),
    ):
        make_export(session, bad)
