/** Takes one uploaded file: judged by its content before a byte of it is kept. */
import { uploadFileRoute } from '#platform/contract'
import { judgeContent, peek } from '#platform/files'
import { type BoundRoute, bind } from '../application.ts'

export const fileRoutes: BoundRoute[] = [
  bind(uploadFileRoute, async ctx => {
    const upload = await ctx.upload()
    const company_id = ctx.company!.id
    try {
      const { head, whole } = await peek(upload.stream)
      const type = judgeContent(head)
      return await ctx.services.store.inCompany(company_id, async trx => {
        const about = { company_id, owner_id: ctx.user!.id, name: upload.name, type, kind: 'upload', bytes: whole }
        const { id, name, size, sha256 } = await ctx.services.files.put(trx, about)
        await ctx.audit(trx, {
          action: 'file.uploaded',
          object: { type: 'file', id },
          new: { name, type, size, sha256 },
        })
        return { id, name, type, size }
      })
    } finally {
      upload.stream.destroy()
    }
  }),
]
