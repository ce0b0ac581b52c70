/** Draws one paper and seals it: what the drawing thread runs, so that neither the pages nor the key's work hold up requests. */
import { type Certificate, type SignatureOptions, signPdf } from '#platform/documents'
import { type AnswerData, renderAnswer } from './answer-pdf.ts'
import type { LetterData } from './letter-data.ts'
import { renderLetter } from './letter-pdf.ts'

export type Paper = { paper: 'letter'; data: LetterData } | { paper: 'answer'; data: AnswerData }
export type SealedPaper = Paper & { certificate: Certificate; seal: SignatureOptions }

const drawSealed = async (order: SealedPaper): Promise<Buffer> => {
  const drawn = order.paper === 'letter' ? await renderLetter(order.data) : await renderAnswer(order.data)
  const { certDer, chain, keyPem } = order.certificate
  // On the way into a thread a Buffer becomes a plain array of bytes.
  const certificate = { certDer: Buffer.from(certDer), chain: chain.map(der => Buffer.from(der)), keyPem }
  return signPdf(drawn, certificate, order.seal)
}

export default drawSealed
