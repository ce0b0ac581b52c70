/** How a guard ends: what it read, what it found, and the exit code that follows. */
export type Verdict = { read: string; problems: readonly string[] }

/** Prints the verdict; a guard with a problem ends with exit code 1. */
export const conclude = (guard: string, verdict: Verdict): void => {
  for (const problem of verdict.problems) console.error(`  ${problem}`)
  const count = verdict.problems.length
  console.log(
    `${guard}: ${verdict.read}, ${count === 0 ? 'no problem' : count === 1 ? '1 problem' : `${count} problems`}`,
  )
  if (count > 0) process.exitCode = 1
}
