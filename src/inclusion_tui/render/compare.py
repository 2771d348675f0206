"""Schools side by side: how many gave each level, where the own school is, the middle, the range and their n.

Nothing is reckoned here: what may be shown, and what is hidden, comes decided. No school is ranked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

import inclusion_core as ic
from inclusion_tui.render.line import filled, fit, padded, text, under

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inclusion_tui.render.line import Line, Part

comparing = ic.comparing

HIDDEN = "c"
NOT_AN_ORDER = "Schools stand in the order of the alphabet. This is no order of merit, and no school is one figure."
_NON_ANSWERS = {"not-for-this-setting": "Not for this setting", None: "Not looked at yet"}
_MIDDLE, _RANGE, _N = 8, 7, 5
_LEAST_TITLE = 12


@frozen
class Columns:
    """How wide the columns of one comparison are: an indicator's name, and the count of schools at one level."""

    name: int
    count: int
    levels: int

    @property
    def counts(self) -> int:
        """How wide all counts are together."""
        return self.count * self.levels


def columns_of(found: comparing.GroupCompared) -> Columns:
    """Return the widths that every row of a comparison has in common."""
    compared = found.compared
    rows = (*compared.strands, *compared.rows)
    name = max((ic.columns(one.name) for one in rows), default=2)
    most = max((len(str(max(one.spread.counts, default=0))) for one in rows), default=1)
    return Columns(name, most + 2, len(found.framework.scale.order))


def names_line(found: comparing.GroupCompared, widths: Columns, width: int) -> Line:
    """Return what stands over the columns."""
    places = "".join(f"{place:>{widths.count - 1}} " for place in range(1, widths.levels + 1))
    right = places + _figures_names(found)
    left = max(width - ic.columns(right), 0)
    return fit(((padded(" how many schools gave", left), "dim"), (right, "strong")), width)


def _figures_names(found: comparing.GroupCompared) -> str:
    middle = "" if found.framework.scale.stance else f"{'middle':>{_MIDDLE}}{'range':>{_RANGE}}"
    return f"{middle}{'n':>{_N}}"


def compare_row(row: comparing.SchoolsRow, found: comparing.GroupCompared, widths: Columns, width: int) -> Line:
    """Return a row: name and title, how many schools gave each level, `[2]` where the own school is, and the figures.

    A `c` stands where other schools are not shown. A strand's row is in bold.
    """
    strand = row.id == row.strand
    right: list[Part] = [*_counts(row, found, widths), (_figures(row, found), "")]
    room = width - sum(ic.columns(words) for words, _ in right)
    title = found.framework.worded(row.title)
    said = f"(proposed) {title}" if row.proposed else title
    left: Line = (
        (f" {padded(text(row.name), widths.name)} ", "strong" if strand else "dim"),
        (padded(text(said), max(room - widths.name - 5, _LEAST_TITLE)), "strong" if strand else ""),
        (f" {HIDDEN if row.hidden and found.compared.together else ' '} ", "warn"),
    )
    return filled((*left, *right), width)


def _counts(row: comparing.SchoolsRow, found: comparing.GroupCompared, widths: Columns) -> Iterator[Part]:
    mine = own_answer(row, found)
    inner = widths.count - 2
    for level, count in zip(found.framework.scale.order, row.spread.counts, strict=True):
        if level == mine:
            yield (f"[{count:>{inner}}]", "level")
        else:
            yield (f" {count or '.':>{inner}} ", "" if count else "dim")


def _figures(row: comparing.SchoolsRow, found: comparing.GroupCompared) -> str:
    several = row.spread.schools(hidden=row.hidden)
    n = f"{HIDDEN if several is None else several:>{_N}}"
    if found.framework.scale.stance:
        return n
    place, spread = found.framework.scale.place, row.spread
    if not spread.median:
        return f"{'':>{_MIDDLE + _RANGE}}{n}"
    middle = " or ".join(str(place(one)) for one in spread.median)
    return f"{middle:>{_MIDDLE}}{f'{place(spread.lowest)}-{place(spread.highest)}':>{_RANGE}}{n}"


def own_answer(row: comparing.SchoolsRow, found: comparing.GroupCompared) -> str | None:
    """Return what the own school said, None where nothing or where it is not in the comparison."""
    you = found.compared.you
    return row.answers.get(you.review) if you is not None else None


def answer_words(found: comparing.GroupCompared, answer: str | None) -> str:
    """Return a level, a non-answer or none in words."""
    words = _NON_ANSWERS.get(answer)
    return words if words is not None else ic.answer_in_words(found.framework, answer or "")


def about_lines(found: comparing.GroupCompared, group: str, width: int) -> list[Line]:
    """Say which schools are in it, by name or not, what the levels are, and what is not shown."""
    compared, framework = found.compared, found.framework
    all_made_up = all(one.school.made_up for one in compared.shown)
    names = [
        (text(one.school.name) if all_made_up else called(one)) + (" (yours)" if one.you else "")
        for one in compared.shown
    ]
    others = ""
    if compared.others:
        shown = "shown only together" if compared.together else "not shown"
        others = f"; {compared.others} without a name, {shown}"
    made_up = " All are made up." if all_made_up and names else ""
    said = f"{group}. By name: {ic.listed(names) or 'no school'}{others}.{made_up}"
    lines = under(" ", said, width, style="strong")
    levels = "  ".join(f"{at} {framework.level_title(one)}" for at, one in enumerate(framework.scale.order, 1))
    hidden = f"  {HIDDEN} not shown" if compared.hidden and compared.together else ""
    return [*lines, *under(" ", f"{levels}  [ ] you{hidden}", width, style="dim")]


def worth_a_row(row: comparing.SchoolsRow) -> bool:
    """Say whether anything is known of a row: nobody here may have judged an indicator that is only proposed."""
    return row.hidden or bool(row.spread.n) or any(row.answers.values())


def called(one: comparing.Entrant) -> str:
    """Return a school's name, and that it is made up where it is."""
    return text(one.school.name) + (" (made up)" if one.school.made_up else "")


def detail_lines(row: comparing.SchoolsRow, found: comparing.GroupCompared, width: int) -> list[Line]:
    """Return a row in words: what each level says, how many gave it and who of them has a name."""
    framework, compared = found.framework, found.compared
    lines: list[Line] = [
        fit(((f" {text(row.name)} ", "strong"), (text(framework.worded(row.title)), "title")), width),
    ]
    you = compared.you
    if you is not None:
        rests = row.rests_on.get(you.review)
        judged = f", from {rests[0]} of {rests[1]} judged" if rests else ""
        lines += under(" you: ", f"{answer_words(found, own_answer(row, found))}{judged}", width)
    for place, level in reversed(list(enumerate(framework.scale.order, 1))):
        count = row.spread.counts[place - 1]
        there = [one for one in compared.shown if row.answers.get(one.review) == level]
        names = [*("yours" for one in there if one.you), *(called(one) for one in there if not one.you)]
        if count or names:
            schools = f"{count} {'school' if count == 1 else 'schools'}"
            of_them = f", {ic.listed(names)} among them" if names and count > len(names) else ""
            of_them = f": {ic.listed(names)}" if names and count == len(names) else of_them
            lines += under(f" {place} {framework.level_title(level)}: ", f"{schools}{of_them}", width)
    for one in compared.shown:
        answer = row.answers.get(one.review)
        if answer not in framework.scale.order and not one.you:
            lines += under(f" {called(one)}: ", answer_words(found, answer), width)
    if row.hidden:
        lines += under(" ", hidden_words(compared), width, style="warn")
    return lines


def hidden_words(compared: comparing.SchoolsCompared) -> str:
    """Say why others are not shown on a row."""
    if not compared.together:
        return f"Schools without a name are not shown here: {comparing.WHY_NOT_TOGETHER}."
    return f"Others are not shown: {comparing.WHY_HIDDEN}."


def why_lines(found: comparing.GroupCompared, width: int) -> list[Line]:
    """Say what is in the comparison, what is left out and why, and what is hidden and why."""
    compared = found.compared
    lines: list[Line] = []

    def part(title: str, *sentences: str) -> None:
        lines.append(((f" {title}", "title"),))
        for one in sentences:
            lines.extend(under(" ", one, width))
        lines.append(())

    consent = "A school has its name here where its host agreed to that: in the cluster's agreement, or by release."
    part("Who has a name", f"By name: {ic.listed([called(one) for one in compared.shown]) or 'no school'}.", consent)
    if compared.others:
        part("Who has none", f"{compared.others} released their judgements and not their name.",
             "They are shown together, or not at all." if compared.together else
             f"They are not shown here: {comparing.WHY_NOT_TOGETHER}.")  # fmt: skip
    if compared.hidden and compared.together:
        part("What is hidden", f"{HIDDEN}: {comparing.WHY_HIDDEN}.", f"It stands at {ic.listed(compared.hidden)}.")
    silent = sum(not worth_a_row(row) for row in compared.rows)
    if silent:
        part("What nobody here has judged", f"{silent} more {'indicator' if silent == 1 else 'indicators'}.")
    left = [
        f"{one.number} {one.why}{f': {ic.listed([text(each) for each in one.names])}' if one.names else ''}."
        for one in found.left_out
    ]
    if left:
        part("Reviews that are not in it", *left)
    if found.near:
        part("How alike the schools are", "0 is alike and 1 unlike, in circumstances only.", *_near_words(found))
    part("What it is not", NOT_AN_ORDER)
    return lines


def _near_words(found: comparing.GroupCompared) -> Iterator[str]:
    shown = {one.review for one in found.compared.shown}
    for review, near in found.near.items():
        if review in shown:
            parts = ", ".join(f"{name} {float(part):.2f}" for name, part in near.parts.items())
            unknown = f"; not known: {', '.join(near.unknown)}" if near.unknown else ""
            yield f"{text(near.school.name)}: {float(near.distance):.2f} ({parts}{unknown})."


def map_lines(found: comparing.GroupCompared, title: str, width: int) -> list[Line]:
    """Return schools by indicators as signs, the reader's own marked, never sorted."""
    chart = ic.heat_map(found.compared, found.framework, title)
    return [((line, ""),) for line in ic.heat_map_lines(chart, width=width)]


def over_time_lines(found: comparing.OverTime, width: int) -> list[Line]:
    """Return a school's own rounds beside each other, and what cannot be told from them."""
    rounds = [f"{at} {text(one.review)}, {one.started.isoformat()}" for at, one in enumerate(found.cycles, 1)]
    lines = under(" ", "; ".join(rounds) or "No round of this school has a judgement of this voice yet.", width)
    if len(found.cycles) < 2:  # noqa: PLR2004  two are the fewest that can be compared
        return [*lines, *under(" ", "With one round there is nothing to lay beside it yet.", width, style="dim")]
    lines += [*under(" ", "What lies between two rounds is not what made the difference.", width, style="dim"), ()]
    framework = found.cycles[-1].framework
    name = max((ic.columns(row.name) for row in found.rows), default=2)
    for row in found.rows:
        if any(row.answers):
            said = " > ".join(_round_words(framework, one) for one in row.answers)
            lines += under(f" {padded(text(row.name), name)} ", f"{text(framework.worded(row.title))}", width)
            lines += under(" " * (name + 2), f"{said}{_moved(row.moved)}", width, style="level")
    return lines


def _round_words(framework: ic.Framework, answer: str | None) -> str:
    return "not looked at" if answer is None else ic.answer_in_words(framework, answer)


def _moved(moved: int | None) -> str:
    if moved is None:
        return ""
    several = f"{abs(moved)} {'level' if abs(moved) == 1 else 'levels'}"
    return ": as before" if not moved else f": {several} {'up' if moved > 0 else 'down'}"
