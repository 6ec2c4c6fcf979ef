/** A file inside the page: the server keeps nothing, so what is saved must travel with the answer. */
export const dataLink = (type: string, text: string): string =>
  `data:${type};charset=utf-8,${encodeURIComponent(text)}`;
