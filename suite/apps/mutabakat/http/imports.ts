/** Routes of imports: upload, mapping, dry run, applying, repairing, and saved templates. */
import { buffer } from 'node:stream/consumers'
import { type BoundRoute, bind } from '#platform/app'
import { XLSX_TYPE } from '#platform/sheets'
import { routes } from '../contract/index.ts'
import { listDifferences, readDryRun, startDryRun } from '../services/imports/dry-run-import.ts'
import { writeTemplate } from '../services/imports/import-template.ts'
import { applyImport, discardImport, lookAtImport, mapImport } from '../services/imports/map-import.ts'
import { getImport, listImportErrors, listImports, writeImportErrors } from '../services/imports/read-imports.ts'
import { repairRow, skipRow } from '../services/imports/repair-row.ts'
import { deleteTemplate, listTemplates, renameTemplate } from '../services/imports/save-template.ts'
import { startImport } from '../services/imports/start-import.ts'
import { actorOf } from './actor-of.ts'

const SAMPLE_NAMES = {
  balances: 'bakiye.xlsx',
  cards: 'cari-kartlar.xlsx',
  babs: 'ba-bs.xlsx',
  dues: 'vadeli-bakiye.xlsx',
} as const

export const importRoutes: BoundRoute[] = [
  bind(routes.createImport, async (ctx, { query }) => {
    const upload = await ctx.upload()
    const file = { name: upload.name, type: upload.type, bytes: await buffer(upload.stream) }
    return startImport(ctx.services, actorOf(ctx), file, { kind: query.kind, apply: query.apply === '1' })
  }),
  bind(routes.lookAtImport, (ctx, { params, query }) => lookAtImport(ctx.services, actorOf(ctx), params.id, query)),
  bind(routes.mapImport, (ctx, { params, body }) => mapImport(ctx.services, actorOf(ctx), params.id, body, ctx.locale)),
  bind(routes.startDryRun, (ctx, { params }) => startDryRun(ctx.services, actorOf(ctx), params.id, ctx.locale)),
  bind(routes.listDifferences, (ctx, { params, query }) =>
    listDifferences(ctx.services, actorOf(ctx), params.id, query, ctx.locale),
  ),
  bind(routes.readDryRun, (ctx, { params }) => readDryRun(ctx.services, actorOf(ctx), params.id, ctx.locale)),
  bind(routes.applyImport, (ctx, { params }) => applyImport(ctx.services, actorOf(ctx), params.id, ctx.locale)),
  bind(routes.discardImport, (ctx, { params }) => discardImport(ctx.services, actorOf(ctx), params.id)),
  bind(routes.listImports, (ctx, { query }) => listImports(ctx.services, actorOf(ctx), query, ctx.locale)),
  bind(routes.getImport, (ctx, { params }) => getImport(ctx.services, actorOf(ctx), params.id, ctx.locale)),
  bind(routes.importErrors, (ctx, { params, query }) =>
    listImportErrors(ctx.services, actorOf(ctx), params.id, query, ctx.locale),
  ),
  bind(routes.importErrorsFile, async (ctx, { params }) => {
    const { name, bytes } = await writeImportErrors(ctx.services, actorOf(ctx), params.id, ctx.locale)
    return { name, type: XLSX_TYPE, body: bytes }
  }),
  bind(routes.repairRow, (ctx, { params, body }) =>
    repairRow(ctx.services, actorOf(ctx), params, body.cells, ctx.locale),
  ),
  bind(routes.skipRow, (ctx, { params }) => skipRow(ctx.services, actorOf(ctx), params, ctx.locale)),
  bind(routes.importSample, async (_ctx, { query }) => ({
    name: SAMPLE_NAMES[query.kind],
    type: XLSX_TYPE,
    body: await writeTemplate(query.kind),
  })),
  bind(routes.listImportTemplates, ctx => listTemplates(ctx.services, actorOf(ctx))),
  bind(routes.renameImportTemplate, (ctx, { params, body }) =>
    renameTemplate(ctx.services, actorOf(ctx), params.id, body.name),
  ),
  bind(routes.deleteImportTemplate, (ctx, { params }) => deleteTemplate(ctx.services, actorOf(ctx), params.id)),
]
