/** Bindings of public requests about operation. */
import { z } from 'zod';
import { setTurbo } from '../commands/operations';
import { keyField } from './answers';
import { TurboAnswer } from './answer-schemas';
import { definePublic, postWhole } from './define-public';
import { Common } from './request';

export const turbo = definePublic(setTurbo, {
  words: ['turbo'],
  summary: 'Hora pico: los pedidos antes que precuentas y copias',
  http: postWhole('/sistema/modo-turbo'),
  body: z.strictObject({ ...Common, turbo: z.boolean() }),
  answer: TurboAnswer,
  decode: (body) => ({ on: body.turbo }),
  encode: (reply, { key }) => ({
    status: reply.on ? 'turbo_activado' : 'turbo_desactivado',
    ...keyField(key),
  }),
});
