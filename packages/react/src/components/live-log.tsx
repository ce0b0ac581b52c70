/** A list that grows by itself, newest first: scrolled by keyboard, each addition read out, rows placed by `transform`. */
import type { CSSProperties, ReactNode } from 'react'

export const LiveLog = ({ label, children }: { label: string; children: ReactNode }) => (
  <div
    className="nabiz-scroll"
    role="log"
    aria-label={label}
    // The words of the times change all the while.
    aria-relevant="additions"
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what can be scrolled must be reachable by keyboard
    tabIndex={0}
  >
    {children}
  </div>
)

export type SlidingRowsProps<Item> = { items: readonly Item[]; children: (item: Item) => ReactNode }

export const SlidingRows = <Item extends { id: string }>({ items, children }: SlidingRowsProps<Item>) => (
  <ol className="nabiz-slide" style={{ '--nabiz-count': items.length } as CSSProperties}>
    {items.map((item, at) => (
      <li key={item.id} style={{ '--nabiz-at': at } as CSSProperties}>
        {children(item)}
      </li>
    ))}
  </ol>
)
