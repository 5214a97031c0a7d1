"""CRC-32 of pieces joined up: the checksum of a constant piece is worked out once, whatever stands before it."""

from __future__ import annotations

import zlib
from array import array
from functools import lru_cache

_POLYNOMIAL = 0xEDB88320
SHORT = 1024  # below this, reading the bytes again is as fast


class Summed:
    """A constant piece of bytes that can be added to a running CRC-32 in a constant time."""

    __slots__ = ("_four", "_own", "data")

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._own = zlib.crc32(data)
        self._four = _tables(len(data)) if len(data) >= SHORT else None

    def after(self, crc: int) -> int:
        """The CRC-32 of what ``crc`` is of, followed by this piece."""
        if self._four is None:
            return zlib.crc32(self.data, crc)
        first, second, third, fourth = self._four
        return first[crc & 255] ^ second[crc >> 8 & 255] ^ third[crc >> 16 & 255] ^ fourth[crc >> 24] ^ self._own


@lru_cache(maxsize=512)
def _tables(length: int) -> tuple[array[int], ...]:
    """For each byte of a CRC-32, what it becomes when ``length`` zero bytes follow."""
    columns = _power(length)
    tables = []
    for shift in range(0, 32, 8):
        table = array("I", bytes(1024))
        for value in range(1, 256):
            low = value & -value
            table[value] = table[value ^ low] ^ columns[shift + low.bit_length() - 1]
        tables.append(table)
    return tuple(tables)


def _power(length: int) -> list[int]:
    """The 32 columns of the matrix over GF(2) that appends ``length`` zero bytes."""
    result = [1 << bit for bit in range(32)]
    square = [_POLYNOMIAL, *(1 << bit for bit in range(31))]  # one zero bit
    for _ in range(3):
        square = [_times(square, column) for column in square]  # two, four, eight
    while length:
        if length & 1:
            result = [_times(square, column) for column in result]
        square = [_times(square, column) for column in square]
        length >>= 1
    return result


def _times(matrix: list[int], vector: int) -> int:
    found = 0
    for bit in range(32):
        if vector >> bit & 1:
            found ^= matrix[bit]
    return found
