/** Keeps text that looks like a formula from becoming one when somebody opens our CSV in a spreadsheet. */

/** ASCII starts, their full-width forms (which some Excels read as the same), and blanks that a program would trim away. */
const FORMULA_START = /^[\s\u00a0\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/

/** An apostrophe before it makes it text in Excel, LibreOffice and Google Sheets; anything else stays as it is. */
export const guardText = (text: string): string => (FORMULA_START.test(text) ? `'${text}` : text)
