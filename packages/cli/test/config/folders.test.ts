import { describe, expect, it } from 'vitest';
import { cacheFolder, defaultDataFolder, type Host, runtimeFolder } from '../../src/config/index.js';

const linux: Host = { platform: 'linux', env: {}, home: '/home/a', temporary: '/tmp', workingFolder: '/', userId: 1000 };
const windows: Host = {
  platform: 'win32',
  env: { LOCALAPPDATA: 'C:\\Users\\a\\AppData\\Local' },
  home: 'C:\\Users\\a',
  temporary: 'C:\\T',
  workingFolder: 'C:\\',
  userId: undefined,
};

describe('the data folder', () => {
  it('is where each platform keeps such things', () => {
    expect(defaultDataFolder(linux)).toBe('/home/a/.local/share/s1kit');
    expect(defaultDataFolder({ ...linux, env: { XDG_DATA_HOME: '/d' } })).toBe('/d/s1kit');
    expect(defaultDataFolder({ ...linux, env: { XDG_DATA_HOME: 'relative' } })).toBe('/home/a/.local/share/s1kit');
    expect(defaultDataFolder({ ...linux, platform: 'darwin', home: '/Users/a' })).toBe('/Users/a/Library/Application Support/s1kit');
    expect(defaultDataFolder(windows)).toBe('C:\\Users\\a\\AppData\\Local\\s1kit');
    expect(defaultDataFolder({ ...windows, env: {} })).toBe('C:\\Users\\a\\AppData\\Local\\s1kit');
  });
});

describe('the cache folder', () => {
  it('is where each platform keeps what can be made again', () => {
    expect(cacheFolder(linux)).toBe('/home/a/.cache/s1kit');
    expect(cacheFolder({ ...linux, env: { XDG_CACHE_HOME: '/c' } })).toBe('/c/s1kit');
    expect(cacheFolder({ ...linux, env: { XDG_CACHE_HOME: 'relative' } })).toBe('/home/a/.cache/s1kit');
    expect(cacheFolder({ ...linux, platform: 'darwin', home: '/Users/a' })).toBe('/Users/a/Library/Caches/s1kit');
    expect(cacheFolder(windows)).toBe('C:\\Users\\a\\AppData\\Local\\s1kit\\cache');
  });
});

describe('the runtime folder', () => {
  it("is the user's own", () => {
    expect(runtimeFolder({ ...linux, env: { XDG_RUNTIME_DIR: '/run/user/1000' } })).toBe('/run/user/1000/s1kit');
    expect(runtimeFolder(linux)).toBe('/tmp/s1kit-1000');
    expect(runtimeFolder(windows)).toBe('C:\\T\\s1kit');
  });
});
