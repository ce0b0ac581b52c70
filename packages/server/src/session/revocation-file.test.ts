import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openRevocationFile } from './revocation-file.ts'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nabiz-revocations-'))
  path = join(folder, 'data', 'revocations.jsonl')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const linesOf = () => readFileSync(path, 'utf8').split('\n').slice(0, -1)
const user = (index: number, at = index) => ({ whose: { user_id: String(index) }, at })

test('[W84] what was kept is there when the file is opened again, readable by its owner alone', async () => {
  const file = await openRevocationFile(path, { now: () => 10 })
  await file.add({ whose: { sid: 's\n1' }, at: 1 })
  await file.add({ whose: { user_id: '5', company: '7' }, at: 2 })
  expect(linesOf()).toHaveLength(2)
  expect(statSync(path).mode & 0o777).toBe(0o600)
  await file.close()
  const again = await openRevocationFile(path, { now: () => 10 })
  expect(await again.load()).toEqual([
    { whose: { sid: 's\n1' }, at: 1 },
    { whose: { user_id: '5', company: '7' }, at: 2 },
  ])
  await again.close()
})

test('[W84] a last line cut short is ignored at every length, and does not spoil the next', async () => {
  const file = await openRevocationFile(path, { now: () => 10 })
  await file.add(user(1))
  await file.add(user(2))
  await file.close()
  const whole = readFileSync(path, 'utf8')
  const first = whole.indexOf('\n') + 1
  for (let length = first; length < whole.length; length++) {
    writeFileSync(path, whole.slice(0, length))
    const torn = await openRevocationFile(path, { now: () => 10 })
    expect(await torn.load()).toEqual([user(1)])
    await torn.add(user(3))
    await torn.close()
    expect(linesOf().map(line => JSON.parse(line).at)).toEqual([1, 3])
  }
})

test('[W84] a line in the middle that does not read stops the opening', async () => {
  const file = await openRevocationFile(path, { now: () => 10 })
  await file.add(user(1))
  await file.close()
  appendFileSync(path, 'garbage\n')
  await expect(openRevocationFile(path, { now: () => 10 })).rejects.toThrow('revocations.jsonl:2 is no revocation')
  writeFileSync(path, '{"whose":{"sid":"1"}}\n')
  await expect(openRevocationFile(path)).rejects.toThrow(':1 is no revocation')
})

test('[W84] what is over its time is left out when the file is rewritten', async () => {
  const file = await openRevocationFile(path, { now: () => 10, keepMs: 100 })
  await file.add(user(1))
  await file.add(user(50))
  await file.close()
  const later = await openRevocationFile(path, { now: () => 120, keepMs: 100 })
  expect(await later.load()).toEqual([user(50)])
  expect(linesOf()).toHaveLength(1)
  await later.close()
})

test('[W84] the file does not grow without end', async () => {
  let now = 0
  const file = await openRevocationFile(path, { now: () => now, keepMs: 1 })
  for (let round = 0; round < 6; round++) {
    now += 10
    await Promise.all(Array.from({ length: 6_000 }, (_, index) => file.add(user(index, now))))
  }
  expect(linesOf().length).toBeLessThan(23_000)
  await file.close()
})

test('[W83] a write that fails is told, and the next one keeps both', async () => {
  const file = await openRevocationFile(path, { now: () => 10 })
  await file.add(user(1))
  await file.close()
  // Root may write everywhere: a folder in the place of the file beside it stops anybody.
  mkdirSync(`${path}.new`)
  await expect(file.add(user(2))).rejects.toThrow('EISDIR')
  rmdirSync(`${path}.new`)
  await file.add(user(3))
  expect(linesOf().map(line => JSON.parse(line).at)).toEqual([1, 2, 3])
  await file.close()
})
