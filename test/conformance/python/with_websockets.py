"""A stranger's client, the package websockets: joins, publishes whole and in fragments, hears everything in order."""

import asyncio
import json
import sys

import websockets

URL, DIALECT = sys.argv[1], sys.argv[2]
TEXTS = ["a", "ğüşiöç İ", "🙂" * 40, "x" * 125, "y" * 126, "z" * 30_000]


async def frames(ws):
    async for message in ws:
        for line in message.split("\n"):
            frame = json.loads(line)
            if frame["type"] == "error":
                raise SystemExit(line)
            yield frame


async def main():
    offered = [DIALECT] if DIALECT else None
    async with websockets.connect(URL, subprotocols=offered, ping_interval=0.05) as ws:
        assert ws.subprotocol == (DIALECT or None), ws.subprotocol
        await ws.send(json.dumps({"type": "connect", "version": 1, "token": "t", "rooms": {"told": None}}))
        heard = []
        async for frame in frames(ws):
            if frame["type"] == "room_joined":
                for index, text in enumerate(TEXTS):
                    told = {"type": "publish", "room": "told", "event": "told", "data": text}
                    message = json.dumps(told, ensure_ascii=False)
                    await ws.send([message[:7], message[7:20], message[20:]] if index % 2 else message)
            elif frame["type"] == "told":
                heard.append(frame)
            if len(heard) == len(TEXTS):
                break
        assert [event["data"] for event in heard] == TEXTS
        assert [event["offset"] for event in heard] == list(range(1, len(TEXTS) + 1))
        await (await ws.ping(b"hello"))
    assert ws.close_code == 1000, ws.close_code
    async with websockets.connect(URL) as ws:
        await ws.send(b"\x00\x01")
        await ws.wait_closed()
        assert ws.close_code == 1003, ws.close_code


asyncio.run(asyncio.wait_for(main(), 30))
