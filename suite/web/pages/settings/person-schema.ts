/** How the desk's form names a person: by e-mail or by phone, one of them checked. */
import { z } from 'zod'
import { emailSchema, type findPersonRoute, type PersonQuery, type RouteOutput } from '#platform/contract'

export const personForm = z
  .object({ by: z.enum(['email', 'phone']), email: z.string().trim(), phone: z.string().trim() })
  .superRefine(({ by, email, phone }, context) => {
    if (by === 'email' && !emailSchema.safeParse(email).success)
      context.addIssue({ code: 'custom', path: ['email'], message: 'email' })
    if (by === 'phone' && phone.replace(/\D/g, '').length < 7)
      context.addIssue({ code: 'custom', path: ['phone'], message: 'invalid' })
  })

export const personOf = ({ by, email, phone }: z.output<typeof personForm>): PersonQuery =>
  by === 'email' ? { email } : { phone }

/** Who was asked for, and what the server holds of them. */
export type Found = { person: PersonQuery } & RouteOutput<typeof findPersonRoute>
