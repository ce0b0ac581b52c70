/** Walks a chain from its first record and names the first place that does not hold. */
import { sql } from 'kysely'
import type { AUDIT_FAULTS } from '#platform/contract'
import type { Store, Trx } from '#platform/store'
import { fingerprint, type Link, NO_COMPANY, readLinks, START } from './chain.ts'
import type { Heads, SignedHead } from './heads.ts'

/** `position` is null for a record that stands in no chain; `record` is null when nothing is left of it. */
export type AuditProblem = {
  fault: (typeof AUDIT_FAULTS)[number]
  position: number | null
  record: { id: string; at: string | null; action: string | null } | null
}

/** `anchored`: the newest head of ours that the chain agrees with. */
export type Verdict = {
  checked: number
  anchored: { position: number; at: string } | null
  problem: AuditProblem | null
}

const BATCH = 2_000

/** Cost: every record of the company is read once, some hundred thousand a second; memory stays flat. */
export const verifyChain = (
  store: Pick<Store, 'asSystem'>,
  heads: Heads,
  company_id: string | null,
): Promise<Verdict> =>
  store.asSystem('the audit chain of a company is verified', async trx => {
    const chain = company_id ?? NO_COMPANY
    // Before the chain: a head that is signed meanwhile must not seem to be ahead of it.
    const known = await readHeads(trx, heads, chain)
    const forged = known.find(head => !heads.isOurs(head) || head.company_id !== chain)
    if (forged) return { checked: 0, anchored: null, problem: { fault: 'head_forged', position: null, record: null } }
    const vouched = new Map(known.map(head => [BigInt(head.position), head]))
    const highest = [...vouched.keys()].reduce((top, position) => (position > top ? position : top), 0n)
    const end = await trx
      .selectFrom('platform.audit_chain')
      .select(['length', 'head'])
      .where('company_id', '=', chain)
      .executeTakeFirst()
    const length = end?.length ?? 0n

    let position = 0n
    let previous = START
    let anchored: SignedHead | null = null
    const so_far = () => ({
      checked: Number(position),
      anchored: anchored && { position: Number(anchored.position), at: anchored.at },
    })
    for (;;) {
      const links = await readLinks(trx, chain, position, length, BATCH)
      for (const link of links) {
        const fault = faultOf(link, position + 1n, previous) ?? disagrees(vouched.get(link.position), link)
        if (fault) return { ...so_far(), problem: problemAt(fault, position + 1n, link) }
        position = link.position
        previous = link.hash
        anchored = vouched.get(position) ?? anchored
      }
      if (links.length < BATCH) break
    }
    const longest = length > highest ? length : highest
    if (position < longest) return { ...so_far(), problem: problemAt('cut', position + 1n, null) }
    if (end && end.head !== previous) return { ...so_far(), problem: problemAt('rewritten', position, null) }
    const stray = await findStray(trx, company_id)
    return { ...so_far(), problem: stray && { fault: 'inserted', position: null, record: stray } }
  })

const faultOf = (link: Link, expected: bigint, previous: string): AuditProblem['fault'] | null => {
  if (link.position !== expected || link.id === null) return 'missing'
  if (link.prev_hash !== previous) return 'moved'
  return fingerprint(previous, link) === link.hash ? null : 'changed'
}

/** The chain holds together up to here; does it hold what was signed? */
const disagrees = (head: SignedHead | undefined, link: Link): 'rewritten' | null =>
  head && head.hash !== link.hash ? 'rewritten' : null

const problemAt = (fault: AuditProblem['fault'], position: bigint, link: Link | null): AuditProblem => ({
  fault,
  position: Number(position),
  record: link?.id && link.position === position ? { id: link.id, at: link.at, action: link.action } : null,
})

/** From the file and from the table: either may have lost some. */
const readHeads = async (trx: Trx, heads: Heads, chain: string): Promise<SignedHead[]> => {
  const rows = await trx.selectFrom('platform.audit_head').selectAll().where('company_id', '=', chain).execute()
  const stored = rows.map(row => ({ ...row, position: row.position.toString(), at: row.at.toISOString() }))
  return [...stored, ...(await heads.kept(chain))]
}

/** A record that was written past the database's own hand. */
const findStray = async (trx: Trx, company_id: string | null) => {
  const { rows } = await sql<{ id: string; at: Date; action: string }>`
    select a.id, a.at, a.action from platform.audit a
    where ${company_id === null ? sql`a.company_id is null` : sql`a.company_id = ${company_id}`}
      and not exists (select 1 from platform.audit_link l where l.seq = a.seq)
    order by a.seq limit 1`.execute(trx)
  const row = rows[0]
  return row ? { id: row.id, at: row.at.toISOString(), action: row.action } : null
}
