/** Addresses below the tab's company. */

/** `/c/acme/mutabakat/letters`; a link that is whole already stays as it is. */
export const companyPath = (slug: string, below = ''): string =>
  below.startsWith('/c/') ? below : `/c/${slug}/${below.replace(/^\//, '')}`.replace(/\/$/, '')

/** Where a notification leads: its link lives in the company it was sent for, which need not be the tab's. */
export const notificationPath = (
  link: string | null,
  company_id: string,
  companies: readonly { id: string; slug: string }[],
): string | null => {
  const company = companies.find(one => one.id === company_id)
  return link === null || !company ? null : companyPath(company.slug, link)
}
