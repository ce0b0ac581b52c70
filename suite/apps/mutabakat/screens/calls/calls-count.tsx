/** How many calls wait for the reader, beside the menu's line. */
import { useCalls } from './use-calls.ts'

const MINE = { 'filter[mine]': '1', limit: 1 }

const CallsCount = () => {
  const { data } = useCalls({ key: 'count', query: MINE })
  if (!data || data.total === 0) return null
  return (
    <span className="tabular ms-auto rounded-full bg-accent-soft px-2 py-0.5 text-xs font-semibold text-accent">
      {data.total}
    </span>
  )
}

export default CallsCount
