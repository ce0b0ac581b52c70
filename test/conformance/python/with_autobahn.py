"""A stranger's client, Autobahn: cuts messages into frames of eleven bytes, also within a character, and pings between."""

import asyncio
import json
import sys
from urllib.parse import urlsplit

from autobahn.asyncio.websocket import WebSocketClientFactory, WebSocketClientProtocol

URL, DIALECT = sys.argv[1], sys.argv[2]
TEXTS = ["a", "ğüşiöç İ", "🙂" * 40, "x" * 125, "y" * 126, "z" * 30_000]


class Client(WebSocketClientProtocol):
    def onOpen(self):
        self.heard = []
        self.pongs = []
        self.say({"type": "connect", "version": 1, "token": "t", "rooms": {"told": None}})

    def say(self, frame, cut=None):
        self.sendMessage(json.dumps(frame, ensure_ascii=False).encode(), fragmentSize=cut)

    def onMessage(self, payload, binary):
        for line in payload.decode().split("\n"):
            self.take(json.loads(line))

    def take(self, frame):
        if frame["type"] == "error":
            self.sendClose(3000, json.dumps(frame)[:100])
        elif frame["type"] == "room_joined":
            for index, text in enumerate(TEXTS):
                told = {"type": "publish", "room": "told", "event": "told", "data": text}
                self.say(told, cut=11 if index % 2 else None)
                self.sendPing(b"%d" % index)
        elif frame["type"] == "told":
            self.heard.append(frame["data"])
            self.perhaps_close()

    def onPong(self, payload):
        self.pongs.append(int(payload))
        self.perhaps_close()

    def perhaps_close(self):
        if len(self.heard) == len(TEXTS) and len(self.pongs) == len(TEXTS):
            self.sendClose(1000, "bye")

    def onClose(self, clean, code, reason):
        self.factory.closed.set_result((clean, code, self.heard == TEXTS, self.pongs == list(range(len(TEXTS)))))


async def main():
    loop = asyncio.get_running_loop()
    factory = WebSocketClientFactory(URL, protocols=[DIALECT] if DIALECT else None)
    factory.protocol = Client
    factory.closed = loop.create_future()
    at = urlsplit(URL)
    await loop.create_connection(factory, at.hostname, at.port)
    how = await factory.closed
    assert how == (True, 1000, True, True), how


asyncio.run(asyncio.wait_for(main(), 30))
