/** A real SMTP server for tests that notes what reached it and answers as told. */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

export type SmtpSink = {
  port: number
  /** Envelope recipients, in order. */
  recipients: string[]
  /** Whole messages. */
  messages: string[]
  /** User names that tried to sign in. */
  sign_ins: string[]
  close(): Promise<void>
}

/** `refuse`: a reply code by recipient; `refuseData`: a reply code to the content. */
export const openSmtpSink = async (
  options: {
    refuse?: (recipient: string) => number | null
    refuseData?: () => number | null
    smtp?: SMTPServerOptions
  } = {},
): Promise<SmtpSink> => {
  const sink = { recipients: [] as string[], messages: [] as string[], sign_ins: [] as string[] }
  const reply = (responseCode: number) => Object.assign(new Error('told so by the test'), { responseCode })
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    onAuth: (auth, _session, done) => {
      sink.sign_ins.push(auth.username ?? '')
      done(reply(535))
    },
    onRcptTo: (address, _session, done) => {
      const code = options.refuse?.(address.address) ?? null
      if (code !== null) return done(reply(code))
      sink.recipients.push(address.address)
      done()
    },
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const code = options.refuseData?.() ?? null
        if (code !== null) return done(reply(code))
        sink.messages.push(Buffer.concat(chunks).toString())
        done(null, 'queued as test-1')
      })
    },
    ...options.smtp,
  })
  server.on('error', () => {})
  const tcp = server.listen(0, '127.0.0.1')
  await once(tcp, 'listening')
  return {
    ...sink,
    port: (tcp.address() as AddressInfo).port,
    close: () => new Promise(done => server.close(() => done())),
  }
}
