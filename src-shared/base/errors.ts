/**
 * The catalogue of all errors: what a sender, a screen or a log gets. Each entry says who can fix
 * it and whether a retry can help. Internal codes are English; TCP and HTTP use `publicCode`.
 * Messages are Spanish, with `{holes}` filled from `details`.
 */

export type ErrorSpec = {
  readonly publicCode: string;
  /** Who can fix it: the sender, a person in the restaurant, or the administrator of the host. */
  readonly mendedBy: 'sender' | 'restaurant' | 'host';
  /** True if the same request may succeed later. */
  readonly retryable: boolean;
  readonly http: number;
  readonly es: string;
};

const catalogue = {
  JSON_BROKEN: {
    publicCode: 'JSON_INVALIDO',
    mendedBy: 'sender',
    retryable: false,
    http: 400,
    es: 'El JSON no es válido en la posición {position}: {reason}. Se descarta lo que sigue hasta su cierre o hasta una pausa.',
  },
  JSON_DUPLICATE_KEY: {
    publicCode: 'CLAVE_DUPLICADA',
    mendedBy: 'sender',
    retryable: false,
    http: 400,
    es: 'El campo "{key}" aparece dos veces.',
  },
  JSON_TOO_DEEP: {
    publicCode: 'DEMASIADO_PROFUNDO',
    mendedBy: 'sender',
    retryable: false,
    http: 400,
    es: 'El JSON tiene más de {limit} niveles.',
  },
  MESSAGE_TOO_LARGE: {
    publicCode: 'MENSAJE_DEMASIADO_GRANDE',
    mendedBy: 'sender',
    retryable: false,
    http: 413,
    es: 'El mensaje pasa de {limit} bytes.',
  },
  MESSAGE_INCOMPLETE: {
    publicCode: 'MENSAJE_INCOMPLETO',
    mendedBy: 'sender',
    retryable: true,
    http: 408,
    es: 'El mensaje quedó a medias; no se guardó nada. Envíelo entero.',
  },
  NOT_UTF8: {
    publicCode: 'TEXTO_NO_UTF8',
    mendedBy: 'sender',
    retryable: false,
    http: 400,
    es: 'El mensaje no está en UTF-8; no se guardó nada.',
  },
  TEXT_TOO_LONG: {
    publicCode: 'TEXTO_DEMASIADO_LARGO',
    mendedBy: 'sender',
    retryable: false,
    http: 400,
    es: 'La línea pasa de {limit} caracteres.',
  },
  WRONG_PROTOCOL: {
    publicCode: 'PROTOCOLO_EQUIVOCADO',
    mendedBy: 'sender',
    retryable: false,
    http: 400,
    es: 'Este puerto recibe pedidos JSON por TCP, no {protocol}.',
  },
  NOT_A_REQUEST: {
    publicCode: 'PETICION_DESCONOCIDA',
    mendedBy: 'sender',
    retryable: false,
    http: 400,
    es: 'No se entiende la petición. Un pedido lleva "cliente" o "mesa" y "productos"; vea docs/protocol.md.',
  },
  PATH_UNREADABLE: {
    publicCode: 'PETICION_DESCONOCIDA',
    mendedBy: 'sender',
    retryable: false,
    http: 400,
    es: 'La ruta no se puede leer: después de cada "%" van dos cifras hexadecimales, y juntas dan letras en UTF-8.',
  },
  ORDER_INVALID: {
    publicCode: 'PEDIDO_INVALIDO',
    mendedBy: 'sender',
    retryable: false,
    http: 422,
    es: '{field}: {reason}.',
  },
  KEY_REUSED: {
    publicCode: 'ID_REUSADO',
    mendedBy: 'sender',
    retryable: false,
    http: 409,
    es: 'El id "{key}" ya se usó con otro contenido; el primero sigue como estaba.',
  },
  KEY_SHARED: {
    publicCode: 'ID_REUSADO',
    mendedBy: 'sender',
    retryable: false,
    http: 409,
    es: 'El id "{key}" ya se usó con otro contenido; el primero sigue como estaba y este NO se guardó. Sin token todos los programas de este equipo comparten los id: dé a cada programa su token ("comanda token add NOMBRE"), o use un id que ningún otro use, como "web-{key}".',
  },
  NOT_ALLOWED: {
    publicCode: 'NO_PERMITIDO',
    mendedBy: 'restaurant',
    retryable: false,
    http: 403,
    es: 'Quien lo pide no tiene permiso para eso (docs/security.md dice quién).',
  },
  SCOPE_MISSING: {
    publicCode: 'ALCANCE_FALTA',
    mendedBy: 'restaurant',
    retryable: false,
    http: 403,
    es: 'A este programa le falta el alcance "{scope}". El dueño lo da en Administración > Equipos, o con "comanda token add NOMBRE --scope {scope}".',
  },
  TOKEN_NEEDED: {
    publicCode: 'FALTA_TOKEN',
    mendedBy: 'restaurant',
    retryable: false,
    http: 401,
    es: 'Hace falta un token válido: en el campo "token" por TCP, en "Authorization: Bearer" por HTTP.',
  },
  ORDER_UNKNOWN: {
    publicCode: 'PEDIDO_NO_EXISTE',
    mendedBy: 'sender',
    retryable: false,
    http: 404,
    es: 'No hay un pedido {order}.',
  },
  LINE_UNKNOWN: {
    publicCode: 'LINEA_NO_EXISTE',
    mendedBy: 'sender',
    retryable: false,
    http: 404,
    es: 'El pedido no tiene una línea {line}.',
  },
  LINE_VOIDED: {
    publicCode: 'LINEA_YA_ANULADA',
    mendedBy: 'sender',
    retryable: false,
    http: 409,
    es: 'La línea {line} ya estaba anulada.',
  },
  ORDER_CLOSED: {
    publicCode: 'PEDIDO_CERRADO',
    mendedBy: 'sender',
    retryable: false,
    http: 409,
    es: 'El pedido {order} ya está {state}.',
  },
  NOTHING_TO_PRINT: {
    publicCode: 'NADA_QUE_IMPRIMIR',
    mendedBy: 'sender',
    retryable: false,
    http: 409,
    es: 'El pedido {order} no tiene comandas que imprimir ahí.',
  },
  NOTHING_WAITS: {
    publicCode: 'NADA_QUE_DECIDIR',
    mendedBy: 'sender',
    retryable: false,
    http: 409,
    es: 'Nada de {order} espera ahí una decisión.',
  },
  NO_RELIEF: {
    publicCode: 'SIN_RELEVO',
    mendedBy: 'restaurant',
    retryable: false,
    http: 409,
    es: 'Nada de lo que espera en {printer} saldría antes por otra impresora.',
  },
  EDIT_STALE: {
    publicCode: 'CONFLICTO',
    mendedBy: 'sender',
    retryable: false,
    http: 409,
    es: 'El pedido {order} cambió mientras tanto: usted vio la revisión {base} y va por la {revision}. Mírelo y repita lo que haga falta.',
  },
  NOT_YOURS: {
    publicCode: 'MESA_DE_OTRO',
    mendedBy: 'restaurant',
    retryable: false,
    http: 403,
    es: 'El pedido {order} es de {waiter}; pida que se lo traspase.',
  },
  COUNTER_NEEDED: {
    publicCode: 'PIDA_EN_CAJA',
    mendedBy: 'restaurant',
    retryable: false,
    http: 403,
    es: 'Lo que ya salió a la cocina se anula en la caja.',
  },
  REASON_NEEDED: {
    publicCode: 'FALTA_MOTIVO',
    mendedBy: 'sender',
    retryable: false,
    http: 422,
    es: 'Lo que ya salió a la cocina se anula con un motivo.',
  },
  NOTHING_HELD: {
    publicCode: 'NADA_EN_ESPERA',
    mendedBy: 'sender',
    retryable: false,
    http: 409,
    es: 'El pedido {order} no tiene nada en espera ahí.',
  },
  LINES_HELD: {
    publicCode: 'HAY_EN_ESPERA',
    mendedBy: 'sender',
    retryable: false,
    http: 409,
    es: 'El pedido {order} tiene líneas en espera: márchelas o anúlelas antes.',
  },
  ORDER_MERGED: {
    publicCode: 'PEDIDO_JUNTADO',
    mendedBy: 'sender',
    retryable: false,
    http: 409,
    es: 'El pedido {order} está juntado con el {into}; eso se hace allí.',
  },
  TABLE_SAME: {
    publicCode: 'MISMA_MESA',
    mendedBy: 'sender',
    retryable: false,
    http: 409,
    es: 'El pedido {order} ya está ahí.',
  },
  TICKET_UNKNOWN: {
    publicCode: 'COMANDA_NO_EXISTE',
    mendedBy: 'sender',
    retryable: false,
    http: 404,
    es: 'No hay una comanda {ticket}.',
  },
  TICKET_ELSEWHERE: {
    publicCode: 'COMANDA_NO_PUEDE',
    mendedBy: 'sender',
    retryable: false,
    http: 409,
    es: 'La comanda {ticket} no está para eso: {reason}.',
  },
  ITEM_UNKNOWN: {
    publicCode: 'PRODUCTO_NO_EXISTE',
    mendedBy: 'sender',
    retryable: false,
    http: 404,
    es: 'No hay un producto "{item}".',
  },
  ITEM_SHORT: {
    publicCode: 'QUEDAN_MENOS',
    mendedBy: 'restaurant',
    retryable: false,
    http: 409,
    es: 'De "{item}" quedan {left}.',
  },
  PERSON_UNKNOWN: {
    publicCode: 'PERSONA_NO_EXISTE',
    mendedBy: 'sender',
    retryable: false,
    http: 404,
    es: 'No hay una persona "{person}".',
  },
  PERSON_EXISTS: {
    publicCode: 'PERSONA_YA_EXISTE',
    mendedBy: 'sender',
    retryable: false,
    http: 409,
    es: 'Ya hay una persona "{person}".',
  },
  LAST_OWNER: {
    publicCode: 'ULTIMO_DUENO',
    mendedBy: 'restaurant',
    retryable: false,
    http: 409,
    es: '{person} es la única persona con rol de dueño; nombre a otra antes.',
  },
  DEVICE_UNKNOWN: {
    publicCode: 'DISPOSITIVO_NO_EXISTE',
    mendedBy: 'sender',
    retryable: false,
    http: 404,
    es: 'No hay un dispositivo así, o ya fue retirado.',
  },
  PROGRAM_EXISTS: {
    publicCode: 'DISPOSITIVO_YA_EXISTE',
    mendedBy: 'sender',
    retryable: false,
    http: 409,
    es: 'Ya hay un programa "{device}" con su token. Use otro nombre, o retire antes ese en Administración > Equipos o con "comanda token revoke".',
  },
  PIN_NEEDED: {
    publicCode: 'FALTA_PIN',
    mendedBy: 'sender',
    retryable: false,
    http: 401,
    es: 'En este dispositivo nadie ha entrado con su PIN.',
  },
  PIN_WRONG: {
    publicCode: 'PIN_EQUIVOCADO',
    mendedBy: 'sender',
    retryable: false,
    http: 403,
    es: 'El PIN no es ese.',
  },
  PIN_WAIT: {
    publicCode: 'ESPERE',
    mendedBy: 'sender',
    retryable: true,
    http: 429,
    es: 'Demasiados PIN equivocados de esta persona en este dispositivo; espere {seconds} s.',
  },
  PIN_WAIT_NEW: {
    publicCode: 'ESPERE',
    mendedBy: 'sender',
    retryable: true,
    http: 429,
    es: 'Hubo demasiados PIN equivocados de esta persona en dispositivos nuevos. Los dispositivos nuevos, como este, esperan {seconds} s; la caja y los dispositivos de antes siguen.',
  },
  PIN_SHAPE: {
    publicCode: 'PIN_NO_SIRVE',
    mendedBy: 'sender',
    retryable: false,
    http: 422,
    es: 'Un PIN son de {min} a 12 cifras, no todas iguales ni seguidas.',
  },
  OWNER_LINK_REFUSED: {
    publicCode: 'ENLACE_RECHAZADO',
    mendedBy: 'restaurant',
    retryable: false,
    http: 403,
    es: 'El enlace no vale: ya se usó, pasó una hora o no es ese. En el equipo del servidor, "comanda owner reset" da otro.',
  },
  NOT_AN_OWNER: {
    publicCode: 'NO_ES_DUENO',
    mendedBy: 'sender',
    retryable: false,
    http: 409,
    es: '"{person}" no es dueño; lo son: {owners}. Para agregar un dueño más, diga "nuevo": true. El enlace sigue valiendo.',
  },
  COMMAND_UNKNOWN: {
    publicCode: 'ORDEN_DESCONOCIDA',
    mendedBy: 'sender',
    retryable: false,
    http: 400,
    es: 'No hay una orden "{name}"; las que hay están en /openapi.json, x-screen-commands.',
  },
  PAIRING_REFUSED: {
    publicCode: 'VINCULO_RECHAZADO',
    mendedBy: 'restaurant',
    retryable: false,
    http: 403,
    es: 'El código no vale: ya se usó, pasaron 5 minutos o no es ese. Pida otro en la caja.',
  },
  ITEM_SOLD_OUT: {
    publicCode: 'PRODUCTO_AGOTADO',
    mendedBy: 'restaurant',
    retryable: false,
    http: 409,
    es: '"{item}" está agotado.',
  },
  TOO_MANY_LINES: {
    publicCode: 'DEMASIADAS_LINEAS',
    mendedBy: 'sender',
    retryable: false,
    http: 422,
    es: 'Un pedido lleva a lo sumo {limit} líneas.',
  },
  TOO_MANY_CONNECTIONS: {
    publicCode: 'DEMASIADAS_CONEXIONES',
    mendedBy: 'host',
    retryable: true,
    http: 503,
    es: 'El servidor tiene todas sus conexiones ocupadas; intente de nuevo en unos segundos.',
  },
  TOO_FAST: {
    publicCode: 'DEMASIADO_RAPIDO',
    mendedBy: 'sender',
    retryable: true,
    http: 429,
    es: 'Demasiados mensajes seguidos desde esta dirección; espere un momento.',
  },
  DISK_FULL: {
    publicCode: 'SIN_ESPACIO',
    mendedBy: 'host',
    retryable: true,
    http: 507,
    es: 'El disco del servidor está lleno; el pedido NO se guardó.',
  },
  DISK_READ_ONLY: {
    publicCode: 'DISCO_SOLO_LECTURA',
    mendedBy: 'host',
    retryable: true,
    http: 507,
    es: 'El disco del servidor no acepta escrituras; el pedido NO se guardó.',
  },
  FOLDER_LOST: {
    publicCode: 'CARPETA_PERDIDA',
    mendedBy: 'host',
    retryable: true,
    http: 503,
    es: 'La carpeta de datos del servidor ya no está; el pedido NO se confirmó. Reenvíelo con el mismo id cuando el servidor vuelva.',
  },
  STORE_BUSY: {
    publicCode: 'BASE_OCUPADA',
    mendedBy: 'host',
    retryable: true,
    http: 503,
    es: 'Otro programa tiene tomada la base de datos; el pedido NO se guardó.',
  },
  STORE_FAILED: {
    publicCode: 'BASE_DE_DATOS',
    mendedBy: 'host',
    retryable: true,
    http: 500,
    es: 'La base de datos falló; el pedido NO se guardó.',
  },
  CORE_GONE: {
    publicCode: 'SERVIDOR_REINICIANDO',
    mendedBy: 'host',
    retryable: true,
    http: 503,
    es: 'El servidor se está reiniciando; el pedido NO se confirmó. Reenvíelo con el mismo id.',
  },
  STOPPING: {
    publicCode: 'SERVIDOR_CERRANDO',
    mendedBy: 'host',
    retryable: true,
    http: 503,
    es: 'El servidor se está cerrando; el pedido NO se guardó.',
  },
  INTERNAL: {
    publicCode: 'ERROR_INTERNO',
    mendedBy: 'host',
    retryable: true,
    http: 500,
    es: 'Error interno; no se guardó nada. Quedó anotado en el registro.',
  },
  // Errors of the print desk only.
  NOTHING_DUE: {
    publicCode: 'NADA_EN_COLA',
    mendedBy: 'host',
    retryable: true,
    http: 409,
    es: 'No hay nada que imprimir en ese carril.',
  },
  LANE_BUSY: {
    publicCode: 'CARRIL_OCUPADO',
    mendedBy: 'host',
    retryable: true,
    http: 409,
    es: 'Ese carril ya está imprimiendo.',
  },
  LEASE_LOST: {
    publicCode: 'TURNO_PERDIDO',
    mendedBy: 'host',
    retryable: false,
    http: 409,
    es: 'Ese intento de impresión ya no vale.',
  },
  ALREADY_SET_UP: {
    publicCode: 'YA_CONFIGURADO',
    mendedBy: 'restaurant',
    retryable: false,
    http: 409,
    es: 'El restaurante ya está configurado.',
  },
  PRINTER_UNKNOWN: {
    publicCode: 'IMPRESORA_NO_EXISTE',
    mendedBy: 'sender',
    retryable: false,
    http: 404,
    es: 'No hay una impresora así.',
  },
  WRONG_HOST: {
    publicCode: 'SERVIDOR_EQUIVOCADO',
    mendedBy: 'sender',
    retryable: false,
    http: 421,
    es: 'Este servidor no se llama así; use su dirección.',
  },
  WRONG_ORIGIN: {
    publicCode: 'ORIGEN_RECHAZADO',
    mendedBy: 'sender',
    retryable: false,
    http: 403,
    es: 'Una página de otro sitio no puede pedir nada aquí.',
  },
  NOT_JSON: {
    publicCode: 'NO_ES_JSON',
    mendedBy: 'sender',
    retryable: false,
    http: 415,
    es: 'El cuerpo debe ser application/json, en UTF-8 y sin comprimir.',
  },
  NO_SUCH_PATH: {
    publicCode: 'RUTA_NO_EXISTE',
    mendedBy: 'sender',
    retryable: false,
    http: 404,
    es: 'No hay nada en esa ruta.',
  },
  METHOD_NOT_ALLOWED: {
    publicCode: 'METODO_NO_PERMITIDO',
    mendedBy: 'sender',
    retryable: false,
    http: 405,
    es: 'Esa ruta no acepta {method}; acepta {allowed}.',
  },
  NOT_HTTP: {
    publicCode: 'HTTP_INVALIDO',
    mendedBy: 'sender',
    retryable: false,
    http: 400,
    es: 'Lo que llegó no es una petición HTTP válida: {reason}.',
  },
  EXPECTATION_UNMET: {
    publicCode: 'EXPECTATIVA_NO_ACEPTADA',
    mendedBy: 'sender',
    retryable: false,
    http: 417,
    es: 'La petición espera "{expect}" (cabecera Expect); aquí solo se acepta "100-continue".',
  },
  BODY_ENCODED: {
    publicCode: 'CUERPO_COMPRIMIDO',
    mendedBy: 'sender',
    retryable: false,
    http: 415,
    es: 'El cuerpo viene con Content-Encoding "{encoding}"; envíelo sin comprimir.',
  },
  WEBSOCKET_ONLY: {
    publicCode: 'SOLO_WEBSOCKET',
    mendedBy: 'sender',
    retryable: false,
    http: 426,
    es: 'Esta ruta se abre como WebSocket, versión 13, subprotocolo comanda.v1; vea docs/protocol.md.',
  },
  HEADERS_TOO_LARGE: {
    publicCode: 'CABECERAS_GRANDES',
    mendedBy: 'sender',
    retryable: false,
    http: 431,
    es: 'Las cabeceras de la petición pasan de 16 KiB.',
  },
  REQUEST_TIMED_OUT: {
    publicCode: 'TIEMPO_AGOTADO',
    mendedBy: 'sender',
    retryable: true,
    http: 408,
    es: 'La petición no llegó entera a tiempo; no se guardó nada.',
  },
  STATION_UNKNOWN: {
    publicCode: 'ESTACION_NO_EXISTE',
    mendedBy: 'sender',
    retryable: false,
    http: 404,
    es: 'No hay una estación "{station}".',
  },
  PRINTER_EXISTS: {
    publicCode: 'IMPRESORA_YA_EXISTE',
    mendedBy: 'sender',
    retryable: false,
    http: 409,
    es: 'Ya hay una impresora "{printer}".',
  },
  PRINTER_IN_USE: {
    publicCode: 'IMPRESORA_EN_USO',
    mendedBy: 'restaurant',
    retryable: true,
    http: 409,
    es: 'La impresora "{printer}" no se puede quitar: {reason}.',
  },
  SAMPLE_PRINTER: {
    publicCode: 'IMPRESORA_DE_MUESTRA',
    mendedBy: 'sender',
    retryable: false,
    http: 422,
    es: '"{printer}" es de muestra y no imprime en papel: lo de una impresora de verdad no sale por ella.',
  },
  ADDRESS_REFUSED: {
    publicCode: 'DIRECCION_RECHAZADA',
    mendedBy: 'sender',
    retryable: false,
    http: 422,
    es: '{reason}.',
  },
  PRINTING_OFF: {
    publicCode: 'SIN_IMPRESION',
    mendedBy: 'host',
    retryable: true,
    http: 503,
    es: 'El servidor está abierto sin imprimir (--no-print).',
  },
  CERTIFICATE_INVALID: {
    publicCode: 'CERTIFICADO_INVALIDO',
    mendedBy: 'restaurant',
    retryable: false,
    http: 422,
    es: 'El certificado no sirve: {reason}.',
  },
  REHEARSAL_BUSY: {
    publicCode: 'ENSAYO_NO',
    mendedBy: 'restaurant',
    retryable: true,
    http: 409,
    es: 'Ahora no se ensaya: {reason}.',
  },
  BACKUP_FAILED: {
    publicCode: 'RESPALDO_FALLIDO',
    mendedBy: 'restaurant',
    retryable: true,
    http: 409,
    es: 'No se pudo: {reason}.',
  },
  READ_TOO_LONG: {
    publicCode: 'INFORME_DEMASIADO_LARGO',
    mendedBy: 'sender',
    retryable: false,
    http: 422,
    es: 'El informe tardó demasiado. Pida menos días.',
  },
  READ_FAILED: {
    publicCode: 'INFORME_FALLIDO',
    mendedBy: 'host',
    retryable: true,
    http: 500,
    es: 'El informe no se pudo leer. Los pedidos siguen; pruebe otra vez.',
  },
  RESTAURANT_INVALID: {
    publicCode: 'RESTAURANTE_INVALIDO',
    mendedBy: 'restaurant',
    retryable: false,
    http: 422,
    es: '{reason}.',
  },
} as const satisfies Record<string, ErrorSpec>;

export type ErrorCode = keyof typeof catalogue;
/** Error codes of TCP and HTTP. */
export type PublicErrorCode = (typeof catalogue)[ErrorCode]['publicCode'];
export const ERRORS: Readonly<Record<ErrorCode, ErrorSpec>> = catalogue;

/** Values for the holes of the message; also stored in log lines. Never a customer's data. */
export type ErrorDetails = Readonly<Record<string, string | number>>;

export type Refusal = {
  readonly ok: false;
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
};

export function refuse(code: ErrorCode, details: ErrorDetails = {}): Refusal {
  return { ok: false, code, details };
}

/** A refusal has an internal code; answers and bodies have public words. */
export function isRefusal(value: object): value is Refusal {
  return 'ok' in value && value.ok === false && 'code' in value;
}

/** The message for people. */
export function messageOf(refusal: Refusal): string {
  return ERRORS[refusal.code].es.replace(/\{(\w+)\}/g, (_, hole: string) =>
    String(refusal.details[hole] ?? '?'),
  );
}
