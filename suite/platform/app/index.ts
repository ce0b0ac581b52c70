/** The frame every application stands in: what it declares, what its handlers get, and the HTTP server around them. */

export { platformRooms } from '#platform/contract'
export {
  type Answer,
  type Application,
  type BoundJob,
  type BoundRoute,
  bind,
  bindJob,
  defineApplication,
  type Guest,
  type JobSchedule,
  type RoomQuestion,
} from './application.ts'
export type { Catalogue } from './catalogue.ts'
export type { Context, ContextCompany, ContextUser, FileAnswer, Services, Upload } from './context.ts'
export { createDataRules, type DataRules } from './data-rules.ts'
export { createHttp, type HttpOptions } from './http.ts'
export type { HttpConfig } from './http-config.ts'
export type { Origins } from './origin-check.ts'
export { platformJobs } from './platform-jobs.ts'
export { openSecrets, type Secrets } from './secrets.ts'
export { smsReportsOf, smsReportsSchedule } from './sms-reports.ts'
export { sourceOf } from './source.ts'
export { createTranslate, type Translate } from './translate.ts'
