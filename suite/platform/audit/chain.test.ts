/** The chain of the audit log: how it grows, and what the verifier says of a log that somebody had their hands in. */
import { randomBytes, randomUUIDv7 } from 'node:crypto'
import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addCompany, createTestStore, type TestStore } from '../store/testing/index.ts'
import { fingerprint, NO_COMPANY, readLinks, START } from './chain.ts'
import { type AuditRecord, createAudit } from './record.ts'
import { createAuditTrail } from './trail.ts'

let store: TestStore
let owner: pg.Client
beforeAll(async () => {
  store = await createTestStore()
  owner = new pg.Client({ connectionString: store.urls.owner, options: '-c nabiz.system=on' })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await store.close()
})

let dataDir: string
let company_id: string
const seed = randomBytes(32)
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'nabiz-audit-'))
  company_id = await addCompany(store)
})
afterEach(() => rm(dataDir, { recursive: true }))

let clock = Date.parse('2026-11-01T10:00:00Z')
const now = () => new Date(clock++)
const audit = createAudit({ id: randomUUIDv7, now })
const trail = () => createAuditTrail({ store, dataDir, seed, now })
const write = (record: Partial<AuditRecord> = {}, of = company_id) =>
  store.inCompany(of, trx => audit(trx, { company_id: of, actor: 'u1', action: 'letter.sent', ...record }))
const writeMany = async (count: number) => {
  for (let n = 1; n <= count; n++) await write({ object: { type: 'letter', id: `L${n}` }, new: { n } })
}
const links = (chain = company_id) =>
  store.asSystem('a test looks', trx => readLinks(trx, chain, 0n, 1_000_000n, 1_000_000))
/** As somebody who owns the tables and turns their guards off. */
const tamper = async (statement: string, values: unknown[] = []): Promise<void> => {
  await owner.query(`alter table platform.audit disable trigger user;
    alter table platform.audit_link disable trigger user; alter table platform.audit_head disable trigger user`)
  try {
    expect((await owner.query(statement, values)).rowCount).toBeGreaterThan(0)
  } finally {
    await owner.query(`alter table platform.audit enable trigger user;
      alter table platform.audit_link enable trigger user; alter table platform.audit_head enable trigger user`)
  }
}
/** A chain that fits together again from `position` on, as a patient forger would leave it. */
const chainAnew = async (): Promise<void> => {
  let previous = START
  for (const link of await links()) {
    const hash = fingerprint(previous, link)
    await tamper('update platform.audit_link set prev_hash = $1, hash = $2 where company_id = $3 and position = $4', [
      previous,
      hash,
      company_id,
      link.position,
    ])
    previous = hash
  }
  await owner.query('update platform.audit_chain set head = $1 where company_id = $2', [previous, company_id])
}
const SEQ_AT = `(select seq from platform.audit_link where company_id = $1 and position = $2)`

test('[PA1] records that are committed stand in their chain one after the other; what rolled back took no place', async () => {
  await write({ action: 'a.b' })
  const failed = store.inCompany(company_id, async trx => {
    await audit(trx, { company_id, actor: 'u', action: 'never.happened' })
    throw new Error('planned')
  })
  await expect(failed).rejects.toThrow('planned')
  await store.inCompany(company_id, async trx => {
    await audit(trx, { company_id, actor: 'u', action: 'c.d' })
    await audit(trx, { company_id, actor: 'u', action: 'e.f' })
    await audit(trx, { company_id: null, actor: 'u', action: 'of.nobody' })
  })
  const chain = await links()
  expect(chain.map(link => [link.position, link.action])).toEqual([
    [1n, 'a.b'],
    [2n, 'c.d'],
    [3n, 'e.f'],
  ])
  expect(chain.map(link => link.prev_hash)).toEqual([START, chain[0]!.hash, chain[1]!.hash])
  expect(new Set(chain.map(link => link.hash)).size).toBe(3)
  expect((await links(NO_COMPANY)).at(-1)!.action).toBe('of.nobody')
})

test('[PA1] a transaction with many records of two companies, twice at once in opposite order', async () => {
  const other = await addCompany(store)
  const both = (ids: string[]) =>
    store.asSystem('a test writes for two companies', async trx => {
      for (let n = 0; n < 300; n++)
        for (const id of ids) await audit(trx, { company_id: id, actor: 'u', action: 'a.b', new: { n } })
    })
  await Promise.all([both([company_id, other]), both([other, company_id])])
  for (const id of [company_id, other])
    expect(await trail().verify(id)).toEqual({ checked: 600, anchored: null, problem: null })
})

test('[PA1] many at once', async () => {
  await Promise.all(Array.from({ length: 60 }, () => write()))
  expect((await links()).map(link => Number(link.position))).toEqual(Array.from({ length: 60 }, (_, n) => n + 1))
  expect(await trail().verify(company_id)).toEqual({ checked: 60, anchored: null, problem: null })
})

test('[PA2] a company writes no link and changes none, and reads its own', async () => {
  const other = await addCompany(store)
  await write()
  await write({}, other)
  const seen = await store.inCompany(company_id, trx => trx.selectFrom('platform.audit_link').selectAll().execute())
  expect(seen.map(link => link.company_id)).toEqual([company_id])
  const forged = { company_id, position: 9n, seq: 9_999_999n, prev_hash: START, hash: START }
  await expect(
    store.inCompany(company_id, trx => trx.insertInto('platform.audit_link').values(forged).execute()),
  ).rejects.toThrow('row-level security')
  for (const statement of ['delete from platform.audit_link', 'truncate platform.audit_link'])
    await expect(owner.query(statement)).rejects.toThrow('append-only')
  await expect(owner.query(`update platform.audit_link set hash = 'x'`)).rejects.toThrow('append-only')
})

test('[PA3] a record locks nothing before the commit', async () => {
  let wrote = () => {}
  const first = new Promise<void>(resolve => {
    wrote = resolve
  })
  let finish = () => {}
  const second = new Promise<void>(resolve => {
    finish = resolve
  })
  const slow = store.inCompany(company_id, async trx => {
    await audit(trx, { company_id, actor: 'u', action: 'slow.one' })
    wrote()
    await second
    await trx.updateTable('platform.company').set({ title: 'Son' }).where('id', '=', company_id).execute()
  })
  await first
  await store.inCompany(company_id, async trx => {
    await trx.updateTable('platform.company').set({ title: 'İlk' }).where('id', '=', company_id).execute()
    await audit(trx, { company_id, actor: 'u', action: 'quick.one' })
  })
  finish()
  await slow
  expect((await links()).map(link => link.action)).toEqual(['quick.one', 'slow.one'])
})

test('[PA5] whatever a record holds, its chain is whole', async () => {
  const values = [
    { old: { text: 'İşğı ə 🌊 "quoted" \\ \n\t\u0001', '': null, ' ': [] } },
    {
      new: {
        z: 1,
        a: 1e300,
        tiny: 1e-300,
        n: 0.1,
        minus: -0,
        big: 12_345_678_901_234_567_890n,
        list: [true, null, 'x'],
      },
    },
    { old: 'just text', new: 12 },
    { object: { type: '', id: '12:34-' }, ip: '', agent: '-' },
    { ip: null, agent: 'x'.repeat(1000), actor: 'guest:1' },
  ]
  for (const value of values) await write(value)
  // Digits and members that JavaScript would not keep.
  await store.inCompany(company_id, trx =>
    sql`insert into platform.audit (id, at, company_id, actor, action, new)
      values (${randomUUIDv7()}, '2026-11-01 10:00:00.123456+03', ${company_id}, 'u', 'a.b',
        '{"n": 1.10000000000000000001, "m": 100000000000000000000001}')`.execute(trx),
  )
  expect(await trail().verify(company_id)).toEqual({ checked: 6, anchored: null, problem: null })
})

describe('[S75] [PA6] what somebody did to the log', () => {
  const cases: [string, string, (position: number) => unknown[], { fault: string; position: number | null }][] = [
    [
      'edited',
      `update platform.audit set new = '{"n": 99}' where seq = ${SEQ_AT}`,
      at => [company_id, at],
      { fault: 'changed', position: 3 },
    ],
    [
      'dated back',
      `update platform.audit set at = at - interval '1 microsecond' where seq = ${SEQ_AT}`,
      at => [company_id, at],
      { fault: 'changed', position: 3 },
    ],
    [
      'given to another company',
      `update platform.audit set company_id = null where seq = ${SEQ_AT}`,
      at => [company_id, at],
      { fault: 'changed', position: 3 },
    ],
    [
      'deleted',
      `delete from platform.audit where seq = ${SEQ_AT}`,
      at => [company_id, at],
      { fault: 'missing', position: 3 },
    ],
    [
      'deleted with its link',
      'delete from platform.audit_link where company_id = $1 and position = $2',
      at => [company_id, at],
      { fault: 'missing', position: 3 },
    ],
    [
      'inserted',
      `insert into platform.audit (id, company_id, actor, action) values (gen_random_uuid(), $1, 'u', 'x' || $2)`,
      at => [company_id, at],
      { fault: 'inserted', position: null },
    ],
    [
      'swapped with the next',
      `update platform.audit_link l set seq = o.seq + 1000000000 from platform.audit_link o
        where l.company_id = $1 and o.company_id = $1
          and ((l.position = $2 and o.position = $2 + 1) or (l.position = $2 + 1 and o.position = $2))`,
      at => [company_id, at],
      { fault: 'missing', position: 3 },
    ],
    [
      'relinked',
      `update platform.audit_link set prev_hash = repeat('a', 64) where company_id = $1 and position = $2`,
      at => [company_id, at],
      { fault: 'moved', position: 3 },
    ],
  ]
  test.each(cases)('[S75] [PA6] %s: the verifier names the record', async (_name, statement, values, expected) => {
    const other = await addCompany(store)
    await write({}, other)
    await writeMany(6)
    const before = await links()
    await tamper(statement, values(3))
    const { problem } = await trail().verify(company_id)
    expect(problem).toMatchObject(expected)
    if (expected.fault === 'changed') expect(problem!.record!.id).toBe(before[2]!.id)
    expect((await trail().verify(other)).problem).toBeNull()
  })

  test('[S75] [PA6] two records whose contents were swapped', async () => {
    await writeMany(4)
    const [, second, third] = await links()
    await tamper(
      `update platform.audit a set new = b.new, object_id = b.object_id, at = b.at from platform.audit b
        where (a.seq = $1 and b.seq = $2) or (a.seq = $2 and b.seq = $1)`,
      [second!.seq, third!.seq],
    )
    expect((await trail().verify(company_id)).problem).toMatchObject({ fault: 'changed', position: 2 })
  })

  test('[S75] [PA6] the tail cut off', async () => {
    await writeMany(5)
    await tamper('delete from platform.audit_link where company_id = $1 and position > 3', [company_id])
    await tamper(`delete from platform.audit where company_id = $1 and object_id in ('L4', 'L5')`, [company_id])
    expect(await trail().verify(company_id)).toMatchObject({ checked: 3, problem: { fault: 'cut', position: 4 } })
  })
})

test('[S75] [PA7] a chain written anew fits together and is not the signed one', async () => {
  await writeMany(5)
  expect(await trail().signHeads()).toBeGreaterThan(0)
  expect(await trail().verify(company_id)).toMatchObject({ checked: 5, anchored: { position: 5 }, problem: null })
  await tamper(`update platform.audit set new = '{"n": 99}' where seq = ${SEQ_AT}`, [company_id, 2])
  await chainAnew()
  // The database has forgotten the head as well: the file has not.
  await tamper('delete from platform.audit_head where company_id = $1', [company_id])
  expect((await trail().verify(company_id)).problem).toMatchObject({ fault: 'rewritten', position: 5 })
  const elsewhere = createAuditTrail({ store, dataDir: join(dataDir, 'empty'), seed, now })
  expect((await elsewhere.verify(company_id)).problem).toBeNull()
})

test('[S75] [PA7] a tail cut off and mended ends before the signed head', async () => {
  await writeMany(5)
  await trail().signHeads()
  const kept = (await links())[2]!
  await tamper('delete from platform.audit_link where company_id = $1 and position > 3', [company_id])
  await tamper(`delete from platform.audit where company_id = $1 and object_id in ('L4', 'L5')`, [company_id])
  await owner.query('update platform.audit_chain set length = 3, head = $1 where company_id = $2', [
    kept.hash,
    company_id,
  ])
  expect((await trail().verify(company_id)).problem).toMatchObject({ fault: 'cut', position: 4 })
})

test('[S75] [PA8] a head that we did not sign', async () => {
  await writeMany(2)
  await trail().signHeads()
  const file = join(dataDir, 'audit-heads', `${company_id}.jsonl`)
  const line = await readFile(file, 'utf8')
  const ours = JSON.parse(line) as { hash: string }
  const forged = { fault: 'head_forged', position: null, record: null }
  for (const bad of [JSON.stringify({ ...ours, hash: START }), 'nonsense', '{}', 'null']) {
    await appendFile(file, `${bad}\n`)
    expect([bad, (await trail().verify(company_id)).problem]).toEqual([bad, forged])
    await writeFile(file, line)
  }
  const another = createAuditTrail({ store, dataDir, seed: randomBytes(32), now })
  expect((await another.verify(company_id)).problem).toEqual(forged)
  expect((await trail().verify(company_id)).problem).toBeNull()
  await tamper(`update platform.audit_head set signature = 'AAAA' where company_id = $1`, [company_id])
  expect((await trail().verify(company_id)).problem).toEqual(forged)
})

test('[PA9] only what grew is signed again, and every chain is verified', async () => {
  await writeMany(2)
  await trail().signHeads()
  expect(await trail().signHeads()).toBe(0)
  await writeMany(1)
  expect(await trail().signHeads()).toBe(1)
  const file = await readFile(join(dataDir, 'audit-heads', `${company_id}.jsonl`), 'utf8')
  expect(
    file
      .trim()
      .split('\n')
      .map(line => (JSON.parse(line) as { position: string }).position),
  ).toEqual(['2', '3'])
  expect(await readdir(dataDir)).toEqual(['audit-heads'])
  await tamper(`update platform.audit set actor = 'x' where seq = ${SEQ_AT}`, [company_id, 1])
  const broken = await trail().verifyAll()
  expect(broken.filter(one => one.company_id === company_id)).toMatchObject([
    { verdict: { problem: { fault: 'changed', position: 1 } } },
  ])
})

test('[PA4] a log from before the chain is chained in the order it was written', async () => {
  await writeMany(3)
  const before = await links()
  // What the migration does to every record there is, on a database whose links are gone.
  await tamper('delete from platform.audit_link where company_id = $1', [company_id])
  await owner.query('delete from platform.audit_chain where company_id = $1', [company_id])
  await owner.query('select platform.link_audit(0)')
  expect(await links()).toEqual(before)
  expect((await trail().verify(company_id)).problem).toBeNull()
})
