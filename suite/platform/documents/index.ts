/** Documents on paper's terms: the house's type for PDFs, and the electronic seal that shows when a byte was changed. */
export {
  type Certificate,
  type CertificateOptions,
  makeCertificate,
} from './certificate.ts'
export { dictionaryText } from './dictionary-text.ts'
export { type PdfFonts, pdfFonts } from './pdf-fonts.ts'
export { PDF_TYPE, type SignatureOptions, signPdf } from './signature.ts'
