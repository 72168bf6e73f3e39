/** The national digits of a phone number as written (10 in Kazakhstan): +7 or 8 in front of them goes. */
export const phoneDigits = (text: string): string => {
  const digits = text.replace(/\D/g, '');
  return digits.length === 11 && /^[78]/.test(digits) ? digits.slice(1) : digits;
};

/** Text from its end to its start, so that an end can be sought as a prefix. Digits only. */
export const reversed = (digits: string): string => [...digits].reverse().join('');
