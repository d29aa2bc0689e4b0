/**
 * Texts for machines (hosts, queues, folders, serial numbers) and what strangers say of themselves:
 * neither may hold a character that acts.
 */
import { z } from 'zod';

/** Control characters, halves of letters, line and paragraph separators. */
const ACTS = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u;
/** In one word there is no space and nothing invisible either. */
const IN_NO_WORD = /[\p{C}\p{Z}\s]/u;

const REASON = 'tiene caracteres de control o rotos';

/** A text that may have spaces in it: a folder, a user's name, a password. */
export function machineText(least: number, most: number) {
  return z
    .string()
    .min(least)
    .max(most)
    .refine((text) => !ACTS.test(text), { error: REASON });
}

/** One word: a host's name or number, an address. */
export function machineWord(least: number, most: number) {
  return z
    .string()
    .min(least)
    .max(most)
    .refine((text) => !IN_NO_WORD.test(text), {
      error: 'tiene espacios o caracteres que no se ven',
    });
}

/**
 * What a stranger on a network or a cable says of itself, fit to be shown on a screen or a
 * terminal.
 */
export function shownText(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}
