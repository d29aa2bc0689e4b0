/**
 * Texts for machines (hosts, queues, folders, serial numbers), and reports of unknown devices.
 * Neither may contain characters that control a program or terminal.
 */
import { z } from 'zod';

/** Control characters, lone surrogates, line and paragraph separators. */
const ACTS = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u;
/** A word also has no spaces and no invisible characters. */
const IN_NO_WORD = /[\p{C}\p{Z}\s]/u;

const REASON = 'tiene caracteres de control o rotos';

/** A text that may contain spaces: a folder, a user's name, a password. */
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
 * The report of an unknown device on a network or a cable, made safe for a screen or a terminal.
 */
export function shownText(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}
