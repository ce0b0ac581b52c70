/** Archives, opened by another program. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { streamZip, type ZipFile } from './index.ts'

const AT = new Date('2026-11-02T09:30:10Z')

test('[PF14] an archive holds its files byte for byte, with names in every letter', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'nabiz-zip-'))
  try {
    const files: ZipFile[] = [
      { name: 'letters/MUT-2026-000001/letter.pdf', bytes: Buffer.from([0, 1, 2, 255]), stored: true },
      { name: 'Çağ/ışık ə.txt', bytes: Buffer.from('Mutabıkız\n'.repeat(2_000)) },
      { name: 'empty', bytes: Buffer.alloc(0) },
    ]
    const archive = await buffer(streamZip(files, AT))
    expect(archive.equals(await buffer(streamZip(files, AT)))).toBe(true)
    expect(archive.length).toBeLessThan(2_000)
    writeFileSync(join(folder, 'a.zip'), archive)
    const env = { ...process.env, LC_ALL: 'C.UTF-8' }
    execFileSync('unzip', ['-q', join(folder, 'a.zip'), '-d', join(folder, 'out')], { env })
    for (const { name, bytes } of files) expect(readFileSync(join(folder, 'out', name)).equals(bytes)).toBe(true)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('[PF14] more files than an archive holds are refused', async () => {
  const many = function* () {
    for (let index = 0; index <= 65_535; index++) yield { name: `${index}`, bytes: Buffer.alloc(0), stored: true }
  }
  await expect(buffer(streamZip(many(), AT))).rejects.toThrow(RangeError)
})
