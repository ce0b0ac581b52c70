/** A small application that does everything the frame has to hold: it fails, uploads, downloads, repeats and answers too much. */
import { sql } from 'kysely'
import { z } from 'zod'
import { ADMINS, defineRoute, EVERY_ROLE, failures, listQuery } from '#platform/contract'
import { type Application, bind, defineApplication } from '../application.ts'

const fail = failures({ out_of_paper: { status: 409, log: 'no paper' }, nameless: { status: 422, log: 'no sentence' } })

export const routes = {
  add: defineRoute({
    method: 'POST',
    path: '/api/probe/things',
    access: EVERY_ROLE,
    summary: 'Add a thing',
    body: z.object({ name: z.string().min(3).max(20), note: z.string().optional(), crash: z.boolean().optional() }),
    response: z.object({ id: z.string(), name: z.string() }),
    status: 201,
    idempotent: true,
  }),
  list: defineRoute({
    method: 'GET',
    path: '/api/probe/things',
    access: EVERY_ROLE,
    summary: 'Things',
    query: z.object(listQuery),
    response: z.object({ items: z.array(z.object({ id: z.string(), name: z.string() })), limit: z.number() }),
  }),
  one: defineRoute({
    method: 'GET',
    path: '/api/probe/things/:id',
    access: EVERY_ROLE,
    summary: 'One thing',
    params: z.object({ id: z.uuid() }),
    response: z.object({ id: z.string() }),
  }),
  change: defineRoute({
    method: 'PATCH',
    path: '/api/probe/things/:id',
    access: ADMINS,
    summary: 'Change a thing',
    params: z.object({ id: z.uuid() }),
    body: z.object({ name: z.string() }),
    response: z.object({ id: z.string(), rev: z.number() }),
  }),
  fault: defineRoute({
    method: 'POST',
    path: '/api/probe/fault',
    access: 'public',
    summary: 'Fail',
    body: z.object({ kind: z.enum(['throw', 'sql', 'answer', 'paper', 'nameless', 'secret', 'null']) }),
    response: z.object({ ok: z.boolean() }).nullable(),
    rate: 10_000,
  }),
  upload: defineRoute({
    method: 'POST',
    path: '/api/probe/upload',
    access: EVERY_ROLE,
    summary: 'Take a file',
    upload: { maxBytes: 2_000 },
    response: z.object({ name: z.string(), type: z.string(), size: z.number() }),
  }),
  file: defineRoute({
    method: 'GET',
    path: '/api/probe/file',
    access: EVERY_ROLE,
    summary: 'Give a file',
    query: z.object({ name: z.string(), type: z.string(), inline: z.enum(['1']).optional() }),
    produces: 'application/octet-stream',
  }),
  limited: defineRoute({
    method: 'POST',
    path: '/api/probe/limited',
    access: 'public',
    summary: 'Twice a minute',
    rate: 2,
  }),
  who: defineRoute({
    method: 'GET',
    path: '/api/probe/who',
    access: 'public',
    summary: 'How the caller looks',
    response: z.object({ ip: z.string(), locale: z.string(), user: z.string().nullable() }),
    rate: 10_000,
  }),
}

export const probe: Application = defineApplication({
  id: 'probe',
  segments: ['probe'],
  jobs: [],
  live: () => [],
  rooms: [],
  migrations: {
    schema: 'probe',
    migrations: {
      '0001-start': {
        up: async trx => {
          await sql`create table probe.thing (id uuid primary key, name text not null)`.execute(trx)
        },
      },
    },
  },
  catalogues: {
    tr: { errors: { out_of_paper: 'Kâğıt bitti: {count} sayfa.' } },
    en: { errors: { out_of_paper: 'Out of paper: {count} pages.' } },
    az: { errors: { out_of_paper: 'Kağız bitib: {count} səhifə.' } },
  },
  routes: [
    bind(routes.add, (ctx, { body }) =>
      ctx.services.store.inCompany(ctx.company!.id, async trx => {
        const row = { id: ctx.services.id(), name: body.name }
        await sql`insert into probe.thing (id, name) values (${row.id}, ${row.name})`.execute(trx)
        // More than the contract names, and what a body may not name.
        const answer = { ...row, password_hash: 'secret', body_had: Object.keys(body).join() }
        await ctx.idempotency(trx, answer)
        if (body.crash) throw new Error('after the answer was kept')
        return answer
      }),
    ),
    bind(routes.list, (ctx, { query }) =>
      ctx.services.store.inCompany(ctx.company!.id, async trx => {
        const { rows } = await sql<{ id: string; name: string }>`select id, name from probe.thing order by id`.execute(
          trx,
        )
        return { items: rows, limit: query.limit }
      }),
    ),
    bind(routes.one, async (_ctx, { params }) => ({ id: params.id })),
    bind(routes.change, async (ctx, { params }) => {
      ctx.ifMatch(7, { id: params.id, rev: 7 })
      ctx.etag(8)
      return { id: params.id, rev: 8 }
    }),
    bind(routes.fault, async (ctx, { body }) => {
      switch (body.kind) {
        case 'throw':
          throw new Error('the password of the database is hunter2')
        case 'sql':
          await ctx.services.store.asSystem('test', trx => sql`select secret_column from nowhere`.execute(trx))
          return { ok: true }
        case 'answer':
          return { ok: 'not a boolean' as unknown as boolean }
        case 'paper':
          throw fail('out_of_paper', { params: { count: 3 } })
        case 'nameless':
          throw fail('nameless')
        case 'secret':
          throw Object.assign(new Error('from a library: /etc/secret'), { statusCode: 403, code: 'LIB_ERROR' })
        case 'null':
          return null
      }
    }),
    bind(routes.upload, async ctx => {
      const { name, type, stream } = await ctx.upload()
      let size = 0
      for await (const chunk of stream) size += (chunk as Buffer).length
      return { name, type, size }
    }),
    bind(routes.file, async (_ctx, { query }) => ({
      name: query.name,
      type: query.type,
      body: Buffer.from('<script>alert(1)</script>'),
      inline: query.inline === '1',
    })),
    bind(routes.limited, async () => {}),
    bind(routes.who, async ctx => ({ ip: ctx.ip, locale: ctx.locale, user: ctx.user?.id ?? null })),
  ],
})
