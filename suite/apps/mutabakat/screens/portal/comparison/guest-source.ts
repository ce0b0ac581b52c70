/** The comparison of a guest: by link and grant, with the statement of his own side alone to bring. */
import { call } from '../../../../../web/api/call.ts'
import { routes } from '../../../contract/index.ts'
import type { ComparisonSource } from '../../comparison/comparison-source.ts'
import { type PortalApi, portalKey } from '../portal-api.ts'
import { watchGrant } from '../use-portal.ts'

export const guestSource = (api: PortalApi, room: string | null, onGrantOver: () => void): ComparisonSource => {
  const { token, headers } = api
  const params = { token }
  const watched = <T>(answer: Promise<T>): Promise<T> => watchGrant(answer, onGrantOver)
  return {
    side: 'theirs',
    isUnderBar: false,
    room,
    key: [...portalKey(token), 'comparison'],
    read: signal => watched(call(routes.portalComparison, { params }, { headers, signal })),
    pairs: (shown, page, signal) =>
      watched(call(routes.portalPairs, { params, query: { ...page, 'filter[shown]': shown } }, { headers, signal })),
    lines: (side, page, signal) =>
      watched(call(routes.portalLoneLines, { params, query: { ...page, 'filter[side]': side } }, { headers, signal })),
    decide: body => watched(call(routes.portalDecidePairs, { params, body }, { headers })),
    join: body => watched(call(routes.portalPairLines, { params, body }, { headers })),
    explain: (line, body) =>
      watched(
        call(routes.portalExplainLine, { params: { token, line: line.id }, body }, { headers, ifMatch: line.version }),
      ),
    agree: (body, rev) => watched(call(routes.portalAgree, { params, body }, { headers, ifMatch: rev })),
    uploads: ['theirs'],
    upload: (_side, file, onProgress) => watched(api.sendStatement(file, onProgress)),
    accept: ['.xlsx', '.csv'],
    maxBytes: routes.portalStatement.upload!.maxBytes,
    own: null,
    matchAgain: null,
  }
}
