/**
 * Parses the wire's printer requests: add, calibrate, test, move, find, chains, the drawer, mail.
 * The host carries them out.
 */
import { z } from 'zod';
import { Fields } from '../base/fields';
import { refuse } from '../base/errors';
import type { Refusal } from '../base/errors';
import { PrinterAddress, PrinterProfile } from '../model/printers';
import { MailSettings } from '../model/mail';
import { machineText } from '../text/plain-text';
import type { WhenUnsure } from '../model/stations';

/** The printer actions of an owner. */
export type PrinterAction =
  | {
      readonly do: 'add';
      readonly name: string;
      readonly address: PrinterAddress;
      readonly profile: PrinterProfile;
      readonly confirmed: boolean;
    }
  | {
      readonly do: 'move';
      readonly printer: string;
      readonly address: PrinterAddress;
      readonly confirmed: boolean;
    }
  | { readonly do: 'remove'; readonly printer: string }
  /** Columns and page to set first; null: unchanged. */
  | {
      readonly do: 'test' | 'calibrate';
      readonly printer: string;
      readonly columns: PrinterProfile['columns'] | null;
      readonly codePage: PrinterProfile['codePage'] | null;
    }
  /** `key`: a repeated request with the same key does not open the drawer again. */
  | { readonly do: 'drawer'; readonly printer: string; readonly key: string | null }
  | { readonly do: 'discover'; readonly sweep: boolean; readonly identify: boolean }
  | {
      readonly do: 'chain';
      readonly station: string;
      readonly printers: readonly string[];
      readonly whenUnsure: WhenUnsure | null;
    }
  | { readonly do: 'mail'; readonly settings: MailSettings | null }
  | { readonly do: 'mailTest' };

export type PrinterActionRequest = { readonly kind: 'control'; readonly ask: PrinterAction };

const Token = { token: z.string().max(200).optional() };
const DOINGS = ['agregar', 'mudar', 'quitar', 'probar', 'calibrar', 'cajon'] as const;

const WirePrinter = z.strictObject({
  ...Token,
  impresora: Fields.text.refine((name) => name.length <= 80, { error: 'más de 80 caracteres' }),
  hacer: z.enum(DOINGS),
  direccion: z.string().trim().pipe(machineText(0, 300)).optional(),
  columnas: PrinterProfile.shape.columns.nullish(),
  pagina: PrinterProfile.shape.codePage.nullish(),
  idioma: PrinterProfile.shape.language,
  confirmado: z.boolean().default(false),
  id: machineText(0, 200).nullish(),
});
const WireDiscover = z.strictObject({
  ...Token,
  buscar: z.literal('impresoras'),
  barrido: z.boolean().default(false),
  identificar: z.boolean().default(false),
});
const WireChain = z.strictObject({
  ...Token,
  cadena: z
    .array(Fields.text)
    .min(1, { error: 'hace falta al menos una impresora' })
    .max(10, { error: 'a lo sumo 10' }),
  estacion: Fields.text,
  sin_confirmar: z.enum(['reimprimir', 'preguntar']).nullish(),
});
const WireMail = z.strictObject({
  ...Token,
  correo: z.union([z.literal('probar'), z.null(), MailSettings]),
});

/** By the field that selects the kind of message. */
export const CONTROL_SCHEMAS = {
  hacer: WirePrinter,
  buscar: WireDiscover,
  cadena: WireChain,
  correo: WireMail,
} as const;

export function printerRequest(wire: z.output<typeof WirePrinter>): PrinterActionRequest | Refusal {
  const {
    impresora: printer,
    hacer,
    direccion,
    columnas,
    pagina,
    idioma,
    confirmado: confirmed,
  } = wire;
  const paper = { columns: columnas ?? null, codePage: pagina ?? null };
  switch (hacer) {
    case 'quitar':
      return { kind: 'control', ask: { do: 'remove', printer } };
    case 'probar':
      return { kind: 'control', ask: { do: 'test', printer, ...paper } };
    case 'calibrar':
      return { kind: 'control', ask: { do: 'calibrate', printer, ...paper } };
    case 'cajon':
      return { kind: 'control', ask: { do: 'drawer', printer, key: wire.id ?? null } };
    case 'agregar':
    case 'mudar': {
      const address = addressFrom(direccion ?? '');
      if (!address) return refuse('ORDER_INVALID', { field: 'direccion', reason: ADDRESS_FORMS });
      if (hacer === 'mudar')
        return { kind: 'control', ask: { do: 'move', printer, address, confirmed } };
      const profile = PrinterProfile.parse({
        columns: columnas ?? 48,
        codePage: pagina ?? 'PC858',
        language: idioma,
      });
      return { kind: 'control', ask: { do: 'add', name: printer, address, profile, confirmed } };
    }
  }
}

export function discoverRequest(wire: z.output<typeof WireDiscover>): PrinterActionRequest {
  return {
    kind: 'control',
    ask: { do: 'discover', sweep: wire.barrido, identify: wire.identificar },
  };
}

export function chainRequest(wire: z.output<typeof WireChain>): PrinterActionRequest {
  const whenUnsure = wire.sin_confirmar
    ? ({ reimprimir: 'reprint', preguntar: 'ask' } as const)[wire.sin_confirmar]
    : null;
  return {
    kind: 'control',
    ask: { do: 'chain', station: wire.estacion, printers: wire.cadena, whenUnsure },
  };
}

export function mailRequest({ correo }: z.output<typeof WireMail>): PrinterActionRequest {
  return {
    kind: 'control',
    ask: correo === 'probar' ? { do: 'mailTest' } : { do: 'mail', settings: correo },
  };
}

const ADDRESS_FORMS =
  'se escribe 192.168.1.50, 192.168.1.50:9100, [fd00::5]:9100, usb:/dev/usb/lp0, usb:SERIE, cola:NOMBRE, pdf, pdf:/carpeta o pantalla';
const RAW_PORT = 9100;

/** Parses an address; null if it has no known form. */
export function addressFrom(text: string): PrinterAddress | null {
  const given = text.trim();
  const kind = /^(usb|cola|pdf):(.+)$/.exec(given);
  const parsed = PrinterAddress.safeParse(
    given === 'pantalla'
      ? { kind: 'screen' }
      : given === 'pdf'
        ? { kind: 'pdf' }
        : kind?.[1] === 'pdf'
          ? { kind: 'pdf', folder: kind[2] }
          : kind?.[1] === 'cola'
            ? { kind: 'spool', queue: kind[2] }
            : kind?.[1] === 'usb'
              ? usbFrom(kind[2] ?? '')
              : tcpFrom(given),
  );
  return parsed.success ? parsed.data : null;
}

function usbFrom(text: string): unknown {
  return text.startsWith('/')
    ? { kind: 'usb', device: text }
    : { kind: 'usb', device: '/dev/usb/lp0', serial: text };
}

function tcpFrom(text: string): unknown {
  const [, bracketed, plain, port] =
    /^(?:\[([0-9a-f:.]+)\]|([^\s:/[\]]+))(?::(\d{1,5}))?$/i.exec(text) ?? [];
  const bare = /^[0-9a-f]*:[0-9a-f:.]+$/i.test(text) ? text : undefined;
  return {
    kind: 'tcp',
    host: bracketed ?? plain ?? bare,
    port: port === undefined ? RAW_PORT : Number(port),
  };
}
