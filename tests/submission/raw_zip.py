"""A zip in its pieces: every header open to any change, put together with true offsets."""

import zlib
from dataclasses import dataclass, field
from struct import pack_into

from selfcheck.submission import zip_records as records

BASE = "91420200MA0000000X-2026-11-003"


@dataclass
class Part:
    """One entry of a zip, its headers open to any change."""

    name: str
    local: bytearray
    data: bytes
    central: bytearray


@dataclass
class RawZip:
    """A zip in its pieces; `bytes` puts them together with true offsets unless told otherwise."""

    parts: list[Part]
    offsets: dict[str, int] = field(default_factory=dict)  # lies about single entries

    @classmethod
    def of(cls, contents: dict[str, bytes], base: str = BASE) -> "RawZip":
        parts = []
        for name in sorted(contents):
            data = contents[name]
            entry = records.Entry(f"{base}/{name}", zlib.crc32(data), len(data), 0)
            local, central = records.local_header(entry), records.central_header(entry)
            parts.append(Part(name, bytearray(local), data, bytearray(central)))
        return cls(parts)

    def part(self, name: str) -> Part:
        return next(part for part in self.parts if part.name == name)

    @property
    def body(self) -> bytes:
        return b"".join(bytes(part.local) + part.data for part in self.parts)

    def directory(self, shift: int = 0) -> bytes:
        lines, offset = b"", shift
        for part in self.parts:
            pack_into("<L", part.central, 42, self.offsets.get(part.name, offset))
            lines += part.central
            offset += len(part.local) + len(part.data)
        return lines

    def bytes(self, *, before: bytes = b"", gap: bytes = b"", shift: int = 0) -> bytes:
        lines = self.directory(shift)
        start = shift + len(self.body) + len(gap)
        end = records.end_records(len(self.parts), len(lines), start)
        return before + self.body + gap + lines + end
