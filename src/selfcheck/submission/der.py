"""Is this the one DER encoding of what it says? (X.690 §10–§11)

Libraries read BER gladly, so one signature could be written in many ways and two programs could
read two things from one file. A signature file that is not strict DER is not read any further.
"""

import re
from collections.abc import Callable, Iterator

_CONSTRUCTED = 0x20
_CLASS = 0xC0
_HIGH_TAG = 0x1F
_LONG = 0x80
_DEEPEST = 24  # a certificate inside a signature reaches 10

_BOOLEAN, _INTEGER, _BIT_STRING, _NULL, _OID = 1, 2, 3, 5, 6
_ENUMERATED, _SEQUENCE, _SET, _UTC_TIME, _GENERALIZED_TIME = 10, 16, 17, 23, 24


def is_strict(data: bytes) -> bool:
    """True for exactly one value in DER, with nothing before, between or after."""
    try:
        values = list(_values(data))
        return len(values) == 1 and _is_canonical(*values[0], depth=0)
    except (IndexError, ValueError):
        return False


def first(data: bytes) -> tuple[bytes, bytes]:
    """The first encoding, and the bytes after it. Raises ValueError or IndexError."""
    if not data:
        raise ValueError("no encoding at all")
    _, whole, _ = next(_values(data))
    return whole, data[len(whole) :]


def elements(data: bytes) -> list[bytes]:
    """The encodings that stand one after the other in these strict DER contents."""
    return [whole for _, whole, _ in _values(data)]


def _values(data: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Tag byte, whole encoding and contents of each value in turn. Raises ValueError."""
    at = 0
    while at < len(data):
        start, tag, length = at, data[at], data[at + 1]
        if tag & _HIGH_TAG == _HIGH_TAG:
            raise ValueError("a tag of more than one byte")
        at += 2
        if length & _LONG:
            count = length & ~_LONG
            octets = data[at : at + count]
            length = int.from_bytes(octets, "big")
            if not octets or len(octets) < count or octets[0] == 0 or length < _LONG:
                raise ValueError("a length that is not minimal, or indefinite")
            at += count
        if at + length > len(data):
            raise ValueError("a length beyond the end")
        yield tag, data[start : at + length], data[at : at + length]
        at += length


def _is_canonical(tag: int, _: bytes, contents: bytes, *, depth: int) -> bool:
    if tag & _CLASS:  # context-specific: what is inside depends on the structure
        kind = None
    else:
        kind = tag & _HIGH_TAG
        if bool(tag & _CONSTRUCTED) != (kind in (_SEQUENCE, _SET)):
            return False
    if not tag & _CONSTRUCTED:
        check = _PRIMITIVE.get(kind)
        return check is None or bool(check(contents))
    inside = list(_values(contents))
    encodings = [whole for _, whole, _ in inside]
    if kind == _SET and encodings != sorted(encodings):
        return False
    return depth < _DEEPEST and all(_is_canonical(*value, depth=depth + 1) for value in inside)


def _is_minimal_integer(contents: bytes) -> bool:
    first = contents[0]  # IndexError for none at all
    return len(contents) == 1 or (first, contents[1] >> 7) not in ((0x00, 0), (0xFF, 1))


def _is_clean_bit_string(contents: bytes) -> bool:
    unused = contents[0]
    if len(contents) == 1:
        return unused == 0
    return unused < 8 and contents[-1] & ((1 << unused) - 1) == 0  # noqa: PLR2004 - bits of a byte


def _is_minimal_oid(contents: bytes) -> bool:
    """Each number ends with a byte below 0x80 and begins with none that is 0x80."""
    begins = [0, *(at + 1 for at, byte in enumerate(contents[:-1]) if byte < _LONG)]
    return contents[-1] < _LONG and all(contents[at] != _LONG for at in begins)


_PRIMITIVE: dict[int | None, Callable[[bytes], object]] = {
    _BOOLEAN: (b"\x00", b"\xff").__contains__,
    _INTEGER: _is_minimal_integer,
    _ENUMERATED: _is_minimal_integer,
    _BIT_STRING: _is_clean_bit_string,
    _NULL: b"".__eq__,
    _OID: _is_minimal_oid,
    _UTC_TIME: re.compile(rb"[0-9]{12}Z").fullmatch,
    _GENERALIZED_TIME: re.compile(rb"[0-9]{14}Z").fullmatch,
}
