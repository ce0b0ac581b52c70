/** Routes of imports. */
import { buffer } from 'node:stream/consumers'
import { type BoundRoute, bind } from '#platform/app'
import { XLSX_TYPE } from '#platform/sheets'
import { routes } from '../contract/index.ts'
import { writeTemplate } from '../services/import-template.ts'
import { getImport, listImportErrors, listImports, writeImportErrors } from '../services/read-imports.ts'
import { startImport } from '../services/start-import.ts'
import { actorOf } from './actor-of.ts'

export const importRoutes: BoundRoute[] = [
  bind(routes.createImport, async ctx => {
    const upload = await ctx.upload()
    return startImport(ctx.services, actorOf(ctx), {
      name: upload.name,
      type: upload.type,
      bytes: await buffer(upload.stream),
    })
  }),
  bind(routes.listImports, (ctx, { query }) => listImports(ctx.services, actorOf(ctx), query, ctx.locale)),
  bind(routes.getImport, (ctx, { params }) => getImport(ctx.services, actorOf(ctx), params.id, ctx.locale)),
  bind(routes.importErrors, (ctx, { params, query }) =>
    listImportErrors(ctx.services, actorOf(ctx), params.id, query, ctx.locale),
  ),
  bind(routes.importErrorsFile, async (ctx, { params }) => {
    const { name, bytes } = await writeImportErrors(ctx.services, actorOf(ctx), params.id, ctx.locale)
    return { name, type: XLSX_TYPE, body: bytes }
  }),
  bind(routes.importSample, async () => ({ name: 'bakiye.xlsx', type: XLSX_TYPE, body: await writeTemplate() })),
]
