/** What the drawing thread and its owner say to each other. */

/** `module`: its address; `input`: what its drawing is given. */
export type DrawingOrder = { id: number; module: string; input: unknown }

export type DrawingAnswer = { id: number; bytes: Uint8Array } | { id: number; error: string }
