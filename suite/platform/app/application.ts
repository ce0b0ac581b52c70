/** What an application tells the platform about itself, and how routes and jobs are tied to their contracts. */
import type { RoomContract } from '@nabiz/protocol'
import type { z } from 'zod'
import type {
  JobContract,
  Locale,
  MissedPolicy,
  NotificationKind,
  Role,
  RouteContract,
  RouteInput,
  RouteOutput,
} from '#platform/contract'
import type { JobContext, TaskResult } from '#platform/jobs'
import type { MailBounce, MailTemplate, SmsReported } from '#platform/notify'
import type { PersonData, RetentionRule } from '#platform/privacy'
import type { BusinessEvent, MigrationModule, RoutedEvent, Trx } from '#platform/store'
import type { Catalogue } from './catalogue.ts'
import type { Context, FileAnswer, Services } from './context.ts'

export type BoundRoute = {
  contract: RouteContract
  handle: (ctx: Context, input: { params: unknown; query: unknown; body: unknown }) => Promise<unknown>
}

/** A handler returns what its contract answers; a file when the contract `produces` one; nothing for 204. */
export type Answer<R> = [RouteOutput<R>] extends [undefined] ? FileAnswer | void : RouteOutput<R>

/** Ties a handler to its contract: its input has been checked, its output will be. */
export const bind = <R extends RouteContract>(
  contract: R,
  handler: (ctx: Context, input: RouteInput<R>) => Promise<Answer<R>>,
): BoundRoute => ({ contract, handle: handler as unknown as BoundRoute['handle'] })

export type BoundJob = {
  contract: JobContract
  handle: (services: Services, input: unknown, job: JobContext) => Promise<TaskResult | void>
}

/** Ties a job's handler to its contract. */
export const bindJob = <Input extends z.ZodType>(
  contract: JobContract<Input>,
  handler: (services: Services, input: z.output<Input>, job: JobContext) => Promise<TaskResult | void>,
): BoundJob => ({ contract: contract as JobContract, handle: handler as BoundJob['handle'] })

/** A cron expression of five fields in a zone. `missed`: what fell into a time without a process, as `Jobs.schedule` says. */
export type JobSchedule = { contract: JobContract; cron: string; time_zone: string; missed?: MissedPolicy }

/** Asked when somebody joins or publishes to a room of the application. */
export type RoomQuestion = {
  user_id: string
  room: string
  /** Of the room's pattern: `{ id: '0190…' }` of `mutabakat:{id}`. */
  params: Record<string, string>
  action: 'join' | 'publish'
  /** The person's role in a company, by id or slug; null when they are no member. */
  role(company: string): Promise<Role | null>
  services: Services
}

/** Somebody without an account who holds an application's token: `user_id` begins with `guest:`. `expires_at` in ms. */
export type Guest = { user_id: `guest:${string}`; name: string; expires_at: number }

export type Application = {
  id: string
  /** First path segments under /api that are this application's alone: `['mutabakat']`. A clash fails at boot. */
  segments: readonly string[]
  routes: readonly BoundRoute[]
  jobs: readonly BoundJob[]
  /** Jobs of `jobs` that the clock queues, with the input `{}`. Absent: none. */
  schedules?: readonly JobSchedule[]
  live: (event: BusinessEvent) => RoutedEvent[]
  /** Tags of cached values that an event of its company makes untrue. Absent: nothing of the application is cached. */
  cacheTags?: (event: BusinessEvent) => readonly string[]
  migrations: MigrationModule
  catalogues: Readonly<Record<Locale, Catalogue>>
  rooms: readonly RoomContract[]
  /** What people may be told about; a notification of another kind is refused. */
  notifications?: readonly NotificationKind[]
  /** Every mail it sends. */
  mails?: readonly MailTemplate[]
  /** A mail of one of these kinds had been sent and came back; in the transaction that writes the log. */
  onBounce?: (services: Services, trx: Trx, bounce: MailBounce) => Promise<void>
  /** The provider reported on an SMS the application had sent, of any kind; in the transaction that writes the log. */
  onSmsReport?: (services: Services, trx: Trx, report: SmsReported) => Promise<void>
  /** How long the application keeps what. Absent: nothing of it is deleted by age. */
  retention?: readonly RetentionRule[]
  /** What it holds of persons. Absent: it holds nothing of anybody. */
  persons?: readonly PersonData[]
  /** Absent: nobody enters a room of the application. */
  authorizeRoom?: (question: RoomQuestion) => boolean | Promise<boolean>
  /** After these events its company's members are asked again about every room they are in. Absent: none ends anything. */
  endsAccess?: (event: BusinessEvent) => boolean
  /** Whose live connection a token of the application opens; null when it is none of its tokens, or over. */
  authenticateGuest?: (services: Services, token: string) => Promise<Guest | null>
}

/** Declares an application; only narrows types. */
export const defineApplication = (application: Application): Application => application
