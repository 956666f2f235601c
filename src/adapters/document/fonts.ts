/** Owns the typefaces of the papers and of the seal: the two weights of one Song face, opened once. */
import { openSync, type Font } from 'fontkit';

const opened = new Map<string, Font>();

function open(path: string): Font {
  const known = opened.get(path);
  if (known) return known;
  const font = openSync(path);
  if (!('glyphForCodePoint' in font)) throw new Error(`${path} is a collection, not one font.`);
  opened.set(path, font);
  return font;
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
