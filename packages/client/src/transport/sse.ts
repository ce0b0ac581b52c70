/** The SSE transport: frames come down one stream that `fetch` reads, and go up by POST. */
import { type Downstream, openHttpWire } from './http-wire.ts'
import { decodeLines, type Transport } from './wire.ts'

const DATA = /^data: ?/

/** Text that comes in pieces → whole lines. Searches only the new piece, so that tiny pieces of a large line cost little. */
const lineReader = (line: (text: string) => void) => {
  let parts: string[] = []
  return (piece: string) => {
    const end = piece.lastIndexOf('\n')
    if (end < 0) {
      parts.push(piece)
      return
    }
    const whole = parts.join('') + piece.slice(0, end)
    parts = [piece.slice(end + 1)]
    for (const text of whole.split('\n')) line(text)
  }
}

const receive = async ({ link, signal, frame, begin }: Downstream, connect: string): Promise<void> => {
  const response = await link.call({ method: 'POST', path: 'sse', body: connect, signal })
  const reader = response.body!.getReader()
  const decoder = new TextDecoder()
  const read = lineReader(line => {
    if (!DATA.test(line)) return
    decodeLines(line.replace(DATA, ''), one => {
      if (one.type === 'connected' && 'session' in one) begin(one.session)
      frame(one)
    })
  })
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    read(decoder.decode(chunk.value, { stream: true }))
  }
}

export const sse: Transport = {
  name: 'sse',
  // Some mobile runtimes have a fetch that answers only when everything has come.
  possible: ({ fetch }) => fetch !== undefined && typeof Response === 'function' && 'body' in Response.prototype,
  open: (place, hello, events) => openHttpWire(place, hello, events, down => receive(down, hello.connect())),
}
