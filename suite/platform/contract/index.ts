/** What both ends of every application share: failures, routes, jobs, money, pages, languages. No I/O, safe in a browser. */
export * from './failure.ts'
export * from './job.ts'
export * from './locale.ts'
export * from './money.ts'
export * from './page.ts'
export * from './route.ts'
export * from './task.ts'
