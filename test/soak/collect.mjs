// Loaded into a host's threads by the soak: throws away what nobody holds any more, so that the
// figures of memory are of what is kept. By itself V8 does so every twenty minutes or so of such an
// evening, and two looks at a saw's teeth tell nothing of a slope.
setInterval(() => globalThis.gc(), 20_000).unref();
