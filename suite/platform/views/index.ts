/** Saved views of lists: a person's own, and what leaders share with the company. */
export { VIEW_FAILURES } from './failures.ts'
export { heldViews } from './hold-views.ts'
export type { ViewReader } from './saved-view.ts'
export { changeView, chooseDefault, createView, listViews, removeView, viewToChange } from './views.ts'
