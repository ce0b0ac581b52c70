/** Routes for machines: is the process alive, may it get traffic, and what does the API look like. */
import { z } from 'zod'
import { defineRoute } from '../route.ts'

export const healthRoute = defineRoute({
  method: 'GET',
  path: '/health',
  access: 'public',
  summary: 'The process answers',
  response: z.object({ status: z.literal('ok') }),
  rate: 6_000,
})

export const readyRoute = defineRoute({
  method: 'GET',
  path: '/ready',
  access: 'public',
  summary: 'The database answers too; 503 until then',
  response: z.object({ status: z.literal('ready') }),
  rate: 600,
})

/** In production for people who are signed in. */
export const openApiRoute = defineRoute({
  method: 'GET',
  path: '/api/openapi.json',
  access: 'public',
  summary: 'This document, OpenAPI 3.1',
  response: z.record(z.string(), z.unknown()),
})
