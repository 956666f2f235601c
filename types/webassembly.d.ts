// Owns the few types of WebAssembly that are used: TypeScript ships them with the browser's, which a server must not see.
declare namespace WebAssembly {
  type Exports = Record<string, unknown>;
  type ModuleImports = Record<string, unknown>;
  type Imports = Record<string, ModuleImports>;
  function instantiate(
    bytes: Uint8Array,
    imports: Imports,
  ): Promise<{ readonly instance: { readonly exports: Exports } }>;
}
