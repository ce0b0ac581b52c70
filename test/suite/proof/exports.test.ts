/** Exports, archives of papers, the auditor's package and reports, as tasks that really run. */
import { execFileSync, spawnSync } from 'node:child_process'
import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CounterpartyReport, DifferenceReport, ReplyReport } from '../../../suite/apps/mutabakat/contract/index.ts'
import { withTables } from '../../../suite/apps/mutabakat/data/letters.ts'
import { addEvidence } from '../../../suite/apps/mutabakat/services/letters/add-evidence.ts'
import { keepAnswerPaper } from '../../../suite/apps/mutabakat/services/proof/keep-answer-paper.ts'
import { keepDocument } from '../../../suite/apps/mutabakat/services/proof/keep-document.ts'
import { drawSample } from '../../../suite/apps/mutabakat/services/reports/draw-sample.ts'
import { collectValues } from '../../../suite/platform/sheets/testing/collect-rows.ts'
import { type LifeOffice, openLifeOffice } from '../life/life-office.ts'
import { endOf, startProofJobs } from './tasks.ts'

let office: LifeOffice
const letters: { id: string; no: string; counterparty_id: string }[] = []
const folder = mkdtempSync(join(tmpdir(), 'nabiz-proof-'))

beforeAll(async () => {
  office = await openLifeOffice()
  await startProofJobs(office)
  const sent_at = new Date(Date.now() - 10 * 3_600_000)
  for (const status of ['approved', 'rejected', 'rejected', 'sent', 'expired'] as const) {
    const card = await office.addCard({ title: status === 'sent' ? '=1+1 Ltd. Şti.' : 'Işık Yapı A.Ş.' })
    const letter = await office.draft({ counterparty_id: card.id })
    letters.push({ id: letter.id, no: letter.no, counterparty_id: card.id })
    const { sha256 } = await keepDocument(office.services, office.company.id, letter.id)
    await office.services.store.inCompany(office.company.id, trx =>
      addEvidence(
        office.services,
        trx,
        { company_id: office.company.id, id: letter.id },
        { fact: 'sealed', document_sha256: sha256, detail: { by: 'Ayşe', ip: '192.0.2.1' } },
      ),
    )
    await office.place(letter.id, status, { sent_at })
    await keepAnswerPaper(office.services, office.company.id, letter.id)
  }
  await office.system(trx =>
    withTables(trx)
      .updateTable('mutabakat.letter')
      .set({ answer_reason: 'missing_invoice', answer_note: '@SUM(A1)' })
      .where('id', '=', letters[1]!.id)
      .execute(),
  )
}, 60_000)
afterAll(async () => {
  await office.close()
  rmSync(folder, { recursive: true, force: true })
})

const ask = (url: string, body: unknown, by = office.member) => by.call('POST', url, { body })
const fileOf = async (by: LifeOffice['member'], started: Awaited<ReturnType<typeof ask>>): Promise<Buffer> => {
  office.need(started, 202)
  const task = await endOf(by, started)
  expect(task).toMatchObject({ state: 'done', error: null })
  return office.services.store.inCompany(office.company.id, async trx => {
    const chunks: Buffer[] = []
    const file = await office.services.files.read(trx, office.company.id, task.result!.file_id!)
    for await (const chunk of file.stream()) chunks.push(chunk as Buffer)
    return Buffer.concat(chunks)
  })
}
const unpack = (archive: Buffer, name: string): string => {
  writeFileSync(join(folder, `${name}.zip`), archive)
  execFileSync('unzip', ['-q', join(folder, `${name}.zip`), '-d', join(folder, name)], {
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  })
  return join(folder, name)
}

test('[MU360] letters are exported as filtered, in the columns of the screen', async () => {
  const values = await collectValues(
    await fileOf(
      office.viewer,
      await ask('/api/exports', { kind: 'letters', selection: { status: ['rejected', 'sent'] } }, office.viewer),
    ),
  )
  expect(values[0]!.slice(0, 4)).toEqual(['Numara', 'Sürüm', 'Cari kodu', 'Unvan'])
  expect(values.slice(1).map(row => row[0])).toEqual([letters[1]!.no, letters[2]!.no, letters[3]!.no])
  expect(values[3]![3]).toBe('=1+1 Ltd. Şti.')
  expect(values[3]![6]).toBe(1250.4)
  expect(values[3]).toContain('Gönderildi')
})

test('[MU360] answers and differences hold what belongs to them; CSV holds no formula', async () => {
  const answers = await fileOf(office.member, await ask('/api/exports', { kind: 'answers', format: 'csv' }))
  const lines = answers.toString('utf8').trim().split('\r\n')
  expect(lines).toHaveLength(4)
  expect(lines.join('\n')).toContain(';Ali Veli;')
  expect(lines.join('\n')).not.toMatch(/;"?@SUM/)
  const values = await collectValues(await fileOf(office.member, await ask('/api/exports', { kind: 'differences' })))
  expect(values.slice(1).map(row => row[0])).toEqual([letters[1]!.no, letters[2]!.no])
  expect(values[1]).toContain('Eksik fatura')
})

test('[MU360] what nobody has is refused at once, and another company exports its own alone', async () => {
  const nothing = await ask('/api/exports', { kind: 'letters', selection: { from: '2031-01-01' } })
  expect(nothing).toMatchObject({ status: 422, code: 'export_empty' })
  const { owner: stranger } = await office.test.addCompany()
  const ids = letters.map(letter => letter.id)
  for (const url of ['/api/exports', '/api/reports/auditor-package'])
    expect((await ask(url, { kind: 'letters', selection: { ids } }, stranger)).code).toBe('export_empty')
  expect((await office.test.guest().call('POST', '/api/exports', { body: { kind: 'letters' } })).status).toBe(401)
})

test('[MU361] the signed papers come as an archive with an index', async () => {
  const archive = await fileOf(office.member, await ask('/api/exports', { kind: 'papers' }))
  const place = unpack(archive, 'papers')
  expect(readdirSync(place).sort()).toEqual(['index.xlsx', 'letters'])
  const first = join(place, 'letters', letters[0]!.no)
  expect(readdirSync(first).sort()).toEqual(['answer.pdf', 'letter.pdf'])
  expect(execFileSync('pdfsig', ['-nocert', join(first, 'answer.pdf')]).toString()).toContain('Signature is Valid')
  expect(readdirSync(join(place, 'letters', letters[3]!.no))).toEqual(['letter.pdf'])
  const values = await collectValues(readFileSync(join(place, 'index.xlsx')))
  expect(values.slice(1).map(row => row[0])).toEqual(letters.map(letter => letter.no))
})

const check = (place: string) => {
  const { status, stdout } = spawnSync(process.execPath, ['verify.mjs'], { cwd: place, encoding: 'utf8' })
  return { status, stdout }
}

test('[MU362] the package is checked offline, and every tampering is named', async () => {
  const archive = await fileOf(
    office.viewer,
    await ask('/api/reports/auditor-package', { locale: 'en' }, office.viewer),
  )
  const good = unpack(archive, 'good')
  expect(check(good)).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('VALID: every file is as it was signed.'),
  })
  for (const name of ['README.tr.txt', 'README.en.txt', 'audit-head.json', 'certificate.pem', 'index.xlsx'])
    expect(existsSync(join(good, name))).toBe(true)
  const letter = `letters/${letters[0]!.no}`
  const edit = (place: string, name: string, change: (text: string) => string) => {
    const path = join(place, name)
    writeFileSync(path, change(readFileSync(path, 'latin1')), 'latin1')
  }
  const tampered: [string, (place: string) => void, string][] = [
    [
      'changed',
      place => edit(place, `${letter}/letter.pdf`, text => text.replace('%%EOF', '%%EOE')),
      `${letter}/letter.pdf: changed`,
    ],
    ['missing', place => rmSync(join(place, letter, 'answer.pdf')), `${letter}/answer.pdf: missing`],
    [
      'added',
      place => appendFileSync(join(place, 'letters', 'note.txt'), 'x'),
      'letters/note.txt: not part of the package',
    ],
    [
      'manifest',
      place => edit(place, 'manifest.json', text => text.replace(letters[0]!.no, 'MUT-2026-999999')),
      'manifest.json: its signature does not hold',
    ],
    [
      'evidence',
      place => edit(place, `${letter}/evidence.json`, text => text.replace('192.0.2.1', '192.0.2.2')),
      `${letter}/evidence.json: detail of fact`,
    ],
    [
      'fact',
      place => edit(place, `${letter}/evidence.json`, text => text.replace('"fact": "sealed"', '"fact": "viewed"')),
      `${letter}/evidence.json: fact`,
    ],
  ]
  for (const [name, tamper, told] of tampered) {
    const place = unpack(archive, name)
    tamper(place)
    const verdict = check(place)
    expect([name, verdict.status]).toEqual([name, 1])
    expect(verdict.stdout).toContain(`NOT VALID  ${told}`)
  }
  const values = await collectValues(readFileSync(join(good, 'index.xlsx')))
  expect(values).toHaveLength(letters.length + 1)
})

test('[MU362] [MU358] the package itself is found by its fingerprint', async () => {
  const found = await office.system<{ sha256: string }>(trx =>
    withTables(trx)
      .selectFrom('mutabakat.document')
      .select('sha256')
      .where('kind', '=', 'package')
      .executeTakeFirstOrThrow(),
  )
  const answer = await office.test.guest().call('GET', `/api/verify/${found.sha256}`)
  expect(answer.json).toMatchObject({ kind: 'package', no: null, status: null, sha256: found.sha256 })
})

test('[MU363] a sample is drawn again by its seed', async () => {
  const body = { sample: { size: 2, seed: 'denetim-2026' } }
  const manifests = []
  for (const name of ['once', 'again']) {
    const place = unpack(await fileOf(office.member, await ask('/api/reports/auditor-package', body)), name)
    expect(check(place).status).toBe(0)
    manifests.push(
      JSON.parse(readFileSync(join(place, 'manifest.json'), 'utf8')) as { letters: { id: string }[]; sample: unknown },
    )
  }
  const ids = manifests.map(manifest => manifest.letters.map(letter => letter.id))
  expect(ids[0]).toHaveLength(2)
  expect(ids[1]).toEqual(ids[0])
  expect(manifests[0]!.sample).toEqual({ size: 2, seed: 'denetim-2026', drawn_from: 5 })
  const all = letters.map(letter => letter.id)
  expect(drawSample(all, 2, 'denetim-2026')).toEqual(ids[0])
  const seeds = new Set(Array.from({ length: 20 }, (_, seed) => drawSample(all, 2, `${seed}`).join()))
  expect(seeds.size).toBeGreaterThan(4)
})

test('[MU621] a sample leaves out what never went out', async () => {
  const card = await office.addCard({ title: 'Taslak Ltd. Şti.' })
  const { id } = await office.draft({ counterparty_id: card.id })
  try {
    const of = (counterparty_id: string) => ({ sample: { size: 1 }, selection: { counterparty_id } })
    expect((await ask('/api/reports/auditor-package', of(card.id))).code).toBe('export_empty')
    const place = unpack(
      await fileOf(office.member, await ask('/api/reports/auditor-package', { sample: { size: 50 } })),
      'sent',
    )
    const { letters: drawn } = JSON.parse(readFileSync(join(place, 'manifest.json'), 'utf8')) as {
      letters: { id: string }[]
    }
    expect(drawn.map(letter => letter.id).sort()).toEqual(letters.map(letter => letter.id).sort())
  } finally {
    await office.member.call('DELETE', `/api/mutabakat/${id}`)
  }
})

test('[MU364] reports count replies, their pace and open differences, and what became of one card', async () => {
  const replies = office.need<ReplyReport>(await office.viewer.call('GET', '/api/reports/replies'), 200)
  expect(replies.total).toMatchObject({ sent: 5, answered: 3, approved: 1, rejected: 2, expired: 1, reply_percent: 60 })
  expect(replies.total.median_hours).toBeCloseTo(10, 0)
  expect(replies.by_period).toMatchObject([{ balance_date: '2026-09-30', sent: 5 }])
  expect(replies.by_responsible).toMatchObject([{ user_id: office.member.id, sent: 5 }])
  const later = office.need<ReplyReport>(await office.viewer.call('GET', '/api/reports/replies?from=2026-10-01'), 200)
  expect(later).toMatchObject({ total: { sent: 0, reply_percent: 0, median_hours: null }, by_period: [] })
  const differences = office.need<DifferenceReport>(await office.viewer.call('GET', '/api/reports/differences'), 200)
  expect(differences.by_currency).toEqual([{ count: 2, amount: { amount: '250.00', currency: 'TRY' } }])
  expect(differences.by_reason.map(row => [row.reason_code, row.count, row.amount.amount])).toEqual(
    expect.arrayContaining([
      ['missing_invoice', 1, '125.00'],
      [null, 1, '125.00'],
    ]),
  )
  const { counterparty_id, no } = letters[1]!
  const card = office.need<CounterpartyReport>(
    await office.viewer.call('GET', `/api/reports/counterparties/${counterparty_id}`),
    200,
  )
  expect(card).toMatchObject({
    total: { sent: 1, rejected: 1 },
    letters: [{ no, status: 'rejected', difference: { amount: '125.00' } }],
  })
  const { owner: stranger } = await office.test.addCompany()
  expect((await stranger.call('GET', `/api/reports/counterparties/${counterparty_id}`)).status).toBe(404)
  const theirs = office.need<ReplyReport>(await stranger.call('GET', '/api/reports/replies'), 200)
  expect(theirs.total.sent).toBe(0)
})

test('[MU364] an event makes a report new, and until then it is kept', async () => {
  const read = async () =>
    office.need<ReplyReport>(await office.member.call('GET', '/api/reports/replies'), 200).total.expired
  const before = await read()
  await office.system(trx =>
    withTables(trx)
      .updateTable('mutabakat.letter')
      .set({ status: 'expired' })
      .where('id', '=', letters[3]!.id)
      .execute(),
  )
  expect(await read()).toBe(before)
  await office.services.cache.invalidate(office.company.id, ['mutabakat.letters'])
  expect(await read()).toBe(before + 1)
})

test('[MU367] exports go after ninety days, packages after ten years', async () => {
  const count = (kind: string) =>
    office.system<number>(async trx => {
      const rows = await trx.selectFrom('platform.file').select('id').where('kind', '=', kind).execute()
      return rows.length
    })
  const run = (kind: string, before: Date) => {
    const rule = office.services.dataRules.retention.find(one => one.kind === kind)!
    return office.services.store.inCompany(office.company.id, async trx => {
      const { count: due } = await rule.due(trx, office.company.id, before)
      return [due, await rule.remove(trx, office.company.id, before, 100)]
    })
  }
  const [later, earlier] = [new Date(Date.now() + 1_000), new Date(Date.now() - 3_600_000)]
  const [files, packed] = [await count('mutabakat.export'), await count('mutabakat.package')]
  expect(files * packed).toBeGreaterThan(0)
  expect(await run('mutabakat.export', earlier)).toEqual([0, 0])
  expect(await run('mutabakat.export', later)).toEqual([files, files])
  expect([await count('mutabakat.export'), await count('mutabakat.package')]).toEqual([0, packed])
  expect(await run('mutabakat.package', later)).toEqual([packed, packed])
  expect([await count('mutabakat.package'), await count('mutabakat.letter')]).toEqual([0, letters.length])
  const keep = Object.fromEntries(office.services.dataRules.retention.map(rule => [rule.kind, rule.keep]))
  expect([keep['mutabakat.export'], keep['mutabakat.package']]).toEqual([{ days: 90 }, { years: 10 }])
})
