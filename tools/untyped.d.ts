/** Packages without types of their own, as far as the tools use them. */
declare module "subset-font" {
  type Options = {
    readonly targetFormat: "sfnt" | "woff" | "woff2";
    readonly keepFeatures?: readonly string[];
    readonly noHinting?: boolean;
    readonly dropTables?: readonly string[];
  };
  export default function subsetFont(font: Uint8Array, text: string, options: Options): Promise<Uint8Array>;
}

declare module "@messageformat/core/compile-module.js" {
  import type MessageFormat from "@messageformat/core";
  export default function compileModule(
    format: InstanceType<typeof MessageFormat.default>,
    messages: Readonly<Record<string, string>>,
  ): string;
}
