/** What the page of devices and people says, in both languages. */
import type { InLanguage } from '../ui/text/words';
import { useText } from '../ui/ui';

const es = {
  houseTitle: 'Equipos y personas',
  houseDevices: 'Equipos',
  housePeople: 'Personas',
  houseAsking: 'Piden entrar',
  houseNobodyAsks: 'Nadie pide entrar ahora.',
  houseLet: 'Dejar entrar',
  houseRefuse: 'No',
  houseInvite: 'Sumar un equipo',
  houseInviteRole: '¿Para qué es?',
  houseInviteLead: 'Abra este enlace en el equipo nuevo, o escanee el código. Sirve una vez, por cinco minutos.',
  houseInviteByHand: (origin: string): string => `O escriba ${origin} y el código`,
  houseNoLan: 'La red del local está cerrada: solo entran equipos desde esta misma máquina.',
  houseOpenLan: 'Abrir la red del local',
  houseLanOpen: 'La red del local está abierta.',
  houseCloseLan: 'Cerrarla',
  houseAddPerson: 'Agregar persona',
  houseName: 'Nombre',
  houseRole: 'Qué hace',
  housePin: 'PIN (4 cifras o más; 6 para dueños)',
  houseSave: 'Guardar',
  houseRevoke: 'Retirar',
  houseRevokeSure: (name: string): string => `¿Retirar ${name}? Queda fuera al instante.`,
  houseThisOne: 'este equipo',
};

const en: InLanguage<typeof es> = {
  houseTitle: 'Devices and people',
  houseDevices: 'Devices',
  housePeople: 'People',
  houseAsking: 'Asking to come in',
  houseNobodyAsks: 'Nobody is asking now.',
  houseLet: 'Let in',
  houseRefuse: 'No',
  houseInvite: 'Add a device',
  houseInviteRole: 'What is it for?',
  houseInviteLead: 'Open this link on the new device, or scan the code. Good once, for five minutes.',
  houseInviteByHand: (origin) => `Or type ${origin} and the code`,
  houseNoLan: 'The local network is shut: only devices on this very machine come in.',
  houseOpenLan: 'Open the local network',
  houseLanOpen: 'The local network is open.',
  houseCloseLan: 'Shut it',
  houseAddPerson: 'Add a person',
  houseName: 'Name',
  houseRole: 'What they do',
  housePin: 'PIN (4 digits or more; 6 for owners)',
  houseSave: 'Save',
  houseRevoke: 'Remove',
  houseRevokeSure: (name) => `Remove ${name}? It is out at once.`,
  houseThisOne: 'this device',
};

export type HouseWords = InLanguage<typeof es>;

export function useHouseWords(): HouseWords {
  return useText().code === 'en' ? en : es;
}
