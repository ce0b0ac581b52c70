/** The sign of the house: a pulse. */
export const LogoMark = ({ className = 'size-8' }: { className?: string }) => (
  <svg viewBox="0 0 32 32" className={className} aria-hidden="true">
    <rect width="32" height="32" rx="8" className="fill-[#0f766e]" />
    <path
      d="M5 17h5l3-8 5 15 3.5-9 1.5 2h4"
      fill="none"
      stroke="#fff"
      strokeWidth="2.4"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  </svg>
)

export const Logo = () => (
  <span className="flex items-center gap-2.5 text-lg font-bold tracking-tight">
    <LogoMark />
    Nabız
  </span>
)
