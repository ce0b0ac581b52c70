/** Sends one file as multipart, with progress: `fetch` cannot tell how much has left, XMLHttpRequest can. */
import type { RouteContract, RouteOutput } from '#platform/contract'
import { ApiError, errorOf, networkError } from './api-error.ts'
import { type CallOptions, headersOf } from './call.ts'
import { requestUrl } from './request-url.ts'

export type UploadOptions = Omit<CallOptions, 'ifMatch'> & {
  params?: Record<string, string>
  query?: Record<string, string | number | undefined>
  /** Text parts beside the file; sent before it, so the server knows them when the bytes come. */
  fields?: Record<string, string>
  /** 0…1, of the bytes sent. */
  onProgress?: (part: number) => void
}

/** Uploads to a route with `upload`; throws `ApiError` (`too_large` before sending, when the file is over the limit) or `AbortError`. */
export const upload = <R extends RouteContract>(
  contract: R,
  file: File,
  options: UploadOptions = {},
): Promise<RouteOutput<R>> =>
  new Promise((resolve, reject) => {
    if (contract.upload && file.size > contract.upload.maxBytes) {
      reject(new ApiError(413, 'too_large', 'the file is larger than allowed'))
      return
    }
    const form = new FormData()
    for (const [name, value] of Object.entries(options.fields ?? {})) form.append(name, value)
    form.append('file', file)

    const request = new XMLHttpRequest()
    request.open(contract.method, requestUrl(contract.path, options))
    for (const [name, value] of Object.entries(headersOf(options))) request.setRequestHeader(name, value)
    request.upload.onprogress = event => {
      if (event.lengthComputable) options.onProgress?.(event.loaded / event.total)
    }
    request.onload = () => {
      if (request.status >= 400) {
        reject(errorOf(request.status, request.responseText, request.getResponseHeader('x-request-id')))
        return
      }
      resolve((request.responseText === '' ? undefined : JSON.parse(request.responseText)) as RouteOutput<R>)
    }
    request.onerror = () => reject(networkError(null, navigator.onLine))
    request.onabort = () => reject(new DOMException('aborted', 'AbortError'))
    options.signal?.addEventListener('abort', () => request.abort(), { once: true })
    request.send(form)
  })
