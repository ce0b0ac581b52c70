/** A Lua script that Redis runs by its digest, and is given whole only when it does not know it. */
import { createHash } from 'node:crypto'
import type { RedisClient } from './make-client.ts'

type Argument = string | number | Buffer

export class Script {
  readonly text: string
  readonly #digest: string

  constructor(text: string) {
    this.text = text
    this.#digest = createHash('sha1').update(text).digest('hex')
  }

  /** Texts in the answer are texts. Rejects with what Redis says, or when it cannot be reached. */
  async run(redis: RedisClient, keys: readonly string[], args: readonly Argument[]): Promise<unknown> {
    const rest = [keys.length, ...keys, ...args]
    try {
      return await redis.call('EVALSHA', [this.#digest, ...rest])
    } catch (error) {
      if (!isUnknown(error)) throw error
      return redis.call('EVAL', [this.text, ...rest])
    }
  }

  /** As {@link run}; texts in the answer are bytes. */
  async runBuffer(redis: RedisClient, keys: readonly string[], args: readonly Argument[]): Promise<unknown> {
    const rest = [keys.length, ...keys, ...args]
    try {
      return await redis.callBuffer('EVALSHA', [this.#digest, ...rest])
    } catch (error) {
      if (!isUnknown(error)) throw error
      return redis.callBuffer('EVAL', [this.text, ...rest])
    }
  }
}

const isUnknown = (error: unknown): boolean => error instanceof Error && error.message.startsWith('NOSCRIPT')
