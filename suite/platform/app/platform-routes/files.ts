/** Takes one uploaded file: judged by its content, and a picture drawn anew, before a byte of it is kept. */
import { uploadFileRoute } from '#platform/contract'
import { acceptUpload } from '#platform/files'
import { type BoundRoute, bind } from '../application.ts'

export const fileRoutes: BoundRoute[] = [
  bind(uploadFileRoute, async ctx => {
    const upload = await ctx.upload()
    const company_id = ctx.company!.id
    try {
      const { type, bytes } = await acceptUpload(upload.stream)
      return await ctx.services.store.inCompany(company_id, async trx => {
        const about = { company_id, owner_id: ctx.user!.id, name: upload.name, type, kind: 'upload', bytes }
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
