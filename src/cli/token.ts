// Owns `oneseal token …`: getting the access token that the other commands need.
import type { Command } from 'commander';
import { address, ask, refusalIn } from './client';

export function registerToken(program: Command): void {
  const group = program.command('token').description('访问令牌 / access tokens');
  group
    .command('password <username>')
    .description(
      '修改本人密码：ONESEAL_PASSWORD 为当前密码，ONESEAL_NEW_PASSWORD 为新密码 / change one’s own password, from the one in ONESEAL_PASSWORD to that in ONESEAL_NEW_PASSWORD',
    )
    .action(async (username: string) => {
      const password = process.env.ONESEAL_NEW_PASSWORD;
      if (password === undefined) throw new Error('请设置 ONESEAL_NEW_PASSWORD。/ Set ONESEAL_NEW_PASSWORD.');
      const cookie = await signedIn(username);
      await ask('POST', '/api/me/password', { current: process.env.ONESEAL_PASSWORD, password }, { cookie });
      console.error('密码已修改。/ The password is changed.');
    });
  group
    .command('create <username>')
    .description('用密码（环境变量 ONESEAL_PASSWORD）签发令牌 / issue a token with the password in ONESEAL_PASSWORD')
    .option('--name <name>', '用途 / what it is for', 'oneseal')
    .option('--days <n>', '有效天数 / valid for days', '30')
    .action(async (username: string, { name, days }: { name: string; days: string }) => {
      const expiresAt = new Date(Date.now() + Number(days) * 86_400_000).toISOString();
      const cookie = await signedIn(username);
      const { token } = (await ask('POST', '/api/access-tokens', { name, expiresAt }, { cookie })) as { token: string };
      console.log(token);
    });
}

async function signedIn(username: string): Promise<string> {
  const password = process.env.ONESEAL_PASSWORD;
  if (password === undefined) throw new Error('请设置 ONESEAL_PASSWORD。/ Set ONESEAL_PASSWORD.');
  const response = await fetch(new URL('/api/session', address()), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  });
  if (!response.ok) throw new Error(`登录失败 / sign-in failed: ${refusalIn(response.status, await response.text())}`);
  return response.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
}
