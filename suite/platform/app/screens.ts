/** Serves the built screens: each file under exactly one path, and the page itself where a person may arrive. */
import { createReadStream, existsSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** The only addresses that answer with the page; everything else that is no file is 404. */
export const PAGES = ['/', '/sign-in', '/sign-up', '/set-up', '/reset', '/invite', '/c/*', '/p/*', '/dev/mail'] as const

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.gif': 'image/gif',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.mp3': 'audio/mpeg',
  '.mp4': 'video/mp4',
  '.ogg': 'audio/ogg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}

type Asset = { file: string; type: string; tag: string; size: number; packed: { file: string; size: number } | null }

/**
 * Reads the list of files once: a request is looked up in it, never turned into a path on the disk. Files under
 * `assets/` carry a hash in their name and may be kept for ever; of the others the browser asks again.
 * Resolves to false when `folder` holds no `index.html`: the screens have not been built.
 */
export const serveScreens = async (http: FastifyInstance, folder: string): Promise<boolean> => {
  if (!existsSync(join(folder, 'index.html'))) return false
  const assets = await readAssets(folder)
  const page = assets.get('/index.html')!
  for (const [path, asset] of assets) {
    if (path === '/index.html') continue
    http.get(path, (request, reply) => sendAsset(request, reply, asset, path.startsWith('/assets/')))
  }
  for (const path of PAGES) http.get(path, (request, reply) => sendAsset(request, reply, page, false))
  return true
}

const readAssets = async (folder: string): Promise<Map<string, Asset>> => {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
  const assets = new Map<string, Asset>()
  for (const file of names) {
    const path = `/${relative(folder, file).split(sep).join('/')}`
    // Packed twins answer under the name of what they hold; a name that is not plain ASCII is not ours.
    if (path.endsWith('.br') || path.endsWith('.gz') || !/^[\w./@~+-]+$/.test(path)) continue
    const { size, mtimeMs } = await stat(file)
    const packed = names.includes(`${file}.br`) ? { file: `${file}.br`, size: (await stat(`${file}.br`)).size } : null
    const type = TYPES[extname(file)] ?? 'application/octet-stream'
    assets.set(path, { file, type, size, packed, tag: `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"` })
  }
  return assets
}

const sendAsset = (request: FastifyRequest, reply: FastifyReply, asset: Asset, hashed: boolean): FastifyReply => {
  const packed = /\bbr\b/.test(String(request.headers['accept-encoding'] ?? '')) ? asset.packed : null
  const tag = packed ? asset.tag.replace(/"$/, '-br"') : asset.tag
  reply.header('etag', tag)
  reply.header('vary', 'accept-encoding')
  reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
  if (request.headers['if-none-match'] === tag) return reply.code(304).send()
  reply.header('content-type', asset.type)
  reply.header('content-length', (packed ?? asset).size)
  if (packed) reply.header('content-encoding', 'br')
  return request.method === 'HEAD' ? reply.send() : reply.send(createReadStream((packed ?? asset).file))
}
