// Whether a note is in English, the only language that is read here: a note in another one documents something, but not to us.

const english = new Set(
  'the of and to in with for is was were be been has had no not on at by from this that as pt patient right left pain after before performed treatment denies reports'.split(
    ' ',
  ),
);
const others = new Set(
  'de la el los las en con sin por una del que para se paciente derecho derecha izquierdo izquierda le les des et du une avec sans dans pour droite gauche der die das und mit ohne bei von im wurde nicht rechts links il di della con nel senza destro sinistro da do dos das em com sem para não uma o os na no pelo'.split(
    ' ',
  ),
);

/** False when the function words are mostly those of another European language, or letters are mostly not Latin. */
export function isInEnglish(text: string): boolean {
  const words =
    text
      .slice(0, 20_000)
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  const foreignLetters = words.filter((word) => !/^[\p{Script=Latin}]+$/u.test(word)).length;
  if (foreignLetters * 2 > words.length) return false;
  const ours = words.filter((word) => english.has(word) && !others.has(word)).length;
  const theirs = words.filter((word) => others.has(word) && !english.has(word)).length;
  return theirs < 3 || theirs <= ours * 2;
}
