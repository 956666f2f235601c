/** Owns the proof that seals cannot be bent: the contract on the software seals, and the care of their keys. */
import { X509Certificate } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderPaper } from '../../src/adapters/document/render-paper';
import { openSoftwareSeals } from '../../src/adapters/seal/software-seal';
import { samplePaper } from './sample-papers';
import { sealContract } from './seal.contract';

const made: string[] = [];
async function freshHome(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'oneseal-seal-'));
  made.push(root);
  return join(root, 'seal');
}
afterAll(async () => {
  for (const root of made) await rm(root, { recursive: true, force: true });
});

sealContract('the software seal', async () => openSoftwareSeals(await freshHome()));

describe('the software seals', () => {
  it('make their keys at the first start, for nobody else to read, and keep them', async () => {
    const home = await freshHome();
    const first = await (await openSoftwareSeals(home)).certificate('approval-bureau');
    const again = await (await openSoftwareSeals(home)).certificate('approval-bureau');
    expect(again).toEqual(first);
    expect((await readdir(home)).sort()).toEqual([
      'approval-bureau',
      'authority',
      'emergency-bureau',
      'justice-bureau',
      'planning-bureau',
    ]);
    for (const name of await readdir(home)) {
      expect((await stat(join(home, name))).mode & 0o777).toBe(0o700);
      expect((await stat(join(home, name, 'key.pem'))).mode & 0o777).toBe(0o600);
    }
  });

  it('issue certificates that stand on their root, and bear the seal in their name', async () => {
    const { certificate, issuer, signer } = await (
      await openSoftwareSeals(await freshHome())
    ).certificate('approval-bureau');
    const [seal, root] = [new X509Certificate(certificate), new X509Certificate(issuer)];
    expect(seal.checkIssued(root) && seal.verify(root.publicKey) && root.verify(root.publicKey)).toBe(true);
    expect([root.ca, seal.ca]).toEqual([true, false]);
    expect(seal.subject).toContain(signer);
  });

  it('are the same for all processes that start at once', async () => {
    const home = await freshHome();
    const opened = await Promise.all([openSoftwareSeals(home), openSoftwareSeals(home), openSoftwareSeals(home)]);
    const certificates = await Promise.all(opened.map((seals) => seals.certificate('approval-bureau')));
    expect(new Set(certificates.map(({ certificate, issuer }) => certificate + issuer)).size).toBe(1);
    expect((await readdir(home)).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('go on from a start that was killed half way', async () => {
    const home = await freshHome();
    const before = await (await openSoftwareSeals(home)).certificate('approval-bureau');
    await rm(join(home, 'justice-bureau'), { recursive: true });
    const seals = await openSoftwareSeals(home);
    expect(await seals.certificate('approval-bureau')).toEqual(before);
    expect((await seals.certificate('justice-bureau')).issuer).toBe(before.issuer);
  });

  it('say so when key and certificate do not belong together', async () => {
    const home = await freshHome();
    await openSoftwareSeals(home);
    await cp(join(home, 'authority', 'key.pem'), join(home, 'approval-bureau', 'key.pem'));
    await expect(openSoftwareSeals(home)).rejects.toThrow('do not belong together');
    const other = await freshHome();
    await openSoftwareSeals(other);
    await cp(join(other, 'approval-bureau'), join(home, 'approval-bureau'), { recursive: true });
    await expect(openSoftwareSeals(home)).rejects.toThrow('was not issued by the root');
  });

  it('do not accept the seal of another installation, however genuine', async () => {
    const [ours, theirs] = [await openSoftwareSeals(await freshHome()), await openSoftwareSeals(await freshHome())];
    const pdf = await renderPaper(samplePaper('refusal-decision'));
    const sealed = await theirs.apply({ pdf, seal: 'approval-bureau', reason: '不予行政许可', at: 0 });
    expect((await theirs.verify(sealed)).valid).toBe(true);
    expect(await ours.verify(sealed)).toEqual({
      valid: false,
      coversWhole: true,
      reason: 'The signature is not one of this installation.',
    });
  });

  it('never write a key into what they seal', async () => {
    const home = await freshHome();
    const seals = await openSoftwareSeals(home);
    const pdf = await renderPaper(samplePaper('receipt'));
    const sealed = Buffer.from(await seals.apply({ pdf, seal: 'approval-bureau', reason: '收件', at: 0 }));
    const key = await readFile(join(home, 'approval-bureau', 'key.pem'), 'utf8');
    const secret = Buffer.from(key.replace(/-----[^-]+-----|\s/g, ''), 'base64').subarray(300, 340);
    expect(sealed.includes(secret) || sealed.includes(secret.toString('hex'))).toBe(false);
  });
});
