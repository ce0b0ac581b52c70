/** Which numbers of a sheet are dates, and which day a serial number is in the two calendars of Excel. */

/** Built-in formats that show a date or a time; 27–36 and 50–58 are dates in the East Asian editions. */
const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)

/** `code` is the workbook's own format for this id, if it has one. Format codes are English in the file, whatever Excel shows. */
export const isDateFormat = (id: number, code: string | undefined): boolean => {
  if (code === undefined) return isBuiltInDate(id)
  const shown = code
    .split(';')[0]!
    // Quoted text, escaped characters, padding and [colour], [$currency-locale], conditions; but [h] counts hours.
    .replace(/"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]/gi, '')
  return /[dmyhs]/i.test(shown) && !/general/i.test(shown)
}

const DAY_MS = 86_400_000
const EPOCH_1900_MS = Date.UTC(1899, 11, 30)
const EPOCH_1904_MS = Date.UTC(1904, 0, 1)
/** 9999-12-31, Excel's last day. */
const LAST_SERIAL = 2_958_465

/**
 * The day and time of a serial number, in UTC parts; null outside Excel's calendar. The 1900 system believes in
 * 1900-02-29 (serial 60), so serials before it are one day further than they look.
 */
export const serialToDate = (serial: number, epoch1904: boolean): Date | null => {
  if (!(serial >= 0 && serial < LAST_SERIAL + 1)) return null
  const shift = epoch1904 || serial >= 60 ? 0 : 1
  const epoch = epoch1904 ? EPOCH_1904_MS : EPOCH_1900_MS
  // To the second: a clock time is a fraction that binary numbers cannot hold exactly.
  return new Date(epoch + Math.round((serial + shift) * (DAY_MS / 1000)) * 1000)
}
