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
