import { expect, it } from 'vitest';
import { EnrolInput } from '../../../shared/ipc/inputs.ts';

const codes = (serverUrl: string) => {
  const parsed = EnrolInput.safeParse({ serverUrl, code: 'ABCDE', deviceName: 'x', staff: [{ login: 'aigul', password: 'түйе-қаз-тау-1' }] });
  return parsed.success ? [] : parsed.error.issues.map((issue) => issue.message);
};

it.each(['https://centre.gov.kz', 'http://127.0.0.1:7400', 'http://127.1.2.3/', 'http://localhost:80/x', 'http://[::1]:7400', 'HTTPS://centre.gov.kz'])('%s may be enrolled with', (url) => expect(codes(url)).toEqual([]));

it.each(['http://centre.gov.kz', 'http://10.0.0.5:7400', 'HTTP://centre.gov.kz', 'http://127.0.0.1@centre.gov.kz', 'http://127.0.0.1:80@centre.gov.kz', 'http://localhost.gov.kz', 'http://127.0.0.1.gov.kz'])(
  '%s would send the code and people’s data where anybody reads them', (url) => expect(codes(url)).toEqual(['urlInsecure']));
