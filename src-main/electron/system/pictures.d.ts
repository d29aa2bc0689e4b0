/** Small pictures come along in the program's own file, as the build leaves them: a data URL. */
declare module '*.png?inline' {
  const dataUrl: string;
  export default dataUrl;
}
