/** Texts of the onboarding pages, in both languages. */
import type { InLanguage } from '../ui/i18n/catalogue';
import { many } from '../ui/i18n/catalogue';
import { useText } from '../ui/i18n/ui-context';

const es = {
  welcomeOwner: 'Hola',
  ownerLead: (restaurant: string): string =>
    `El sistema de ${restaurant} ya funciona. Elija un PIN y empiece.`,
  yourName: 'Su nombre',
  ownerDefault: 'Dueño',
  choosePin: 'Su PIN',
  choosePinHint:
    'Con él entra en cualquier equipo. No sirven cifras iguales ni seguidas. Se ve solo ahora.',
  begin: 'Empezar',
  anotherOwner: (name: string): string => `Sí, agregar a ${name} como dueño`,
  machineTitle: '¿Qué es este equipo?',
  machineLead: 'Se puede cambiar después, en el menú Comanda.',
  counterName: 'La caja',
  counterText:
    'Guarda los pedidos y maneja las impresoras. Hay una sola por local y queda encendida.',
  stationName: 'Una estación',
  stationText: 'Toma pedidos o muestra la cocina. Se conecta con la caja por la red.',
  machineNow: (name: string): string => `Ahora es: ${name}.`,
  opening: 'Abriendo la caja…',
  stationTitle: '¿Cuál es su caja?',
  stationLead: 'Toque la suya, o escriba lo que la caja muestra en Administración, Equipos.',
  searching: 'Buscando cajas en la red…',
  noneFound:
    'No se encontró ninguna. Revise que la caja tenga abierta la red local, o escriba su dirección.',
  searchAgain: 'Buscar otra vez',
  stationAddress: 'Dirección, enlace o código',
  stationExample: '192.168.1.5',
  connect: 'Conectar',
  connecting: 'Conectando…',
  notChosen: {
    away: 'Nadie contesta ahí. Revise que la caja esté encendida, en la misma red y con la red local abierta.',
    address: 'Eso no es una dirección. Por ejemplo: 192.168.1.5, o el enlace completo.',
    stranger: 'Ahí contesta otra cosa, no Comanda.',
    certificate:
      'La caja usa un certificado que este equipo no conoce. Instálelo en el sistema y vuelva a intentar.',
    'not-now': 'Ábralo otra vez desde el menú Comanda.',
    failed: 'No se pudo abrir.',
    cancelled: '',
  },
  codeNeedsOne: (found: number): string =>
    found === 0
      ? 'Con un código hace falta saber cuál es la caja, y en la red no aparece ninguna. Escriba su dirección o pegue el enlace.'
      : 'Hay más de una caja en la red. Toque la suya; el código se pide después.',
  owedElsewhere: (count: number): string =>
    `${many(count, 'envío quedó', 'envíos quedaron')} sin salir hacia el servidor de ahora. Si cambia, quedan guardados aquí y salen cuando vuelva a él.`,
  machineKeep: 'Seguir como está',
  awayTitle: 'La caja no contesta',
  awayLead: 'Esta pantalla entra sola cuando la caja vuelva.',
  awayOwed: (count: number): string =>
    `${many(count, 'envío espera', 'envíos esperan')} en este equipo y ${count === 1 ? 'sale solo' : 'salen solos'}:`,
  awayNone: 'No hay nada sin enviar en este equipo.',
  awayMachine: 'Si la caja cambió de dirección: menú Comanda, «Qué es este equipo…».',
  awayEdit: 'Cambio de un pedido',
  otherVersion:
    'Este programa y el servidor son de versiones distintas. Instale la misma en los dos; lo que no se envió sigue guardado.',
  revokedTitle: 'Este equipo fue retirado',
  revokedText:
    'En la caja lo quitaron de la lista. Para volver a usarlo, vincúlelo con un código nuevo.',
  revokedOwed: (count: number): string =>
    `${many(count, 'envío quedó', 'envíos quedaron')} sin salir de este equipo. Dígalo en la caja antes de vincularlo de nuevo.`,
  pairLead: 'Pida un código en la caja: Más opciones, Administración, Equipos.',
  pairAtTheCounter:
    '¿Este equipo es la caja? El dueño entra con un enlace nuevo: menú Comanda, «Enlace nuevo del dueño…»; sin la app, «comanda owner reset» en una terminal.',
  pairCode: 'Código',
  pairName: 'Cómo se llama este equipo',
  pairAsk: 'Pedir entrar',
  pairWaiting: 'Esperando que lo aprueben en la caja',
  pairWaitingHint: (name: string): string =>
    `En la caja aparece «${name}». Deje esta pantalla abierta.`,
  pairNoOwner:
    'Este servidor todavía no tiene dueño. Abra el enlace que mostró al iniciar, en el equipo donde está instalado.',
  pairStranger:
    'En esta dirección contesta otro servidor, no el del enlace. No se envió nada. Pida un enlace nuevo en la caja.',
  deviceWords: { phone: 'Teléfono', tablet: 'Tableta', screen: 'Pantalla' },
  alreadyPaired: 'Este equipo ya está vinculado.',
  keepAsIs: 'Seguir como está',
  pairAgain: 'Vincularlo de nuevo',
  whoAreYou: '¿Quién es?',
  noPeople: 'Todavía no hay personas. El dueño las agrega en Administración, Personas.',
  pinOf: (name: string): string => `PIN de ${name}`,
  pinEnter: 'Entrar',
  pinErase: 'Borrar',
  pinChosen: 'Su PIN',
  pinEmpty: (least: number): string => `${least} cifras o más`,
  pinDigits: (count: number): string => many(count, 'cifra escrita', 'cifras escritas'),
  otherPerson: 'Otra persona',
  owedByOthers: (count: number): string =>
    `En este equipo hay ${many(count, 'envío', 'envíos')} de otra persona: sale cuando ella entre.`,
};

const en: InLanguage<typeof es> = {
  welcomeOwner: 'Welcome',
  ownerLead: (restaurant) => `${restaurant}’s system is running. Choose a PIN and begin.`,
  yourName: 'Your name',
  ownerDefault: 'Owner',
  choosePin: 'Your PIN',
  choosePinHint:
    'It lets you in on any device. Not all the same digits, nor in a row. It is shown only now.',
  begin: 'Begin',
  anotherOwner: (name) => `Yes, add ${name} as an owner`,
  machineTitle: 'What is this machine?',
  machineLead: 'It can be changed later, in the Comanda menu.',
  counterName: 'The counter',
  counterText:
    'Stores the orders and drives the printers. There is one to a restaurant, and it stays on.',
  stationName: 'A station',
  stationText: 'Takes orders or shows the kitchen. Connects to the counter over the network.',
  machineNow: (name) => `At present: ${name}.`,
  opening: 'Opening the counter…',
  stationTitle: 'Which is your counter?',
  stationLead: 'Touch yours, or type what the counter shows in Administration, Devices.',
  searching: 'Looking for counters on the network…',
  noneFound:
    'None was found. Check that the counter has its local network open, or type its address.',
  searchAgain: 'Look again',
  stationAddress: 'Address, link or code',
  stationExample: '192.168.1.5',
  connect: 'Connect',
  connecting: 'Connecting…',
  notChosen: {
    away: 'Nobody answers there. Check that the counter is on, on the same network and with its local network open.',
    address: 'That is not an address. For example: 192.168.1.5, or the whole link.',
    stranger: 'Something else answers there, not Comanda.',
    certificate:
      'The counter uses a certificate that this machine does not know. Install it in the system and try again.',
    'not-now': 'Open it again from the Comanda menu.',
    failed: 'It could not be opened.',
    cancelled: '',
  },
  codeNeedsOne: (found) =>
    found === 0
      ? 'With a code it has to be known which counter, and none shows on the network. Type its address or paste the link.'
      : 'There is more than one counter on the network. Touch yours; the code is asked for next.',
  owedElsewhere: (count) =>
    `${many(count, 'send has', 'sends have')} not gone out to the present host. If you change, they stay here and go out when you come back to it.`,
  machineKeep: 'Stay as it is',
  awayTitle: 'The counter does not answer',
  awayLead: 'This screen goes on by itself when the counter is back.',
  awayOwed: (count) =>
    `${many(count, 'send waits', 'sends wait')} on this device and ${count === 1 ? 'goes' : 'go'} out by ${count === 1 ? 'itself' : 'themselves'}:`,
  awayNone: 'Nothing is unsent on this device.',
  awayMachine: 'If the counter has another address now: Comanda menu, “What this machine is…”.',
  awayEdit: 'A change to an order',
  otherVersion:
    'This program and the host are of different versions. Install the same on both; what was not sent stays stored.',
  revokedTitle: 'This device was removed',
  revokedText: 'The counter took it off the list. To use it again, pair it with a new code.',
  revokedOwed: (count) =>
    `${many(count, 'send', 'sends')} never left this device. Tell the counter before you pair it again.`,
  pairLead: 'Ask for a code at the counter: More options, Administration, Devices.',
  pairAtTheCounter:
    'Is this machine the counter? The owner gets in by a new link: menu Comanda, “New link for the owner…”; without the app, “comanda owner reset” in a terminal.',
  pairCode: 'Code',
  pairName: 'What this device is called',
  pairAsk: 'Request access',
  pairWaiting: 'Waiting for the counter to approve',
  pairWaitingHint: (name) => `At the counter it shows as “${name}”. Leave this screen open.`,
  pairNoOwner:
    'This host has no owner yet. Open the link that it showed when it started, on the machine where it is installed.',
  pairStranger:
    'Another host answers at this address, not the link’s. Nothing was sent. Ask for a new link at the counter.',
  deviceWords: { phone: 'Phone', tablet: 'Tablet', screen: 'Screen' },
  alreadyPaired: 'This device is paired already.',
  keepAsIs: 'Go on as it is',
  pairAgain: 'Pair it again',
  whoAreYou: 'Who is it?',
  noPeople: 'Nobody works here yet. The owner adds people in Administration, People.',
  pinOf: (name) => `${name}’s PIN`,
  pinEnter: 'Enter',
  pinErase: 'Erase',
  pinChosen: 'Your PIN',
  pinEmpty: (least) => `${least} digits or more`,
  pinDigits: (count) => many(count, 'digit typed', 'digits typed'),
  otherPerson: 'Somebody else',
  owedByOthers: (count) =>
    `This device holds ${many(count, 'send', 'sends')} of somebody else: they go out when that person logs in.`,
};

export type DoorWords = InLanguage<typeof es>;

export function useDoorWords(): DoorWords {
  return useText().code === 'en' ? en : es;
}
