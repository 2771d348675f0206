"""Where the page may be had, and under which name."""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING, Any

import pytest

import inclusion_core as ic
from inclusion_tui.web.address import PORT, Place, place, read_token

if TYPE_CHECKING:
    from pathlib import Path

GOOD = "0123456789abcdefghijklmnopqrstuvwxyz-_"


@pytest.fixture
def token_file(tmp_path: Path) -> Path:
    """A file with a good token, for its owner alone."""
    file = tmp_path / "token"
    file.write_text(f"{GOOD}\n", encoding="ascii")
    file.chmod(0o600)
    return file


@pytest.mark.parametrize("host", ["", "127.0.0.1", "localhost", "LOCALHOST", "::1", "[::1]", "127.0.0.2"])
def test_this_machine_needs_nothing_more(host: str) -> None:
    """An address of this machine alone is listened on as it is, with a new token each time."""
    first, second = place(host), place(host)
    assert not first.beyond
    assert first.host in {"127.0.0.1", "127.0.0.2", "::1"}
    assert len(first.token) >= 43
    assert first.token != second.token


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "my-laptop", "localhost.example", "::ffff:127.0.0.1"])  # noqa: S104  to be refused
def test_any_other_address_needs_the_flag_and_a_token(host: str, token_file: Path) -> None:
    """What other machines could reach, or a name that could lead anywhere, is refused unless both are given."""
    for given in ({}, {"beyond": True}, {"token_file": token_file}):
        options: dict[str, Any] = given
        with pytest.raises(ic.NotAllowed, match=r"wants two things more: --beyond-this-machine, and --token-file FILE"):
            place(host, **options)
    assert place(host, beyond=True, token_file=token_file).beyond


def test_the_flag_alone_opens_nothing(token_file: Path) -> None:
    """Whoever says --beyond-this-machine and no address is asked which."""
    for host in ("", "localhost"):
        with pytest.raises(ic.NotAllowed, match=r"Say which of this machine's addresses"):
            place(host, beyond=True, token_file=token_file)


def test_a_token_of_ones_own_may_be_used_here(token_file: Path) -> None:
    """A token file is taken on this machine too, without the line's end."""
    assert place(token_file=token_file).token == GOOD


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"short", "is too short: it wants at least 32 characters"),
        (b"", "is too short"),
        (b"a" * 2000, "is not one word of plain letters"),
        (b"two words that are long enough to pass for it", "is not one word of plain letters"),
        (GOOD.encode() + b"\n" + GOOD.encode(), "is not one word of plain letters"),
        (b"\xff" * 40, "has other signs than plain letters and digits"),
    ],
)
def test_a_weak_token_is_refused(token_file: Path, content: bytes, says: str) -> None:
    """A token that could be guessed or not be typed is refused, with the way to make a good one."""
    token_file.write_bytes(content)
    with pytest.raises(ic.NotAllowed, match=says) as refused:
        read_token(token_file)
    assert "token_urlsafe" in str(refused.value)
    assert GOOD not in str(refused.value)


def test_a_token_file_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    """A missing token file, or a folder in its place, is named with the reason."""
    for path in (tmp_path / "none", tmp_path):
        with pytest.raises(ic.NotAllowed, match=r"cannot be read: (No such file|Is a directory)"):
            read_token(path)


@pytest.mark.skipif(os.name != "posix", reason="only there does a file's mode say who can read it")
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o622])
def test_a_token_that_others_can_read_is_refused(token_file: Path, mode: int) -> None:
    """A token file open to others on this machine is no secret; the command that mends it is named."""
    token_file.chmod(mode)
    with pytest.raises(ic.NotAllowed, match=r"Others on this machine can read .* Type: chmod 600 "):
        read_token(token_file)


@pytest.mark.parametrize(
    ("header", "answered"),
    [
        ("127.0.0.1:8765", True),
        ("localhost:9000", True),
        ("[::1]:8765", True),
        ("127.0.0.1", True),
        ("evil.example:8765", False),
        ("127.0.0.1.evil.example:8765", False),
        ("localhost.evil.example", False),
        ("192.0.2.7:8765", False),
        ("127.0.0.1:8765@evil.example", False),
        ("evil.example#127.0.0.1", False),
        ("127.0.0.1:8765, evil.example", False),
        ("", False),
        (":8765", False),
        ("0x7f000001", False),
        ("0", False),
        ('127.0.0.1"><script>', False),
    ],
)
def test_only_names_of_this_machine_are_answered(header: str, *, answered: bool) -> None:
    """A name of somebody else's that leads here by DNS is refused, whatever stands in it."""
    assert Place("127.0.0.1", None, GOOD).answers_to(header) is answered


def test_beyond_this_machine_numbers_and_its_own_names_are_answered() -> None:
    """An address in numbers cannot be led elsewhere by DNS; of names, the one listened on and the machine's own are."""
    there = Place("inclusion.example", None, GOOD)
    for header in ("192.0.2.7:8765", "[2001:db8::7]:8765", "inclusion.example", "INCLUSION.example:1", "localhost"):
        assert there.answers_to(header), header
    assert there.answers_to(f"{socket.gethostname()}:8765")
    assert not there.answers_to("evil.example")


def test_the_address_to_open_has_the_token() -> None:
    """The printed address is one that a browser takes, for every kind of host."""
    assert Place("127.0.0.1", None, GOOD).url(8765) == f"http://127.0.0.1:8765/?token={GOOD}"
    assert Place("::1", None, GOOD).url(1) == f"http://[::1]:1/?token={GOOD}"
    assert Place("0.0.0.0", None, GOOD).url(1) == f"http://{socket.gethostname()}:1/?token={GOOD}"  # noqa: S104  as typed


def test_a_port_that_was_named_is_the_only_one_tried() -> None:
    """Where no port is named, ours is tried and then any that is free."""
    assert Place("127.0.0.1", None, GOOD).ports == (PORT, 0)
    assert Place("127.0.0.1", 4000, GOOD).ports == (4000,)
