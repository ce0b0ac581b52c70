/** Makes of what somebody sends what may be kept: judged by its content, and drawn anew where it is a picture. */
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { judgeContent, peek, type UploadType } from './judge-content.ts'
import { redrawPicture } from './redraw-picture.ts'

/**
 * Throws `file_type_refused`, `picture_too_large`, `picture_broken`, or the stream's own error. A picture is held in
 * memory, so give a stream with a limit; everything else is passed on as it comes.
 */
export const acceptUpload = async (stream: Readable): Promise<{ type: UploadType; bytes: Buffer | Readable }> => {
  const { head, whole } = await peek(stream)
  const type = judgeContent(head)
  if (type !== 'image/png' && type !== 'image/jpeg' && type !== 'image/webp') return { type, bytes: whole }
  return { type, bytes: await redrawPicture(await buffer(whole), type) }
}
