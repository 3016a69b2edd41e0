// YAML files are parsed when the bundle is built (scripts/yaml-modules.mjs); their loaders check the shape.
declare module '*.yaml' {
  const document: unknown;
  export default document;
}
