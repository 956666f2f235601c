// Owns the compilation of ES modules that declare `__dirname` themselves, a name CommonJS already gives to every module.
const { createTransformer } = require('@swc/jest');

module.exports = {
  createTransformer(options) {
    const swc = createTransformer(options);
    return {
      ...swc,
      process: (source, path, jest) => swc.process(source.replaceAll('__dirname', 'ownDirname'), path, jest),
    };
  },
};
