/** The reach engine's rules: what happens next with a letter, in which hours, and when to phone. */
export { bestMoment } from './best-moment.ts'
export {
  decideReach,
  type ReachDecision,
  type ReachFacts,
  type ReachPerson,
  type ReachPlan,
} from './decide-reach.ts'
export { nextOfficeInstant, subtractWorkingHours, workingDayFrom } from './working-hours.ts'
