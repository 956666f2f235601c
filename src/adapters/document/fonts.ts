/** Owns the typefaces of the papers and of the seal: the two weights of one Song face, opened once, and what was worked out about them. */
import { openSync, type Font, type Glyph, type GlyphRun } from 'fontkit';

/** Outlines kept decoded, about 5 kB each: more than the papers of a town use. */
const OUTLINES = 6_000;
/** Words and lines kept set. Most of a paper's text is its template's, the same on every paper. */
const SETTINGS = 4_000;

const opened = new Map<string, Font>();

function open(path: string): Font {
  const known = opened.get(path);
  if (known) return known;
  const font = openSync(path);
  if (!('glyphForCodePoint' in font)) throw new Error(`${path} is a collection, not one font.`);
  keepOutlines(font);
  keepSettings(font);
  opened.set(path, font);
  return font;
}

/** What a glyph's outline is read with; not in fontkit's types. */
type Outlined = Glyph & { _decode?: () => unknown };

/** A subset asks each glyph for its outline anew, only to learn whether it has parts: a sixth of the time of a paper. */
function keepOutlines(font: Font): void {
  const find = font.getGlyph.bind(font);
  const kept = new WeakSet<Glyph>();
  let left = OUTLINES;
  font.getGlyph = (id, codePoints) => {
    const glyph: Outlined | null = find(id, codePoints);
    const decode = glyph?._decode;
    if (glyph && decode && left > 0 && !kept.has(glyph)) {
      kept.add(glyph);
      left -= 1;
      let outline: unknown;
      glyph._decode = () => (outline ??= decode.call(glyph));
    }
    return glyph;
  };
}

/** A text without features asked for is set the same way each time. Whoever asked scales the positions, so each gets its own. */
function keepSettings(font: Font): void {
  const set = font.layout.bind(font);
  const known = new Map<string, GlyphRun>();
  font.layout = (text, ...asked) => {
    if (asked.some((each) => each !== undefined)) return set(text, ...asked);
    let run = known.get(text);
    if (!run) {
      if (known.size >= SETTINGS) known.clear();
      run = set(text);
      known.set(text, run);
    }
    const positions = run.positions.map((position) => ({ ...position }));
    return Object.assign(Object.create(Object.getPrototypeOf(run) as object) as GlyphRun, run, { positions });
  };
}

/** 宋体, for the body. 30,928 characters: names reach far beyond the 8,000 that web subsets of Chinese fonts hold. */
export function regularFont(): Font {
  return open(require.resolve('@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf'));
}

/** For headings and the seal. */
export function boldFont(): Font {
  return open(require.resolve('@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf'));
}

/** A text holds a character that the paper cannot show: better no paper than one with an empty box in a person's name. */
export class CharacterUnknown extends Error {
  constructor(
    readonly character: string,
    readonly text: string,
  ) {
    super(
      `The paper's font has no "${character}" (U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}) in "${text}".`,
    );
    this.name = 'CharacterUnknown';
  }
}

/** Throws `CharacterUnknown` for the first character that the font cannot draw. */
export function assertDrawable(font: Font, text: string): void {
  for (const character of text) {
    if (character !== '\n' && !font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0)) {
      throw new CharacterUnknown(character, text);
    }
  }
}
