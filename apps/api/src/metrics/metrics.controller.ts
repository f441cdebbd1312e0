import { Controller, Get, Header, Inject, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { METRICS, METRICS_TOKEN } from '../tokens.ts';
import { metricsRefusal } from './metrics-access.ts';
import type { Metrics } from './metrics.ts';

/** Headers by which somebody in between says for whom it asks. */
const FORWARDED = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'];

/** `/metrics` in the Prometheus text format, for whoever may read it. */
@Controller('metrics')
export class MetricsController {
  constructor(
    @Inject(METRICS) private readonly metrics: Metrics,
    @Inject(METRICS_TOKEN) private readonly token: string | null,
  ) {}

  @Get()
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  read(@Req() { headers, ip }: FastifyRequest): Promise<string> {
    const isForwarded = FORWARDED.some((name) => headers[name] !== undefined);
    const refusal = metricsRefusal(this.token, { authorization: headers.authorization, address: ip, isForwarded });
    if (refusal !== undefined) throw refusal;
    return this.metrics.registry.metrics();
  }
}
