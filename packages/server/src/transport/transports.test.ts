import { transportContract } from './transport-contract.ts'

transportContract('websocket')
transportContract('sse')
transportContract('poll')
