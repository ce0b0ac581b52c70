/** What the page may ask of its server: that something happens now. */
import { defineRequest, type StandardSchemaV1 } from '@nabiz/protocol'

const object: StandardSchemaV1<object> = {
  '~standard': {
    version: 1,
    vendor: 'gallery',
    validate: value =>
      typeof value === 'object' && value !== null ? { value } : { issues: [{ message: 'expected an object' }] },
  },
}

export const beatRequest = defineRequest('beat', { input: object, output: object })
