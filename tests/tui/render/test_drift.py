"""Layers side by side as lines: as wide as the room, inert, documents with title, line and day."""

import datetime as dt

import pytest
from attrs import evolve

import inclusion_core as ic
from inclusion_core.analysis.voices.drift import citation, side_by_side
from inclusion_core.model.evidence import Evidence
from inclusion_core.model.framework import Facet
from inclusion_tui.render.drift import counts_line, head_line, layered_line, layered_whole
from inclusion_tui.render.line import as_text, plain


@pytest.mark.parametrize("width", [58, 78, 138])
def test_each_layer_has_its_level_and_its_documents(width: int) -> None:
    """A row with a level for each layer; whole, with the quotation and where words and practice part."""
    facet = Facet("layer", ("strategy", "policy", "practice"), required=True)
    ours = evolve(ic.load_framework("universal-targeted-specialist"), facet=facet)
    at = dt.datetime(2026, 11, 2, tzinfo=dt.UTC)
    place = citation("Policy [b]\x1b[2J", 12, dt.date(2026, 9, 1))
    quote = Evidence("e-1", "document", "Welcome.", "ak", at, ("U1",), place, ("policy",))
    judged = {("U1", "strategy"): ic.Judgement("leading"), ("U1", "practice"): ic.Judgement("starting")}
    found = side_by_side(ours, judged, {"e-1": quote}, ic.School("A").setting)
    lines = [head_line(ours, width), counts_line(found, width), layered_line(ours, found[0], width),
             *layered_whole(ours, found[0], width)]  # fmt: skip
    told = " ".join(as_text(lines).split())
    assert all(ic.columns(plain(one)) <= width for one in lines)
    assert "\x1b" not in told
    for part in ("U1 Leading - Starting cited 1", "differ on 1 of 1", "line 12, dated 2026-09-01: “Welcome.”",
                 "3 levels ahead of practice"):  # fmt: skip
        assert part in told, part
