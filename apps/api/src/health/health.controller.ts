import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { READINESS } from '../tokens.ts';
import type { Readiness } from './readiness.ts';

/** `/healthz`: the process runs. `/readyz`: it can answer. */
@Controller()
export class HealthController {
  constructor(@Inject(READINESS) private readonly readiness: Readiness) {}

  @Get('healthz')
  health(): { readonly status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('readyz')
  async ready(
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ readonly status: 'ready' | 'not-ready'; readonly problems: Readonly<Record<string, string>> }> {
    const problems = await this.readiness.check();
    const isReady = Object.keys(problems).length === 0;
    if (!isReady) void reply.code(503);
    return { status: isReady ? 'ready' : 'not-ready', problems };
  }
}
