/** The frame every application stands in: what it declares, what its handlers get, and the HTTP server around them. */
export {
  type Answer,
  type Application,
  type BoundJob,
  type BoundRoute,
  bind,
  bindJob,
  type Catalogue,
  defineApplication,
  type RoomQuestion,
} from './application.ts'
export type { Context, ContextCompany, ContextUser, FileAnswer, Services, Upload } from './context.ts'
export { openSecrets, type Secrets } from './secrets.ts'
export { createTranslate, type Translate } from './translate.ts'
