/**
 * The framer against JSON.parse and against hostile splits: whatever arrives, a value is found
 * whole or refused at its wrong byte.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonFramer } from '../../src-main/host/net/json/json-framer';
import type { Framed } from '../../src-main/host/net/json/json-framer';

const seed = Buffer.from(
  '{\n "cliente": "Juan Pérez",\n "productos": ["pan",{"n":-1.5e3,"x":[true,false,null]}],\n "d": "\\u00e1\\"\\\\"\n}',
);

function frame(...chunks: readonly Buffer[]): readonly Framed[] {
  const framer = new JsonFramer();
  return chunks.flatMap((chunk) => framer.push(chunk));
}

const values = (found: readonly Framed[]): readonly unknown[] =>
  found.map((framed) =>
    framed.kind === 'value' ? (JSON.parse(framed.bytes.toString()) as unknown) : framed,
  );

/** Whether a text is one whole object, by the standard's own parser. */
function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

describe('sound values', () => {
  it('are found whole at every split point, also in three parts and byte by byte', () => {
    const whole = values(frame(seed));
    for (let i = 0; i <= seed.length; i++) {
      expect(values(frame(seed.subarray(0, i), seed.subarray(i)))).toEqual(whole);
      const j = (i * 7) % (seed.length + 1);
      const [a, b] = i < j ? [i, j] : [j, i];
      expect(values(frame(seed.subarray(0, a), seed.subarray(a, b), seed.subarray(b)))).toEqual(
        whole,
      );
    }
    expect(values(frame(...Array.from(seed, (byte) => Buffer.from([byte]))))).toEqual(whole);
  });

  it('are the values that JSON.parse reads, whatever they hold and however they are written and split', () => {
    const object = fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue({ maxDepth: 6 }), {
      noNullPrototype: true,
    });
    fc.assert(
      fc.property(
        fc.array(object, { minLength: 1, maxLength: 4 }),
        fc.constantFrom('', ' ', '\n', '\r\n\t'),
        fc.nat(2),
        fc.infiniteStream(fc.nat(40)),
        (list, gap, indent, sizes) => {
          const bytes = Buffer.from(
            list.map((value) => JSON.stringify(value, null, indent)).join(gap),
          );
          const chunks: Buffer[] = [];
          for (let at = 0; at < bytes.length;) {
            const size = 1 + (sizes.next().value as number);
            chunks.push(bytes.subarray(at, at + size));
            at += size;
          }
          expect(values(frame(...chunks))).toEqual(
            list.map((value) => JSON.parse(JSON.stringify(value)) as unknown),
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  it('agree with JSON.parse on what is sound when one byte of them is changed', () => {
    fc.assert(
      fc.property(fc.nat(seed.length - 1), fc.integer({ min: 0x20, max: 0x7e }), (at, byte) => {
        const changed = Buffer.from(seed);
        changed[at] = byte;
        const text = changed.toString();
        const found = frame(changed);
        const sound = found.length === 1 && found[0]?.kind === 'value';
        if (
          found.some((framed) => framed.kind === 'broken' && framed.code === 'JSON_DUPLICATE_KEY')
        )
          return;
        expect(sound).toBe(isObject(text));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('broken values', () => {
  it.each([
    ['{"a":1,}', 7],
    ['{"a" 1}', 5],
    ["{'a':1}", 1],
    ['{"a":01}', 7],
    ['{"a":1.}', 7],
    ['{"a":tru}', 8],
    ['{"a":"\\x"}', 7],
    ['{"a":"\\u12g4"}', 10],
    ['{"a":"x\ny"}', 7],
    ['{a:1}', 1],
    ['[1]', 0],
    ['7', 0],
    ['}', 0],
  ])('%j are known at byte %i', (text, position) => {
    expect(frame(Buffer.from(text))[0]).toMatchObject({
      kind: 'broken',
      code: 'JSON_BROKEN',
      details: { position },
    });
  });

  it('are skipped to their balanced end, and the value after them is read', () => {
    const good = '{"a":1}';
    for (const bad of [
      '{"x":1,}',
      '{"x" [1,2,{"y":3}] }',
      '[{"a":2},{"a":3}]',
      '{"x":"\\q {{{"}',
      '{"cliente": "Juan,\n "productos": ["pan"]\n}',
      '{"a":1,"a":2}',
    ]) {
      const found = frame(Buffer.from(good + bad + good));
      expect(found.map(({ kind }) => kind)).toEqual(['value', 'broken', 'value']);
    }
  });

  it('without a balanced end swallow what follows until there is silence, and never give out a part of it', () => {
    const framer = new JsonFramer();
    const found = framer.push(
      Buffer.from(
        '{"cliente": "Juan, "productos": ["pan"]}\n{"cliente":"Ana","productos":["pan"]}',
      ),
    );
    expect(found.map(({ kind }) => kind)).toEqual(['broken']);
    expect(framer.isSkipping()).toBe(true);
    framer.endOfSilence();
    expect(framer.push(Buffer.from('{"a":1}'))).toMatchObject([{ kind: 'value' }]);
  });

  it('never become values inside what was broken', () => {
    // An order nested in a broken wrapper must not be taken for an order.
    const inner = '{"cliente":"X","productos":["pan"]}';
    fc.assert(
      fc.property(
        fc.constantFrom('{"pedidos":x[', '{,[', '[', '{"a":[1 2,', '{"a"}['),
        (opening) => {
          const found = frame(Buffer.from(`${opening}${inner},\n${inner}`));
          expect(found.every((framed) => framed.kind === 'broken')).toBe(true);
        },
      ),
    );
  });

  it('of random bytes never throw, and leave a framer that works after silence', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 6 }), (chunks) => {
        const framer = new JsonFramer();
        for (const chunk of chunks) framer.push(Buffer.from(chunk));
        if (framer.isPartial()) return;
        framer.endOfSilence();
        expect(framer.push(Buffer.from('{"a":1}'))).toMatchObject([{ kind: 'value' }]);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('limits', () => {
  it('refuse depth 33 and take depth 32', () => {
    const nested = (depth: number) => Buffer.from('{"a":'.repeat(depth) + '1' + '}'.repeat(depth));
    expect(frame(nested(32))).toMatchObject([{ kind: 'value' }]);
    expect(frame(nested(33))).toMatchObject([{ kind: 'broken', code: 'JSON_TOO_DEEP' }]);
    expect(frame(nested(5_000_000)).map(({ kind }) => kind)).toEqual(['broken']);
  });

  it('refuse a value of more than 256 KiB at its first byte too many, in whatever pieces', () => {
    const long = Buffer.from(`{"a":"${'x'.repeat(300_000)}"}`);
    expect(frame(long)).toMatchObject([{ kind: 'broken', code: 'MESSAGE_TOO_LARGE' }]);
    const framer = new JsonFramer();
    const found: Framed[] = [];
    for (let at = 0; at < long.length; at += 1000)
      found.push(...framer.push(long.subarray(at, at + 1000)));
    expect(found).toMatchObject([{ kind: 'broken', code: 'MESSAGE_TOO_LARGE' }]);
  });

  it('refuse a key given twice, also when it is written differently or split between chunks', () => {
    const twice = Buffer.from('{"ab":1,"x":{"ab":2},"\\u0061b":3}');
    for (let i = 0; i <= twice.length; i++) {
      expect(frame(twice.subarray(0, i), twice.subarray(i))).toMatchObject([
        { code: 'JSON_DUPLICATE_KEY', details: { key: 'ab' } },
      ]);
    }
    expect(frame(Buffer.from('{"__proto__":1,"a":{"__proto__":2}}'))).toMatchObject([
      { kind: 'value' },
    ]);
  });
});
