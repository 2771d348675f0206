"""Framework files at the desk: checking one with what plugins add, and keeping one in the workspace."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from inclusion_core.errors import Conflict, InvalidFile, NotAllowed, ReadOnly
from inclusion_core.store.folders import JOURNAL

if TYPE_CHECKING:
    from collections.abc import Mapping

    from inclusion_core.desk import Desk
    from inclusion_core.errors import Problem
    from inclusion_core.model.framework import Framework


def check_framework(desk: Desk, path: Path | str) -> tuple[Framework, tuple[Problem, ...]]:
    """Read a file or what is found by its name, whole: the framework, and what is worth doing, its links included.

    Raises InvalidFile with every mistake, a plugin's too where it says that something is wrong.
    """
    from inclusion_core.desk.crosswalks import link_remarks  # noqa: PLC0415  only for a check

    read = desk.library.file(path)
    remarks = [
        evolve(one.problem, what=f"({one.plugin}) {one.problem.what}", file=one.problem.file or str(path))
        for one in desk.plugins.framework_checked(read.framework)
    ]
    problems = (*read.problems, *link_remarks(desk, read), *remarks)
    wrong = [one for one in remarks if one.severity == "wrong"]
    if wrong:
        raise InvalidFile(Path(path), problems)
    return read.framework, problems


def add_framework(desk: Desk, path: Path, framework: Framework) -> Path:
    """Copy a checked framework file into the workspace, byte for byte, and return where it is.

    Raises Conflict where another file of that name, or another text of that edition, is there already.
    """
    if desk.folder is None:
        raise NotAllowed("This desk has no workspace to keep a framework in.")
    if desk.workspace.read_only:
        raise ReadOnly(f"{desk.workspace.why_read_only} Nothing was changed.")
    content = path.read_bytes()
    target = desk.folder / "frameworks" / f"{framework.id}-{framework.edition}.toml"
    if target.exists() and target.resolve() != path.resolve():
        if target.read_bytes() == content:
            return target
        raise Conflict(
            f"{target} is there already, with other words in it. "
            "Give this one a higher edition, or take that file away."
        )
    for other in desk.library.found():
        if other.name == framework.name and other.path.resolve() != path.resolve() and not other.problems:
            same = desk.library.load(other.path).digest == framework.digest
            if not same:
                raise Conflict(
                    f"{framework.name} is given by {other.given_by} already, with other words. "
                    "Give this one another id, or a higher edition."
                )
    write_file(target, content)
    desk.__dict__.pop("library", None)
    return target


def write_new(path: Path, content: bytes) -> None:
    """Write a file that is not there yet. Raises Conflict where it is."""
    if path.exists():
        raise Conflict(f"{path} is there already and was left as it is. Choose another name.")
    write_file(path, content)


def write_new_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """Write a folder that is not there yet, whole or not at all. Raises Conflict where it is, StorageFailed."""
    import os  # noqa: PLC0415  only where something is written
    import shutil  # noqa: PLC0415  as above
    import tempfile  # noqa: PLC0415  as above

    from inclusion_core.store import files as disk  # noqa: PLC0415  as above

    if os.path.lexists(path):
        raise Conflict(f"{path} is there already and was left as it is. Choose another place with --out.")
    made = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        made = tempfile.mkdtemp(prefix=".new-", dir=path.parent)
        whole = type(path)(made) / path.name
        for name, content in files.items():
            file = whole / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        whole.rename(path)
    except OSError as error:
        raise disk.storage_failed(path, error) from error
    finally:
        if made is not None:
            shutil.rmtree(made, ignore_errors=True)


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, with the folders above it.

    Raises StorageFailed, and NotAllowed where a file of somebody's work lies there and this is none.
    """
    from inclusion_core.store import files  # noqa: PLC0415  only where something is written

    if _is_work(path) and not _HEADER.search(content[:_HEAD]):
        raise NotAllowed(f"{path} holds work that would be lost. Give another name for the file to write.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise files.storage_failed(path, error) from error
    files.write(path, content, keep=0)


_HEAD = 4096
_HEADER = re.compile(rb"""^kind\s*=\s*["']inclusion\.""", re.MULTILINE)


def _is_work(path: Path) -> bool:
    """Say whether a file is one that a workspace keeps: a file of ours by its header, or a journal."""
    if path.name == JOURNAL:
        return path.exists()
    try:
        with path.open("rb") as file:
            return _HEADER.search(file.read(_HEAD)) is not None
    except OSError:  # not there, a folder, or not for us: writing says so
        return False
