/**
 * Vitest's `globalSetup`: one server for all workers. Without it every worker starts its own, which also works. With
 * `NABIZ_TEST_DATABASE` already set (a TestServer as JSON), tests run on that one, such as a PostgreSQL 15.
 */
import { startTestServer, TEST_SERVER_VARIABLE } from './server.ts'

/** Workers inherit the environment; the server ends with the process that runs this. */
export const setup = async (): Promise<void> => {
  process.env[TEST_SERVER_VARIABLE] ??= JSON.stringify(await startTestServer())
}
