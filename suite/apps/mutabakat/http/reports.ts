/** Routes of papers, exports, packages and reports. */
import { buffer } from 'node:stream/consumers'
import { type BoundRoute, bind } from '#platform/app'
import { routes } from '../contract/index.ts'
import { startPrint } from '../services/print/start-print.ts'
import { listPapers, readPaper, takeSignedPdf } from '../services/proof/letter-papers.ts'
import { verifyFile } from '../services/proof/verify-document.ts'
import { readCounterpartyReport, readDifferences, readReplies } from '../services/reports/read-reports.ts'
import { startExport, startPackage } from '../services/reports/start-export.ts'
import { actorOf } from './actor-of.ts'

export const reportRoutes: BoundRoute[] = [
  bind(routes.letterDocuments, (ctx, { params }) => listPapers(ctx.services, actorOf(ctx), params.id)),
  bind(routes.letterDocument, async (ctx, { params }) => {
    const { name, type, bytes } = await readPaper(ctx.services, actorOf(ctx), params.id, params.document_id)
    return { name, type, body: bytes, inline: true }
  }),
  bind(routes.uploadSignedPdf, async (ctx, { params, query }) => {
    const upload = await ctx.upload()
    const bytes = await buffer(upload.stream)
    return takeSignedPdf(ctx.services, actorOf(ctx), params.id, { as: query.as, name: upload.name, bytes })
  }),
  bind(routes.verifyFile, async ctx => {
    const upload = await ctx.upload()
    return verifyFile(ctx.services, await buffer(upload.stream))
  }),
  bind(routes.startExport, (ctx, { body }) => startExport(ctx.services, actorOf(ctx), body, ctx.locale)),
  bind(routes.startPrint, (ctx, { body }) => startPrint(ctx.services, actorOf(ctx), body, ctx.locale)),
  bind(routes.startPackage, (ctx, { body }) => startPackage(ctx.services, actorOf(ctx), body)),
  bind(routes.replyReport, (ctx, { query }) => readReplies(ctx.services, actorOf(ctx), query)),
  bind(routes.differenceReport, (ctx, { query }) => readDifferences(ctx.services, actorOf(ctx), query)),
  bind(routes.counterpartyReport, (ctx, { params }) => readCounterpartyReport(ctx.services, actorOf(ctx), params.id)),
]
