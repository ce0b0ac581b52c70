/** Pulling the top of a page down asks for its data again; a button does the same for keyboards. */
import { type ReactNode, type TouchEvent, useRef, useState } from 'react'
import { RefreshIcon } from './icons.tsx'
import type { Labels } from './labels/labels.ts'
import { tr } from './labels/tr.ts'

export type PullToRefreshProps = {
  onRefresh: () => Promise<unknown>
  children?: ReactNode
  labels?: Labels
}

/** How far the finger goes before letting go refreshes, px. The page follows it half as far. */
const ENOUGH_PX = 96
const FARTHEST_PX = 140

type Pull = 'none' | 'pulling' | 'enough' | 'refreshing'

export const PullToRefresh = ({ onRefresh, children, labels = tr }: PullToRefreshProps) => {
  const frame = useRef<HTMLDivElement>(null)
  const start = useRef<number | null>(null)
  const [pull, setPull] = useState<Pull>('none')

  // Beside React: a finger moves sixty times a second, and only the few states need a render.
  const move = (px: number) => frame.current?.style.setProperty('--nabiz-pull', `${px / 2}px`)
  const refresh = async () => {
    setPull('refreshing')
    move(ENOUGH_PX)
    try {
      await onRefresh()
    } finally {
      setPull('none')
      move(0)
    }
  }
  const begin = (event: TouchEvent) => {
    const isTop = (document.scrollingElement?.scrollTop ?? 0) <= 0
    start.current = isTop && pull === 'none' ? (event.touches[0]?.clientY ?? null) : null
  }
  const go = (event: TouchEvent) => {
    if (start.current === null) return
    const px = Math.min(FARTHEST_PX, Math.max(0, (event.touches[0]?.clientY ?? 0) - start.current))
    move(px)
    setPull(px >= ENOUGH_PX ? 'enough' : px > 0 ? 'pulling' : 'none')
  }
  const end = () => {
    if (start.current === null) return
    start.current = null
    if (pull === 'enough') void refresh()
    else {
      move(0)
      setPull('none')
    }
  }
  const words = {
    none: '',
    pulling: labels.pullToRefresh,
    enough: labels.releaseToRefresh,
    refreshing: labels.refreshing,
  }
  return (
    <div
      className="nabiz-pull"
      ref={frame}
      data-pull={pull}
      onTouchStart={begin}
      onTouchMove={go}
      onTouchEnd={end}
      onTouchCancel={end}
    >
      <button
        type="button"
        className="nabiz-button nabiz-pull-button"
        disabled={pull === 'refreshing'}
        onClick={refresh}
      >
        {labels.refresh}
      </button>
      <p className="nabiz-pull-word" role="status">
        {pull !== 'none' && <RefreshIcon />}
        {words[pull]}
      </p>
      <div className="nabiz-pull-content">{children}</div>
    </div>
  )
}
