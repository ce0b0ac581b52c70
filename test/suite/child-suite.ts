/** The suite as people start it, `node suite/main.ts`, in a process of its own that a test may kill. */
import { SAMPLE_SIGN_IN } from '../../suite/sample.ts'
import { type ChildProcess, startProcess } from './child-process.ts'
import { createStranger, type Person, signInAt } from './person.ts'

export type ChildSuite = Pick<ChildProcess, 'pid' | 'printed' | 'end'> & {
  url: string
  stranger(): Person
  signIn(): Promise<Person>
}

/** Resolves when it says where it listens. Rejects with what it printed when it ends instead. `part`: not all of it. */
export const startChildSuite = async (
  dataDir: string,
  env: Record<string, string> = {},
  part?: 'web',
): Promise<ChildSuite> => {
  const child = startProcess(part ? [part] : [], {
    PORT: '0',
    DATA_DIR: dataDir,
    LOG_LEVEL: 'warn',
    SAMPLE: 'bare',
    ...env,
  })
  const url = await child.said(/^ {2}(http:\S+)\s*$/m)
  return {
    ...child,
    url,
    stranger: () => createStranger(url),
    signIn: () => signInAt(url, SAMPLE_SIGN_IN.email, SAMPLE_SIGN_IN.password),
  }
}
