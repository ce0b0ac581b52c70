/** Refuses paths that are spelled in a second way: `//`, `/./`, `%2F`, `;`, `%61`. One resource has one spelling. */
import { fail } from '#platform/contract'

/** Signs that RFC 3986 allows in a path as they are, less `;` and `\`, and percent signs of the rest. */
const PLAIN = /^(?:\/(?:[A-Za-z0-9._~!$&'()*+,=:@-]|%[0-9A-F]{2})*)+$/
/** An escape of a sign that needs none (`%61`), of `/`, `\`, `;`, `%`, a dot or a control character. */
const TRICK = /%(?:[01][0-9A-F]|2[DEF]|25|3[0-9B]|4[1-9A-F]|5[0-9ACF]|6[1-9A-F]|7[0-9AEF])/

/** Throws `bad_request`. `url` is the raw request target. */
export const checkPath = (url: string): void => {
  const path = url.split('?', 1)[0]!
  const plain = PLAIN.test(path) && !path.includes('//') && !/\/\.{1,2}(?:\/|$)/.test(path) && !TRICK.test(path)
  if (!plain) throw fail('bad_request')
}
