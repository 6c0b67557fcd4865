// Services. One call of a UPnP service over http.

import { ok } from '../../../shared/result.ts'
import type { Result } from '../../../shared/result.ts'
import type { MappingService } from '../../domain/port-mapping/device-description.ts'
import { parseSoapReply, soapRequest } from '../../domain/port-mapping/soap.ts'
import type { SoapCall, SoapReply } from '../../domain/port-mapping/soap.ts'
import { exchange } from './http-exchange.ts'

/** A fault comes with status 500; any other status is nothing that UPnP knows, a redirect least of all. */
export async function callService(
  { own, service }: { readonly own: string; readonly service: MappingService },
  call: SoapCall,
  signal: AbortSignal,
): Promise<Result<SoapReply, 'late' | 'nonsense'>> {
  const answer = await exchange(
    {
      url: service.control,
      own,
      headers: {
        'Content-Type': 'text/xml; charset="utf-8"',
        SOAPAction: `"${call.service}#${call.action}"`,
      },
      body: soapRequest(call),
    },
    signal,
  )
  if (!answer.ok) return answer
  const { status, text } = answer.value
  return ok(status === 200 || status === 500 ? parseSoapReply(text, call.action) : { kind: 'nonsense' })
}
