/** The address at which the build puts a worker's own script. */
declare module '*?worker&url' {
  const address: string;
  export default address;
}
