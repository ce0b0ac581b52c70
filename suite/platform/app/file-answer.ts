/** Sends a file: its name as RFC 6266 wants it, and nothing a browser could run as our page. */
import type { FileAnswer } from './context.ts'

/** Shown in the browser on request; everything else, SVG and HTML above all, is only ever saved. */
const INLINE_TYPES = new Set(['application/pdf', 'image/png', 'image/jpeg', 'image/webp', 'image/gif', 'text/plain'])
const TYPE = /^[a-z0-9.+-]{1,60}\/[a-z0-9.+-]{1,100}(?:; ?charset=utf-8)?$/i

export const isFileAnswer = (answer: unknown): answer is FileAnswer =>
  typeof answer === 'object' && answer !== null && 'name' in answer && 'type' in answer && 'body' in answer

/** Headers of a file. The name is sent twice: in ASCII for old programs, and in UTF-8. */
export const fileHeaders = (file: FileAnswer): Record<string, string> => {
  const type = TYPE.test(file.type) ? file.type : 'application/octet-stream'
  const plainType = type.split(';')[0]!.toLowerCase()
  const inline = file.inline === true && INLINE_TYPES.has(plainType)
  const size = Buffer.isBuffer(file.body) ? file.body.length : file.size
  return {
    'content-type': plainType === 'text/plain' ? 'text/plain; charset=utf-8' : type,
    'content-disposition': disposition(file.name, inline),
    ...(size === undefined ? {} : { 'content-length': String(size) }),
    ...(inline && plainType === 'application/pdf' ? {} : { 'content-security-policy': "default-src 'none'; sandbox" }),
  }
}

/** True for what may stand in a frame of ours: a PDF that is shown. Its viewer does not work in a sandbox. */
export const isFramed = (file: FileAnswer): boolean => file.inline === true && file.type === 'application/pdf'

const disposition = (name: string, inline: boolean): string => {
  const clean = name.replace(/[\p{Cc}\p{Bidi_Control}"\\/]/gu, '_').slice(0, 200) || 'dosya'
  const ascii = clean
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/ı/g, 'i')
    .replace(/[^\x20-\x7e]|%/g, '_')
  const utf8 = encodeURIComponent(clean).replace(/['()*]/g, sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
  return `${inline ? 'inline' : 'attachment'}; filename="${ascii}"; filename*=UTF-8''${utf8}`
}
