/** Uploads over HTTP, judged by their content. */
import { readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { UploadedFile } from '#platform/contract'
import { createTestHttp, type TestHttp, type TestPerson } from '../app/testing/index.ts'
import { writeXlsx } from '../sheets/index.ts'
import { judgeContent, pictureOf } from './index.ts'

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

const upload = (bytes: Buffer, name = 'dosya.png', by = owner) => {
  const head = `--x\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: image/png\r\n\r\n`
  const payload = Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--x--\r\n')])
  return by.call('POST', '/api/files', { payload, headers: { 'content-type': 'multipart/form-data; boundary=x' } })
}
const rows = () => world.store.inCompany(company, trx => trx.selectFrom('platform.file').selectAll().execute())

test('[PF10] [S64] a file is what its bytes say, whatever it is called', async () => {
  const book = await writeXlsx({ columns: [{ header: 'Kod' }], rows: [['120']] })
  const taken: [Buffer, string][] = [
    [TINY_PNG, 'image/png'],
    [jpeg(640, 480), 'image/jpeg'],
    [webp('VP8X', '00000000ff0300ff0100'), 'image/webp'],
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
