/** The company's data as its form holds it: empty text stands for "not given". */
import { z } from 'zod'
import { nameSchema } from '#platform/contract'

const emptyToNull = (text: string): string | null => (text === '' ? null : text)

export const companyForm = z.object({
  title: nameSchema,
  vkn: z
    .string()
    .trim()
    .regex(/^(\d{10,11})?$/)
    .transform(emptyToNull),
  tax_office: z.string().trim().max(120).transform(emptyToNull),
  address: z.string().trim().max(500).transform(emptyToNull),
  time_zone: z.string().trim().min(1).max(60),
})
