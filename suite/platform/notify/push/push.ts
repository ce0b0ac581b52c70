/** Sends one encrypted message to one device through its browser's push service (RFC 8030, 8188, 8291, 8292). */
import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { type Agent, request } from 'node:https'
import type { Logger } from 'pino'
import webPush from 'web-push'
import type { PushPayload } from '#platform/contract'
import { failNotify } from '../failures.ts'
import { createPushBook, type PushBook } from './book.ts'
import { isPushEndpoint } from './endpoint.ts'
import type { VapidKeys } from './vapid.ts'

export type PushOptions = {
  keys: VapidKeys
  /** `mailto:` or `https:` address by which a push service reaches the operator. */
  subject: string
  log: Pick<Logger, 'warn'>
  /** Keeps a book of what was sent. */
  remember?: boolean
  /** Which addresses may be called; absent: those of the known push services. */
  mayCall?: (endpoint: string) => boolean
  /** Connections; absent: the process's own. */
  agent?: Agent
  /** Longest wait for an answer, in ms. Default 10,000. */
  timeout_ms?: number
}

/** What a browser gave: `p256dh` its public key, `auth` its secret, both base64url. */
export type PushTarget = { endpoint: string; p256dh: string; auth: string }

export type Push = {
  readonly publicKey: string
  mayCall(endpoint: string): boolean
  /**
   * `gone`: the service no longer knows the device, nor ever will. Throws `push_temporary` when it is worth another
   * try, `push_refused` when it is not.
   */
  send(
    target: PushTarget,
    payload: PushPayload,
    options?: { urgent?: boolean; signal?: AbortSignal },
  ): Promise<'sent' | 'gone'>
  /** Null unless it remembers. */
  readonly book: PushBook | null
}

/** A device that is off for a day gets none: the bell has it. */
const TTL_S = 86_400
/** Services say why in a line; a short answer is read to its end so that the connection serves the next message. */
const ANSWER_BYTES = 64 * 1024
/** Services take 4,096 bytes encrypted; past this a link is not what it should be. */
const PAYLOAD_BYTES = 3_000

export const createPush = (options: PushOptions): Push => {
  const { keys, subject, log, agent } = options
  const mayCall = options.mayCall ?? isPushEndpoint
  const timeout = options.timeout_ms ?? 10_000
  const vapidDetails = { subject, ...keys }
  return {
    publicKey: keys.publicKey,
    mayCall,
    book: options.remember ? createPushBook() : null,
    async send({ endpoint, p256dh, auth }, payload, { urgent = false, signal } = {}) {
      // Again, though it was checked when it was kept: the list may have become shorter since.
      if (!mayCall(endpoint)) throw failNotify('push_refused', { extra: { status: null } })
      const text = JSON.stringify(payload)
      if (Buffer.byteLength(text) > PAYLOAD_BYTES) throw failNotify('push_refused', { extra: { status: null } })
      const details = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, text, {
        vapidDetails,
        TTL: TTL_S,
        urgency: urgent ? 'high' : 'normal',
        topic: topicOf(payload),
        contentEncoding: 'aes128gcm',
      })
      const status = await post(details, { agent, timeout, signal }).catch((cause: Error) => {
        log.warn({ code: (cause as NodeJS.ErrnoException).code }, 'push: the service was not reached')
        throw failNotify('push_temporary', { cause })
      })
      if (status === 404 || status === 410) return 'gone'
      if (status >= 200 && status < 300) return 'sent'
      log.warn({ status }, 'push: not taken')
      const again = status === 429 || status >= 500
      throw failNotify(again ? 'push_temporary' : 'push_refused', { extra: { status } })
    },
  }
}

/** Messages of one object of one company collapse while they wait; the service sees only that they are of one. */
const topicOf = ({ company, tag }: PushPayload): string =>
  createHash('sha256').update(`${company} ${tag}`).digest('base64url').slice(0, 32)

/**
 * The status alone. Redirects are not followed: where a push service would send us next was not allow-listed. The answer's
 * body is thrown away as it comes, packed as it is; one that is longer than a sentence, or does not end in time, is cut
 * with its connection.
 */
const post = (
  details: webPush.RequestDetails,
  { agent, timeout, signal }: { agent: Agent | undefined; timeout: number; signal: AbortSignal | undefined },
): Promise<number> =>
  new Promise((resolve, reject) => {
    const { method, headers, endpoint, body } = details
    const limit = AbortSignal.timeout(timeout)
    const call = request(
      endpoint,
      { method, headers, ...(agent && { agent }), signal: signal ? AbortSignal.any([signal, limit]) : limit },
      (response: IncomingMessage) => {
        resolve(response.statusCode ?? 0)
        response.on('error', () => {})
        let bytes = 0
        response.on('data', (chunk: Buffer) => {
          bytes += chunk.length
          if (bytes > ANSWER_BYTES) response.destroy()
        })
      },
    )
    call.on('error', reject)
    call.end(body)
  })
