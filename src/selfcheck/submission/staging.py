"""Where a package waits between the two signatures: its small files, and where the large ones lie.

A folder is whole or not there: it is filled beside its place and moved in by a rename.
"""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from pydantic import TypeAdapter, ValidationError

from selfcheck.errors import SigningError
from selfcheck.progress import Progress
from selfcheck.submission import layout
from selfcheck.submission.bag import Description
from selfcheck.submission.layout import Payload

INDEX = "staging.json"
SEALED = "sealed"  # the folder with everything but the payload, after the second signature

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


@dataclass(frozen=True)
class StagedFile:
    """One payload file as it was hashed at the approval."""

    path: str  # inside the base folder, so "data/…"
    sha256: str
    size: int  # bytes
    title: str
    source: str = ""  # relative to the workspace; empty: the bytes lie in the staging folder


@dataclass(frozen=True)
class Staged:
    """What waits for the principal's signature."""

    about: Description
    approved_at: datetime
    manifest_sha256: str
    fingerprint: str  # of the safety manager's certificate
    files: tuple[StagedFile, ...]


_FORM = TypeAdapter(Staged)


def write_index(folder: Path, staged: Staged) -> None:
    """Write the index, last of all files."""
    put(folder / INDEX, _FORM.dump_json(staged, indent=1))


def read_index(folder: Path) -> Staged:
    """What waits in this folder.

    Raises:
        SigningError: nothing was approved here, or the index is damaged.
    """
    try:
        return _FORM.validate_json((folder / INDEX).read_bytes())
    except FileNotFoundError as error:
        raise SigningError("还没有审核通过的材料。由安全管理人员审核后再签署。") from error
    except (OSError, ValidationError) as error:
        raise SigningError("待签署的材料读不出来。由安全管理人员重新审核。") from error


def location(file: StagedFile, folder: Path, workspace: Path) -> Path:
    """Where the bytes of a staged file lie."""
    return workspace / file.source if file.source else folder / file.path


@contextmanager
def filled(folder: Path) -> Iterator[Path]:
    """Give an empty folder to fill; put it in the place of `folder` only if all went well.

    Raises:
        SigningError: the disk is full or cannot be written; what was there stays.
    """
    partial = folder.with_name(f"{folder.name}.partial")
    old = folder.with_name(f"{folder.name}.old")
    with trouble_told():
        for rest in (partial, old):
            shutil.rmtree(rest, ignore_errors=True)
        partial.mkdir(parents=True)
        try:
            yield partial
            if folder.exists():
                folder.rename(old)
            partial.rename(folder)
            _sync(folder.parent)
        finally:
            shutil.rmtree(partial, ignore_errors=True)
            shutil.rmtree(old, ignore_errors=True)


@contextmanager
def trouble_told() -> Iterator[None]:
    """Turn trouble with the disk into a sentence; bugs are left alone."""
    try:
        yield
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise SigningError("磁盘空间不足，签名没有完成。清理磁盘后再签。") from error
        raise SigningError("文件写不进工作文件夹。检查磁盘和文件夹能否写入后再签。") from error


def put(path: Path, content: bytes) -> None:
    """Write a file and see it onto the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """See a rename onto the disk; Windows does so by itself and cannot be asked."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def take_in(
    folder: Path, payload: tuple[Payload, ...], workspace: Path, progress: Progress
) -> tuple[StagedFile, ...]:
    """Hash every payload file; write those that are bytes, leave those that are files in place.

    Raises:
        SigningError: a file is missing, cannot be read, or is not what it should be.
    """
    total = sum(_size(one) for one in payload)
    meter = _Meter(progress, total, "正在核对文件")
    staged = []
    for one in payload:
        if isinstance(one.source, bytes):
            put(folder / one.name, one.source)
            meter.add(len(one.source))
            digest, size, source = sha256(one.source).hexdigest(), len(one.source), ""
        else:
            digest, size = _hashed(one.source, one.title, meter)
            source = one.source.relative_to(workspace).as_posix()
        if one.sha256 and digest != one.sha256:
            raise SigningError(f"「{one.title}」的文件已被改动。重新登记这份材料后再审核。")
        staged.append(StagedFile(one.name, digest, size, one.title, source))
    return tuple(staged)


def check_again(
    files: tuple[StagedFile, ...], folder: Path, workspace: Path, progress: Progress
) -> None:
    """Hash every staged file once more.

    Raises:
        SigningError: one is missing or was changed since the approval.
    """
    meter = _Meter(progress, sum(one.size for one in files), "正在复核文件")
    for one in files:
        digest, size = _hashed(location(one, folder, workspace), one.title, meter)
        if (digest, size) != (one.sha256, one.size):
            raise SigningError(f"「{one.title}」在审核之后被改动。由安全管理人员重新审核。")


class _Meter:
    """Adds up bytes and reports them."""

    def __init__(self, progress: Progress, total: int, text: str) -> None:
        self._progress, self._total, self._text = progress, total, text
        self._done = 0
        progress.step(0, total, text)

    def add(self, size: int) -> None:
        self._done += size
        self._progress.step(self._done, self._total, self._text)


def _size(one: Payload) -> int:
    if isinstance(one.source, bytes):
        return len(one.source)
    with _source_trouble_told(one.title):
        return one.source.stat().st_size


def _hashed(path: Path, title: str, meter: _Meter) -> tuple[str, int]:
    with _source_trouble_told(title), path.open("rb") as file:
        return _digest(file, meter)


def _digest(file: BinaryIO, meter: _Meter) -> tuple[str, int]:
    digest, size = sha256(), 0
    while block := file.read(layout.BUFFER):
        digest.update(block)
        size += len(block)
        meter.add(len(block))
    return digest.hexdigest(), size


@contextmanager
def _source_trouble_told(title: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise SigningError(
            f"找不到或读不了「{title}」的文件。补回文件或重新登记这份材料后再签。"
        ) from error
