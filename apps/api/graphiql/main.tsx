import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import './page.css';
import { GraphiQL } from 'graphiql';
import type { GraphiQLProps } from 'graphiql';
import { buildSchema } from 'graphql';
import { createRoot } from 'react-dom/client';
import { FIRST_QUESTION } from './first-question.ts';

/** Asks this page's own server; nothing else is ever requested. */
const fetcher: GraphiQLProps['fetcher'] = async (parameters) => {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json' },
    body: JSON.stringify(parameters),
  });
  return (await response.json()) as Awaited<ReturnType<GraphiQLProps['fetcher']>>;
};

/** The schema's text is public; asking the server to work it out is for callers who are signed in. */
const schema = buildSchema(await (await fetch('/schema.graphql')).text());

const container = document.getElementById('graphiql');
if (container === null) throw new Error('the page has no #graphiql element');
createRoot(container).render(
  <GraphiQL fetcher={fetcher} schema={schema} defaultQuery={FIRST_QUESTION} isHeadersEditorEnabled={false} shouldPersistHeaders={false}>
    <GraphiQL.Logo>
      <span className="guicheng-logo">规程 Guicheng</span>
    </GraphiQL.Logo>
  </GraphiQL>,
);
