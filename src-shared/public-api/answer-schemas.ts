/** Schemas of successful public answers, for the API's description and for tests. */
import { z } from 'zod';

const Time = z.iso.datetime().nullable();

/** State of one ticket. `posicion`, `de` and `espera_s` while it is queued. */
export const TicketAnswerPart = z.looseObject({
  comanda: z.int(),
  estacion: z.string(),
  tipo: z.string().optional(),
  impresora: z.string(),
  virtual: z.literal(true).optional(),
  estado: z.string(),
  posicion: z.int().optional(),
  de: z.int().optional(),
  espera_s: z.number().nullable().optional(),
  hora: Time.optional(),
  causa: z.string().optional(),
  a: z.string().optional(),
  letras_perdidas: z.int().optional(),
});

const Line = z.strictObject({
  linea: z.int(),
  producto: z.string(),
  cantidad: z.int(),
  modificadores: z.array(z.string()).optional(),
  nota: z.string().optional(),
  tiempo: z.int().optional(),
  comensal: z.int().optional(),
  precio: z.int().optional(),
  sin_precio: z.literal(true).optional(),
  cortesia: z.string().optional(),
  en_espera: z.literal(true).optional(),
  anulada: z.literal(true).optional(),
});

/** An order's current state. Also part of an answer that waited because of `esperar`. */
const ORDER = {
  id: z.int(),
  folio: z.string(),
  fecha: z.string(),
  estado: z.string(),
  revision: z.int(),
  mesa: z.string().optional(),
  cliente: z.string().optional(),
  mesero: z.string().optional(),
  comensales: z.int().optional(),
  nota: z.string().optional(),
  juntado_con: z.int().optional(),
  pago: z.string().optional(),
  propina: z.int().optional(),
  cobrado: Time.optional(),
  recibido: Time,
  fecha_inicio: Time,
  fecha_fin: Time,
  duracion: z.number().nullable(),
  total: z.int(),
  lineas: z.array(Line),
  comandas: z.array(TicketAnswerPart),
} as const;
export const OrderAnswer = z.strictObject(ORDER);
export const JourneyAnswer = z.strictObject({
  ...ORDER,
  eventos: z.array(z.looseObject({ seq: z.int(), hora: Time, suceso: z.string() })),
});
export const PageAnswer = z.looseObject({ total: z.int(), siguiente: z.string().nullable() });

/** Fields of every command. `repetido`: the key was known, and this is the first answer again. */
const COMMAND = {
  status: z.string(),
  clave: z.string().optional(),
  repetido: z.literal(true).optional(),
  plazo_vencido: z.literal(true).optional(),
} as const;

/** Loose, because `esperar` adds the order's state. */
export const PlainAnswer = z.looseObject({
  ...COMMAND,
  id: z.int().optional(),
  comandas: z.array(TicketAnswerPart),
});
export const EditAnswer = PlainAnswer.extend({ id: z.int(), revision: z.int() });
export const DispatchAnswer = EditAnswer.extend({
  folio: z.string(),
  avisos: z
    .array(
      z.strictObject({
        codigo: z.string(),
        linea: z.int(),
        datos: z.strictObject({ producto: z.string(), parecido: z.string().nullable() }),
      }),
    )
    .optional(),
});
export const TicketAnswer = z.strictObject({ ...COMMAND, comanda: z.int() });
export const StockAnswer = z.strictObject({
  ...COMMAND,
  producto: z.string(),
  agotado: z.boolean(),
  quedan: z.int().nullable(),
});
export const StationScreenAnswer = z.strictObject({
  ...COMMAND,
  estacion: z.string(),
  pantalla: z.boolean(),
});
export const TurboAnswer = z.strictObject(COMMAND);
export const RetryAnswer = z.strictObject({ ...COMMAND, impresora: z.string() });
