/** E-Mutabakat's contract: events, routes, jobs and failures, shared by the server and the screens. */
export * from './events.ts'
export * from './failures.ts'
export * from './import.ts'
export * from './jobs.ts'
export * from './letter.ts'
export * from './portal.ts'
export * from './rooms.ts'
export * from './routes.ts'
