/** Uploading a file that stands by itself, such as a company's logo. Downloading is in work.ts. */
import { z } from 'zod'
import { defineRoute, WRITERS } from '../route.ts'

/** What is taken, recognised by its bytes; the name and the browser's word do not count. */
export const UPLOAD_TYPES = [
  'image/png',
  'image/jpeg',
  'image/webp',
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'text/csv',
] as const

export const fileSchema = z.object({
  id: z.string(),
  name: z.string(),
  type: z.enum(UPLOAD_TYPES),
  /** Bytes. */
  size: z.number().int(),
})
export type UploadedFile = z.infer<typeof fileSchema>

/**
 * Refuses with `file_type_refused` (415), `picture_too_large` (413, over 24 megapixels), `picture_broken` (422),
 * `file_quota_exceeded`. A picture is drawn anew, without place, camera and comments: its `size` is that of the new one.
 */
export const uploadFileRoute = defineRoute({
  method: 'POST',
  path: '/api/files',
  access: WRITERS,
  summary: 'Upload one file of the company; judged by its content',
  upload: { maxBytes: 20 * 1024 * 1024 },
  response: fileSchema,
  status: 201,
  rate: 60,
})
