#!/usr/bin/env node
import { BuildFailed, ensureBuilt } from '../../../.config/tasks/ensure-built.mjs';

try {
  ensureBuilt('cli', () => process.stderr.write('guicheng: 首次运行或程序有更新，正在构建… building…\n'));
} catch (error) {
  if (!(error instanceof BuildFailed)) throw error;
  process.stderr.write(`guicheng: 构建失败 ${error.message}\n`);
  process.exit(70);
}
await import('../dist/main.js');
