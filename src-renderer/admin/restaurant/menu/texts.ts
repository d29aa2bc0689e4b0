/** Texts of the menu pages, in both languages. */
import { many } from '../../../ui/i18n/catalogue';
import type { InLanguage } from '../../../ui/i18n/catalogue';
import { useText } from '../../../ui/i18n/ui-context';

const es = {
  lead: (items: number, categories: number): string =>
    `${many(items, 'plato', 'platos')} en ${many(categories, 'categoría', 'categorías')}. Lo que cambie aquí lo ven los teléfonos al instante.`,
  addItem: 'Agregar plato',
  importFile: 'Traer archivo',
  exportFile: 'Descargar CSV',
  search: 'Buscar plato o código',
  found: (count: number): string => many(count, 'plato', 'platos'),
  noHits: 'Ningún plato se llama así.',
  everything: 'Todo',
  categories: 'Categorías',
  addCategory: 'Agregar categoría',
  questions: 'Preguntas',
  addQuestion: 'Agregar pregunta',
  questionsHint: 'Lo que se elige al pedir un plato: punto de la carne, guarnición, agregados.',
  noQuestions: 'Ningún plato pregunta nada todavía.',
  code: 'Código',
  name: 'Nombre',
  price: 'Precio',
  category: 'Categoría',
  goesTo: 'Va a',
  byCategory: 'según su categoría',
  nowhere: 'sin destino: va a la estación de siempre',
  unreadable: (printers: string): string => `casi todo su nombre sale como «?» en ${printers}`,
  unreadableHint: (printers: string): string =>
    `${printers} no tiene estas letras: en el papel casi todo el nombre sale como «?». Escríbalo con letras latinas.`,
  soldOut: 'Agotado',
  isSoldOut: 'agotado',
  left: (count: number): string => (count === 1 ? 'queda 1' : `quedan ${count}`),
  stockLeft: 'Cuántos quedan hoy',
  stockHint: 'Vacío: nadie los cuenta. Cada pedido descuenta; en 0 se agota.',
  stockSet: 'Contar',
  over: 'Marcar agotado',
  back: 'Hay otra vez',
  asks: 'Pregunta',
  without: 'Se puede pedir sin',
  withoutHint: 'Separado por comas: cebolla, queso',
  ownStations: 'Va a otra estación que su categoría',
  editItem: (name: string): string => `Cambiar ${name}`,
  removeItem: (name: string): string => `Quitar ${name}`,
  removeItemSure: (name: string): string =>
    `${name} sale del menú. Los pedidos que lo tienen no cambian.`,
  removeCategory: (name: string): string => `Quitar ${name}`,
  removeCategorySure: (name: string): string => `La categoría ${name} está vacía y se quita.`,
  editCategory: (name: string): string => `Cambiar ${name}`,
  categoryTo: 'Sus platos van a',
  removeQuestion: (name: string): string => `Quitar ${name}`,
  removeQuestionSure: (name: string, items: number): string =>
    items === 0
      ? `La pregunta ${name} no la hace ningún plato.`
      : `${many(items, 'plato deja', 'platos dejan')} de preguntar ${name}.`,
  editQuestion: (name: string): string => `Cambiar ${name}`,
  atLeast: 'Mínimo',
  atMost: 'Máximo',
  optionsOf: 'Opciones, una por línea',
  optionsHint: 'Con precio aparte: Doble queso +1200',
  askedBy: (count: number): string => many(count, 'plato', 'platos'),
  required: (min: number, max: number): string =>
    min === 0 ? `hasta ${max}` : min === max ? `${min}` : `de ${min} a ${max}`,
  optionWrong: (line: string): string => `No se entiende el precio de «${line}».`,
  priceWrong: 'Escriba un precio, como 8500 o 8.500,50.',
  order: 'Ordenar',
  orderDone: 'Listo',
  chooseFile: 'Elija un archivo CSV',
  fileHint:
    'Columnas: categoria, codigo, nombre, precio; y si quiere estaciones, preguntas, sin. Lo que descarga aquí tiene esa forma.',
  fileOf: (name: string): string => `Archivo ${name}`,
  chooseOther: 'Toque aquí para elegir otro archivo.',
  reading: 'Leyendo el archivo…',
  fileUnread: 'El archivo no se puede leer como texto. Guárdelo como CSV y vuelva a elegirlo.',
  fileGone: 'El archivo no se pudo leer. Elíjalo otra vez.',
  fileWorkbook:
    'Es un libro de hojas de cálculo. En su programa elija «Guardar como CSV» y traiga ese archivo.',
  fileTooLarge: (limit: number): string =>
    `El archivo pasa de ${limit} MB: no es una lista de platos.`,
  fileEmpty: 'No hay filas en el archivo.',
  fileForeign: (system: string): string =>
    `Es un archivo de ${system}, que Comanda todavía no lee. En una planilla ponga los títulos categoria, nombre y precio a las columnas que correspondan, guárdelo como CSV y vuelva a elegirlo.`,
  columnsMissing: (names: string): string =>
    `En la primera fila no está: ${names}. Hacen falta categoria, nombre y precio.`,
  columnTwice: (column: string, heads: string): string =>
    `Hay dos columnas para «${column}»: ${heads}. Deje una.`,
  openQuote: (line: number): string =>
    `En la línea ${line} se abre una comilla que no se cierra: desde ahí no se puede leer nada.`,
  quotesAsLetters: 'Leer las comillas como letras',
  quotesAround: 'Leer las comillas como en una planilla',
  quotesAreLetters: 'Las comillas se leen como letras.',
  summary: (added: number, changed: number, same: number): string =>
    added + changed === 0
      ? `0 cambios: ${many(same, 'plato igual', 'platos iguales')}.`
      : joined([
          [added, many(added, 'plato nuevo', 'platos nuevos')],
          [changed, many(changed, 'plato cambia', 'platos cambian')],
          [same, many(same, 'igual', 'iguales')],
        ]),
  newCategories: (names: string): string => `Categorías nuevas: ${names}`,
  andMore: (count: number): string => `y ${count} más`,
  errors: (count: number): string =>
    many(count, 'línea con error, que no se trae', 'líneas con errores, que no se traen'),
  line: (no: number): string => `Línea ${no}`,
  changes: 'Cambios',
  isNew: 'nuevo',
  writtenAs: (text: string): string => `escrito «${text}»`,
  showMore: (count: number): string => `Mostrar ${count} más`,
  mode: 'Los platos que no están en el archivo',
  keep: 'Quedan',
  replace: (count: number): string => `Se quitan (${count})`,
  keptInDoubt: (count: number): string =>
    `${many(count, 'plato que no está en el archivo queda', 'platos que no están en el archivo quedan')}. Para quitarlos, corrija antes los errores del archivo.`,
  nothingToDo: 'Nada que cambiar',
  doImport: (added: number, changed: number, removed: number): string =>
    firstUpper(
      joined([
        [added, `traer ${many(added, 'plato nuevo', 'platos nuevos')}`],
        [changed, `cambiar ${added > 0 ? changed : many(changed, 'plato', 'platos')}`],
        [removed, `quitar ${added + changed > 0 ? removed : many(removed, 'plato', 'platos')}`],
      ]),
    ),
  imported: (added: number, changed: number, removed: number): string =>
    `Listo: ${many(added, 'nuevo', 'nuevos')}, ${many(changed, 'cambiado', 'cambiados')}, ${many(removed, 'quitado', 'quitados')}.`,
  erCategory: 'falta la categoría',
  erName: 'falta el nombre',
  erLong: 'algún texto pasa de 80 letras',
  erCells: 'tiene más celdas que la primera fila',
  erRowsInCell: (last: number): string =>
    `una comilla junta en una celda las líneas hasta la ${last}`,
  erNoPrice: 'falta el precio',
  erPrice: (text: string): string => `«${text}» no es un precio`,
  erNegative: (text: string): string => `«${text}» es menos que cero`,
  erCurrency: (text: string, currency: string): string => `«${text}» no está en ${currency}`,
  erTooFine: (text: string, decimals: number): string =>
    decimals === 0
      ? `«${text}»: la moneda no tiene decimales`
      : `«${text}» tiene más de ${many(decimals, 'decimal', 'decimales')}`,
  erTooLarge: (text: string): string => `«${text}» es demasiado`,
  erCodeTwice: (code: string, line: number): string =>
    `el código ${code} ya está en la línea ${line}`,
  erNameTwice: (name: string, line: number): string => `${name} ya está en la línea ${line}`,
  erNameTaken: (name: string, code: string): string =>
    `${name} ya está en el menú con el código ${code}`,
  erStation: (name: string): string => `no hay una estación «${name}»`,
  erCooksNot: (name: string): string => `a «${name}» no se mandan platos`,
  erQuestion: (name: string): string => `no hay una pregunta «${name}»`,
  erList: (limit: number): string => `una lista tiene más de ${limit} nombres`,
  erTooMany: (limit: number): string => `desde aquí pasa de ${limit} platos, y no se lee más`,
};

const en: InLanguage<typeof es> = {
  lead: (items, categories) =>
    `${many(items, 'dish', 'dishes')} in ${many(categories, 'category', 'categories')}. Phones see at once what you change here.`,
  addItem: 'Add a dish',
  importFile: 'Bring in a file',
  exportFile: 'Download CSV',
  search: 'Search a dish or code',
  found: (count) => many(count, 'dish', 'dishes'),
  noHits: 'No dish is called that.',
  everything: 'All',
  categories: 'Categories',
  addCategory: 'Add a category',
  questions: 'Questions',
  addQuestion: 'Add a question',
  questionsHint: 'What is chosen when a dish is ordered: doneness, side dish, extras.',
  noQuestions: 'No dish asks anything yet.',
  code: 'Code',
  name: 'Name',
  price: 'Price',
  category: 'Category',
  goesTo: 'Goes to',
  byCategory: 'as its category',
  nowhere: 'no destination: goes to the usual station',
  unreadable: (printers) => `nearly all of its name prints as “?” on ${printers}`,
  unreadableHint: (printers) =>
    `${printers} does not have these letters: on paper nearly all of the name is “?”. Write it in Latin letters.`,
  soldOut: 'Sold out',
  isSoldOut: 'sold out',
  left: (count) => `${count} left`,
  stockLeft: 'How many are left today',
  stockHint: 'Empty: nobody counts. Each order takes from it; at 0 it is sold out.',
  stockSet: 'Count',
  over: 'Mark as sold out',
  back: 'There is more',
  asks: 'Asks',
  without: 'May be ordered without',
  withoutHint: 'Parted by commas: onion, cheese',
  ownStations: 'Goes to another station than its category',
  editItem: (name) => `Change ${name}`,
  removeItem: (name) => `Remove ${name}`,
  removeItemSure: (name) => `${name} leaves the menu. Orders that have it do not change.`,
  removeCategory: (name) => `Remove ${name}`,
  removeCategorySure: (name) => `The category ${name} is empty and goes.`,
  editCategory: (name) => `Change ${name}`,
  categoryTo: 'Its dishes go to',
  removeQuestion: (name) => `Remove ${name}`,
  removeQuestionSure: (name, items) =>
    items === 0
      ? `No dish asks ${name}.`
      : `${many(items, 'dish stops', 'dishes stop')} asking ${name}.`,
  editQuestion: (name) => `Change ${name}`,
  atLeast: 'At least',
  atMost: 'At most',
  optionsOf: 'Options, one a line',
  optionsHint: 'With a price of its own: Double cheese +1200',
  askedBy: (count) => many(count, 'dish', 'dishes'),
  required: (min, max) =>
    min === 0 ? `up to ${max}` : min === max ? `${min}` : `${min} to ${max}`,
  optionWrong: (line) => `The price of “${line}” cannot be read.`,
  priceWrong: 'Type a price, like 8500 or 8.500,50.',
  order: 'Put in order',
  orderDone: 'Done',
  chooseFile: 'Choose a CSV file',
  fileHint:
    'Columns: categoria, codigo, nombre, precio; and if you like estaciones, preguntas, sin. What you download here has that form.',
  fileOf: (name) => `File ${name}`,
  chooseOther: 'Tap here to choose another file.',
  reading: 'Reading the file…',
  fileUnread: 'The file cannot be read as text. Save it as CSV and choose it again.',
  fileGone: 'The file could not be read. Choose it again.',
  fileWorkbook:
    'This is a spreadsheet workbook. In your program choose “Save as CSV” and bring in that file.',
  fileTooLarge: (limit) => `The file is larger than ${limit} MB: it is not a list of dishes.`,
  fileEmpty: 'There are no rows in the file.',
  fileForeign: (system) =>
    `This is a file from ${system}, which Comanda does not read yet. In a spreadsheet, head the right columns category, name and price, save it as CSV and choose it again.`,
  columnsMissing: (names) =>
    `The first row lacks: ${names}. It needs categoria, nombre and precio (or category, name and price).`,
  columnTwice: (column, heads) => `Two columns are “${column}”: ${heads}. Leave one.`,
  openQuote: (line) =>
    `In line ${line} a quote opens and does not close: from there on nothing can be read.`,
  quotesAsLetters: 'Read quotes as letters',
  quotesAround: 'Read quotes as a spreadsheet does',
  quotesAreLetters: 'Quotes are read as letters.',
  summary: (added, changed, same) =>
    added + changed === 0
      ? `0 changes: ${many(same, 'dish is the same', 'dishes are the same')}.`
      : joined([
          [added, many(added, 'new dish', 'new dishes')],
          [changed, many(changed, 'dish changes', 'dishes change')],
          [same, `${same} the same`],
        ]),
  newCategories: (names) => `New categories: ${names}`,
  andMore: (count) => `and ${count} more`,
  errors: (count) => `${many(count, 'line with an error', 'lines with errors')}, not brought in`,
  line: (no) => `Line ${no}`,
  changes: 'Changes',
  isNew: 'new',
  writtenAs: (text) => `written “${text}”`,
  showMore: (count) => `Show ${count} more`,
  mode: 'Dishes that are not in the file',
  keep: 'Stay',
  replace: (count) => `Go (${count})`,
  keptInDoubt: (count) =>
    `${many(count, 'dish that is not in the file stays', 'dishes that are not in the file stay')}. To remove them, mend the errors in the file first.`,
  nothingToDo: 'Nothing to change',
  doImport: (added, changed, removed) =>
    firstUpper(
      joined([
        [added, `bring in ${many(added, 'new dish', 'new dishes')}`],
        [changed, `change ${added > 0 ? changed : many(changed, 'dish', 'dishes')}`],
        [removed, `remove ${added + changed > 0 ? removed : many(removed, 'dish', 'dishes')}`],
      ]),
    ),
  imported: (added, changed, removed) =>
    `Done: ${added} new, ${changed} changed, ${removed} removed.`,
  erCategory: 'no category',
  erName: 'no name',
  erLong: 'a text is longer than 80 letters',
  erCells: 'has more cells than the first row',
  erRowsInCell: (last) => `a quote joins the lines up to ${last} in one cell`,
  erNoPrice: 'no price',
  erPrice: (text) => `“${text}” is not a price`,
  erNegative: (text) => `“${text}” is less than zero`,
  erCurrency: (text, currency) => `“${text}” is not in ${currency}`,
  erTooFine: (text, decimals) =>
    decimals === 0
      ? `“${text}”: the currency has no decimals`
      : `“${text}” has more than ${many(decimals, 'decimal', 'decimals')}`,
  erTooLarge: (text) => `“${text}” is too much`,
  erCodeTwice: (code, line) => `code ${code} is in line ${line} already`,
  erNameTwice: (name, line) => `${name} is in line ${line} already`,
  erNameTaken: (name, code) => `${name} is on the menu with code ${code}`,
  erStation: (name) => `there is no station “${name}”`,
  erCooksNot: (name) => `no dishes are sent to “${name}”`,
  erQuestion: (name) => `there is no question “${name}”`,
  erList: (limit) => `a list has more than ${limit} names`,
  erTooMany: (limit) =>
    `from here on there are more than ${limit} dishes, and nothing more is read`,
};

/** Zero counts are left out. */
function joined(parts: readonly (readonly [number, string])[]): string {
  return parts
    .filter(([count]) => count > 0)
    .map(([, said]) => said)
    .join(', ');
}

function firstUpper(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

export type MenuWords = InLanguage<typeof es>;

export function useMenuWords(): MenuWords {
  return useText().code === 'en' ? en : es;
}
