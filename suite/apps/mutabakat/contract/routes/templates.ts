/** The company's own words: routes as contracts for both ends. */
import { z } from 'zod'
import { defineRoute, EVERY_ROLE, LOCALES } from '#platform/contract'
import {
  TEMPLATE_KINDS,
  TEMPLATE_VARIABLES,
  templateInput,
  templatePreviewSchema,
  templateSchema,
  templateVersionSchema,
} from '../template.ts'

const LEADERS = { roles: ['owner', 'admin', 'manager'] } as const
const byKind = z.object({ kind: z.enum(TEMPLATE_KINDS), locale: z.enum(LOCALES) })

export const templateRoutes = {
  listTemplates: defineRoute({
    method: 'GET',
    path: '/api/templates',
    access: EVERY_ROLE,
    summary: 'The words of letters, mails and SMS as they are now, in every language',
    response: z.object({ items: z.array(templateSchema), variables: z.array(z.enum(TEMPLATE_VARIABLES)) }),
  }),
  saveTemplate: defineRoute({
    method: 'PUT',
    path: '/api/templates/:kind/:locale',
    access: LEADERS,
    summary: 'Change the words; If-Match names the version. Letters sent before keep what they said',
    params: byKind,
    body: templateInput,
    response: templateSchema,
  }),
  resetTemplate: defineRoute({
    method: 'DELETE',
    path: '/api/templates/:kind/:locale',
    access: LEADERS,
    summary: 'Back to the default words, as a new version',
    params: byKind,
    response: templateSchema,
    status: 200,
  }),
  templateVersions: defineRoute({
    method: 'GET',
    path: '/api/templates/:kind/:locale/versions',
    access: EVERY_ROLE,
    summary: 'Every version there was, newest first, at most 100',
    params: byKind,
    response: z.object({ items: z.array(templateVersionSchema) }),
  }),
  previewTemplate: defineRoute({
    method: 'POST',
    path: '/api/templates/:kind/:locale/preview',
    access: EVERY_ROLE,
    summary: 'The words with a sample letter, without saving them',
    params: byKind,
    body: templateInput,
    response: templatePreviewSchema,
  }),
} as const
