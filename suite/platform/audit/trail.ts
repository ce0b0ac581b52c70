/** Keeps the audit log honest: signs the ends of its chains, and verifies them. */
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Store } from '#platform/store'
import { NO_COMPANY } from './chain.ts'
import { createHeads } from './heads.ts'
import { type Verdict, verifyChain } from './verify.ts'

export type AuditTrail = {
  /** Null: the chain of what belongs to no company, such as sign-ins. */
  verify(company_id: string | null): Promise<Verdict>
  /** Signs the end of every chain that grew since it was signed last. Returns how many. A job calls it every few minutes. */
  signHeads(): Promise<number>
  /** Verifies every chain. Returns those that do not hold; `company_id` is null for the chain without a company. */
  verifyAll(): Promise<{ company_id: string | null; verdict: Verdict }[]>
}

/** Heads are kept under `{dataDir}/audit-heads`, signed with `seed`: 32 bytes that are not in the database. */
export const createAuditTrail = (options: {
  store: Pick<Store, 'asSystem'>
  dataDir: string
  seed: Buffer
  now: () => Date
}): AuditTrail => {
  const { store } = options
  const heads = createHeads({ folder: join(options.dataDir, 'audit-heads'), seed: options.seed })

  return {
    verify: company_id => verifyChain(store, heads, company_id),

    async signHeads() {
      const { rows } = await store.asSystem('which audit chains grew', trx =>
        sql<{ company_id: string; length: bigint; head: string }>`
          select c.company_id, c.length, c.head from platform.audit_chain c
          where c.length > coalesce((select max(h.position) from platform.audit_head h where h.company_id = c.company_id), 0)
          order by c.company_id`.execute(trx),
      )
      for (const { company_id, length, head } of rows) {
        const at = options.now()
        const position = length.toString()
        const signed = heads.sign({ company_id, position, hash: head, at: at.toISOString() })
        // The file first: a crash between the two leaves a head too many in it, which is as true as the others.
        await heads.keep(signed)
        await store.asSystem('the end of an audit chain is signed', trx =>
          trx
            .insertInto('platform.audit_head')
            .values({ company_id, position: length, hash: head, at, signature: signed.signature })
            .onConflict(conflict => conflict.columns(['company_id', 'position']).doNothing())
            .execute(),
        )
      }
      return rows.length
    },

    async verifyAll() {
      const chains = await store.asSystem('the audit chains there are', trx =>
        trx.selectFrom('platform.audit_chain').select('company_id').orderBy('company_id').execute(),
      )
      const broken = []
      for (const chain of chains) {
        const company_id = chain.company_id === NO_COMPANY ? null : chain.company_id
        const verdict = await verifyChain(store, heads, company_id)
        if (verdict.problem) broken.push({ company_id, verdict })
      }
      return broken
    },
  }
}
