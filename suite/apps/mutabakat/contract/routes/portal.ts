/** What a guest behind a link, and anybody holding a letter, may ask: routes as contracts for both ends. */
import { z } from 'zod'
import { defineRoute } from '#platform/contract'
import {
  portalAnswerInput,
  portalGrantSchema,
  portalLetterSchema,
  portalLinkSchema,
  portalOtpSchema,
  verifySchema,
} from '../portal.ts'

const byToken = z.object({ token: z.string().max(200) })

export const portalRoutes = {
  portalLink: defineRoute({
    method: 'GET',
    path: '/api/portal/:token',
    access: 'public',
    summary: 'Who asks; changes nothing, whoever follows the link',
    params: byToken,
    response: portalLinkSchema,
    rate: 60,
  }),
  portalCode: defineRoute({
    method: 'POST',
    path: '/api/portal/:token/otp',
    access: 'public',
    summary: 'Mail a one-time code to the address of the letter',
    params: byToken,
    response: portalOtpSchema,
    rate: 20,
  }),
  portalEnter: defineRoute({
    method: 'POST',
    path: '/api/portal/:token/enter',
    access: 'public',
    summary: 'Exchange the code for a grant of this visit',
    params: byToken,
    body: z.object({ code: z.string().regex(/^\d{6}$/) }),
    response: portalGrantSchema,
    rate: 30,
  }),
  portalLetter: defineRoute({
    method: 'GET',
    path: '/api/portal/:token/letter',
    access: 'public',
    summary: 'The letter; needs X-Portal-Grant',
    params: byToken,
    response: portalLetterSchema,
    rate: 120,
  }),
  portalAnswer: defineRoute({
    method: 'POST',
    path: '/api/portal/:token/answer',
    access: 'public',
    summary: 'Agree, or disagree with a reason; needs X-Portal-Grant',
    params: byToken,
    body: portalAnswerInput,
    response: portalLetterSchema,
    rate: 30,
  }),
  portalDocument: defineRoute({
    method: 'GET',
    path: '/api/portal/:token/document',
    access: 'public',
    summary: 'The signed letter; needs X-Portal-Grant',
    params: byToken,
    produces: 'application/pdf',
    rate: 60,
  }),
  verify: defineRoute({
    method: 'GET',
    path: '/api/verify/:hash',
    access: 'public',
    summary: 'Check a letter by the code of its QR or the sha256 of its file',
    params: z.object({ hash: z.string().regex(/^[A-Za-z0-9_-]{16,64}$/) }),
    response: verifySchema,
    rate: 60,
  }),
} as const
