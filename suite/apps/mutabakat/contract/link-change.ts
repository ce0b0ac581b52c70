/** What can happen to a link between two companies, as either of them hears it. */
export const LINK_CHANGES = ['asked', 'made', 'ended'] as const
export type LinkChange = (typeof LINK_CHANGES)[number]
