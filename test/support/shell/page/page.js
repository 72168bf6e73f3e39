/* global document */
// What a script that got into the page could try; the answers are read by the test (an evaluation by the test's own driver is not bound by the policy).
const facts = document.documentElement.dataset;
try {
  (0, eval)('1');
  facts.eval = 'ran';
} catch {
  facts.eval = 'refused';
}
const addStyle = (text, nonce) => {
  const style = document.createElement('style');
  if (nonce) style.setAttribute('nonce', nonce);
  style.textContent = text;
  document.head.append(style);
};
addStyle('h1 { letter-spacing: 3px }', document.querySelector('meta[name=csp-nonce]').content);
addStyle('h1 { word-spacing: 3px }');
facts.nonce = document.querySelector('meta[name=csp-nonce]').content;
facts.node = typeof require + typeof process + typeof module;
