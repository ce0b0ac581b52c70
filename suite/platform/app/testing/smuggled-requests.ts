/** Requests that two readers may cut in different places: what one takes for a body, the other takes for a second request. */
import { once } from 'node:events'
import { connect } from 'node:net'

/** Asked for by what is hidden inside; nothing may ever ask for it. */
export const HIDDEN_PATH = '/api/probe/who'

const POST = 'POST /api/probe/fault HTTP/1.1\r\nHost: nabiz.test\r\nContent-Type: application/json\r\n'
const GET = 'GET /health HTTP/1.1\r\nHost: nabiz.test\r\n'
const HIDDEN = `GET ${HIDDEN_PATH} HTTP/1.1\r\nHost: nabiz.test\r\n\r\n`
const CHUNKED = 'Transfer-Encoding: chunked\r\n'
const ENDED = `\r\n0\r\n\r\n${HIDDEN}`
const LENGTH = `Content-Length: ${HIDDEN.length}\r\n`

/** By what is wrong with each. */
export const SMUGGLED: Record<string, string> = {
  'a length and chunks': `${POST}Content-Length: 4\r\n${CHUNKED}${ENDED}`,
  'chunks and a length': `${POST}${CHUNKED}Content-Length: 4\r\n${ENDED}`,
  'two lengths': `${POST}Content-Length: 0\r\n${LENGTH}\r\n${HIDDEN}`,
  'two lengths in one': `${POST}Content-Length: 0, ${HIDDEN.length}\r\n\r\n${HIDDEN}`,
  'a signed length': `${POST}Content-Length: +0\r\n\r\n${HIDDEN}`,
  'a negative length': `${POST}Content-Length: -1\r\n\r\n${HIDDEN}`,
  'a hexadecimal length': `${POST}Content-Length: 0x0\r\n\r\n${HIDDEN}`,
  'a length with a gap': `${POST}Content-Length: 0 0\r\n\r\n${HIDDEN}`,
  'a length without an end': `${POST}Content-Length: 99999999999999999999\r\n\r\n${HIDDEN}`,
  'a coding nobody knows': `${POST}Transfer-Encoding: xchunked\r\n${ENDED}`,
  'chunks that are not last': `${POST}Transfer-Encoding: chunked, identity\r\n${ENDED}`,
  'chunks twice': `${POST}${CHUNKED}Transfer-Encoding: identity\r\n${ENDED}`,
  'chunks behind a vertical tab': `${POST}Transfer-Encoding: \u000bchunked\r\n${ENDED}`,
  'a space before the colon': `${POST}Transfer-Encoding : chunked\r\n${ENDED}`,
  'a space before the name': `${POST} Transfer-Encoding: chunked\r\n${ENDED}`,
  'a folded header': `${POST}X-Folded: a\r\n ${CHUNKED}${ENDED}`,
  'a folded coding': `${POST}Transfer-Encoding:\r\n chunked\r\n${ENDED}`,
  'a bare line feed in a header': `${POST}X-Line: a\n${CHUNKED}${ENDED}`,
  'a bare line feed at the end of the head': `${POST}${LENGTH}\n${HIDDEN}`,
  'bare line feeds alone': `${POST}Content-Length: 0\r\n\r\n`.replaceAll('\r\n', '\n') + HIDDEN,
  'a bare carriage return': `${POST}X-Return: a\r${CHUNKED}${ENDED}`,
  'a NUL in a header': `${POST}X-Nul: a\u0000b\r\n${CHUNKED}${ENDED}`,
  'a name with a space': `${POST}X Name: a\r\n${CHUNKED}${ENDED}`,
  'a name without a colon': `${POST}Transfer-Encoding\r\n${ENDED}`,
  'a chunk in 0x': `${POST}${CHUNKED}\r\n0x0\r\n\r\n${HIDDEN}`,
  'a signed chunk': `${POST}${CHUNKED}\r\n+0\r\n\r\n${HIDDEN}`,
  'a chunk without an end': `${POST}${CHUNKED}\r\nFFFFFFFFFFFFFFFFFF\r\n${HIDDEN}`,
  'a chunk that ends late': `${POST}${CHUNKED}\r\n1\r\naXX\r\n0\r\n\r\n${HIDDEN}`,
  'a bare line feed after a chunk': `${POST}${CHUNKED}\r\n1\na\r\n0\r\n\r\n${HIDDEN}`,
  'a bare line feed in an extension': `${POST}${CHUNKED}\r\n0;a\n\r\n\r\n${HIDDEN}`,
  'two hosts': `${GET}Host: other.test\r\n\r\n`,
  'two equal hosts': `${GET}Host: nabiz.test\r\n\r\n`,
  'a second host with a space': `${GET}Host : other.test\r\n\r\n`,
  'no host': 'GET /health HTTP/1.1\r\n\r\n',
  'a line of three and more': 'GET /health x HTTP/1.1\r\nHost: nabiz.test\r\n\r\n',
  'a version that is not': `GET /health HTTP/1.9\r\nHost: nabiz.test\r\n${CHUNKED}${ENDED}`,
}

/** Legal, and each one request: what looks like a second is its body. */
export const ONE_REQUEST: Record<string, string> = {
  'a body that looks like a request': `${POST}${LENGTH}\r\n${HIDDEN}`,
  'a chunk that looks like a request': `${POST}${CHUNKED}\r\n${HIDDEN.length.toString(16)}\r\n${HIDDEN}\r\n0\r\n\r\n`,
  'a read with a body': `${GET}${LENGTH}\r\n${HIDDEN}`,
}

/** The status of every answer on one connection that says `bytes` and no more. */
export const answersTo = async (port: number, bytes: string): Promise<number[]> => {
  const socket = connect(port, '127.0.0.1')
  let heard = ''
  socket.setEncoding('latin1').on('data', (part: string) => {
    heard += part
  })
  // A server that hangs up in the middle of what is said is right, too.
  socket.on('error', () => {})
  socket.end(Buffer.from(bytes, 'latin1'))
  await once(socket, 'close')
  return [...heard.matchAll(/HTTP\/1\.[01] (\d{3})/g)].map(([, status]) => Number(status))
}
