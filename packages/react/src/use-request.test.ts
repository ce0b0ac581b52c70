/** useRequest under StrictMode: every state, the last question's answer, and what happens when the component goes. */
import type { FailureCode } from '@nabiz/client'
import { defineRequest, type RequestFrame, type StandardSchemaV1 } from '@nabiz/protocol'
import { act, createElement, type ReactNode } from 'react'
import { afterEach, expect, expectTypeOf, test } from 'vitest'
import { type RequestHook, type RequestResult, useRequest } from './index.ts'
import { settled } from './testing/settled.ts'
import { openStage, probe, type Stage } from './testing/stage.ts'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

const start = async (children: ReactNode) => {
  const stage = await openStage(children)
  ends.push(stage.end)
  return stage
}

const schema = <Value>(fits: (value: unknown) => boolean): StandardSchemaV1<Value> => ({
  '~standard': {
    version: 1,
    vendor: 'test',
    validate: value =>
      fits(value) ? { value: value as Value } : { issues: [{ message: 'does not fit', path: ['total'] }] },
  },
})
const sum = defineRequest('sum', {
  input: schema<{ a: number }>(value => typeof (value as { a: unknown }).a === 'number'),
  output: schema<{ total: number }>(value => typeof (value as { total: unknown }).total === 'number'),
  errors: ['too_much'],
})

const questions = ({ loopback }: Stage) =>
  loopback.sent.filter((frame): frame is RequestFrame => frame.type === 'request')
const answer = (stage: Stage, nth: number, data: unknown) =>
  act(async () => stage.loopback.send({ type: 'response', ref: questions(stage)[nth]!.ref, data }))

/** Asks, and goes on once the question is on its way: `result` comes with its answer. */
const begin = async <Input, Output>({ ask }: RequestHook<Input, Output>, input: Input, key?: string) => {
  let result: Promise<RequestResult<Output>> | undefined
  await act(async () => {
    result = ask(input, { key })
    await settled()
  })
  return { result: result! }
}

test('[R11] idle, pending, success; then pending keeps the data, and an error has its code', async () => {
  const { Probe, last } = probe(() => useRequest('sum'))
  const stage = await start(createElement(Probe))
  expect(last()).toMatchObject({ status: 'idle', error: null })
  const first = await begin(last(), { a: 1 })
  expect(last()).toMatchObject({ status: 'pending', data: undefined })
  expect(questions(stage)).toMatchObject([{ name: 'sum', data: { a: 1 } }])
  await answer(stage, 0, { total: 3 })
  expect(last()).toMatchObject({ status: 'success', data: { total: 3 } })
  await expect(first.result).resolves.toEqual({ status: 'success', data: { total: 3 }, error: null })
  const second = await begin(last(), { a: 2 }, 'k1')
  expect(last()).toMatchObject({ status: 'pending', data: { total: 3 } })
  const { ref, key } = questions(stage)[1]!
  expect(key).toBe('k1')
  await act(async () => stage.loopback.send({ type: 'error', ref, code: 'too_much', message: 'no' }))
  expect(last()).toMatchObject({ status: 'error', data: undefined, error: { code: 'too_much' } })
  await expect(second.result).resolves.toMatchObject({ status: 'error', error: { code: 'too_much' } })
  await act(async () => last().reset())
  expect(last()).toMatchObject({ status: 'idle', error: null })
})

test('[R11] asked twice, the state is the last question’s, whatever order the answers come in', async () => {
  const { Probe, last } = probe(() => useRequest('sum'))
  const stage = await start(createElement(Probe))
  const both = [await begin(last(), { a: 1 }), await begin(last(), { a: 2 })]
  await answer(stage, 1, 'second')
  expect(last()).toMatchObject({ status: 'success', data: 'second' })
  await answer(stage, 0, 'first')
  expect(last()).toMatchObject({ status: 'success', data: 'second' })
  expect((await Promise.all(both.map(({ result }) => result))).map(({ data }) => data)).toEqual(['first', 'second'])
})

test('[R11] a component that goes gives its question up; its promise still tells what became of it', async () => {
  const { Probe, last, seen } = probe(() => useRequest('sum'))
  const stage = await start(createElement(Probe))
  const asked = await begin(last(), { a: 1 })
  const renders = seen.length
  await stage.render(null)
  await expect(asked.result).resolves.toMatchObject({ status: 'error', error: { code: 'aborted' } })
  expect(seen).toHaveLength(renders)
})

test('[R11] what cannot be sent is an error of the request, not of the page', async () => {
  const { Probe, last } = probe(() => useRequest('sum'))
  await start(createElement(Probe))
  const ring: Record<string, unknown> = {}
  ring.ring = ring
  await act(async () => void (await last().ask(ring)))
  expect(last()).toMatchObject({ status: 'error', error: { code: 'invalid_data' } })
})

test('[R12] by contract: typed, wrong input is not sent, a wrong answer is an error', async () => {
  const { Probe, last } = probe(() => useRequest(sum))
  const stage = await start(createElement(Probe))
  expectTypeOf(last()).toEqualTypeOf<RequestHook<{ a: number }, { total: number }, FailureCode<'too_much'>>>()
  const shown = last()
  // @ts-expect-error a code that neither the contract nor the protocol knows
  if (shown.status === 'error') void (shown.error.code === 'to_much')
  await act(async () => void (await last().ask({ a: '1' as unknown as number })))
  expect(last()).toMatchObject({ status: 'error', error: { code: 'invalid_data' } })
  expect(questions(stage)).toEqual([])
  await begin(last(), { a: 1 })
  await answer(stage, 0, { total: 'three' })
  expect(last()).toMatchObject({ status: 'error', error: { code: 'invalid_answer' } })
})
