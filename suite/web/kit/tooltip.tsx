/** A short hint on hover and keyboard focus; never the only place something is said. */
import type { ReactElement } from 'react'
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components'

export const Tooltip = ({ text, children }: { text: string; children: ReactElement }) => (
  <TooltipTrigger delay={500} closeDelay={80}>
    {children}
    <AriaTooltip
      offset={6}
      className="enter-fade max-w-72 rounded-md bg-ink px-2 py-1 text-xs text-bg shadow-pop select-none"
    >
      {text}
    </AriaTooltip>
  </TooltipTrigger>
)
