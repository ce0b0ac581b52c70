/** The headers every answer carries, whatever it is: what our pages may load, and that nobody may frame or sniff them. */
import helmet from '@fastify/helmet'
import type { FastifyInstance, FastifyReply } from 'fastify'

/** React Aria puts one static style element into the page (`[data-react-aria-pressable]…`); this is its content. */
const ARIA_STYLE = "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='"
const HOST = /^[A-Za-z0-9.[\]:-]{1,260}$/

const policy = (host: string | undefined, frameAncestors: "'none'" | "'self'"): string => {
  // 'self' covers WebSockets only in newer browsers; naming the host costs nothing. A forged Host is left out.
  const sockets = host && HOST.test(host) ? [`ws://${host}`, `wss://${host}`] : []
  const directives: Record<string, string[]> = {
    'default-src': ["'self'"],
    'style-src': ["'self'", ARIA_STYLE],
    'img-src': ["'self'", 'data:', 'blob:'],
    'media-src': ["'self'", 'blob:'],
    'frame-src': ["'self'", 'blob:'],
    'connect-src': ["'self'", ...sockets],
    'form-action': ["'self'"],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'frame-ancestors': [frameAncestors],
  }
  return Object.entries(directives)
    .map(([name, values]) => [name, ...values].join(' '))
    .join('; ')
}

/** A script or a font: the page that loads it has the whole policy; a worker's script is its own page. */
const PART_POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"

/** The service worker: it asks this host for what pages ask it for, and loads no script of its own. */
const WORKER_POLICY = "default-src 'none'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'"

const policyOf = (path: string, host: string | undefined): string => {
  if (path.startsWith('/assets/')) return PART_POLICY
  return path === '/sw.js' ? WORKER_POLICY : policy(host, "'none'")
}

/** Registers the headers for every route, errors and unknown paths included. `https`: also HSTS. */
export const addSecurityHeaders = async (http: FastifyInstance, options: { https: boolean }): Promise<void> => {
  await http.register(helmet, {
    // Written by hand below: it differs by host and for framed documents.
    contentSecurityPolicy: false,
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    hsts: options.https ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    // For browsers nobody has any more; every byte here is sent once for every file.
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  })
  http.addHook('onRequest', async (request, reply) => {
    const part = request.url.startsWith('/assets/')
    reply.header('content-security-policy', policyOf(request.url, request.host))
    if (!part)
      reply.header('permissions-policy', 'camera=(self), microphone=(self), display-capture=(self), geolocation=()')
    if (request.url.startsWith('/api')) reply.header('cache-control', 'no-store')
  })
}

/** For a document that a page of ours shows in a frame: a PDF. */
export const allowOwnFrames = (reply: FastifyReply): void => {
  reply.header('content-security-policy', policy(reply.request.host, "'self'"))
  reply.header('x-frame-options', 'SAMEORIGIN')
}
