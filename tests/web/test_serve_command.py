"""`inclusion serve` as it is typed: the real program, from the address that it prints to the signal that ends it."""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import aiohttp
import pytest
from tests.web.chromium import until

from inclusion_core.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
PROGRAM = (sys.executable, "-m", "inclusion_core.cli")


def environment(folder: Path) -> dict[str, str]:
    """Return an environment with nothing of this machine's user in it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("INCLUSION", "XDG", "TEXTUAL"))}
    homes = {name: str(folder / name) for name in ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME")}
    return {**kept, **homes, "INCLUSION_HOME": str(folder / "work")}


@contextmanager
def serving(folder: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    """Start the program and end it, whatever happens."""
    program = subprocess.Popen(
        (*PROGRAM, "serve", *words),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(folder),
        start_new_session=True,
    )
    try:
        yield program
    finally:
        program.kill()
        program.communicate()


def ran(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the program to its end."""
    return subprocess.run(
        (*PROGRAM, "serve", *words), capture_output=True, text=True, env=environment(folder), timeout=60, check=False
    )


def children(number: int) -> list[int]:
    """Return the programs that a program started."""
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(number)], capture_output=True, text=True, check=False)
    return [int(one) for one in found.stdout.split()]


def gone(number: int) -> bool:
    """Say whether a program has ended."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return True
    return False


async def with_a_tab(url: str, flow: Any) -> None:
    """Come in by the printed address, open a tab, wait for its first frame, and go on."""
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(cookie_jar=jar) as client:
        async with client.get(url) as page:
            assert page.status == 200
        origin = url.partition("/?")[0]
        async with client.ws_connect(f"{origin}/socket?width=100&height=30", origin=origin) as tab:
            while (message := await tab.receive(timeout=30)).type is not aiohttp.WSMsgType.BINARY:
                assert message.type is aiohttp.WSMsgType.TEXT, message
            await flow(tab)


def test_the_address_is_the_answer(tmp_path: Path) -> None:
    """The address is on standard output when it can be opened, alone; nothing is shown without its token."""
    with serving(tmp_path) as program:
        assert program.stdout is not None
        url = program.stdout.readline().strip()
        assert url.startswith("http://127.0.0.1:")
        parts = urlsplit(url)
        for path, status in ((f"/?{parts.query}", 303), ("/", 403)):
            asked = http.client.HTTPConnection(parts.netloc, timeout=20)
            asked.request("GET", path)
            assert asked.getresponse().status == status
            asked.close()
        program.send_signal(signal.SIGTERM)
        out, err = program.communicate(timeout=30)
        assert out == ""
        assert err.splitlines() == [
            "Open this address in a browser. Whoever has it can read and change your work. Ctrl-C ends it."
        ]


def test_json_prints_one_object(tmp_path: Path) -> None:
    """With --json the answer is one object with the address and the workspace."""
    with serving(tmp_path, "--json", "--port", "0") as program:
        assert program.stdout is not None
        lines = [program.stdout.readline()]
        while lines[-1].rstrip() != "}":
            lines.append(program.stdout.readline())
        answer = json.loads("".join(lines))
        assert answer["schema"] == 1
        assert answer["url"].startswith("http://127.0.0.1:")
        assert answer["workspace"] == str(tmp_path / "work")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP", "SIGKILL"])
def test_no_signal_leaves_a_program_behind(tmp_path: Path, name: str) -> None:
    """However the server ends, the screens of its tabs end with it, by themselves."""
    number = getattr(signal, name)

    async def flow(tab: aiohttp.ClientWebSocketResponse) -> None:
        (screens,) = children(program.pid)
        if name == "SIGKILL":
            program.send_signal(number)
        else:  # as a terminal does: to all that run in it
            os.killpg(program.pid, number)
        while not tab.closed:
            await tab.receive(timeout=30)
        assert tab.close_code == (1006 if name == "SIGKILL" else 1001)
        await until(lambda: gone(screens))

    with serving(tmp_path) as program:
        assert program.stdout is not None
        asyncio.run(with_a_tab(program.stdout.readline().strip(), flow))
        assert program.wait(30) == (-number if name == "SIGKILL" else 128 + number)


def test_a_port_that_is_taken_is_one_sentence(tmp_path: Path) -> None:
    """Where the port that was named is taken, or cannot be had, one sentence says so and what to do."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        found = ran(tmp_path, "--port", str(port))
    assert (found.returncode, found.stdout) == (2, "")
    assert found.stderr == (
        f"Another program has port {port} already. Name another, or leave --port out to be given a free one.\n"
    )


def test_two_servers_without_a_port_both_get_one(tmp_path: Path) -> None:
    """Where our own port is taken and none was named, a free one is found."""
    with serving(tmp_path) as first, serving(tmp_path) as second:
        assert first.stdout is not None
        assert second.stdout is not None
        assert len({first.stdout.readline(), second.stdout.readline()}) == 2


def test_an_address_that_is_not_ours_is_one_sentence(tmp_path: Path) -> None:
    """An address that this machine has not, or a name that leads nowhere, is named in one sentence."""
    token = tmp_path / "token"
    token.write_text("a" * 40, encoding="ascii")
    token.chmod(0o600)
    for host in ("192.0.2.7", "no-such-name.invalid"):
        found = ran(tmp_path, "--host", host, "--beyond-this-machine", "--token-file", str(token))
        assert (found.returncode, found.stdout) == (2, "")
        assert found.stderr.startswith(f"{host} is no address of this machine that can be listened on.")
        assert found.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--host", "0.0.0.0"), "Other machines could reach 0.0.0.0"),  # noqa: S104  to be refused
        (("--host", "0.0.0.0", "--beyond-this-machine"), "Other machines could reach 0.0.0.0"),  # noqa: S104  as above
        (("--beyond-this-machine",), "Say which of this machine's addresses"),
        (("--token-file", "none"), "The token file none cannot be read"),
        (("--port", "65536"), "is no port"),
        (("--port", "-1"), "is no port"),
        (("--port", "http"), "is no port"),
    ],
)
def test_what_is_refused_is_said(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    says: str,
) -> None:
    """A refusal is exit code 2 and a sentence, and nothing listens."""
    monkeypatch.setenv("INCLUSION_HOME", str(tmp_path / "work"))
    monkeypatch.chdir(tmp_path)
    assert main(["serve", *words]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert says in captured.err


def test_a_file_in_place_of_the_workspace_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A workspace that is a file is refused before anything listens."""
    (tmp_path / "work").touch()
    assert main(["--workspace", str(tmp_path / "work"), "serve"]) == 2
    assert "is a file, and work is kept in a folder" in capsys.readouterr().err


def test_without_the_extra_the_command_that_installs_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where textual-serve is not installed, one sentence says how to get it."""
    for name in [one for one in sys.modules if one.startswith(("inclusion_tui.web.", "textual_serve"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "textual_serve", None)
    monkeypatch.setenv("INCLUSION_HOME", str(tmp_path / "work"))
    assert main(["serve"]) == 2
    captured = capsys.readouterr()
    assert captured.err == (
        "Working in a browser needs an optional part. Install it with: pip install 'inclusion-review[web]'\n"
    )


def test_help_and_refusals_load_neither_server_nor_screens() -> None:
    """`inclusion serve --help`, and an address that is refused, import neither aiohttp nor Textual."""
    for words in (["serve", "--help"], ["serve", "--host", "192.0.2.7"]):
        script = f"import sys\nfrom inclusion_core.cli import main\nmain({words})\nprint(*sys.modules, file=sys.stderr)"
        run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
        loaded = {name.partition(".")[0] for name in run.stderr.split()}
        assert "inclusion_core" in loaded
        assert not loaded & {"aiohttp", "textual", "textual_serve", "rich", "jinja2"}
