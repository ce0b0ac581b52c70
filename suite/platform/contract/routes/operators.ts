/** Routes of who runs the installation: operators make operators; the first one is made by set-up. */
import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { emailSchema, idSchema } from './address.ts'

/** `since`: when they became one. */
export const operatorSchema = z.object({ user_id: z.string(), name: z.string(), email: z.string(), since: z.string() })
export type Operator = z.infer<typeof operatorSchema>

/** By name. */
export const listOperatorsRoute = defineRoute({
  method: 'GET',
  path: '/api/admin/operators',
  access: 'operator',
  summary: 'Who runs the installation',
  response: z.object({ items: z.array(operatorSchema) }),
})

/** Twice is once. Refuses with `no_account` when nobody signs in with that address. */
export const addOperatorRoute = defineRoute({
  method: 'POST',
  path: '/api/admin/operators',
  access: 'operator',
  summary: 'Let somebody with an account run the installation, too',
  body: z.object({ email: emailSchema }),
  response: operatorSchema,
  status: 201,
  rate: 20,
})

/** Refuses with `not_found`, or `last_operator` for the only one. */
export const removeOperatorRoute = defineRoute({
  method: 'DELETE',
  path: '/api/admin/operators/:user_id',
  access: 'operator',
  summary: 'End that somebody runs the installation',
  params: z.object({ user_id: idSchema }),
})
