/** Documents on paper's terms: the house's type for PDFs, and the electronic seal that shows when a byte was changed. */
export {
  type Certificate,
  type CertificateOptions,
  makeCertificate,
} from './certificate.ts'
export { dictionaryText } from './dictionary-text.ts'
export { createDrawingThreads, type DrawingThreads } from './drawing-threads.ts'
export { joinPdf, type PdfJoin } from './join-pdf.ts'
export { type PdfFonts, pdfFonts } from './pdf-fonts.ts'
export { type PdfPart, packPart, takePages, unpackPart } from './pdf-parts.ts'
export { readAuthorities } from './read-authorities.ts'
export { type Pkcs12Problem, readPkcs12 } from './read-pkcs12.ts'
export { PDF_TYPE, type SignatureOptions, signPdf } from './signature.ts'
export type { Trust } from './trust-chain.ts'
export {
  type CertificateFacts,
  certificateFacts,
  type PdfVerdict,
  type SignatureVerdict,
  verifyPdf,
} from './verify-pdf.ts'
