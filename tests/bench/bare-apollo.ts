import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import fastify from 'fastify';

/** Apollo Server on the same platform with one trivial field and nothing of ours: what the measured server is held against. Says its address on standard output. */
export async function serveBareApollo(): Promise<void> {
  const apollo = new ApolloServer({ typeDefs: 'type Query { ready: Boolean }', stopOnTerminationSignals: false });
  await apollo.start();
  const platform = fastify();
  platform.route({ method: ['GET', 'POST'], url: '/graphql', handler: fastifyApolloHandler(apollo) });
  process.stdout.write(`${await platform.listen({ host: '127.0.0.1', port: 0 })}\n`);
}

/** The argument that makes the benchmark's program that server. */
export const AS_BARE_APOLLO = '--as-bare-apollo';

/** A bare server in a process of its own. */
export interface BareApollo {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Starts it, told to be in service as ours is. `program`: address of the benchmark's program. */
export async function startBareApollo(program: string): Promise<BareApollo> {
  const child = spawn(process.execPath, [fileURLToPath(program), AS_BARE_APOLLO], {
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    url: line.toString('utf8').trim(),
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
