/** Refusals as `error` frames: codes and messages from the table, never an internal. */
import { ERRORS, type ErrorCode, type ErrorFrame, type Ref } from '@nabiz/protocol'
import { Refused } from '../room/refused.ts'

/** What an error is about; absent parts are left out. */
export type About = { ref?: Ref | undefined; room?: string | undefined }

export const errorFrame = (about: About, code: ErrorCode, message?: string, retry_after_ms?: number): ErrorFrame =>
  frameOf(about, new Refused(code, message ?? ERRORS[code].message, retry_after_ms))

const frameOf = ({ ref, room }: About, refused: Refused): ErrorFrame => ({
  type: 'error',
  ...(ref !== undefined && { ref }),
  ...(room !== undefined && { room }),
  code: refused.code,
  message: refused.message,
  ...(refused.retry_after_ms !== undefined && { retry_after_ms: refused.retry_after_ms }),
})

/** A refusal as it is; anything else is reported and told as `internal`. */
export const errorFrameOf = (
  error: unknown,
  about: About,
  onError: (error: unknown, where: string) => void,
  where: string,
): ErrorFrame => {
  if (error instanceof Refused) return frameOf(about, error)
  onError(error, where)
  return errorFrame(about, 'internal')
}
