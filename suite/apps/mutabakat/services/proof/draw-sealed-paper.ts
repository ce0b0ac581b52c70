/** A paper drawn and sealed beside the main thread. */
import type { Services } from '#platform/app'
import type { Paper, SealedPaper } from '../../documents/draw-sealed.ts'
import type { CompanyCertificate } from './company-certificate.ts'

const MODULE = new URL('../../documents/draw-sealed.ts', import.meta.url)

export const drawSealedPaper = (
  services: Services,
  { id: _id, ...certificate }: CompanyCertificate,
  paper: Paper,
  seal: SealedPaper['seal'],
): Promise<Buffer> => services.drawing.draw(MODULE, { ...paper, certificate, seal } satisfies SealedPaper)
