/** The platform's own routes as contracts: screens call them typed, `app/` and `identity/` answer them. */
export * from './account.ts'
export * from './address.ts'
export * from './company.ts'
export * from './probe.ts'
export * from './rooms.ts'
export * from './work.ts'
