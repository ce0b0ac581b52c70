/** A real SMTP server on the loopback that keeps what it gets instead of delivering it: mail works before SMTP is set up. */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import type { CaughtMail } from './caught-mail.ts'
import { type DevMailStore, openDevMailStore } from './dev-mail-store.ts'

export type { DevMailStore } from './dev-mail-store.ts'

export type DevMailboxOptions = {
  /** Mails live in `{dataDir}/dev-mail`. */
  dataDir: string
  id: () => string
  now: () => Date
  /** Mails kept. Default 500. */
  keep?: number
  /** Largest mail taken, in bytes. Default 25 MiB. */
  maxMailBytes?: number
}

export type DevMailbox = {
  /** Where it listens, once it does. */
  address(): Promise<{ host: string; port: number }>
  /** Newest first. */
  list(): Promise<CaughtMail[]>
  one(id: string): Promise<CaughtMail | null>
  clear(): Promise<void>
  /** Called for each mail once it is kept; returns the way to stop. */
  onMail(listener: (mail: CaughtMail) => void): () => void
  close(): Promise<void>
}

const HOST = '127.0.0.1'

/** Starts listening on a random loopback port at once; `address()` waits for it and rejects when it cannot. */
export const createDevMailbox = (options: DevMailboxOptions): DevMailbox => {
  const listeners = new Set<(mail: CaughtMail) => void>()
  const opened = openDevMailStore(join(options.dataDir, 'dev-mail'), options.keep ?? 500)
  const take = async (stream: SMTPServerDataStream, session: SMTPServerSession) => {
    const source = await readAll(stream)
    if (stream.sizeExceeded) throw Object.assign(new Error('message too large'), { responseCode: 552 })
    const mail = toCaughtMail(
      await simpleParser(source, { skipImageLinks: true, skipTextToHtml: true }),
      session,
      options,
    )
    await (await opened).add(mail)
    for (const listener of listeners) listener(mail)
    return `kept as ${mail.id}`
  }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: options.maxMailBytes ?? 25 * 1024 * 1024,
    disableReverseLookup: true,
    onData: (stream, session, callback) => {
      take(stream, session).then(
        reply => callback(null, reply),
        (error: Error) => callback(error),
      )
    },
  })
  // A client that vanishes in the middle of a mail is not a fault of ours; without a listener it would end the process.
  server.on('error', () => {})
  const listening = listen(server, opened)
  listening.catch(() => {})
  return {
    address: () => listening,
    list: async () => (await opened).list(),
    one: async id => (await opened).one(id),
    clear: async () => (await opened).clear(),
    onMail(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async close() {
      await listening.catch(() => {})
      await new Promise<void>(done => server.close(() => done()))
    },
  }
}

const listen = async (server: SMTPServer, opened: Promise<DevMailStore>) => {
  await opened
  const tcp = server.listen(0, HOST)
  await once(tcp, 'listening')
  return { host: HOST, port: (tcp.address() as AddressInfo).port }
}

const readAll = async (stream: SMTPServerDataStream): Promise<Buffer> => {
  const chunks: Buffer[] = []
  // Read to the end even when it is too large: the client sends on until the final dot whatever we do.
  for await (const chunk of stream) if (!stream.sizeExceeded) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

const toCaughtMail = (parsed: ParsedMail, session: SMTPServerSession, options: DevMailboxOptions): CaughtMail => ({
  id: options.id(),
  envelope: {
    from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '',
    to: session.envelope.rcptTo.map(recipient => recipient.address),
  },
  from: parsed.from?.text ?? '',
  to: [parsed.to ?? []]
    .flat()
    .map(address => address.text)
    .join(', '),
  reply_to: parsed.replyTo?.text ?? null,
  subject: parsed.subject ?? '',
  message_id: parsed.messageId ?? '',
  html: parsed.html === false ? null : parsed.html,
  text: parsed.text ?? '',
  headers: Object.fromEntries(
    parsed.headerLines.map(({ key, line }) => [key, line.slice(line.indexOf(':') + 1).trim()]),
  ),
  attachments: parsed.attachments.map(attachment => ({
    filename: attachment.filename ?? '',
    content_type: attachment.contentType,
    size: attachment.size,
    base64: attachment.content.toString('base64'),
  })),
  received_at: options.now().toISOString(),
})
