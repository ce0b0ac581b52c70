/** How long every part of the suite keeps what, and what it holds of persons: the platform's own and the applications'. */
import { type PersonData, platformPersons, platformRetention, type RetentionRule } from '#platform/privacy'
import { heldViews } from '#platform/views'

export type DataRules = { readonly retention: readonly RetentionRule[]; readonly persons: readonly PersonData[] }

export const createDataRules = (applications: readonly Partial<DataRules>[]): DataRules => ({
  retention: [...applications.flatMap(({ retention }) => retention ?? []), ...platformRetention],
  persons: [...applications.flatMap(({ persons }) => persons ?? []), ...platformPersons, heldViews],
})
