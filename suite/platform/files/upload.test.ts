/** Uploads over HTTP, judged by their content. */
import { readdir } from 'node:fs/promises'
import { connect } from 'node:net'
import { dirname, join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import sharp, { type Sharp } from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { UploadedFile } from '#platform/contract'
import { createTestHttp, type TestHttp, type TestPerson } from '../app/testing/index.ts'
import { writeXlsx } from '../sheets/index.ts'
import { pictureOf } from './index.ts'
import { judgeContent } from './judge-content.ts'

let world: TestHttp
let owner: TestPerson
let company: string
beforeAll(async () => {
  world = await createTestHttp()
  const made = await world.addCompany()
  owner = made.owner
  company = made.id
})
afterAll(() => world.close())

const TINY_PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)
const png = (width: number, height: number): Buffer => {
  const bytes = Buffer.from(TINY_PNG)
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  return bytes
}
const jpeg = (width: number, height: number, preview = 0): Buffer => {
  const segment = Buffer.alloc(preview + 4)
  segment.writeUInt16BE(0xffe1, 0)
  segment.writeUInt16BE(preview + 2, 2)
  const frame = Buffer.from('ffc00011080000000003012200021101031101', 'hex')
  frame.writeUInt16BE(height, 5)
  frame.writeUInt16BE(width, 7)
  return Buffer.concat([Buffer.from('ffd8', 'hex'), segment, frame])
}
const webp = (kind: string, body: string): Buffer =>
  Buffer.concat([Buffer.from(`RIFF\0\0\0\0WEBP${kind}\0\0\0\0`, 'latin1'), Buffer.from(body, 'hex'), Buffer.alloc(10)])

/** A real picture, wider than high. */
const drawn = (format: 'png' | 'jpeg' | 'webp' | 'gif', change = (picture: Sharp) => picture) =>
  change(sharp({ create: { width: 64, height: 40, channels: 3, background: '#c0392b' } }))
    .toFormat(format)
    .toBuffer()

const upload = (bytes: Buffer, name = 'dosya.png', by = owner) => {
  const head = `--x\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: image/png\r\n\r\n`
  const payload = Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--x--\r\n')])
  return by.call('POST', '/api/files', { payload, headers: { 'content-type': 'multipart/form-data; boundary=x' } })
}
const rows = () => world.store.inCompany(company, trx => trx.selectFrom('platform.file').selectAll().execute())

test('[PF10] [S64] a file is what its bytes say, whatever it is called', async () => {
  const book = await writeXlsx({ columns: [{ header: 'Kod' }], rows: [['120']] })
  const taken: [Buffer, string][] = [
    [await drawn('png'), 'image/png'],
    [await drawn('jpeg'), 'image/jpeg'],
    [await drawn('webp'), 'image/webp'],
    [Buffer.from('%PDF-1.7\n%âãÏÓ'), 'application/pdf'],
    [book, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    [Buffer.from('Kod;Unvan\r\n120;Çağ Tekstil\r\n'), 'text/csv'],
  ]
  for (const [bytes, type] of taken) {
    const answer = await upload(bytes, 'a.exe')
    expect([type, answer.status, (answer.json as UploadedFile).type]).toEqual([type, 201, type])
    const back = await owner.call('GET', `/api/files/${(answer.json as UploadedFile).id}`)
    expect(back.headers['content-type']).toContain(type)
    expect(back.headers['content-disposition']).toContain('attachment')
  }
})

test('[PF10] [S64] what is none of these is refused, and nothing of it is kept', async () => {
  const before = await rows()
  const [kept] = before
  const { path } = await world.store.inCompany(company, trx => world.services.files.read(trx, company, kept!.id))
  const refused = [
    '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    '\u00ef\u00bb\u00bf  <!doctype html><script>alert(1)</script>',
    '{"a":1}',
    '#!/bin/sh\nrm -rf /',
    'GIF89a\x01\0\x01\0;<script>alert(1)</script>',
    'MZ\x90\0\x03',
    'PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x05\0\0\0a.php',
    ' %PDF-1.7',
    '\xff\xd8\xff\xe0\0\0',
    '\x89PNG\r\n\x1a\n',
    '',
    '\0\0\0\x18ftypmp42',
  ]
  for (const text of refused) {
    const answer = await upload(Buffer.from(text, 'latin1'), 'resim.png')
    expect([text, answer.status, answer.code]).toEqual([text, 415, 'file_type_refused'])
  }
  for (const large of [png(24_000, 1_001), png(0xffffffff, 0xffffffff), jpeg(65_000, 65_000, 60_000)]) {
    const answer = await upload(large)
    expect([answer.status, answer.code]).toEqual([413, 'picture_too_large'])
  }
  expect(await rows()).toEqual(before)
  const folder = dirname(dirname(path))
  expect(await readdir(join(folder, 'drafts'))).toEqual([])
})

const keptBytes = async (id: string): Promise<Buffer> => {
  const { stream } = await world.store.inCompany(company, trx => world.services.files.read(trx, company, id))
  return buffer(stream())
}

test.each(['png', 'jpeg', 'webp'] as const)(
  '[PF12] [S64] a %s is drawn anew: nothing of the sender is left in it',
  async format => {
    const plain = await drawn(format, picture =>
      picture.withExif({ IFD0: { Copyright: 'GIZLI-NOT', Software: '<?php system($_GET[0]); ?>' } }),
    )
    const page = Buffer.from('<script>alert(1)</script><?php system($_GET[0]); ?>')
    const archive = await writeXlsx({ columns: [{ header: 'Kod' }], rows: [['120']] })
    const polyglot = Buffer.concat([plain, page, archive])
    expect(polyglot.includes('GIZLI-NOT')).toBe(true)
    for (const name of ['a.php%00.png', 'a.php.png', '../a.php', 'a.html']) {
      const answer = await upload(polyglot, name)
      expect([name, answer.status]).toEqual([name, 201])
      const { id, size } = answer.json as UploadedFile
      const bytes = await keptBytes(id)
      expect(bytes.length).toBe(size)
      for (const trace of ['GIZLI-NOT', 'script', '<?php', 'PK\x03\x04'])
        expect([trace, bytes.includes(trace)]).toEqual([trace, false])
      expect(pictureOf(bytes)).toEqual({ type: `image/${format}`, width: 64, height: 40 })
      const back = await owner.call('GET', `/api/files/${id}`)
      expect(back.headers['content-type']).toBe(`image/${format}`)
      expect(back.headers['content-disposition']).toMatch(/^attachment; filename="[^"/\\]+"/)
    }
  },
)

test('[PF12] [S64] a comment inside a picture goes too, and one that lies on its side is turned upright', async () => {
  const lying = await drawn('jpeg', picture => picture.withMetadata({ orientation: 6 }))
  const note = Buffer.from('<script>alert(1)</script>')
  const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, note.length + 2]), note])
  const answer = await upload(Buffer.concat([lying.subarray(0, 2), comment, lying.subarray(2)]))
  const bytes = await keptBytes((answer.json as UploadedFile).id)
  expect(bytes.includes('script')).toBe(false)
  expect(pictureOf(bytes)).toEqual({ type: 'image/jpeg', width: 40, height: 64 })
})

test('[PF12] [S64] half a picture, a head without a body and other kinds behind a head are refused, and nothing is kept', async () => {
  const before = await rows()
  const gif = await drawn('gif')
  const broken = [
    ...(await Promise.all(
      (['png', 'jpeg', 'webp'] as const).map(async format => (await drawn(format)).subarray(0, 60)),
    )),
    jpeg(640, 480),
    webp('VP8X', '00000000ff0300ff0100'),
    Buffer.concat([TINY_PNG.subarray(0, 33), gif]),
  ]
  for (const bytes of broken) {
    const answer = await upload(bytes)
    expect(['picture_broken', 'file_type_refused']).toContain(answer.code)
  }
  expect((await upload(jpeg(640, 480))).code).toBe('picture_broken')
  expect(await rows()).toEqual(before)
})

test('[PF10] every kind of WebP says its size, and a damaged one none', () => {
  expect(pictureOf(webp('VP8X', '00000000ff0300ff0100'))).toEqual({ type: 'image/webp', width: 1024, height: 512 })
  expect(pictureOf(webp('VP8L', '2fff43000000'))).toEqual({ type: 'image/webp', width: 1024, height: 2 })
  expect(pictureOf(webp('VP8 ', '0000009d012a80023c00'))).toEqual({ type: 'image/webp', width: 640, height: 60 })
  for (const bad of [webp('VP8L', '00ff43000000'), webp('VP8 ', '00000000000080023c00'), webp('ABCD', '00')])
    expect(pictureOf(bad)).toBeNull()
  expect(() => judgeContent(webp('ABCD', '00'))).toThrow('none of the types')
})

test('[PF10] a large file passes whole', async () => {
  const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(3_000_000, 'x')])
  const answer = await upload(bytes, 'büyük.pdf')
  expect(answer.json).toMatchObject({ name: 'büyük.pdf', size: bytes.length })
  const back = await owner.call('GET', `/api/files/${(answer.json as UploadedFile).id}`)
  expect(back.text.length).toBe(bytes.length)
})

test('[PF11] writers upload, the company downloads, and the log has it', async () => {
  const viewer = await world.addPerson({ company, role: 'viewer' })
  const member = await world.addPerson({ company, role: 'member' })
  expect((await upload(TINY_PNG, 'a.png', viewer)).status).toBe(403)
  const { id } = (await upload(TINY_PNG, 'a.png', member)).json as UploadedFile
  expect((await viewer.call('GET', `/api/files/${id}`)).status).toBe(200)
  const stranger = await world.addCompany()
  expect((await stranger.owner.call('GET', `/api/files/${id}`)).status).toBe(404)
  expect((await world.guest().call('GET', `/api/files/${id}`)).status).toBe(401)
  const written = await world.store.inCompany(company, trx =>
    trx.selectFrom('platform.audit').select(['actor', 'new']).where('object_id', '=', id).execute(),
  )
  expect(written).toMatchObject([{ actor: member.id, new: { name: 'a.png', type: 'image/png' } }])
})

test('[S65] [PF4] an upload whose sender goes away in the middle leaves no draft and no row', async () => {
  const before = await rows()
  const { path } = await world.store.inCompany(company, trx => world.services.files.read(trx, company, before[0]!.id))
  const drafts = () => readdir(join(dirname(dirname(path)), 'drafts'))
  const url = new URL(await world.http.listen({ port: 0, host: '127.0.0.1' }))
  const socket = connect(Number(url.port), url.hostname)
  const head = [
    'POST /api/files HTTP/1.1',
    `Host: ${url.host}`,
    'Origin: http://nabiz.test',
    `Cookie: ${owner.cookie}`,
    `X-Company: ${company}`,
    'Content-Type: multipart/form-data; boundary=x',
    'Content-Length: 5000000',
  ]
  socket.write(
    `${head.join('\r\n')}\r\n\r\n--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n`,
  )
  socket.write(Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(2_000_000, 'x')]))
  await expect.poll(drafts).toHaveLength(1)
  socket.destroy()
  await expect.poll(drafts).toEqual([])
  expect(await rows()).toEqual(before)
})
