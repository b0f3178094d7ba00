/** Makes each Secret that is not there yet, with one random value. Arguments: name=key ... One that is there is never touched. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';

const token = readFileSync('/run/secrets/kubernetes/token', 'utf8');
const {
  POD_NAMESPACE: namespace,
  KUBERNETES_SERVICE_HOST: host,
  KUBERNETES_SERVICE_PORT: port,
} = process.env;
const url = `https://${host.includes(':') ? `[${host}]` : host}:${port}/api/v1/namespaces/${namespace}/secrets`;

for (const [name, key] of process.argv.slice(1).map((argument) => argument.split('='))) {
  const body = { metadata: { name }, stringData: { [key]: randomBytes(24).toString('hex') } };
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok && response.status !== 409)
    throw new Error(`Secret ${name}: ${response.status} ${await response.text()}`);
  console.log(`Secret ${name}: ${response.ok ? 'created' : 'was there and stays as it is'}`);
}
