/** Handlers of the audit log. */
import { auditExportJob, listAudit } from '#platform/audit'
import { exportAuditRoute, listAuditRoute, verifyAuditRoute } from '#platform/contract'
import { type BoundRoute, bind } from '../application.ts'

export const auditRoutes: BoundRoute[] = [
  bind(listAuditRoute, (ctx, { query: { q: _q, ...query } }) => {
    const { store, secrets } = ctx.services
    return store.inCompany(ctx.company!.id, trx => listAudit(trx, ctx.company!, query, secrets.key('cursor')))
  }),
  bind(exportAuditRoute, (ctx, { body }) =>
    ctx.services.store.inCompany(ctx.company!.id, async trx => {
      const task = await ctx.services.jobs.enqueue(
        trx,
        auditExportJob,
        { ...body, locale: ctx.locale },
        { company_id: ctx.company!.id, owner_id: ctx.user!.id, title: ctx.t('audit.export_title') },
      )
      await ctx.audit(trx, { action: 'audit.exported', object: { type: 'task', id: task.task_id }, new: body })
      return task
    }),
  ),
  bind(verifyAuditRoute, async ctx => {
    const { checked, anchored, problem } = await ctx.services.trail.verify(ctx.company!.id)
    if (!problem) return { whole: true, checked, anchored, problem: null }
    const message = ctx.t(`audit.fault.${problem.fault}`, { position: problem.position ?? 0 })
    return { whole: false, checked, anchored, problem: { ...problem, message } }
  }),
]
