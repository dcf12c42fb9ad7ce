import { isByHand, isText, lineRule } from '../rule.mjs';

const kMarker = /\b(T[O]DO|F[I]XME|X[X]X|H[A]CK)\b/;

export default lineRule({
  name: 'no_todo',
  why: 'what is left to do belongs in an issue, where it is seen',
  applies: (path) => isText(path) && isByHand(path),
  message: (text) => kMarker.test(text) && `${kMarker.exec(text)[0]}: do it now or file an issue`,
});
