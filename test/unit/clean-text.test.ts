/** Text at the border: what nobody sees tells no two names apart, and what a script needs stays. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText } from '../../src-shared/text/clean-text';
import { COMMANDS } from '../../src-shared/commands/registry';
import { Fields } from '../../src-shared/base/fields';
import { plainName } from '../../src-shared/text/plain-name';
import { RestaurantFile } from '../../src-shared/model/restaurant';
import sample from '../../resources/sample-restaurant.json';

const INVISIBLE = [
  '\u00ad',
  '\u034f',
  '\u061c',
  '\u180e',
  '\u200b',
  '\u200c',
  '\u200d',
  '\u200e',
  '\u202e',
  '\u2060',
  '\u2066',
];
const MORE_INVISIBLE = [
  '\u115f',
  '\u3164',
  '\ufe00',
  '\ufe0f',
  '\ufeff',
  '\uffa0',
  '\ufff9',
  '\u{e0041}',
  '\u{e0100}',
  '\u{1d173}',
];

describe('a character that nobody sees', () => {
  it.each([...INVISIBLE, ...MORE_INVISIBLE])(
    '%j is taken out of a name, wherever it stands',
    (hidden) => {
      for (const text of [
        `Ana${hidden}María`,
        `${hidden}AnaMaría`,
        `AnaMaría${hidden}`,
        `AnaMari${hidden}\u0301a`,
      ])
        expect(Fields.text.parse(text)).toBe('AnaMaría');
    },
  );

  it('is taken out at every border: people, devices, printers, stations, dishes, tables, orders and whole restaurants', () => {
    const name = 'Ca\u200dja\u{e0041}';
    expect(COMMANDS.addPrinter.input.shape.name.parse(name)).toBe('Caja');
    expect(COMMANDS.addPerson.input.shape.name.parse(name)).toBe('Caja');
    expect(COMMANDS.addDevice.input.shape.name.parse(name)).toBe('Caja');
    expect(COMMANDS.saveTable.input.shape.area.parse(name)).toBe('Caja');
    expect(COMMANDS.saveCategory.input.shape.name.parse(name)).toBe('Caja');
    expect(COMMANDS.setRestaurant.input.shape.name.parse(name)).toBe('Caja');
    expect(COMMANDS.moveTable.input.shape.table.parse(name)).toBe('Caja');
    expect(COMMANDS.sendMessage.input.shape.text.parse(name)).toBe('Caja');
    const order = COMMANDS.placeOrder.input.parse({
      type: 'takeaway',
      customer: name,
      lines: [{ product: name, note: name }],
    });
    expect(order).toMatchObject({ customer: 'Caja', lines: [{ product: 'Caja', note: 'Caja' }] });
    expect(RestaurantFile.parse({ ...sample, name })).toMatchObject({ name: 'Caja' });
  });

  it.each([
    ['Persian words', 'می\u200cخواهم'],
    ['a Persian letter by itself', 'ه\u200d'],
    ['an Indic conjunct', 'क्\u200dष'],
    ['an Indic conjunct that is not wanted', 'क्\u200cष'],
    ['a Malayalam final consonant', 'മോഹന്\u200d'],
    ['Bengali ra-ya', 'র\u200d্যাব'],
    ['a family', '👨\u200d👩\u200d👧'],
    ['a flag', '🏳️\u200d🌈'],
    ['somebody with a skin', '👩🏽\u200d🚀'],
    ['a heart in colour', '❤️'],
    ['a key', '1️⃣'],
  ])('stays where it shows: %s', (_, text) => {
    expect(cleanText(text)).toBe(text);
  });

  it.each([
    ['a letter that does not join', 'دا\u200cنه', 'دانه'],
    ['an emoji that has its colours', '👍\ufe0f', '👍'],
    ['a figure', '1\ufe0f', '1'],
    ['two joiners in a row', 'क्\u200d\u200dष', 'क्\u200dष'],
  ])('does not stay beside %s', (_, text, clean) => {
    expect(cleanText(text)).toBe(clean);
  });

  it.each(['\u00a0', '\u2003', '\u3000', '\u2028', '\u2800', '\t'])(
    '%j is a plain blank',
    (blank) => {
      expect(Fields.text.parse(`Ana${blank}María`)).toBe('Ana María');
    },
  );
});

describe('marks over a letter', () => {
  const pile = '\u0300\u0302\u0303\u0304\u0306\u0307\u0308\u0309\u030a'.repeat(9);

  it('are four at the most, and none without a letter', () => {
    expect(cleanText(`Z${pile}algo`)).toBe('Z\u0300\u0302\u0303\u0304algo');
    expect(cleanText(`${pile}Ana`)).toBe('Ana');
    expect(Fields.text.safeParse(pile).success).toBe(false);
  });

  it.each(['Việt Nam', 'שָׁבּ֑ת', 'مُحَمَّدٌ', 'བསྒྲུབས', 'မြွှောင့်', 'น้ำจิ้ม', 'ᾧ', 'ǖ'])(
    'of %s are all there',
    (text) => {
      expect(cleanText(text)).toBe(text.normalize('NFC'));
    },
  );
});

describe('any text whatever', () => {
  const marks = fc.constantFrom(
    '\u0301',
    '\u0302',
    '\u094d',
    '\u0903',
    '\u20e3',
    '\u064e',
    '\u3099',
  );
  const letters = fc.constantFrom(
    'a',
    'é',
    'e\u0301',
    '१',
    'क',
    'م',
    'ا',
    '👍',
    '👩',
    '🏽',
    '❤',
    '1',
    ' ',
    'ﬁ',
    '가',
    'ᄀ',
    '\u2028',
  );
  const piece = fc.oneof(
    letters,
    marks,
    fc.constantFrom(...INVISIBLE, ...MORE_INVISIBLE),
    fc.string({ unit: 'binary', maxLength: 2 }),
  );
  const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));

  it('is clean once it was cleaned: composed, on one line, trimmed, few marks, and the same when cleaned again', () => {
    fc.assert(
      fc.property(text, (any) => {
        const clean = cleanText(any);
        expect(cleanText(clean)).toBe(clean);
        expect(clean.normalize('NFC')).toBe(clean);
        expect(clean).toBe(clean.trim());
        expect(clean).not.toMatch(/[\u2028\u2029\r\n\t]/);
        expect(clean.normalize('NFD')).not.toMatch(/[\p{Mn}\p{Me}]{5}/u);
        expect(clean.replace(/\u200c|\u200d|\ufe0f/gu, '')).not.toMatch(
          /\p{Default_Ignorable_Code_Point}/u,
        );
      }),
      { numRuns: 2_000 },
    );
  });

  it('keeps every letter and figure that somebody sees', () => {
    const seen = (any: string): string =>
      any.normalize('NFD').replace(/[^\p{L}\p{N}]|\p{Default_Ignorable_Code_Point}/gu, '');
    fc.assert(
      fc.property(text, (any) => {
        expect(seen(cleanText(any))).toBe(seen(any));
      }),
      { numRuns: 1_000 },
    );
  });

  it('is one name, with or without what nobody sees', () => {
    const hidden = fc.constantFrom(...INVISIBLE, ...MORE_INVISIBLE);
    fc.assert(
      fc.property(fc.array(fc.tuple(letters, hidden)), (pairs) => {
        const [plain, dirty] = [pairs.map(([letter]) => letter).join(''), pairs.flat().join('')];
        expect(plainName(cleanText(dirty))).toBe(plainName(cleanText(plain)));
      }),
    );
  });

  it('is refused before it is cleaned where it is longer than anybody writes', () => {
    expect(Fields.text.safeParse('\u0301'.repeat(200_000)).success).toBe(false);
    expect(Fields.text.safeParse(`a${'\u200d'.repeat(3_000)}b`)).toMatchObject({ data: 'ab' });
  });
});

describe('names are compared', () => {
  it.each([
    ['filete', 'ﬁlete'],
    ['menu 5', 'ＭＥＮＵ　５'],
    ['jose', 'Jose\u0301'],
    ['ana', 'A\u034fna\ufe0f'],
  ])('%j and %j alike', (plain, other) => {
    expect(plainName(other)).toBe(plain);
  });
});
