/** The one check of e-mail addresses and new passwords, for forms and for the server. */
import { z } from 'zod'

/**
 * Plain ASCII and nothing clever: look-alike at-signs, line breaks and Unicode dots never reach a lookup or a mail header.
 * Lower-cased, so one address is one account.
 */
export const emailSchema = z
  .string()
  .trim()
  .max(254)
  .regex(
    /^[A-Za-z0-9](?:[A-Za-z0-9._%+-]{0,62}[A-Za-z0-9_%+-])?@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/,
    {
      error: 'email',
    },
  )
  .refine(address => !address.includes('..'), { error: 'email' })
  .transform(address => address.toLowerCase())

/** A password being chosen. Length is what counts; the server also refuses well-known ones (`weak_password`). */
export const newPasswordSchema = z.string().min(10).max(256)

/** A password being typed in to sign in: any that could ever have been chosen. */
export const passwordSchema = z.string().min(1).max(256)

/** A person's or a company's name: one line, no control characters. */
export const nameSchema = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]+$/u)

/** A uuid as every id of ours is written. */
export const idSchema = z.uuid()

/** The secret of a link somebody was sent. It stands behind the `#` of the address, so no server and no log reads it there. */
export const linkTokenSchema = z.string().regex(/^[A-Za-z0-9_-]{20,64}$/)
