/** What every thread of ours that works beside the server shares. */
export { stepBack } from './step-back.ts'
