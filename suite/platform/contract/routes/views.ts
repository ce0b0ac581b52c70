/** Routes of saved views: a list's search, filters, order and columns under a name, a person's own or shared with the company. */
import { z } from 'zod'
import { defineRoute, EVERY_ROLE, type Role } from '../route.ts'
import { idSchema, nameSchema } from './address.ts'

/** A person's views of one list, in one company. */
export const VIEWS_A_LIST = 50
/** Who shares views with the company, and changes what is shared. */
export const VIEW_LEADERS: readonly Role[] = ['owner', 'admin', 'manager']

/** Names a list of a screen: `mutabakat.letters`. The server does not know which there are. */
const listSchema = z.string().regex(/^[a-z0-9][a-z0-9_.-]{0,59}$/)

/**
 * What a view keeps, as the address of the list has it: `{ q, sort, 'filter[status]': 'sent,viewed', columns: 'no,balance' }`.
 * A screen ignores what it does not know: a newer version may have written it.
 */
export const viewQuerySchema = z
  .record(
    z.string().regex(/^[a-z][a-z0-9_]{0,39}(?:\[[a-z0-9_]{1,40}\])?$/),
    z
      .string()
      .max(500)
      .regex(/^\P{Cc}*$/u),
  )
  .refine(query => Object.keys(query).length <= 40, { error: 'too_big' })
export type ViewQuery = z.infer<typeof viewQuerySchema>

const viewName = nameSchema.max(60)

export const viewSchema = z.object({
  id: z.string(),
  list: z.string(),
  name: z.string(),
  query: z.record(z.string(), z.string()),
  /** Everybody of the company sees it. */
  shared: z.boolean(),
  /** The reader saved it. */
  mine: z.boolean(),
  /** Who saved it; null when that account is gone. */
  by: z.string().nullable(),
  /** The reader's list opens with it. */
  is_default: z.boolean(),
  /** What the reader may do with it. `change`: rename it, replace what it keeps. `share`: also to take that back. */
  can: z.object({ change: z.boolean(), share: z.boolean(), remove: z.boolean() }),
  rev: z.number().int(),
  updated_at: z.string(),
})
export type View = z.infer<typeof viewSchema>

/** Event in `user:{id}` of whom it concerns, and in `company:{id}` when the view is or was shared: ask for the list's views again. */
export const viewsChangedSchema = z.object({ company_id: z.string(), list: z.string() })

/** One's own first, then what others share, each by name; at most 500. */
export const listViewsRoute = defineRoute({
  method: 'GET',
  path: '/api/views',
  access: EVERY_ROLE,
  summary: "The saved views of a list: the reader's own, and what others share",
  query: z.object({ list: listSchema }),
  response: z.object({ items: z.array(viewSchema) }),
})

/** Refuses with `view_name_taken`, `too_many_views` past 50 of a list, and `forbidden` when a member or viewer shares. */
export const createViewRoute = defineRoute({
  method: 'POST',
  path: '/api/views',
  access: EVERY_ROLE,
  summary: 'Save what a list shows under a name',
  body: z.object({ list: listSchema, name: viewName, query: viewQuerySchema, shared: z.boolean().default(false) }),
  response: viewSchema,
  status: 201,
  idempotent: true,
  rate: 120,
})

/** If-Match is the view's `rev`. Refuses as creating does; what is not named stays. */
export const changeViewRoute = defineRoute({
  method: 'PATCH',
  path: '/api/views/:id',
  access: EVERY_ROLE,
  summary: 'Rename a view, replace what it shows, share it or keep it to oneself',
  params: z.object({ id: idSchema }),
  body: z.object({ name: viewName, query: viewQuerySchema, shared: z.boolean() }).partial(),
  response: viewSchema,
  rate: 120,
})

/** If-Match is the view's `rev`. */
export const removeViewRoute = defineRoute({
  method: 'DELETE',
  path: '/api/views/:id',
  access: EVERY_ROLE,
  summary: 'Delete a view; whose default it was opens the list as it is',
  params: z.object({ id: idSchema }),
})

/** Any view that the reader sees; null: none. Refuses with `not_found`, also for a view of another list. */
export const chooseDefaultViewRoute = defineRoute({
  method: 'PUT',
  path: '/api/views/default',
  access: EVERY_ROLE,
  summary: 'The view that a list opens with, for the reader alone',
  body: z.object({ list: listSchema, view_id: idSchema.nullable() }),
  rate: 120,
})
