/** `/api/publish` and `/api/broadcast`: publishing from a backend in any language. */
import type { Limits } from '@nabiz/protocol'
import type { Publication, Published, Publisher } from '../room/publisher.ts'
import { type ApiError, ApiRefused, apiErrorOf } from './api-refused.ts'
import type { Routes } from './call.ts'
import { Fields } from './fields.ts'

export type PublishParts = {
  readonly publisher: Publisher
  readonly limits: Limits
  readonly onError: (error: unknown, where: string) => void
}

type Result = ({ room: string } & Published) | { room?: string; error: ApiError }

/** Everything of a publication but its room. */
const contentOf = (fields: Fields, publisher: string): Omit<Publication, 'room'> => ({
  company: fields.optionalId('company'),
  type: fields.eventType(),
  data: fields.given('data'),
  user_id: fields.idOrNull('user_id'),
  publisher,
  record: fields.flag('record'),
  key: fields.key(),
})

export const publishRoutes = ({ publisher, limits, onError }: PublishParts): Routes => {
  const publish = async (value: unknown, at: string, by: string): Promise<Result> => {
    const fields = new Fields(value, at)
    const room = fields.room()
    return { room, ...(await publisher.publish({ room, ...contentOf(fields, by) })) }
  }

  /** One after another, so that they get their offsets in the order of the list. A refused one does not stop the rest. */
  const inOrder = async (count: number, one: (index: number) => Promise<Result>): Promise<Result[]> => {
    const results: Result[] = []
    for (let index = 0; index < count; index++) {
      results.push(await one(index).catch(error => ({ error: apiErrorOf(error, onError) })))
    }
    return results
  }

  return {
    '/api/publish': {
      method: 'POST',
      async run({ body, publisher: by }) {
        if (!Array.isArray(body)) return { json: await publish(body, '', by) }
        if (body.length > limits.apiBatch)
          throw new ApiRefused('bad_request', `the body: expected at most ${limits.apiBatch} events`)
        return { json: await inOrder(body.length, index => publish(body[index], `events[${index}].`, by)) }
      },
    },
    '/api/broadcast': {
      method: 'POST',
      async run({ body, publisher: by }) {
        const fields = new Fields(body)
        const rooms = fields.rooms(limits.apiBatch)
        const content = contentOf(fields, by)
        const to = async (room: string): Promise<Result> => {
          try {
            return { room, ...(await publisher.publish({ room, ...content })) }
          } catch (error) {
            return { room, error: apiErrorOf(error, onError) }
          }
        }
        return { json: await inOrder(rooms.length, index => to(rooms[index]!)) }
      },
    },
  }
}
