/** Routes of a company: its own data, its members, invitations, and the first start. */
import { z } from 'zod'
import { LOCALES } from '../locale.ts'
import { ADMINS, defineRoute, EVERY_ROLE, ROLES } from '../route.ts'
import { companyOfPersonSchema, personSchema } from './account.ts'
import { emailSchema, idSchema, linkTokenSchema, nameSchema, newPasswordSchema, passwordSchema } from './address.ts'

/** `"Europe/Istanbul"`: a zone this runtime knows. */
const timeZoneSchema = z
  .string()
  .max(60)
  .refine(
    zone => {
      try {
        return new Intl.DateTimeFormat('en', { timeZone: zone }) !== null
      } catch {
        return false
      }
    },
    { error: 'time_zone' },
  )

/** What a person writes about a company. */
const companyFields = {
  title: nameSchema,
  vkn: z
    .string()
    .regex(/^\d{10,11}$/)
    .nullable(),
  tax_office: z.string().trim().max(120).nullable(),
  address: z.string().trim().max(500).nullable(),
  time_zone: timeZoneSchema,
}

export const newCompanySchema = z.object({
  title: companyFields.title,
  vkn: companyFields.vkn.default(null),
  tax_office: companyFields.tax_office.default(null),
  address: companyFields.address.default(null),
  time_zone: companyFields.time_zone.default('Europe/Istanbul'),
})
export type NewCompany = z.input<typeof newCompanySchema>

export const companySchema = z.object({
  id: z.string(),
  slug: z.string(),
  ...companyFields,
  time_zone: z.string(),
  /** Members without a second factor are kept out until they set one up. */
  require_second_factor: z.boolean(),
  sample: z.boolean(),
  role: z.enum(ROLES),
  created_at: z.string(),
})
export type Company = z.infer<typeof companySchema>

export const readCompanyRoute = defineRoute({
  method: 'GET',
  path: '/api/company',
  access: EVERY_ROLE,
  summary: 'The company named by X-Company',
  response: companySchema,
})

export const changeCompanyRoute = defineRoute({
  method: 'PATCH',
  path: '/api/company',
  access: ADMINS,
  summary: 'Change the company, or its policy; who asks for a second factor has one (else 403 second_factor_required)',
  body: z.object({ ...companyFields, require_second_factor: z.boolean() }).partial(),
  response: companySchema,
})

export const createCompanyRoute = defineRoute({
  method: 'POST',
  path: '/api/companies',
  access: 'user',
  summary: 'Open another company; for owners of one',
  body: newCompanySchema,
  response: companyOfPersonSchema,
  status: 201,
  idempotent: true,
  rate: 20,
})

export const removeSampleRoute = defineRoute({
  method: 'POST',
  path: '/api/company/remove-sample',
  access: { roles: ['owner'] },
  summary: 'Delete the sample company and everything in it',
})

export const memberSchema = z.object({
  user_id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  /** Told to owners and administrators alone: to others it would only say whose account is worth a try. */
  second_factor: z.boolean().nullable(),
  created_at: z.string(),
})
export type Member = z.infer<typeof memberSchema>

export const listMembersRoute = defineRoute({
  method: 'GET',
  path: '/api/members',
  access: EVERY_ROLE,
  summary: 'The people of the company',
  response: z.object({ items: z.array(memberSchema) }),
})

/** Event in `company:{id}`: somebody joined, is something else now, or left (`role` null). */
export const membersChangedSchema = z.object({ user_id: z.string(), role: z.enum(ROLES).nullable() })

export const changeMemberRoute = defineRoute({
  method: 'PATCH',
  path: '/api/members/:user_id',
  access: ADMINS,
  summary: 'Change the role of a member',
  params: z.object({ user_id: idSchema }),
  body: z.object({ role: z.enum(ROLES) }),
  response: memberSchema,
})

export const removeMemberRoute = defineRoute({
  method: 'DELETE',
  path: '/api/members/:user_id',
  access: ADMINS,
  summary: 'Remove a member from the company',
  params: z.object({ user_id: idSchema }),
})

/** Refuses the last owner with `last_owner`. */
export const leaveCompanyRoute = defineRoute({
  method: 'POST',
  path: '/api/company/leave',
  access: EVERY_ROLE,
  summary: 'Leave the company',
})

export const invitationSchema = z.object({
  id: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  created_at: z.string(),
  expires_at: z.string(),
})
export type Invitation = z.infer<typeof invitationSchema>

export const listInvitationsRoute = defineRoute({
  method: 'GET',
  path: '/api/invitations',
  access: ADMINS,
  summary: 'Invitations nobody took up yet',
  response: z.object({ items: z.array(invitationSchema) }),
})

/** Event in `leaders:{id}`: an invitation was made, sent again, withdrawn or taken up. */
export const invitationsChangedSchema = z.object({ invitation_id: z.string() })

export const inviteMemberRoute = defineRoute({
  method: 'POST',
  path: '/api/invitations',
  access: ADMINS,
  summary: 'Invite somebody by e-mail',
  body: z.object({ email: emailSchema, role: z.enum(ROLES) }),
  response: invitationSchema,
  status: 201,
  idempotent: true,
  rate: 60,
})

export const withdrawInvitationRoute = defineRoute({
  method: 'DELETE',
  path: '/api/invitations/:id',
  access: ADMINS,
  summary: 'Withdraw an invitation',
  params: z.object({ id: idSchema }),
})

/** Refuses with `link_over` when somebody took it up or withdrew it, or its seven days passed. */
export const resendInvitationRoute = defineRoute({
  method: 'POST',
  path: '/api/invitations/:id/resend',
  access: ADMINS,
  summary: 'Mail an invitation again with a new link, good for another seven days; the old link is over',
  params: z.object({ id: idSchema }),
  response: invitationSchema,
  rate: 20,
})

/** The mail's link is `/invite#{token}`; the token travels in the body, never in an address. */
export const readInvitationRoute = defineRoute({
  method: 'POST',
  path: '/api/invitations/read',
  access: 'public',
  summary: 'What an invitation link is for',
  body: z.object({ token: linkTokenSchema }),
  response: z.object({
    email: z.string(),
    role: z.enum(ROLES),
    company: z.object({ title: z.string() }),
    expires_at: z.string(),
    /** True: this address has an account already, so the person signs in and accepts. */
    has_account: z.boolean(),
  }),
  rate: 60,
})

export const acceptInvitationRoute = defineRoute({
  method: 'POST',
  path: '/api/invitations/accept',
  access: 'public',
  summary: 'Take up an invitation: as the signed-in person it names, or with a name and password for a new account',
  body: z.object({
    token: linkTokenSchema,
    name: nameSchema.optional(),
    password: newPasswordSchema.optional(),
    locale: z.enum(LOCALES).optional(),
  }),
  response: z.object({ user: personSchema, company: companyOfPersonSchema }),
  rate: 20,
})

export const readSetupRoute = defineRoute({
  method: 'GET',
  path: '/api/setup',
  access: 'public',
  summary: 'Whether this installation still waits for its first owner',
  response: z.object({ open: z.boolean() }),
})

export const setUpRoute = defineRoute({
  method: 'POST',
  path: '/api/setup',
  access: 'public',
  summary: 'Make the first owner and company, with the link the server printed',
  body: z.object({
    token: passwordSchema,
    name: nameSchema,
    email: emailSchema,
    password: newPasswordSchema,
    locale: z.enum(LOCALES).optional(),
    company: newCompanySchema,
  }),
  response: z.object({ user: personSchema, company: companyOfPersonSchema }),
  status: 201,
  rate: 20,
})

/** Refuses with `link_over`, with `address_taken`, or with field `password` `weak_password` and the link stays good. */
export const signUpRoute = defineRoute({
  method: 'POST',
  path: '/api/auth/sign-up/finish',
  access: 'public',
  summary: 'Make an account and its first company with the link of the mail; signed in afterwards',
  body: z.object({
    token: linkTokenSchema,
    name: nameSchema,
    password: newPasswordSchema,
    locale: z.enum(LOCALES).optional(),
    company: newCompanySchema,
  }),
  response: z.object({ user: personSchema, company: companyOfPersonSchema }),
  status: 201,
  rate: 20,
})
