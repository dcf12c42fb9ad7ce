// Who may call what: the table of tests/accounts/rights.test.mjs, written by hand, and not made from the program or
// from what the contract says of it. Every operation of the contract stands in it once.

/** Operations by what they ask for. A new operation belongs in one of these lines, after a thought about who may. */
export const operations = {
  // Looks at no session and no key.
  open: `register verifyAddress sendVerificationAgain signIn forgotPassword resetPassword confirmNewAddress
    unsubscribe downloadExport getHealth getReadiness getProcessMetrics getContract getReference`,
  // The numbers, for anybody; but whoever names a key names one that is good.
  data: `listMetrics listSources listImports findRegions getRegion getRegionCoverage getRevisions
    getProvenance getSeries drawChart drawChartAsPng rankRegions mapRegions mapRegionsOverTime
    screenRegions screenRegionsByBody screenHistory compareRegions findSimilarRegions marketTemperature
    findAnomalies findTurningPoints compareIndices assessAffordability compareRentAndBuy listMethods
    forecast backtest`,
  // The same in the form of FRED, whose clients know its own refusals.
  fred: `getFredSeries getFredObservations getFredVintageDates searchFredSeries getFredSeriesRelease
    getFredSeriesCategories listFredReleases getFredRelease listFredReleaseSeries`,
  // A session, or an API key that may.
  person: `getMe listSavedSearches keepSavedSearch changeSavedSearch forgetSavedSearch listSavedCharts
    keepSavedChart changeSavedChart forgetSavedChart listNotes keepNote changeNote forgetNote
    getWatchlist watchPlace unwatchPlace listSearches rememberSearch forgetSearches listAlerts
    createAlert rehearseAlert changeAlert deleteAlert listNotifications readAllNotifications
    readNotification listExports createExport getExport`,
  // A session alone: what a key that got lost must not do.
  session: `changeMe deleteMe restoreMe exportMe listSessions endSession beginSecondFactor confirmSecondFactor
    removeSecondFactor listApiKeys createApiKey revokeApiKey signOut signOutEverywhere`,
  // A session of an admin.
  admin: `listUsers setRole listAudit listJobs retryJob discardJob listImportRuns startImport closeAddress
    openAddress`,
};

/** Class of every operation: Map of operationId to class. */
export const classOf = new Map(
  Object.entries(operations).flatMap(([name, text]) => text.split(/\s+/).map((operation) => [operation, name])),
);

const kIn = 'in';
const all = (answer) => ({ read: answer, change: answer });
const noSession = { data: kIn, fred: kIn, person: all(401), session: all(401), admin: all(401) };
const noKey = { ...noSession, data: 401, fred: 400 };
const signedIn = { data: kIn, fred: kIn, person: all(kIn), session: all(kIn), admin: all(404) };
// Without the token of its own session it may look; admins' addresses are not there for it either way.
const withoutToken = {
  data: kIn,
  fred: kIn,
  person: { read: kIn, change: 403 },
  session: { read: kIn, change: 403 },
  admin: all(404),
};
const anAdmin = { data: kIn, fred: kIn, person: all(kIn), session: all(kIn), admin: all(kIn) };
const writingKey = { data: kIn, fred: kIn, person: all(kIn), session: all(403), admin: all(403) };
const readingKey = { ...writingKey, person: { read: kIn, change: 403 } };

/** Role: class: what reading and changing calls get. 'in': the call is done; else the status of the refusal. */
export const expected = {
  nobody: noSession,
  'a person whose address is not confirmed, after trying to sign in': noSession,
  'a person whose second factor is still asked for': noSession,
  'a cookie that somebody made up': noSession,
  'a session that was signed out': noSession,
  'a session that has ended': noSession,
  'a session of a person that is deleted': noSession,
  'a session from when one was an admin': noSession,

  'a person signed in': signedIn,
  'a person who asked to be deleted': signedIn,
  'who was an admin, signed in again': signedIn,
  'a person without a CSRF token': withoutToken,
  'a person with another person’s CSRF token': withoutToken,
  'a person with the CSRF token of their other session': withoutToken,
  'an admin': anAdmin,
  'an admin without a CSRF token': { ...withoutToken, admin: { read: kIn, change: 403 } },

  'a key for reading': readingKey,
  'a key for writing': writingKey,
  'a key for writing, of an admin': writingKey,
  'a key that somebody made up': noKey,
  'a key that was revoked': noKey,
  'a key that has ended': noKey,
  'a key of a person who asked to be deleted': noKey,
  'a session beside a key that is not good': noKey,
};

/** 'in', or the status of a refusal for who one is; whatever else goes wrong with a call is not about that. */
export function verdictOf({ status, json, text }) {
  const kind = json?.type?.split('#')[1];
  if (status === 401 && kind === 'not-signed-in') return 401;
  if (status === 403 && kind === 'forbidden') return 403;
  if (status === 400 && /The value for variable api_key is not registered/.test(text)) return 400;
  if (status === 404 && json?.detail === 'There is nothing at this address.') return 404;
  return kIn;
}

export const expectedOf = (role, name, method) => {
  const of = expected[role][name];
  if (name === 'open') return kIn;
  return typeof of === 'object' ? of[method === 'get' ? 'read' : 'change'] : of;
};
