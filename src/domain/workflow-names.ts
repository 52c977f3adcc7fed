/** What a step is called once it has been taken: "Mia Maro endorsed this". */
export const eventNames: Readonly<Record<string, string>> = {
  propose: 'proposed',
  resubmit: 'submitted again',
  withdraw: 'withdrew',
  requestChanges: 'requested changes to',
  raiseRoute: 'sent to the CISO',
  routeRaised: 'found more at stake and sent the standard way',
  reject: 'rejected',
  endorse: 'endorsed',
  approve: 'approved',
  verified: 'verified in Secure Score',
  revoke: 'revoked',
  markDone: 'marked as done in the portal',
};
