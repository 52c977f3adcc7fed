import sinon from 'sinon';

/** Fakes of a test that is over are let go of, and with them the world that they have seen. */
export const mochaHooks = {
  afterEach: (): void => {
    sinon.restore();
  },
};
