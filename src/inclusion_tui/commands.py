"""Everything that can be asked for by typing a few letters: what keys do, places, indicators, reviews, schools, pages.

Textual's own list of commands reads what it shows as markup, and Enter takes whatever stood first before the last
letters were looked for. So ours is a list of values that is looked through at once, with every letter.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from attrs import field, frozen

import inclusion_core as ic
from inclusion_tui.guarding import PluginPage, pages_of
from inclusion_tui.keys import keymap
from inclusion_tui.keys.live import run_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from inclusion_tui.app import InclusionApp
    from inclusion_tui.keys.live import Live

    Doing = Callable[[InclusionApp], object]

MOST_SCHOOLS = 50
"""Schools that are found for what is typed: a register has thousands."""

_NEVER = frozenset({"list", "menu", "finder", "finding", "asking", "help", "page"})
"""Parts whose keys only make sense under a hand on the keys."""


@frozen
class Command:
    """One thing to ask for: `name` and `says` are shown and looked through, `right` says what sort of thing it is.

    `about` is said of the one that is chosen; `do` does it, when the list is closed.
    """

    name: str
    says: str
    right: str
    about: str
    do: Doing = field(eq=False)
    at_first: bool = False

    def place(self, words: Sequence[str]) -> int | None:
        """Return how well it fits what is typed, 0 best; None where it does not hold every word."""
        held = f"{self.name} {self.says}".casefold()
        if not all(word in held for word in words):
            return None
        name, typed = self.name.casefold(), " ".join(words)
        if name == typed:
            return 0
        if name.startswith(typed):
            return 1
        return 2 if f" {held}".find(f" {typed}") >= 0 else 3


class More(NamedTuple):
    """What is read beside the screen: reviews with their schools, a way to find schools, and plugins' pages."""

    reviews: tuple[tuple[ic.Review, ic.School], ...] = ()
    finder: ic.SchoolFinder | None = None
    pages: tuple[PluginPage, ...] = ()


def found(commands: Iterable[Command], typed: str) -> list[Command]:
    """Return the commands that hold every word, those that fit best first; what is shown at first for no word."""
    words = typed.casefold().split()
    if not words:
        return [one for one in commands if one.at_first]
    fitting = [(place, one) for one in commands if (place := one.place(words)) is not None]
    return [one for _, one in sorted(fitting, key=lambda each: each[0])]


def key_commands(app: InclusionApp, live: Mapping[str, Live]) -> Iterator[Command]:
    """Yield what keys do: those that work on the screen under the list, then those of the list of indicators."""
    there = [one for one in keymap.KEYS if one.id in live and one.where not in _NEVER]
    there.sort(key=lambda one: one.where == "everywhere")
    rest = [one for one in keymap.KEYS if one.id not in live and _works(app, one)]
    once = {one.action: one for one in reversed((*there, *rest)) if one.id != "everywhere.palette"}
    for one in reversed(once.values()):
        keys = live[one.id].keys if one.id in live else (one.shown,)
        yield Command(one.word, one.does, keys[0], one.does, partial(_run, live, one.id), at_first=True)


def _works(app: InclusionApp, one: keymap.Key) -> bool:
    if one.where == "rate":
        beyond = keymap.beyond(len(app.sitting.framework.scale.order)) if app.sitting is not None else ()
        return app.sitting is not None and one.id not in beyond
    return one.where == "everywhere" and one.action.startswith("app.")


def _run(live: Mapping[str, Live], name: str, app: InclusionApp) -> None:
    run_key(app, live, name)


def place_commands(app: InclusionApp) -> Iterator[Command]:
    """Yield the places of the menu of places that no key opens by itself."""
    from inclusion_tui.screens.go import BEYOND, PLACES, go_there, places  # noqa: PLC0415  with the list of commands

    opened = {one.action for one in keymap.KEYS if one.where in {"everywhere", "rate"}}
    begins = {**{page: "g" for _, _, page in PLACES}, **{page: "g b" for _, _, page in BEYOND}}
    for letter, words, page in places(app, (*PLACES, *BEYOND)):
        if f"app.open('{page}')" not in opened:
            yield Command(
                f"go to {words}",
                "",
                f"{begins[page]} {letter}",
                f"Go to {words}.",
                partial(_go, go_there, page),
                at_first=True,
            )


def _go(go_there: Callable[[InclusionApp, str], object], page: str, app: InclusionApp) -> None:
    go_there(app, page)


def indicator_commands(app: InclusionApp) -> Iterator[Command]:
    """Yield the indicators of the open review, by id, title and statement."""
    if app.sitting is None:
        return
    framework = app.sitting.framework
    for name in app.sitting.indicators:
        one = framework.indicators[name]
        statement = framework.worded(one.statement)
        yield Command(name, framework.worded(one.title), "indicator", statement, partial(_choose, name))


def _choose(indicator: str, app: InclusionApp) -> None:
    from inclusion_tui.screens.home import go_to  # noqa: PLC0415  only with a review

    go_to(app, indicator)


def review_commands(more: More) -> Iterator[Command]:
    """Yield the reviews, by id, title, school and town."""
    for review, school in more.reviews:
        says = " ".join(one for one in (review.title, school.name, school.town) if one)
        yield Command(review.id, says, "review", f"Open the review of {school.name}.", partial(_open, review.id))


def _open(review: str, app: InclusionApp) -> None:
    app.attempt(lambda: app.open_review(review))


def school_commands(more: More, typed: str) -> Iterator[Command]:
    """Yield the schools that hold every word of what is typed: their newest review, or the beginning of one."""
    if more.finder is None or not typed.strip():
        return
    begun = {review.school: review.id for review, _ in more.reviews}
    for school in more.finder.find(typed)[:MOST_SCHOOLS]:
        review = begun.get(school.id)
        about = f"Open its review {review}." if review else f"Begin a review of {school.name}."
        do: Doing = partial(_open, review) if review else partial(_begin, school)
        says = ", ".join(one for one in (school.town, str(school.urn or "")) if one)
        yield Command(school.name, says, "school", about, do)


def _begin(school: ic.School, app: InclusionApp) -> None:
    from inclusion_tui.screens.new_review import FrameworkScreen  # noqa: PLC0415  where one is begun

    app.push_screen(FrameworkScreen(school))


def page_commands(more: More) -> Iterator[Command]:
    """Yield the pages that plugins bring."""
    for one in more.pages:
        yield Command(one.title, one.name, "plugin", one.about, partial(_page, one), at_first=True)


def _page(page: PluginPage, app: InclusionApp) -> None:
    app.open_page(page)


def read_more(desk: ic.Desk) -> More:
    """Read what takes a while: files of reviews and schools, plugins. For a thread; raises nothing of a review."""
    with ic.open_desk(desk.folder, read_only=True) as own:
        reviews = []
        for one in ic.on_shelf(own):
            try:
                reviews.append(ic.look_at(own, one.review))
            except ic.InclusionError:  # the start says what is wrong with it
                continue
        finder = ic.SchoolFinder(own)
    return More(tuple(reviews), finder, pages_of(desk))
