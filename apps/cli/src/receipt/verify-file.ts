import { officialCalendars, verificationGrounds } from '@guicheng/application';
import { err, ok, parseInstant, type Result } from '@guicheng/kernel';
import { verifyDecision, type Verification } from '@guicheng/policy-engine';
import { canonicalJson, checkShape, decodeDocument, parseJsonDocument, problem, type Problem, type Receipt } from '@guicheng/policy-model';
import { readLibrary } from '../library.ts';
import { readNamedFile } from '../named-file.ts';

const name = (file: string) => ({ zh: `${file} `, en: file });

async function readReceiptFile(file: string): Promise<Result<Receipt, Problem[]>> {
  const bytes = await readNamedFile(file);
  const text = bytes.ok ? decodeDocument(bytes.value, file, name(file)) : bytes;
  const read = text.ok ? parseJsonDocument(text.value, file, name(file)) : text;
  if (!read.ok) return err([read.error]);
  const shape = checkShape('receipt', read.value, `${file}#`);
  return shape.length > 0 ? err(shape) : ok(read.value as Receipt);
}

/** Verifies a receipt in a file on the packs and calendars of a `policies/` folder. Refused: a file that is no receipt, packs with problems. */
export async function verifyFile(file: string, root: string): Promise<Result<{ receipt: Receipt; verification: Verification }, Problem[]>> {
  const receipt = await readReceiptFile(file);
  if (!receipt.ok) return receipt;
  const { policy, digest, vocabularyDigest, calendarDigest, engineVersion, recordedAt, request, decision } = receipt.value;
  const createdAt = parseInstant(recordedAt);
  if (createdAt === undefined)
    return err([
      problem('instant-not-valid', `${file}#/recordedAt`, '留存时间不是带时区的有效时刻。', 'recordedAt is no instant with an offset.'),
    ]);
  const library = await readLibrary(root);
  if (!library.ok) return err([...library.error]);
  const grounds = verificationGrounds(
    { district: String(request.district), policyId: policy, policyDigest: digest, vocabularyDigest, calendarDigest, createdAt },
    { policies: library.value.policies, calendars: officialCalendars(library.value.years) },
  );
  const recorded = {
    requestCanonical: canonicalJson(request),
    decisionCanonical: canonicalJson(decision),
    policyDigest: digest,
    engineVersion,
  };
  return ok({ receipt: receipt.value, verification: verifyDecision(recorded, grounds) });
}
