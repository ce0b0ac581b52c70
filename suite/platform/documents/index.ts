/** Documents on paper's terms: A4 PDFs in the house's type, and the electronic seal that shows when a byte was changed. */
export {
  type Certificate,
  type CertificateOptions,
  makeCertificate,
} from './certificate.ts'
export { createPdf, type PdfOptions, type PdfPage, type PdfTable, type PdfTableColumn, type TextStyle } from './pdf.ts'
export { type PdfFonts, pdfFonts } from './pdf-fonts.ts'
export { PDF_TYPE, type SignatureOptions, signPdf } from './signature.ts'
