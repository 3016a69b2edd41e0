// Time of the readers on texts that are made to take long: processor seconds at a size and at two, four and eight times it,
// and how much the last doubling cost. Two and a bit is linear.
import { cpuSeconds } from '../test/formats/cpu-time';
import { shapes } from '../test/trust/adversarial';

const words = process.argv.slice(2);
const first = Number(words.find((word) => /^\d+$/.test(word)) ?? 50_000);
const only = words.find((word) => !/^\d+$/.test(word));
/** A shape that takes longer than this is not made larger. */
const patience = 8;

const sizes = [1, 2, 4, 8].map((times) => first * times);
console.log(
  `${'reader'.padEnd(14)}${'shape'.padEnd(42)}${sizes.map((size) => `${size / 1000} kB`.padStart(10)).join('')}   last doubling`,
);
for (const { reader, name, text, read } of shapes) {
  if (only !== undefined && !`${reader} ${name}`.includes(only)) continue;
  read(text(1000));
  const seconds: number[] = [];
  let broken = '';
  for (const size of sizes) {
    if ((seconds.at(-1) ?? 0) > patience) break;
    const made = text(size);
    try {
      seconds.push(cpuSeconds(() => read(made)));
    } catch (error) {
      broken = `  ${String(error).slice(0, 60)}`;
      break;
    }
  }
  const [before = 0, last = 0] = seconds.slice(-2);
  const ratio = before > 0.005 ? (last / before).toFixed(1) : '–';
  console.log(
    `${reader.padEnd(14)}${name.padEnd(42)}${sizes.map((_, index) => (seconds[index]?.toFixed(3) ?? '').padStart(10)).join('')}${ratio.padStart(16)}${broken}`,
  );
}
