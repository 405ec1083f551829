"""Reading a package's files for the verifier: hashed in one pass, and again when looked into.

A file that is parsed is compared with its signed hash at that very reading, so that a stick whose
contents change between two readings gains nothing.
"""

import hashlib
from collections.abc import Collection, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor

from selfcheck.progress import Progress
from selfcheck.submission import layout
from selfcheck.submission.container import Archive
from selfcheck.submission.findings import Finding, Found, Malformed, found
from selfcheck.submission.verdict import FileState, FileVerdict


class Reading:
    """The files of an opened package, how each compares, and how far we are."""

    def __init__(self, archive: Archive, progress: Progress) -> None:
        self._files: dict[str, FileVerdict] = {}
        self._archive = archive
        self._progress = progress
        self._done = 0
        self._total = sum(entry.size for entry in archive.entries.values())

    @property
    def files(self) -> tuple[FileVerdict, ...]:
        """How each file compares, as far as we are; sorted by name."""
        return tuple(self._files[name] for name in sorted(self._files))

    @property
    def package_id(self) -> str:
        """The base folder's name."""
        return self._archive.base

    def size(self, name: str) -> int:
        """Bytes of a file; 0 when it is not there."""
        return self._archive.size(name) if name in self._archive.entries else 0

    def has(self, name: str) -> bool:
        """Whether a file is there."""
        return name in self._archive.entries

    def read(self, name: str, limit: int) -> bytes:
        """A small file whose signature or hash is checked by the caller. Raises Malformed."""
        return self._archive.read(name, limit)

    def read_signed(self, name: str, sha256: str, limit: int) -> bytes:
        """A file to be parsed, with the signed hash compared once more. Raises Malformed."""
        self._progress.check()
        content = self._archive.read(name, limit)
        if hashlib.sha256(content).hexdigest() != sha256:
            raise Malformed(Finding.CHANGED_FILE, name)
        return content

    def chunks_signed(self, name: str, sha256: str) -> Iterator[bytes]:
        """A large file to be parsed block by block; its hash is compared at the end."""
        digest = hashlib.sha256()
        for block in self._archive.chunks(name):
            self._progress.check()
            digest.update(block)
            yield block
        if digest.hexdigest() != sha256:
            raise Malformed(Finding.CHANGED_FILE, name)

    def compare(self, hashes: Mapping[str, str]) -> list[Found]:
        """Hash every file of a signed list; a finding for each missing or changed one."""
        troubles: list[Found] = []
        with ThreadPoolExecutor(1, "hashing") as hashing:
            for name, expected in sorted(hashes.items()):
                if self.has(name):
                    troubles += self._compare_one(name, expected, hashing)
                else:
                    self.note(name, expected, "", FileState.MISSING)
                    troubles.append(found(Finding.MISSING_FILE, name))
        return troubles

    def _compare_one(
        self, name: str, expected: str, hashing: ThreadPoolExecutor
    ) -> list[Found]:
        digest, trouble = hashlib.sha256(), None
        try:
            for block in self._archive.chunks(name):
                self._tell()
                pending = hashing.submit(digest.update, block)
                self._done += len(block)
                pending.result()
        except Malformed as error:  # a wrong CRC comes after the last block
            trouble = error.found
        got = digest.hexdigest()
        if got != expected:
            self.note(name, expected, got, FileState.CHANGED)
            return [found(Finding.CHANGED_FILE, name)]
        self.note(name, expected, got, FileState.OK)
        return [trouble] if trouble else []

    def finish(self) -> None:
        """Say that every byte has been compared."""
        self._done = self._total
        self._tell()

    def _tell(self) -> None:
        """How far we are: bytes for the bar, files in words."""
        count = min(len(self._files) + 1, len(self._archive.entries))
        words = f"正在核对 {count} / {len(self._archive.entries)}"
        self._progress.step(self._done, self._total, words)

    def note(self, name: str, expected: str, got: str, state: FileState) -> None:
        """Remember how a file compares, for the verdict's table; what was said first stands."""
        self._files.setdefault(name, FileVerdict(name, self.size(name), expected, got, state))

    def unlisted(self, wanted: Collection[str], *, payload: bool) -> list[Found]:
        """A finding for each file, of the payload or beside it, that nothing signed names."""
        names = [
            name
            for name in sorted(self._archive.entries)
            if name.startswith(layout.DATA) == payload and name not in wanted
        ]
        for name in names:
            self.note(name, "", "", FileState.EXTRA)
        return [found(Finding.EXTRA_FILE, name) for name in names]
