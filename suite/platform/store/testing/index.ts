/** Real databases for tests. Never imported by the product. */
export { addCompany, createTestStore, type TestStore, testServer } from './test-database.ts'
