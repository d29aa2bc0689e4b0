/** The answer to a text message, in a sentence for a person. */
import type { PublicReply } from '../../../../src-shared/public-api/public-reply';

type Comanda = {
  readonly estacion: string;
  readonly impresora: string;
  readonly estado: string;
  readonly causa?: string;
};

export function textAnswer(answer: PublicReply): string {
  const { error, id, comandas } = answer as {
    error?: { mensaje: string };
    id?: number;
    comandas?: readonly Comanda[];
  };
  if (error) return `ERROR: ${error.mensaje}`;
  return (comandas ?? []).map((comanda) => sentence(id ?? 0, comanda)).join(' ');
}

function sentence(id: number, { estacion, impresora, estado, causa }: Comanda): string {
  // Another printer may have printed it, so the answer says where the paper is.
  const at = impresora === estacion ? estacion : `${estacion} (por ${impresora})`;
  const because = causa ? ` (${causa})` : '';
  switch (estado) {
    case 'impreso':
      return `OK: mensaje ${id} impreso en ${at}.`;
    case 'de_muestra':
      return `OK: mensaje ${id} de muestra en ${at}: se ve en pantalla, no salió en papel.`;
    case 'enviado':
      return `OK: mensaje ${id} enviado a la impresora de ${at}.`;
    case 'desviado':
      return `OK: mensaje ${id} desviado: ${at}${because}.`;
    case 'en_cola':
    case 'imprimiendo':
      return `GUARDADO: mensaje ${id} espera su turno en ${estacion}${because}.`;
    default:
      return `ATENCION: mensaje ${id} en ${estacion}: no se sabe si salió${because}.`;
  }
}
