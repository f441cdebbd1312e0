import type { TestApi } from '../../graphql/test-api.ts';
import { EVERY_ROLE } from '../graphql/attackers.ts';

/** What a district wrote itself, to be found again wherever it went. */
export interface Canary {
  readonly district: string;
  /** Stands in every text that it wrote. */
  readonly text: string;
  /** The project that it is the title of. */
  readonly project: string;
  readonly webhook: string;
  /** Of a person with every role there. */
  readonly token: string;
}

/** Writes a text of a district's own wherever one can be written, over GraphQL and the routes beside it: project, file, unit, webhook for all that happens. */
export async function plantCanary(api: TestApi, district: string, receiver: string): Promise<Canary> {
  const text = `planted-in-${district}-7d41`;
  const admin = await api.signedIn(district, EVERY_ROLE);
  const { me } = await admin.run('Me', {});
  if (me.__typename !== 'Me') throw new Error('nobody is signed in');
  const unit = me.posts[0]!.unit;
  const webhookInput = { url: `${receiver}/${district}`, eventTypes: ['*'], description: text };
  const { registerWebhook } = await admin.run('RegisterWebhook', { input: webhookInput, key: 'canary-webhook' });
  if (registerWebhook.__typename !== 'WebhookWithSecret') throw new Error(JSON.stringify(registerWebhook));
  const { recordProject } = await admin.run('RecordProject', { input: { title: text, unit }, key: 'canary-project' });
  if (recordProject.__typename !== 'Project') throw new Error(JSON.stringify(recordProject));
  const file = await fetch(`${api.url}/files/projects/${recordProject.id}?name=${text}.pdf`, {
    method: 'POST',
    headers: {
      ...{ authorization: `Bearer ${admin.token}`, 'idempotency-key': `${text}-file` },
      'content-type': 'application/octet-stream',
    },
    body: `%PDF-1.7 ${text}`,
  });
  if (!file.ok) throw new Error(await file.text());
  return { district, text, project: recordProject.id, webhook: registerWebhook.webhook.id, token: admin.token };
}
