/** Where to go after signing in: only a path of this site, never an address somebody put into a link. */

/** "/c/acme?x=1" stays; "//evil.example", "https://…", "/\evil" and nothing become "/". */
export const returnPath = (next: string | undefined): string =>
  next !== undefined && /^\/(?![/\\])/.test(next) && !/[\p{Cc}]/u.test(next) ? next : '/'
