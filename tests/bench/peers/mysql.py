"""As much of the MySQL protocol as it takes to put queries to a server on this machine that asks for no password."""

import socket
import struct

# CLIENT_PROTOCOL_41 and CLIENT_SECURE_CONNECTION.
CAPABILITIES = 0x200 | 0x8000
QUERY = b"\x03"
LONGEST_PACKET = 0xffffff


class Connection:
    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(str(path))
        self.stream = self.socket.makefile("rb")
        self.receive()
        self.send(struct.pack("<IIB23x", CAPABILITIES, LONGEST_PACKET, 33) + b"bench\0\0", 1)
        self.accept(self.receive())

    def send(self, content, number):
        self.socket.sendall(struct.pack("<I", len(content))[:3] + bytes([number]) + content)

    def receive(self):
        head = self.stream.read(4)
        if len(head) < 4:
            raise ConnectionError("the server has closed the connection")
        return self.stream.read(int.from_bytes(head[:3], "little"))

    @staticmethod
    def accept(packet):
        if packet[:1] == b"\xff":
            raise RuntimeError(packet[9:].decode(errors="replace"))
        return packet

    def query(self, statement):
        """The rows, each a list of bytes, None where there is no value."""
        self.send(QUERY + statement.encode(), 0)
        if self.accept(self.receive())[:1] == b"\0":
            return []
        while not self.ends(self.receive()):  # the columns
            pass
        rows = []
        while not self.ends(packet := self.accept(self.receive())):
            rows.append(list(self.values(packet)))
        return rows

    @staticmethod
    def ends(packet):
        return packet[:1] == b"\xfe" and len(packet) < 9

    @staticmethod
    def values(packet):
        at = 0
        while at < len(packet):
            length, at = packet[at], at + 1
            if length == 0xfb:
                yield None
                continue
            if length > 0xfb:
                width = {0xfc: 2, 0xfd: 3, 0xfe: 8}[length]
                length, at = int.from_bytes(packet[at:at + width], "little"), at + width
            yield packet[at:at + length]
            at += length

    def close(self):
        self.stream.close()
        self.socket.close()
