/**
 * Newer releases: told only when they are newer, by https, in the shape that is known; everything
 * else is "could not be found out".
 */
import { expect, it } from 'vitest';
import { askForUpdate, readRelease } from '../../src-main/electron/system/updates';

const release = (tag: string, page = 'https://example.com/releases/1'): unknown => ({
  tag_name: tag,
  html_url: page,
  assets: [],
});

it('tells of a newer release and where its page is', () => {
  expect(readRelease(release('v0.2.0'), '0.1.9')).toEqual({
    is: 'newer',
    release: { version: '0.2.0', page: 'https://example.com/releases/1' },
  });
  expect(readRelease(release('1.0.0'), '0.10.10').is).toBe('newer');
  expect(readRelease(release('v0.10.0'), '0.9.9').is).toBe('newer');
});

it('A27: takes no older release for news, nor the same', () => {
  for (const tag of ['v0.1.0', 'v0.0.9', '0.1.0'])
    expect(readRelease(release(tag), '0.1.0')).toEqual({ is: 'newest' });
});

it('A27: opens no page but by https, and reads nothing of another shape', () => {
  for (const page of [
    'http://example.com/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'smb://x/y',
  ])
    expect(readRelease(release('v9.0.0', page), '0.1.0')).toEqual({ is: 'unknown' });
  for (const answer of [null, 7, [], {}, release('newest'), release('v1.0.0-rc1')])
    expect(readRelease(answer, '0.1.0')).toEqual({ is: 'unknown' });
});

it('A27: asks nobody over plain http, and follows nobody elsewhere', async () => {
  let asked = 0;
  const get = (
    _url: string,
    init: { redirect: 'error' },
  ): Promise<{ json(): Promise<unknown> }> => {
    asked++;
    expect(init.redirect).toBe('error');
    return Promise.reject(new Error('redirected'));
  };
  expect(await askForUpdate('http://example.com/latest', '0.1.0', get)).toEqual({ is: 'unknown' });
  expect(asked).toBe(0);
  expect(await askForUpdate('https://example.com/latest', '0.1.0', get)).toEqual({ is: 'unknown' });
  expect(asked).toBe(1);
});
