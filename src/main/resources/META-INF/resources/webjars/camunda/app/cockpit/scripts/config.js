// Takes the place of the file of the same name in Camunda's web jar, which sets nothing.
export default {
  app: {
    name: 'Cockpit',
    vendor: 'Sluice'
  },

  customScripts: ['scripts/change-record'],

  // It leads to a page of the engine's maker.
  disableWelcomeMessage: true
};
