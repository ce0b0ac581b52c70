/** The connections to the SMTP server, and what they refuse to do. */
import { createTransport } from 'nodemailer'

/** SMTP_HOST, SMTP_PORT, SMTP_USER, SMTP_PASSWORD, SMTP_FROM_EMAIL and SMTP_FROM_NAME, as suite/config.ts read them. */
export type SmtpOptions = {
  host: string
  /** 465 speaks TLS from the start; any other port starts plain and must offer STARTTLS as soon as there is a password. */
  port: number
  user?: string | undefined
  password?: string | undefined
  from_email: string
  from_name: string
}

export const openSmtpPool = (smtp: SmtpOptions, options: { timeout_ms?: number; maxConnections?: number } = {}) => {
  const timeout = options.timeout_ms ?? 30_000
  return createTransport({
    pool: true,
    host: smtp.host,
    port: smtp.port,
    secure: smtp.port === 465,
    // A password never travels in clear: with one, a server that does not offer STARTTLS is an error.
    requireTLS: smtp.user !== undefined && smtp.port !== 465,
    ...(smtp.user === undefined ? {} : { auth: { user: smtp.user, pass: smtp.password ?? '' } }),
    maxConnections: options.maxConnections ?? 3,
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: timeout,
    // Otherwise `{path: '/etc/hostname'}` or `{href: …}` inside a message is read and attached.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}
