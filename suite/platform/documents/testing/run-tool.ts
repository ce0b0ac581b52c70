/** Runs a command-line judge of PDFs (poppler, qpdf, zbar) on bytes, in a folder of its own. */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** `line` uses IN for the file given, OUT for a file it writes. What the tool prints, or the bytes of OUT. */
export const runTool = async (bytes: Buffer, tool: string, line: readonly string[], out?: string): Promise<Buffer> => {
  const directory = await mkdtemp(join(tmpdir(), 'nabiz-pdf-'))
  try {
    await writeFile(join(directory, 'IN'), bytes)
    const options = { cwd: directory, encoding: 'buffer', maxBuffer: 50e6 } as const
    // qpdf ends with 3 for a file it could read with a warning; what it printed is what counts.
    const { stdout } = await run(tool, [...line], options).catch((error: { code?: number; stdout: Buffer }) => {
      if (error.code === 3) return error
      throw error
    })
    return out === undefined ? stdout : await readFile(join(directory, out))
  } finally {
    await rm(directory, { recursive: true })
  }
}

export const textOf = async (pdf: Buffer): Promise<string> =>
  (await runTool(pdf, 'pdftotext', ['-layout', 'IN', '-'])).toString()

/** What poppler says of every signature in the file. */
export const signaturesOf = async (pdf: Buffer): Promise<string> =>
  (await runTool(pdf, 'pdfsig', ['-nocert', 'IN'])).toString()

/** The file with everything in it readable. */
export const objectsOf = async (pdf: Buffer): Promise<string> => {
  const args = ['--qdf', '--object-streams=disable', 'IN', 'OUT']
  return (await runTool(pdf, 'qpdf', args, 'OUT')).toString('latin1')
}
