/** Routes of data protection: how long what is kept, legal hold, records of destruction, and requests of persons. */
import { z } from 'zod'
import { listQuery, pageOf } from '../page.ts'
import { ADMINS, defineRoute } from '../route.ts'
import { emailSchema, idSchema } from './address.ts'

export const legalHoldSchema = z.object({
  id: z.string(),
  reason: z.string(),
  set_by: z.object({ id: z.string(), name: z.string().nullable() }),
  set_at: z.string(),
})
export type LegalHold = z.infer<typeof legalHoldSchema>

export const retentionRuleSchema = z.object({
  /** `mutabakat.letter` */
  kind: z.string(),
  /** In the reader's language: "Mutabakat mektupları". */
  title: z.string(),
  /** In the reader's language: "10 years from the end of the year". */
  keep: z.string(),
  /** What is older than this goes with the next run. */
  before: z.string(),
  /** What would go now. */
  due: z.object({ count: z.number().int(), oldest: z.string().nullable() }),
})
export type RetentionRule = z.infer<typeof retentionRuleSchema>

export const readRetentionRoute = defineRoute({
  method: 'GET',
  path: '/api/retention',
  access: ADMINS,
  summary: 'How long what is kept, what the next nightly run would delete, and the legal hold',
  response: z.object({ rules: z.array(retentionRuleSchema), hold: legalHoldSchema.nullable() }),
})

const reasonSchema = z.string().trim().min(3).max(500)

/** Refuses with `hold_set` when there is one. Nothing of the company is deleted or erased until it is lifted. */
export const setLegalHoldRoute = defineRoute({
  method: 'POST',
  path: '/api/retention/hold',
  access: ADMINS,
  summary: 'Stop every deletion of the company, with a reason',
  body: z.object({ reason: reasonSchema }),
  response: legalHoldSchema,
  status: 201,
})

/** 404 without a hold. */
export const liftLegalHoldRoute = defineRoute({
  method: 'POST',
  path: '/api/retention/hold/lift',
  access: ADMINS,
  summary: 'Lift the legal hold, with a reason',
  body: z.object({ reason: reasonSchema }),
})

/** The record of one nightly run that deleted something (imha tutanağı). */
export const destructionSchema = z.object({
  id: z.string(),
  at: z.string(),
  lines: z.array(
    z.object({
      kind: z.string(),
      title: z.string(),
      keep: z.string(),
      before: z.string(),
      count: z.number().int(),
    }),
  ),
})
export type Destruction = z.infer<typeof destructionSchema>

/** Newest first. */
export const listDestructionsRoute = defineRoute({
  method: 'GET',
  path: '/api/retention/records',
  access: ADMINS,
  summary: 'Records of what was deleted when its time had come',
  query: z.object(listQuery),
  response: pageOf(destructionSchema),
})

const DOCUMENT_FORMATS = ['pdf', 'json'] as const

export const downloadDestructionRoute = defineRoute({
  method: 'GET',
  path: '/api/retention/records/:id/file',
  access: ADMINS,
  summary: 'One record of destruction as a file',
  params: z.object({ id: idSchema }),
  query: z.object({ format: z.enum(DOCUMENT_FORMATS).default('pdf'), inline: z.enum(['1']).optional() }),
  produces: 'application/octet-stream',
})

/** A person is named by an address. Phones in any usual form; kept as E.164. */
export const personQuerySchema = z.union([
  z.object({ email: emailSchema }),
  z.object({ phone: z.string().trim().min(7).max(30) }),
])
export type PersonQuery = z.infer<typeof personQuerySchema>

/** What one part of the suite holds of a person. */
export const personFindSchema = z.object({
  /** `mutabakat.contact` */
  kind: z.string(),
  /** In the reader's language: "Contacts of counterparties". */
  title: z.string(),
  count: z.number().int(),
  /** Up to five, to tell one person from another: "Ayşe Yılmaz, Çağ Tekstil". */
  samples: z.array(z.string()),
  /** What erasing does here, in the reader's language: "The name, address and phone are removed; the card stays." */
  effect: z.string(),
  /** True: it stays, because the law asks for it; `effect` says why. */
  stays: z.boolean(),
})
export type PersonFind = z.infer<typeof personFindSchema>

/**
 * Step 1 and 2 of an erasure: found, and shown with what would happen. `subject` is the address as it is stored.
 * `blocked`: why erasing would be refused now.
 */
export const findPersonRoute = defineRoute({
  method: 'POST',
  path: '/api/data-subjects/find',
  access: ADMINS,
  summary: 'What the company holds of a person, and what erasing them would do',
  body: personQuerySchema,
  response: z.object({
    subject: z.string(),
    finds: z.array(personFindSchema),
    blocked: z.enum(['legal_hold', 'person_is_member']).nullable(),
    /** Give it back to erase: proof of what was shown, good for 15 minutes. */
    preview: z.string(),
  }),
  rate: 60,
})

/** Answers with a task; its result names the file. */
export const exportPersonRoute = defineRoute({
  method: 'POST',
  path: '/api/data-subjects/export',
  access: ADMINS,
  summary: 'Everything the company holds of a person as a file, in the background',
  body: z.object({ person: personQuerySchema, format: z.enum(DOCUMENT_FORMATS) }),
  response: z.object({ task_id: z.string() }),
  status: 202,
  rate: 20,
})

export const dataRequestSchema = z.object({
  id: z.string(),
  kind: z.enum(['export', 'erase']),
  at: z.string(),
  by: z.object({ id: z.string(), name: z.string().nullable() }),
  /** The address; after an erasure masked: `a•••@f•••.example`. */
  subject: z.string(),
  reason: z.string().nullable(),
  lines: z.array(z.object({ kind: z.string(), title: z.string(), count: z.number().int() })),
})
export type DataRequest = z.infer<typeof dataRequestSchema>

/**
 * Step 3 and 4: confirmed by typing the address again (`confirm` equals `subject`, else 422 `confirmation_differs`),
 * and answered with the record. Refuses with `legal_hold`, `person_is_member`, or `preview_changed` when what is held
 * is not what was shown. There is no way back.
 */
export const erasePersonRoute = defineRoute({
  method: 'POST',
  path: '/api/data-subjects/erase',
  access: ADMINS,
  summary: 'Mask a person wherever the company holds them; the accounting facts stay',
  body: z.object({
    person: personQuerySchema,
    preview: z.string().max(500),
    confirm: z.string().max(254),
    reason: reasonSchema,
  }),
  response: dataRequestSchema,
  rate: 20,
})

/**
 * Event in `company:{id}`, and in `user:{id}` where the person has an account: what screens show of the company may name
 * somebody who is no longer in it. It says no more than that, or it would name them itself.
 */
export const personErasedSchema = z.object({ company_id: z.string(), request_id: z.string() })

/** Newest first. */
export const listDataRequestsRoute = defineRoute({
  method: 'GET',
  path: '/api/data-subjects/requests',
  access: ADMINS,
  summary: 'Exports and erasures of persons that were carried out',
  query: z.object(listQuery),
  response: pageOf(dataRequestSchema),
})
