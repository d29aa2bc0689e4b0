/**
 * Refusals that this device says itself, in the shape of the host's: the host was never asked, or
 * could not answer.
 */
import { FRAME_BYTES } from '../../../src-shared/screen-api/messages';
import type { RefusalText } from '../../../src-shared/screen-api/messages';

export const UNREADABLE = refusal(
  'NOT_A_REQUEST',
  'PETICION_DESCONOCIDA',
  'El servidor no entiende este envío. Hágalo otra vez.',
);
export const NO_ORDER = refusal(
  'ORDER_UNKNOWN',
  'PEDIDO_NO_EXISTE',
  'El pedido al que se agregaba esto ya no está en este equipo.',
  { order: '?' },
);
export const TOO_LARGE = refusal(
  'MESSAGE_TOO_LARGE',
  'MENSAJE_DEMASIADO_GRANDE',
  'Es demasiado para un solo envío. Hágalo otra vez en dos partes.',
  { limit: FRAME_BYTES },
);

function refusal(
  code: RefusalText['code'],
  codigo: string,
  message: string,
  details: RefusalText['details'] = {},
): RefusalText {
  return { code, codigo, message, retryable: false, details };
}
