/** The few drawings the components need: 24 × 24, in the colour of the text. */
import type { ReactNode } from 'react'

const Icon = ({ children }: { children: ReactNode }) => (
  <svg
    className="nabiz-icon"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.8"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    {children}
  </svg>
)

export const BellIcon = () => (
  <Icon>
    <path d="M6 8.5a6 6 0 0 1 12 0c0 6.5 2.5 8 2.5 8h-17S6 15 6 8.5" />
    <path d="M10.2 20a2 2 0 0 0 3.6 0" />
  </Icon>
)

export const PulseIcon = () => (
  <Icon>
    <path d="M2.5 12.5h4l3-8 5 15 3-7h4" />
  </Icon>
)

export const CloseIcon = () => (
  <Icon>
    <path d="m6.5 6.5 11 11m0-11-11 11" />
  </Icon>
)

export const ClockIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M12 7.5V12l3 2" />
  </Icon>
)

export const CloudOffIcon = () => (
  <Icon>
    <path d="m3 3 18 18M8.5 18.5h-1a5 5 0 0 1-1.6-9.7M10 5.6a6.5 6.5 0 0 1 8.3 5.1 4 4 0 0 1 1.9 6.6" />
  </Icon>
)

export const RefreshIcon = () => (
  <Icon>
    <path d="M20 5v5h-5M4 19v-5h5" />
    <path d="M19.4 10A8 8 0 0 0 5.6 7.6M4.6 14a8 8 0 0 0 13.8 2.4" />
  </Icon>
)

export const LEVEL_ICONS = {
  success: () => (
    <Icon>
      <circle cx="12" cy="12" r="8.5" />
      <path d="m8.5 12.2 2.4 2.4 4.6-5" />
    </Icon>
  ),
  error: () => (
    <Icon>
      <circle cx="12" cy="12" r="8.5" />
      <path d="m9.3 9.3 5.4 5.4m0-5.4-5.4 5.4" />
    </Icon>
  ),
  warning: () => (
    <Icon>
      <path d="M12 4 3 19.5h18zM12 10v4.2m0 2.6v.1" />
    </Icon>
  ),
  info: () => (
    <Icon>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M12 11v5m0-8.3v.1" />
    </Icon>
  ),
} as const
