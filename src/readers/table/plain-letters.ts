/** Lower case, without accents. */
export const plainLetters = (text: string): string => {
  const low = text.toLowerCase();
  return /^[\0-\x7f]*$/.test(low)
    ? low
    : low
        .normalize("NFD")
        .replace(/\p{M}/gu, "")
        .replace(/[łøıæß]/g, (one) => ({ ł: "l", ø: "o", ı: "i", æ: "ae", ß: "ss" })[one] ?? one);
};
