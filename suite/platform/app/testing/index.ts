/** The whole HTTP frame over a real database, for tests. Never imported by the product. */
export { createTestHttp, PASSWORD, type TestHttp, type TestHttpOptions } from './test-http.ts'
export type { Answer, TestPerson } from './test-person.ts'
