"""One line about every key of a framework file, for editors (the JSON Schema) and for docs/framework-files.md.

A test holds this list against the classes and the page against this list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_core.model.framework import (
    AppliesTo,
    Facet,
    Framework,
    Gate,
    Group,
    Indicator,
    Law,
    Link,
    Region,
    Retired,
    Strand,
    Strong,
    Sufficiency,
)
from inclusion_core.model.scale import Scale

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE_KEYS: Mapping[str, str] = {
    "kind": 'Says what the file is: always "inclusion.framework".',
    "schema": "The form of the file, a whole number: 1.",
    "extends": "The framework and edition this one lies over; what is written here adds to it or replaces it.",
    "drop": "Indicators of that framework which this one leaves out.",
}
"""Keys that belong to the file and not to the framework: `extends` and `drop` are for overlays."""

WRITTEN_BY_US = frozenset({"digest"})
"""What a framework has and no file says."""

ABOUT: Mapping[type, Mapping[str, str]] = {
    Framework: {
        "id": "The framework's own short name: lower-case letters, digits and hyphens. It never changes.",
        "edition": 'Which version, as whole numbers with dots: "2026.1". The newest adopted one is the default.',
        "title": "What people see.",
        "strands": "The groups of indicators, each below its own heading such as [strands.U].",
        "indicators": "What is looked for and judged, each below its own heading such as [indicators.U4].",
        "scale": "The levels: a scale's name (four-step, enquiry, frequency) or a [scale] table of your own.",
        "scoring": "How scores are reckoned: mean, median-with-floor, weakest, cumulative, profile, paired, none.",
        "status": '"adopted", or "consultation" for a draft that is never used by default.',
        "about": "What the framework is for, in a sentence or two.",
        "publisher": "Who publishes it.",
        "source": "Where it comes from: a document, a web page.",
        "licence": "How it may be used.",
        "language": 'The language it is written in, such as "en-GB".',
        "derived_from": "Written by us into a pinned copy: what the overlay lay over. Leave it out.",
        "roles": "Roles that may judge apart from the others, such as senco, leader, pupils.",
        "facet": "A lens or layer on which each indicator is judged more than once.",
        "sufficiency": "How much evidence a level should rest on. Too little is shown and never lowers a judgement.",
        "strong": "What a strong strand means here.",
        "gates": "Questions of readiness: what must be in place, each below its own heading such as [gates.off-site].",
        "groups": "A second grouping across the strands, such as a partnership's priorities.",
        "region": "Where the framework is at home.",
        "words": "Words that are shown instead of others; no mark changes by it.",
        "crosswalk": "What corresponds in another framework. Evidence travels along it, marks never do.",
        "retired": "Ids that are no longer used. They are never used again.",
    },
    Scale: {
        "id": "The scale's name. Leave it out for your own: it is then called as the framework.",
        "order": "The levels from least to most inclusive, as ids.",
        "titles": "The words shown for a level, where they differ from its id.",
        "values": 'What a level counts, between 0 and 1 and rising: 0.25 or "2/3". If not said, its place.',
        "stance": "true where these are stances and no amounts: they are counted and never scored.",
    },
    Facet: {
        "name": "What the axis is called, such as lens or layer.",
        "values": "What it distinguishes, such as send, cared-for, disadvantaged.",
        "required": "true where each indicator is judged for every one of them.",
    },
    Strand: {
        "id": "Its short printed name, from the heading.",
        "title": "What people see.",
        "about": "What the strand holds together, in a sentence.",
        "within": "The strand it stands in; left out at the top.",
        "scoring": "Its own method, where the framework's is profile.",
    },
    Indicator: {
        "id": "Its short printed name, from the heading. Never used again for another.",
        "strand": "The strand it belongs to.",
        "title": "Something a school does, in at most nine words.",
        "statement": "One sentence that a parent would understand.",
        "look_for": "What can be seen, heard or counted today.",
        "ask": "Questions for pupils, staff, families, governors, partners: lists of short, open ones.",
        "evidence": "Which kinds of evidence would settle it.",
        "weight": "How much it counts within its strand; 1 if not said, and 0 counts nothing.",
        "core": "true where a low level holds the whole strand down (median-with-floor, strong).",
        "statutory": "true where the law asks for it.",
        "met_at": "The level that counts as met; the second one if not said.",
        "law": "The duty behind it.",
        "guard": "A sentence that must stand beside it wherever it is shown.",
        "research": "What it rests on.",
        "applies_to": "Which settings it is for; every setting if not said.",
        "status": '"adopted", or "proposed": judged and never scored.',
        "horizon": 'How long before a change could show, such as "two terms".',
        "step": "The level it is needed for, where scoring is cumulative.",
        "levels": "What you would find at each level. The first sentence stands alone in 60 characters.",
    },
    Law: {
        "duty": "The duty in plain words.",
        "source": "The Act, regulations or code that it comes from.",
        "checked": "The day somebody last looked whether it still says so: 2026-11-22.",
    },
    AppliesTo: {
        "kind": "Kinds of setting: nursery, mainstream, special, alternative, college, other.",
        "phase": "Phases, such as primary, secondary, middle-deemed-primary, post-16, all-through.",
        "feature": "Features that a school may have, such as a resourced provision; one of them is enough.",
    },
    Sufficiency: {
        "kinds": "How many different kinds of evidence.",
        "one_of": "Kinds of which at least one must be there.",
    },
    Strong: {
        "median_at_least": "The level that the middle judgement of the strand reaches; the last but one if not said.",
        "core_floor": "The level below which no core indicator may be; the second if not said.",
        "coverage_at_least": "How much of the strand must be judged, between 0 and 1; 0.8 if not said.",
        "statutory": '"met" where every statutory indicator must be met, "any" where that is not asked.',
    },
    Gate: {
        "id": "Its short name, from the heading.",
        "title": "What people see.",
        "needs": "What must hold, such as 'strand U strong' or 'indicator S2 at least secure'.",
        "about": "Indicators that the gate is about. They are never counted in its own needs.",
        "says": "A sentence that stands beside it.",
    },
    Group: {
        "id": "Its short name, from the heading.",
        "title": "What people see.",
        "about": "What the group is for, in a sentence.",
        "indicators": "The indicators in it.",
    },
    Region: {
        "name": "What the region is called.",
        "authorities": 'Local authorities by their three-digit code: "392" = "North Tyneside".',
        "phases": "The region's own words for phases.",
    },
    Link: {
        "to": "The indicator in the other framework.",
        "relation": "close, partial or supports.",
    },
    Retired: {
        "replaced_by": "What took its place, if anything.",
        "because": "Why it went.",
    },
}
"""For each class, one line about each of its keys."""
