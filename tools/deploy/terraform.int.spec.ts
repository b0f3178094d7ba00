import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasCommand } from '../servers/debian.ts';
import { serviceNames } from '../service-names.ts';

const folder = join(import.meta.dirname, '../../deploy/terraform');
const files = globSync('*.tf', { cwd: folder }).sort();
const text = files.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');

/** Folder of provider plugins, where there is no registry to take them from. */
const plugins = process.env['TF_PLUGINS'] ?? '/opt/tf-plugins';
const canValidate = hasCommand('terraform', ['version']) && existsSync(plugins);

const terraform = (cwd: string, ...args: string[]) => {
  const env = { ...process.env, TF_CLI_CONFIG_FILE: '', CHECKPOINT_DISABLE: '1' };
  const { status, stdout, stderr } = spawnSync('terraform', args, {
    cwd,
    env,
    encoding: 'utf8',
    timeout: 120_000,
  });
  return { status, output: stdout + stderr };
};

(canValidate ? describe : describe.skip)('Terraform (skipped without terraform and its AWS provider)', () => {
  it('finds nothing to format and nothing wrong', () => {
    const copy = mkdtempSync(join(tmpdir(), 'convoscope-terraform-'));
    try {
      for (const file of files) cpSync(join(folder, file), join(copy, file));
      expect(terraform(copy, 'fmt', '-check')).toEqual({ status: 0, output: '' });
      const init = ['init', '-backend=false', '-input=false', `-plugin-dir=${plugins}`];
      expect(terraform(copy, ...init)).toMatchObject({ status: 0 });
      expect(terraform(copy, 'validate', '-no-color')).toMatchObject({ status: 0 });
    } finally {
      rmSync(copy, { recursive: true });
    }
  }, 180_000);
});

describe('what is made on AWS', () => {
  const blocks = (type: string): string[] =>
    [...text.matchAll(new RegExp(`^resource "${type}" "[\\s\\S]*?^}`, 'gm'))].map(([block]) => block);

  it('keeps the bucket to itself: encrypted, versioned, no public way in, TLS only', () => {
    expect(blocks('aws_s3_bucket')).toHaveLength(1);
    const [access = ''] = blocks('aws_s3_bucket_public_access_block');
    expect(access.match(/= true$/gm)).toHaveLength(4);
    expect(blocks('aws_s3_bucket_versioning')[0]).toContain('"Enabled"');
    expect(blocks('aws_s3_bucket_server_side_encryption_configuration')[0]).toContain('aws:kms');
    expect(text).toContain('aws:SecureTransport');
  });

  it('gives no right to everything', () => {
    const allowed = [...text.matchAll(/statement \{[\s\S]*?\n {2}\}/g)].map(([statement]) => statement);
    for (const statement of allowed.filter((one) => !one.includes('"Deny"'))) {
      expect(statement).not.toMatch(/actions\s*=\s*\[[^\]]*"\*"|s3:\*|kms:\*/);
      expect(statement).not.toMatch(/resources\s*=\s*\["\*"\]/);
    }
  });

  it('lets no one in from everywhere, and encrypts what moves and what lies', () => {
    expect(text.replace(/condition\s+=.*$/gm, '')).not.toContain('0.0.0.0/0');
    expect(blocks('aws_msk_cluster')[0]).toMatch(/client_broker = "TLS"[\s\S]*in_cluster\s+= true/);
    expect(blocks('aws_eks_cluster')[0]).toContain('resources = ["secrets"]');
    expect(text).toContain('http_tokens                 = "required"');
  });

  it('names a role for the account of every service and of the jobs', () => {
    for (const name of [...serviceNames, 'cli']) expect(text).toContain(`"${name}"`);
  });

  it('protects what holds data from being destroyed', () => {
    expect(blocks('aws_msk_cluster')[0]).toContain('prevent_destroy = true');
    expect(blocks('aws_s3_bucket')[0]).toContain('force_destroy = !var.deletion_protection');
  });

  it('explains every variable and output', () => {
    for (const [block] of text.matchAll(/^(variable|output) "[\s\S]*?^}/gm))
      expect(block).toContain('description');
  });
});
