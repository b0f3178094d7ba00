/** Exits 0 when the service in this container says that it is alive ("live") or may have work ("ready"), else 1. */
const kind = process.argv[2] ?? 'live';
const url = `http://127.0.0.1:${process.env.HTTP_PORT ?? 8080}/health/${kind}`;
try {
  const response = await fetch(url, { signal: AbortSignal.timeout(4_000) });
  if (!response.ok) console.error(`${url} answers ${response.status}: ${await response.text()}`);
  process.exitCode = response.ok ? 0 : 1;
} catch (error) {
  console.error(`${url} does not answer: ${error.cause?.message ?? error.message}`);
  process.exitCode = 1;
}
