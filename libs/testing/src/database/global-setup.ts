import type { TestProject } from 'vitest/node';
import { stopTestServer } from './test-server.ts';

/** vitest `globalSetup`: the test server, once a file has started it, serves the whole run and is stopped at its end. */
export default function setup(project: TestProject): () => Promise<void> {
  project.provide('testServerOutlivesFile', true);
  return stopTestServer;
}
