// The library of the Frictionless project brings no types: as much of it as is used.
declare module "datapackage" {
  export class Profile {
    static load(name: string): Promise<Profile>;
    validate(descriptor: unknown): { readonly valid: boolean; readonly errors: readonly Error[] };
  }
  export class Package {
    static load(
      descriptor: unknown,
      options: { readonly basePath: string; readonly strict: boolean },
    ): Promise<Package>;
    getResource(name: string): {
      read(options: { readonly keyed: true; readonly relations: boolean }): Promise<readonly Record<string, unknown>[]>;
    };
  }
}
