"""The floor that the screens stand beside: a Textual app with nothing but a header, a table and a footer.

Run it as `python bare_app.py ROWS`. 1 to 4 put a mark in the row's last column and go one row on, as rating does. As
`python bare_app.py text` it is one with nothing but a text to write.
"""

from __future__ import annotations

import sys

from textual.app import App, ComposeResult
from textual.widgets import DataTable, Footer, Header, TextArea

MARKS = "□□□□", "■□□□", "■■□□", "■■■□", "■■■■"


class BareApp(App[None]):
    """A header, a table of so many rows and a footer."""

    BINDINGS = (
        ("q", "quit", "Quit"),
        *((str(digit), f"mark({digit})", f"Mark {digit}") for digit in range(1, 5)),
        ("j", "down", "Down"),
    )

    def compose(self) -> ComposeResult:
        """Yield the three parts."""
        yield Header()
        yield DataTable(cursor_type="row")
        yield Footer()

    def on_mount(self) -> None:
        """Fill the table."""
        table = self.query_one(DataTable)
        table.add_columns("Id", "What to look for", "Level")
        for place in range(int(sys.argv[1])):
            title = f"High-quality provision that is there for all, number {place}"
            table.add_row(f"U{place + 1}", title, MARKS[0], key=str(place))
        table.focus()

    def action_mark(self, digit: int) -> None:
        """Put a mark and go on."""
        table = self.query_one(DataTable)
        table.update_cell_at(table.cursor_coordinate._replace(column=2), f"{MARKS[digit]} {digit} Secure")
        table.action_cursor_down()

    def action_down(self) -> None:
        """Go one row on."""
        self.query_one(DataTable).action_cursor_down()


class BareText(App[None]):
    """A header, a text and a footer."""

    def compose(self) -> ComposeResult:
        """Yield the three parts."""
        yield Header()
        yield TextArea()
        yield Footer()

    def on_mount(self) -> None:
        """Begin to write."""
        self.query_one(TextArea).focus()


if __name__ == "__main__":
    (BareText() if sys.argv[1] == "text" else BareApp()).run()
