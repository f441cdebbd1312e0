/** The text of a schema file, put into the bundle when it is built. */
declare module '*.graphql?raw' {
  const sdl: string;
  export default sdl;
}
