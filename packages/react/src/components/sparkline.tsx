/** The last values as a line over a tinted ground; a picture beside the number, so it says nothing to a screen reader. */

const WIDTH = 100
const HEIGHT = 32
const EDGE = 2

/** Where each value lies. Equal values make a line through the middle. */
const points = (values: readonly number[]): string => {
  const low = Math.min(...values)
  const range = Math.max(...values) - low
  const step = WIDTH / Math.max(1, values.length - 1)
  return values
    .map((value, at) => {
      const height = range === 0 ? 0.5 : (value - low) / range
      return `${(at * step).toFixed(2)},${(HEIGHT - EDGE - height * (HEIGHT - 2 * EDGE)).toFixed(2)}`
    })
    .join(' ')
}

export const Sparkline = ({ values }: { values: readonly number[] }) => {
  const line = values.length > 1 ? points(values) : null
  return (
    <svg className="nabiz-sparkline" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      {line !== null && (
        <>
          <polygon points={`0,${HEIGHT} ${line} ${WIDTH},${HEIGHT}`} />
          <polyline points={line} vectorEffect="non-scaling-stroke" />
        </>
      )}
    </svg>
  )
}
