// Owns one evening of a station on the test's own network: finds its counter by what that
// announces, pairs, takes an order. Runs on that machine.
import { _electron } from '@playwright/test';

const { binary, addon, folder, name, host, owner, pin } = JSON.parse(process.argv[2]);
const http = async (method, path, body) => {
  const headers = {
    authorization: `Bearer ${owner}`,
    ...(body ? { 'content-type': 'application/json' } : {}),
  };
  return (
    await fetch(host + path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) })
  ).json();
};
const app = await _electron.launch({
  executablePath: binary,
  args: [
    process.cwd(),
    ...(process.getuid() === 0 ? ['--no-sandbox'] : []),
    `--data-dir=${folder}`,
    '--lang=es',
  ],
  env: { ...process.env, COMANDA_SQLITE_ADDON: addon },
});
try {
  const page = await app.firstWindow();
  await page.getByRole('button', { name: /^Una estación/ }).click();
  await page.getByRole('button', { name }).click();
  const { codigo } = await http('POST', '/dispositivos/invitar', { rol: 'mesero' });
  await page.getByLabel('Código').fill(codigo);
  await page.getByRole('button', { name: 'Pedir entrar' }).click();
  await page.getByText('Esperando que lo aprueben').waitFor();
  const { piden } = await http('GET', '/dispositivos');
  await http('POST', `/dispositivos/aprobar/${piden[0].solicitud}`);
  await page.getByRole('button', { name: 'Ana' }).click();
  for (const digit of pin) await page.getByRole('button', { name: digit, exact: true }).click();
  await page.getByRole('button', { name: 'Entrar' }).click();
  await page.getByText('conectado').waitFor();
  await page.getByRole('button', { name: 'Todas' }).click();
  await page.getByRole('button', { name: /^Mesa 5\b/ }).click();
  await page
    .getByRole('button', { name: /Milanesa/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Enviar', exact: true }).click();
  await page.getByText('Envío 1').waitFor();
  console.log(
    JSON.stringify({
      url: page.url(),
      socket: await page.evaluate('window.comanda.socketOrigin()'),
    }),
  );
} finally {
  await app.close();
}
