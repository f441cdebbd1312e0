import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkCycles } from './cycle-check.ts';
import { checkDeclared, checkVersions } from './declared-check.ts';
import { checkDoors } from './door-check.ts';
import { importsOf } from './imports.ts';
import { checkLayers, checkSourceLayers } from './layer-check.ts';
import { pureLayers, topLevel } from './layers.ts';
import { checkHosts, checkLocked, checkPlatforms } from './lock-check.ts';
import type { LockFile } from './lock-check.ts';
import { checkNames, checkTopLevel } from './name-check.ts';
import { readManifest, readWorkspace, root, sourceFiles } from './projects.ts';
import { checkReach, isDatabaseOrFramework, isServerOnly } from './reach-check.ts';
import { checkRelative } from './relative-check.ts';

const { projects, edges } = readWorkspace();
const rootManifest = readManifest('');
const files = sourceFiles().map((path) => ({ path, imports: importsOf(path, readFileSync(join(root, path), 'utf8')) }));

describe('the workspace', () => {
  it('is seen by Nx with all its projects and the edges between them', () => {
    const folders = ['apps', 'libs'].flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`));
    expect(projects.map((project) => project.folder).sort()).toEqual(folders.sort());
    expect(edges.length).toBeGreaterThan(0);
  });

  it('lets imports go down only, project by project', () => {
    expect(checkLayers(projects, edges)).toEqual([]);
  });

  it('lets imports go down only, file by file, and testing into spec files only', () => {
    expect(checkSourceLayers(projects, files)).toEqual([]);
  });

  it('declares every package that a project imports', () => {
    expect(checkDeclared(projects, rootManifest, files)).toEqual([]);
  });

  it('has one version of each package', () => {
    expect(checkVersions(projects, rootManifest)).toEqual([]);
  });

  it('constructs repositories in the unit of work and nowhere else', () => {
    expect(checkDoors(files)).toEqual([]);
    expect(files.some((file) => file.path === 'libs/persistence/src/tenancy/unit-of-work.ts')).toBe(true);
  });

  it('has no relative import across projects', () => {
    expect(checkRelative(projects, files)).toEqual([]);
  });

  it('has no import cycle between files', () => {
    expect(checkCycles(projects, files)).toEqual([]);
  });

  it.each(pureLayers)('keeps %s free of Node, database and framework, so that a browser can run it', (layer) => {
    const folder = projects.find((project) => project.layer === layer)?.folder ?? layer;
    expect(checkReach(projects, files, `${folder}/src/index.ts`, isServerOnly)).toEqual([]);
  });

  it('answers on the command line without loading the database or the server', () => {
    expect(checkReach(projects, files, 'apps/cli/src/main.ts', isDatabaseOrFramework)).toEqual([]);
  });

  it('names files for what is inside', () => {
    expect(checkNames(files.map((file) => file.path))).toEqual([]);
  });

  it('has exactly the agreed top level', () => {
    expect(checkTopLevel(readdirSync(root), topLevel)).toEqual([]);
  });

  it('locks no registry host, every platform of the bundled PostgreSQL, and what the projects declare', () => {
    const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as LockFile;
    expect(checkHosts(lock)).toEqual([]);
    expect(Object.keys(rootManifest.optionalDependencies ?? {})).not.toEqual([]);
    expect(checkPlatforms(rootManifest, lock)).toEqual([]);
    expect(checkLocked(projects, lock)).toEqual([]);
  });
});
