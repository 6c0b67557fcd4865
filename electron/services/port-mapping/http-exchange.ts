// Services. One question to a router over plain http: one connection, no redirect, and an answer of bounded size.

import { request } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { err, ok } from '../../../shared/result.ts'
import type { Result } from '../../../shared/result.ts'
import { XML_LIMIT } from '../../domain/port-mapping/device-description.ts'
import type { HttpUrl } from '../../domain/port-mapping/http-url.ts'

const HEADER_LIMIT = 16 * 1024

export type Exchange = {
  readonly url: HttpUrl
  /** The own address the connection leaves from: each interface asks its own gateway. */
  readonly own: string
  readonly headers?: Readonly<Record<string, string>>
  /** POST when there is one. */
  readonly body?: string
}

export type HttpAnswer = { readonly status: number; readonly text: string }

/** Error: `late` when the signal ended it or nobody was there, `nonsense` for what is not http or too long. */
export function exchange(
  { url, own, headers = {}, body }: Exchange,
  signal: AbortSignal,
): Promise<Result<HttpAnswer, 'late' | 'nonsense'>> {
  return new Promise((resolve) => {
    const failed = (cause: NodeJS.ErrnoException) =>
      resolve(err(signal.aborted || isSilence(cause.code) ? 'late' : 'nonsense'))
    const asked = request(
      {
        host: url.host,
        port: url.port,
        path: url.path,
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          ...headers,
          Connection: 'close',
          ...(body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) }),
        },
        localAddress: own,
        family: 4,
        // No connection is kept, and no other setting of this process is shared.
        agent: false,
        maxHeaderSize: HEADER_LIMIT,
        signal,
      },
      (answer) => {
        readBounded(answer).then(
          (text) =>
            resolve(text === undefined ? err('nonsense') : ok({ status: answer.statusCode ?? 0, text })),
          failed,
        )
      },
    )
    asked.on('error', failed)
    asked.end(body)
  })
}

const isSilence = (code: string | undefined) => code === 'ETIMEDOUT' || code === 'EHOSTUNREACH'

/** SECURITY: undefined as soon as there is more than any description or answer has; the connection is cut then. */
async function readBounded(answer: IncomingMessage): Promise<string | undefined> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of answer) {
    if (!Buffer.isBuffer(piece)) return undefined
    size += piece.length
    if (size > XML_LIMIT) {
      answer.destroy()
      return undefined
    }
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}
