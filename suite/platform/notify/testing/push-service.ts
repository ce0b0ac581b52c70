/** A push service on the loopback, over TLS, and a browser of it: it takes messages, checks who sent them and decrypts them. */
import { execFileSync } from 'node:child_process'
import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import { Agent, createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

export type TakenPush = { path: string; headers: IncomingHttpHeaders; body: Buffer }

export type PushService = {
  /** `https://127.0.0.1:40123` */
  origin: string
  /** Trusts its certificate. */
  agent: Agent
  taken: TakenPush[]
  /** What it answers from now on; default 201. `null`: nothing at all. */
  answer(status: number | null, headers?: Record<string, string>): void
  /** After its next heads it writes without end; resolves to how many bytes it had written when somebody hung up. */
  endless(): Promise<number>
}

/** Closed with the test. */
export const openPushService = async (): Promise<PushService> => {
  const folder = mkdtempSync(join(tmpdir(), 'nabiz-push-'))
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const names = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1']
  const kind = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
  execFileSync('openssl', [...kind, '-keyout', key, '-out', cert, ...names], { stdio: 'ignore' })
  const tls = { key: readFileSync(key), cert: readFileSync(cert) }
  await rm(folder, { recursive: true })
  const taken: TakenPush[] = []
  let reply: { status: number | null; headers: Record<string, string> } = { status: 201, headers: {} }
  let flood: ((written: number) => void) | null = null
  const server = createServer(tls, async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    taken.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks) })
    if (reply.status === null) return
    response.writeHead(reply.status, reply.headers)
    if (flood) writeWithoutEnd(response, flood)
    else response.end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const agent = new Agent({ ca: tls.cert })
  onTestFinished(() => {
    agent.destroy()
    server.closeAllConnections()
    server.close()
  })
  return {
    origin: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    agent,
    taken,
    answer: (status, headers = {}) => {
      reply = { status, headers }
    },
    endless: () =>
      new Promise(resolve => {
        flood = resolve
      }),
  }
}

const writeWithoutEnd = (response: ServerResponse, done: (written: number) => void): void => {
  const chunk = Buffer.alloc(64 * 1024, ' ')
  let written = 0
  const more = () => {
    while (!response.destroyed) {
      written += chunk.length
      if (!response.write(chunk)) return void response.once('drain', more)
    }
  }
  response.on('close', () => done(written))
  more()
}

export type TestBrowser = {
  keys: { p256dh: string; auth: string }
  /** The text of a message for it (RFC 8291, 8188). Throws when it is for another browser. */
  decrypt(body: Buffer): string
}

export const openTestBrowser = (): TestBrowser => {
  const pair = createECDH('prime256v1')
  const own = pair.generateKeys()
  const auth = randomBytes(16)
  const derive = (ikm: Buffer, salt: Buffer, info: string | Buffer, bytes: number) =>
    Buffer.from(hkdfSync('sha256', ikm, salt, info, bytes))
  return {
    keys: { p256dh: own.toString('base64url'), auth: auth.toString('base64url') },
    decrypt(body) {
      const salt = body.subarray(0, 16)
      const theirs = body.subarray(21, 21 + body[20]!)
      const sealed = body.subarray(21 + body[20]!)
      const info = Buffer.concat([Buffer.from('WebPush: info\0'), own, theirs])
      const ikm = derive(pair.computeSecret(theirs), auth, info, 32)
      const key = derive(ikm, salt, 'Content-Encoding: aes128gcm\0', 16)
      const nonce = derive(ikm, salt, 'Content-Encoding: nonce\0', 12)
      const cipher = createDecipheriv('aes-128-gcm', key, nonce)
      cipher.setAuthTag(sealed.subarray(-16))
      const padded = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()])
      return padded.subarray(0, padded.lastIndexOf(2)).toString()
    },
  }
}

/** The claims of the VAPID token, when its signature is of the key that stands beside it (RFC 8292); else null. */
export const readVapid = (authorization: string | undefined) => {
  const [, token = '', key = ''] = /^vapid t=([^,]+), ?k=(.+)$/.exec(authorization ?? '') ?? []
  const [head = '', claims = '', signature = ''] = token.split('.')
  const point = Buffer.from(key, 'base64url')
  const [x, y] = [point.subarray(1, 33).toString('base64url'), point.subarray(33).toString('base64url')]
  const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' })
  const signed = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const
  if (!verify('sha256', Buffer.from(`${head}.${claims}`), signed, Buffer.from(signature, 'base64url'))) return null
  const { aud, sub, exp } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>
  return { key, aud, sub, exp }
}
