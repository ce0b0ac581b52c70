/** Beside the menu's entry: how many letters of linked companies nobody has read yet. */
import { useIncomingCount } from './use-mirror.ts'

const IncomingCount = () => {
  const { data } = useIncomingCount()
  if (!data || data.unread === 0) return null
  return (
    <span className="tabular ms-auto rounded-full bg-accent-soft px-2 py-0.5 text-xs font-semibold text-accent">
      {data.unread}
    </span>
  )
}

export default IncomingCount
