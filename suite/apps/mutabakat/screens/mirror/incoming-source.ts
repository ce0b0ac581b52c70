/** The comparison of a letter that came in: as its guest, but by membership of the linked company. */
import { upload } from '../../../../web/api/upload.ts'
import { companyKey, useCompany, useCompanyCall } from '../../../../web/session/company.tsx'
import { type Incoming, routes } from '../../contract/index.ts'
import { type ComparisonSource, SHEETS } from '../comparison/comparison-source.ts'

export const useIncomingSource = ({ id, room, own, own_statement }: Incoming): ComparisonSource => {
  const company = useCompany()
  const call = useCompanyCall()
  const params = { id }
  return {
    side: 'theirs',
    isUnderBar: true,
    room,
    key: [...companyKey(company), 'incoming-comparison', id],
    read: signal => call(routes.incomingComparison, { params }, { signal }),
    pairs: (shown, page, signal) =>
      call(routes.incomingPairs, { params, query: { ...page, 'filter[shown]': shown } }, { signal }),
    lines: (side, page, signal) =>
      call(routes.incomingLoneLines, { params, query: { ...page, 'filter[side]': side } }, { signal }),
    decide: body => call(routes.incomingDecidePairs, { params, body }),
    join: body => call(routes.incomingPairLines, { params, body }),
    explain: (line, body) =>
      call(routes.incomingExplainLine, { params: { id, line: line.id }, body }, { ifMatch: line.version }),
    agree: (body, rev) => call(routes.incomingAgree, { params, body }, { ifMatch: rev }),
    uploads: ['theirs'],
    upload: (_side, file, onProgress) =>
      upload(routes.giveStatement, file, { company: company.id, params, onProgress }),
    accept: SHEETS,
    maxBytes: routes.giveStatement.upload!.maxBytes,
    own: own &&
      own_statement && { no: own.no, ...own_statement, give: () => call(routes.giveOwnStatement, { params }) },
    matchAgain: null,
  }
}
