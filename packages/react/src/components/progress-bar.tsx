/** How far something is. Moved by `transform`, so that it costs no layout. */

/** 0–100; null moves to and fro. */
export const ProgressBar = ({ percent, label }: { percent: number | null; label: string }) => (
  <span
    className="nabiz-progress"
    role="progressbar"
    aria-label={label}
    aria-valuemin={0}
    aria-valuemax={100}
    aria-valuenow={percent === null ? undefined : Math.floor(percent)}
  >
    <span style={percent === null ? undefined : { transform: `scaleX(${percent / 100})` }} />
  </span>
)
