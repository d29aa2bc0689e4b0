/**
 * A menu file from bytes to plan: what would change, what is wrong in which line, and what an
 * exported file brings back.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { menuFile } from '../../src-renderer/admin/restaurant/menu/menu-file';
import { plainName } from '../../src-shared/text/plain-name';
import { readMenu } from '../../src-shared/menu-import/read-menu';
import { tidy } from '../../src-shared/menu-import/tidy';
import { menuOf, planFor, readText } from '../support/menus';

const HEAD = 'categoria;codigo;nombre;precio;estaciones;preguntas;sin';
const problemsOf = (...given: Parameters<typeof planFor>) =>
  planFor(...given).problems.map(({ line, what, ...rest }) => [line, what, ...Object.values(rest)]);

describe('a file', () => {
  it('of an export comes back as “0 changes”, with a name that begins like a formula', () => {
    const house = menuOf([
      { code: 'P1', name: 'Pan', price: 80_000 },
      {
        code: 'P2',
        name: '+ Huevo frito',
        price: 50_000,
        ownStationIds: ['s2', 's1'],
        groupIds: ['g1'],
      },
      {
        code: 'B1',
        name: "'Ndrina",
        price: 180_000,
        categoryId: 'c2',
        removable: ['sal, pimienta', 'hielo'],
        ownStationIds: ['s3'],
      },
    ]);
    const read = planFor(menuFile(house), house);
    expect(read).toMatchObject({
      added: 0,
      changed: 0,
      same: 3,
      missing: 0,
      problems: [],
      changes: [],
    });
    // As an older version wrote it, and from a computer whose editor put quotes around everything.
    const older =
      '\ufeffcategoria;codigo;nombre;precio\r\nPlatos;P1;"Pan";"800,00"\r\nPlatos;P2;"\'+ Huevo frito";500,00\r\n';
    expect(planFor(older, house)).toMatchObject({ changed: 0, same: 2, missing: 1, problems: [] });
  });

  it('names its columns in several languages, with or without brackets, in any order', () => {
    for (const head of [
      'Plato;Categoria;Precio',
      'Dish;Category;Price',
      'Nome;Categoría;Preço',
      'NOMBRE;RUBRO;Precio (ARS)',
    ]) {
      const { rows } = planFor(`${head}\nFlan;Postres;8,50\n`);
      expect(rows).toMatchObject([
        { name: 'Flan', category: 'Postres', price: 850, code: 'FLA1', stations: null },
      ]);
    }
  });

  it('may have a title above its columns', () => {
    const { rows, problems } = planFor(
      'Menú de otoño;;\n;;\nPlato;Rubro;Precio\nFlan;Postres;8,50\n;Postres;1\n',
    );
    expect(rows).toMatchObject([{ name: 'Flan', price: 850 }]);
    expect(problems).toEqual([{ line: 5, what: 'name-missing' }]);
  });

  it('from another spreadsheet is read dish by dish, each problem with its line', () => {
    const text =
      'Plato;Categoria;Precio\r\nTaco al pastor;Tacos;22\r\nAgua fresca;Bebidas;30,50\r\nSopa "de lima";Sopas;1.234,56\r\nMole;Tacos;$85\r\nFlan;Postres;\r\n';
    const plan = planFor(text, menuOf([], { currency: 'MXN' }));
    expect(plan.rows.map(({ name, price }) => [name, price])).toEqual([
      ['Taco al pastor', 2_200],
      ['Agua fresca', 3_050],
      ['Sopa "de lima"', 123_456],
      ['Mole', 8_500],
    ]);
    expect(plan.problems).toEqual([{ line: 6, what: 'price', fault: 'missing', text: '' }]);
    expect(plan.newCategories).toEqual(['Tacos', 'Sopas']);
  });

  it('with prices in several currencies has those of the house read and the others told', () => {
    const text =
      'categoria;nombre;precio\r\nPlatos;Sopa;8,50 €\r\nPlatos;Arroz;€ 12,00\r\nPlatos;Lomo;S/ 32.90\r\nPlatos;Caldo;1\u00a0234,50\r\n';
    const euros = planFor(text, menuOf([], { currency: 'EUR' }));
    expect(euros.rows.map(({ price }) => price)).toEqual([850, 1_200, 123_450]);
    expect(euros.problems).toEqual([
      { line: 4, what: 'price', fault: 'other-currency', text: 'S/ 32.90' },
    ]);
    const soles = planFor(text, menuOf([], { currency: 'PEN' }));
    expect(soles.rows.map(({ price }) => price)).toEqual([3_290, 123_450]);
  });

  it.each([
    ['Token,Item Name,Variation Name,SKU,Category,Price', 'Square'],
    [
      'Handle,SKU,Name,Category,Option 1 name,Default price,"Price [Taqueria Marta]","Modifier - ""Salsas"""',
      'Loyverse',
    ],
    ['"External ID","Name","Internal Reference","Sales Price","Point of Sale Category"', 'Odoo'],
    ['ID,Type,SKU,Name,Published,"Sale price","Regular price",Categories', 'WooCommerce'],
  ])('of another system is told by its name: %s', (head, system) => {
    expect(readText(`${head}\n1,2,3,4,5,6,7,8\n`)).toEqual({ fault: { what: 'foreign', system } });
  });

  it('that cannot be read as a menu says why', () => {
    expect(readText('')).toEqual({ fault: { what: 'empty' } });
    expect(readText(`${HEAD}\n`)).toEqual({ fault: { what: 'empty' } });
    expect(readText('hola\nmundo\n')).toEqual({
      fault: { what: 'columns-missing', columns: ['categoria', 'nombre', 'precio'] },
    });
    expect(readText('rubro;nombre;precio;Price\n')).toEqual({
      fault: { what: 'column-twice', column: 'precio', heads: ['precio', 'Price'] },
    });
    expect(readText('"categoria;nombre\nPlatos;Pan\n')).toEqual({
      fault: { what: 'open-quote', line: 1 },
    });
    expect(readMenu(new Uint8Array([0x50, 0x4b, 3, 4]), menuOf(), 'around')).toEqual({
      fault: { what: 'workbook' },
    });
  });

  it('of any bytes behind a good head ends in a plan or in a fault', () => {
    const head = new TextEncoder().encode('categoria;nombre;precio\n');
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        fc.constantFrom('around' as const, 'letters' as const),
        (bytes, quotes) => {
          const read = readMenu(
            new Uint8Array([...head, ...bytes]),
            menuOf([{ code: 'P1', name: 'Pan' }]),
            quotes,
          );
          if ('fault' in read) expect(read.fault.what).toMatch(/empty|no-text/);
          else
            expect(read.keep.rows.length).toBe(
              read.keep.added + read.keep.changed + read.keep.same,
            );
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('a row', () => {
  const house = menuOf([
    { code: 'P1', name: 'Pan' },
    { code: 'B1', name: 'Agua', categoryId: 'c2' },
  ]);

  it('tells everything that is wrong with it, by the line in which it begins', () => {
    const text = `${HEAD}\n;X1;"Sopa\nde lima";gratis;Terraza;Salsa;\nPlatos;X1;;-5;;;\nPlatos;X3;Sopa de lima;9;Caja;;a;b\n`;
    expect(problemsOf(text, house)).toEqual([
      [2, 'category-missing'],
      [2, 'price', 'no-price', 'gratis'],
      [2, 'station-unknown', 'Terraza'],
      [2, 'question-unknown', 'Salsa'],
      [4, 'name-missing'],
      [4, 'price', 'negative', '-5'],
      [4, 'code-twice', 'X1', 2],
      [5, 'too-many-cells'],
      [5, 'station-cooks-not', 'Caja'],
      [5, 'name-twice', 'Sopa de lima', 2],
    ]);
  });

  it('with a cell as long as a page, or a list of a thousand names, is one problem', () => {
    const page = `${'|-'.repeat(200_000)}'`;
    expect(problemsOf(`categoria;nombre;precio\nPlatos;${page};1\n`)).toEqual([[2, 'too-long']]);
    const list = Array.from({ length: 300 }, (_, no) => `estación ${no}`).join(',');
    expect(problemsOf(`categoria;nombre;precio;estaciones\nPlatos;Pan;1;"${list}"\n`)).toEqual([
      [2, 'list-too-long', 20],
    ]);
  });

  it('in a file with 40 faults has its own: 40 are told', () => {
    const rows = Array.from({ length: 80 }, (_, no) => `Platos;Plato ${no};${no % 2 ? 'x' : '1'}`);
    expect(planFor(`categoria;nombre;precio\n${rows.join('\n')}\n`).problems).toHaveLength(40);
  });

  it('that an open quote swallowed is not lost silently: its line is told, and quotes may be read as letters', () => {
    const text = 'categoria;nombre;precio\nPlatos;Sopa;8\nPlatos;"Arroz;9\nPlatos;Flan;7\n';
    expect(planFor(text).rows).toHaveLength(1);
    expect(problemsOf(text)).toEqual([[3, 'open-quote']]);
    expect(planFor(text, menuOf(), 'keep', 'letters').rows.map(({ name }) => name)).toEqual([
      'Sopa',
      '"Arroz',
      'Flan',
    ]);
    // Closed by chance at the end of a cell, lines later: the cell holds rows.
    expect(
      problemsOf('categoria;nombre;precio\nPlatos;"Sopa;8\nPlatos;Arroz;9\nPlatos;Tele 24";7\n'),
    ).toEqual([[2, 'rows-in-cell', 4]]);
  });

  it('without a code is known by its name, and a new one gets a code that nothing else has, not even a later row', () => {
    const text =
      'categoria;codigo;nombre;precio\nPlatos;;pan;9\nPlatos;;Pancho;8\nPlatos;;Panqueque;7\nPlatos;pan1;Empanada;5\n';
    expect(planFor(text, house).rows.map(({ code, name }) => [code, name])).toEqual([
      ['P1', 'pan'],
      ['PAN2', 'Pancho'],
      ['PAN3', 'Panqueque'],
      ['pan1', 'Empanada'],
    ]);
  });

  it('may write a category, a station or a question in other letters without changing anything', () => {
    const one = menuOf([
      { code: 'P1', name: 'Pan', ownStationIds: ['s1', 's2'], groupIds: ['g1'] },
    ]);
    const text = `${HEAD}\nPLATOS;P1;Pan;1000,00;cocina, barra, TERRAZA;"""punto | coccion""";\n`;
    expect(planFor(text, one)).toMatchObject({ same: 1, changed: 0, problems: [] });
    expect(planFor(`${HEAD}\nPlatos;p1;Pan;1000;Cocina;;sal\n`, one).changes).toMatchObject([
      {
        fields: [
          { field: 'code', from: 'P1', to: 'p1' },
          { field: 'stations', to: ['Cocina'] },
          { field: 'questions', to: [] },
          { field: 'without', from: [], to: ['sal'] },
        ],
      },
    ]);
  });

  it('may take the name of a dish that this file renames, but not of one that stays', () => {
    const swap = 'categoria;codigo;nombre;precio\nPlatos;P1;Agua;1\nPlatos;B1;Pan;2\n';
    expect(planFor(swap, house)).toMatchObject({ changed: 2, problems: [] });
    expect(problemsOf('categoria;codigo;nombre;precio\nPlatos;P1;Agua;1\n', house)).toEqual([
      [2, 'name-taken', 'Agua', 'B1'],
    ]);
    // The row that would have renamed it is wrong itself, so it stays.
    expect(
      problemsOf('categoria;codigo;nombre;precio\nPlatos;P1;Agua;1\nPlatos;B1;Pan;x\n', house),
    ).toEqual([
      [2, 'name-taken', 'Agua', 'B1'],
      [3, 'price', 'no-price', 'x'],
    ]);
  });
});

describe('a file that replaces the menu', () => {
  const house = menuOf([
    { code: 'P1', name: 'Pan', ownStationIds: ['s1'], groupIds: ['g1'] },
    { code: 'B1', name: 'Agua', categoryId: 'c2' },
    { code: 'B2', name: 'Vino', categoryId: 'c2' },
  ]);

  it('may give a new dish the code or the name of one that leaves', () => {
    const text =
      'categoria;codigo;nombre;precio\nPlatos;P1;Bife;9\nBebidas;X1;Agua;2\nBebidas;B2;Vino;1000\n';
    expect(planFor(text, house, 'keep').problems).toMatchObject([
      { what: 'name-taken', code: 'B1' },
    ]);
    expect(planFor(text, house, 'replace')).toMatchObject({
      added: 2,
      changed: 0,
      same: 1,
      missing: 2,
      inDoubt: 0,
      problems: [],
    });
  });

  it('removes nothing where a dish may only seem to be missing', () => {
    const read = readText(
      'categoria;codigo;nombre;precio\nPlatos;P1;Pan;x\nBebidas;B2;Vino;1000\n',
      house,
    );
    expect(read).toMatchObject({ replace: { missing: 1, inDoubt: 1 }, isWhole: true });
    const cut = readText(
      'categoria;codigo;nombre;precio\nPlatos;P1;Pan;1\nBebidas;B2;"Vino;1000\n',
      house,
    );
    expect(cut).toMatchObject({ replace: { missing: 2 }, isWhole: false, hasOpenQuote: true });
  });
});

describe('any menu', () => {
  const letters = fc.constantFrom(
    '=',
    '+',
    '-',
    '@',
    "'",
    '"',
    ',',
    ';',
    '|',
    '\t',
    '\n',
    '\r\n',
    '\u00a0',
    ' ',
    '(',
    '!',
    'á',
    'b',
    'C',
    '1',
    '.',
    '€',
  );
  const name = fc
    .oneof(
      fc.string({ unit: letters, minLength: 1, maxLength: 12 }),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
    )
    .map(tidy)
    // What the host takes for a name.
    .filter((text) => plainName(text) !== '' && text.length <= 80);
  const names = (most: number) => fc.uniqueArray(name, { maxLength: most, selector: plainName });
  const some = (ids: readonly string[]) => fc.subarray([...ids]);
  const menu = fc
    .record({
      decimals: fc.constantFrom(0, 1, 2, 3, 4),
      categories: fc.uniqueArray(name, { minLength: 1, maxLength: 4, selector: plainName }),
      stations: names(4),
      groups: names(3),
      dishes: fc.uniqueArray(fc.record({ name, code: name }), {
        maxLength: 12,
        selector: (dish) => plainName(dish.code),
      }),
    })
    .chain(({ decimals, categories, stations, groups, dishes }) => {
      const withIds = (all: readonly string[], letter: string) =>
        all.map((one, at) => ({ id: `${letter}${at}`, name: one }));
      const [c, s, g] = [withIds(categories, 'c'), withIds(stations, 's'), withIds(groups, 'g')];
      const ids = (all: readonly { readonly id: string }[]) => all.map(({ id }) => id);
      const facts = fc.record({
        categoryId: fc.constantFrom(...ids(c)),
        price: fc.integer({ min: 0, max: 1_000_000_000 }),
        groupIds: some(ids(g)),
        ownStationIds: some(ids(s)),
        removable: fc.array(name, { maxLength: 4 }),
      });
      return fc.array(facts, { minLength: dishes.length, maxLength: dishes.length }).map((all) => ({
        currency: 'XTS',
        decimals,
        categories: c,
        stations: s.map((station, at) => ({ ...station, isCounter: at === 1, takesAll: false })),
        modifierGroups: g,
        items: dishes.map((dish, at) => ({
          id: `i${at}`,
          stationIds: [],
          ...dish,
          ...(all[at] as (typeof all)[number]),
        })),
      }));
    });

  it('that is exported and imported again has 0 changes, in either mode', () => {
    fc.assert(
      fc.property(menu, (house) => {
        const read = readText(menuFile(house), house);
        if (house.items.length === 0) expect(read).toEqual({ fault: { what: 'empty' } });
        else
          for (const mode of ['keep', 'replace'] as const)
            expect(read).toMatchObject({
              [mode]: { added: 0, changed: 0, same: house.items.length, missing: 0, problems: [] },
            });
      }),
      { numRuns: 300 },
    );
  });

  it('that is exported and imported into an empty house is the same menu', () => {
    fc.assert(
      fc.property(menu, (house) => {
        fc.pre(
          house.items.length > 0 &&
            new Set(house.items.map((item) => plainName(item.name))).size === house.items.length,
        );
        const plan = planFor(menuFile(house), {
          ...house,
          items: [],
          stations: house.stations.map((s) => ({ ...s, isCounter: false })),
        });
        const nameOf = (
          all: readonly { readonly id: string; readonly name: string }[],
          ids: readonly string[],
        ) => ids.map((id) => all.find((one) => one.id === id)?.name);
        // A name of several lines with a separator in it is taken for a quote that closed too late,
        // unless the menu has it.
        const isSwallowed = (text: string) => /[\r\n]/.test(text) && text.includes(';');
        fc.pre(
          !house.items.some(({ name, code, removable }) =>
            [name, code, removable.join()].some(isSwallowed),
          ),
        );
        expect(plan.rows).toEqual(
          house.items.map(
            ({ code, name, categoryId, price, ownStationIds, groupIds, removable }) => ({
              category: nameOf(house.categories, [categoryId])[0],
              code,
              name,
              price,
              stations: nameOf(house.stations, ownStationIds),
              groups: nameOf(house.modifierGroups, groupIds),
              without: removable,
            }),
          ),
        );
      }),
      { numRuns: 200 },
    );
  });
});

describe('a long file', () => {
  const timeOf = (count: number, coded: boolean): number => {
    const house = menuOf(
      Array.from({ length: count / 2 }, (_, no) => ({
        code: `A${no}`,
        name: `Plato número ${no}`,
      })),
    );
    const rows = Array.from(
      { length: count },
      (_, no) => `Platos;${coded ? `A${no}` : ''};Plato número ${no};${no},50;Cocina`,
    );
    const bytes = new TextEncoder().encode(
      `categoria;codigo;nombre;precio;estaciones\n${rows.join('\n')}\n`,
    );
    const times = Array.from({ length: 3 }, () => {
      const start = performance.now();
      expect(readMenu(bytes, house, 'around')).toMatchObject({
        keep: { problems: [], added: count / 2 },
      });
      return performance.now() - start;
    });
    return Math.min(...times);
  };

  it.each([true, false])(
    'takes a time that grows with its rows, not with their square (codes given: %s)',
    (coded) => {
      timeOf(400, coded);
      // Eight times the rows: 64 times the time where each row looks at all others.
      expect(timeOf(3_200, coded) / timeOf(400, coded)).toBeLessThan(28);
    },
  );

  it('of more than 5,000 dishes says where it stops', () => {
    const rows = Array.from({ length: 5_002 }, (_, no) => `Platos;Plato ${no};1`);
    const read = readText(`categoria;nombre;precio\n${rows.join('\n')}\n`);
    expect(read).toMatchObject({
      isWhole: false,
      keep: { added: 5_000, problems: [{ line: 5_002, what: 'too-many-rows' }] },
    });
  });
});
