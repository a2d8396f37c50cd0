// The house rules: which package may use which, how files are named, and that every function has both its files.
import { existsSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, posix } from 'node:path';
import { functions } from '@s1kit/contract';
import { describe, expect, it } from 'vitest';
import { filesBelow, packageFolders, root, textOf } from './support/project.js';

/** Imports run one way. A package that is not here may use nothing, and has to be added. */
const mayUse: Readonly<Record<string, readonly string[]>> = {
  contract: [],
  sdk: ['contract'],
  link: ['contract'],
  server: ['contract', 'link'],
  desktop: ['contract', 'link'],
  // Types alone: at run time the screens reach the desktop over HTTP.
  web: ['contract', 'link'],
  cli: ['contract', 'link', 'sdk', 'server', 'desktop', 'web'],
};

/** Entries that a package may have besides its own name. */
const furtherEntries = ['s1kit/testing', '@s1kit/sdk/validate'];

const folders = packageFolders();
const nameOf = new Map(folders.map((folder) => [folder, manifestOf(folder).name]));
const folderOf = new Map([...nameOf].map(([folder, name]) => [name, folder]));

const isCode = (path: string): boolean => /\.(ts|tsx|mts|mjs|js)$/.test(path);
const code = ['packages', 'test', 'scripts', 'examples', 'campaigns', 'bench', 'runner'].flatMap(filesBelow).filter(isCode);
const sources = code.filter((path) => /^packages\/[^/]+\/(src|bin)\//.test(path));
const tests = code.filter((path) => /^packages\/[^/]+\/test\//.test(path) || path.startsWith('test/'));

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, unknown>>;
}

function manifestOf(folder: string): Manifest {
  return JSON.parse(textOf(`packages/${folder}/package.json`)) as Manifest; // The test reads what it checks: a missing field fails it.
}

function importsOf(path: string): readonly string[] {
  const text = textOf(path).replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  return [
    ...text.matchAll(/(?:^|[;}\s])(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|^\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm),
  ].map(([, from, bare, dynamic]) => from ?? bare ?? dynamic ?? '');
}

/** The package's name in an import, e.g. `@s1kit/contract` of `@s1kit/contract/x`. */
function packageIn(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

describe('imports', () => {
  it('run one way between packages', () => {
    const wrong = sources.flatMap((path) => {
      const [, folder = ''] = path.split('/');
      const allowed = mayUse[folder] ?? [];
      return importsOf(path)
        .map((specifier) => folderOf.get(packageIn(specifier)))
        .filter((used) => used !== undefined && used !== folder && !allowed.includes(used))
        .map((used) => `${path} uses ${used}`);
    });
    expect(wrong).toEqual([]);
  });

  it('reach another package only through its entry', () => {
    const wrong = code.flatMap((path) =>
      importsOf(path)
        .filter((specifier) => folderOf.has(packageIn(specifier)) && specifier !== packageIn(specifier) && !furtherEntries.includes(specifier))
        .map((specifier) => `${path} uses ${specifier}`),
    );
    expect(wrong).toEqual([]);
  });

  it('stay inside the package where they are relative', () => {
    const wrong = [...sources, ...tests].flatMap((path) => {
      const home = path.startsWith('packages/') ? path.split('/').slice(0, 2).join('/') : '';
      return importsOf(path)
        .filter((specifier) => specifier.startsWith('.'))
        .map((specifier) => posix.join(posix.dirname(path), specifier))
        .filter((target) => (home === '' ? target.startsWith('packages/') : !target.startsWith(`${home}/`)))
        .map((target) => `${path} reaches ${target}`);
    });
    expect(wrong).toEqual([]);
  });

  it('name only what the package depends on', () => {
    const wrong = sources.flatMap((path) => {
      const [, folder = ''] = path.split('/');
      const { dependencies, devDependencies, peerDependencies } = manifestOf(folder);
      // What the screens use is bundled into their files: nobody who installs the package installs it.
      const bundled = path.startsWith('packages/web/src/screens/') ? devDependencies : undefined;
      const declared = Object.keys({ ...dependencies, ...peerDependencies, ...bundled });
      return importsOf(path)
        .filter((specifier) => !/^(\.|node:|virtual:)/.test(specifier) && !builtinModules.includes(specifier))
        .filter((specifier) => !declared.includes(packageIn(specifier)))
        .map((specifier) => `${path} uses ${specifier}`);
    });
    expect(wrong).toEqual([]);
  });

  it('find one entry in every package, but the two that are agreed', () => {
    const entries = folders.flatMap((folder) => Object.keys(manifestOf(folder).exports).map((entry) => posix.join(nameOf.get(folder) ?? '', entry)));
    expect(entries.filter((entry) => !folderOf.has(entry) && !furtherEntries.includes(entry))).toEqual([]);
    expect(folders.filter((folder) => !existsSync(join(root, 'packages', folder, 'src', 'index.ts')))).toEqual([]);
  });
});

describe('functions', () => {
  const fileOf = (name: string): string => name.replaceAll(/(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '-').toLowerCase();

  it('have a file in the contract, and one of the same name in the server unless they are not available', () => {
    expect(functions.length).toBeGreaterThanOrEqual(16);
    const without = functions.flatMap(({ name, available }) =>
      [`packages/contract/src/functions/${fileOf(name)}.ts`, ...(available ? [`packages/server/src/functions/${fileOf(name)}.ts`] : [])].filter(
        (file) => !existsSync(join(root, file)),
      ),
    );
    expect(without).toEqual([]);
  });
});

describe('Demo and Live', () => {
  it('B9.4: nothing on the way of a request asks which of the two an installation is', () => {
    const way = /^packages\/(?:contract\/src|server\/src\/(?:exchange|functions|patients|schedule|directory|documents)|desktop\/src\/(?:listener|files))\//;
    const asked = sources.filter((path) => way.test(path) && /['"`](?:demo|live)['"`]/.test(textOf(path)));
    expect(sources.filter((path) => way.test(path)).length).toBeGreaterThan(50);
    expect(asked).toEqual([]);
  });
});

describe('files', () => {
  it('have no more than 500 lines', () => {
    expect(code.filter((path) => textOf(path).split('\n').length > 501)).toEqual([]);
  });

  it('are named after what they hold', () => {
    const vague = /^(utils?|helpers?|misc|common|shared|lib)$|-and-/;
    expect(code.filter((path) => path.split('/').some((part) => vague.test(part.replace(/(\.test)?\.[a-z]+$/, ''))))).toEqual([]);
  });

  it('that tests share do nothing before and after tests by themselves: files share a process, and only the first would notice', () => {
    const shared = tests.filter((path) => !path.endsWith('.test.ts'));
    expect(shared.length).toBeGreaterThan(5);
    expect(shared.filter((path) => /^(?:before|after)(?:Each|All)\(/m.test(textOf(path)))).toEqual([]);
  });

  it('leave no test out for good, none alone, none for later', () => {
    const left = /\b(?:it|test|describe)(?:\.\w+)*\.(?:skip|only|todo|fails)\(|\bx(?:it|describe)\(/;
    expect(tests.filter((path) => path !== 'test/architecture.test.ts' && left.test(textOf(path)))).toEqual([]);
  });
});
