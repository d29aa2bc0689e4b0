/** Type of the URL at which the build places a worker's script. */
declare module '*?worker&url' {
  const address: string;
  export default address;
}
