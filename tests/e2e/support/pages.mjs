// Every page of the dashboard, once: what holds on all of them is tested over this list, and pictures are taken of it.
// A page that is exported and not named here fails a test (suites/pages.test.mjs).
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export const region = 'metro-41860';
const kOther = 'metro-31080';
const kYoy = `transform=yoy&compare=${kOther},us`;

/**
 * name       of pictures
 * path       where it is
 * file       which exported page answers it
 * status     what the server answers, 200 if not said
 * reads      what it shows is read from the API
 * refuses    statuses of questions that this page asks in vain, on purpose
 */
const kPublic = [
  { name: 'home', path: '/', file: 'index.html', reads: true },
  { name: 'search', path: '/?q=San%20Francisco', file: 'index.html', reads: true },
  { name: 'region', path: `/region/${region}`, file: 'region.html', reads: true },
  {
    name: 'region-table',
    path: `/region/${region}?metric=home_value,rent&view=table`,
    file: 'region.html',
    reads: true,
  },
  { name: 'region-compare', path: `/region/${region}?transform=yoy&compare=metro-31080,us`, file: 'region.html' },
  { name: 'region-nation', path: '/region/us', file: 'region.html' },
  { name: 'region-unknown', path: '/region/metro-99999', file: 'region.html', status: 404, refuses: [404] },
  { name: 'map', path: '/map', file: 'map.html', reads: true },
  { name: 'screener', path: '/screener', file: 'screener.html', reads: true },
  {
    name: 'screener-asked',
    path: '/screener?level=metro&where=yoy(home_value)+%3E%3D+2&columns=yoy(home_value),home_value',
    file: 'screener.html',
  },
  { name: 'rankings', path: '/rankings', file: 'rankings.html', reads: true },
  { name: 'compare', path: `/compare?regions=${region},metro-31080`, file: 'compare.html', reads: true },
  { name: 'afford', path: '/afford', file: 'afford.html', reads: true },
  { name: 'rent-or-buy', path: '/rent-or-buy', file: 'rent-or-buy.html', reads: true },
  { name: 'data', path: '/data', file: 'data.html', reads: true },
  { name: 'methods', path: '/methods', file: 'methods.html', reads: true },
  { name: 'not-found', path: '/no/such/page', file: '404.html', status: 404, refuses: [404] },
  { name: 'sign-in', path: '/sign-in', file: 'sign-in.html' },
  { name: 'register', path: '/register', file: 'register.html' },
  { name: 'forgot', path: '/forgot', file: 'forgot.html' },
  { name: 'reset', path: '/reset?token=x', file: 'reset.html' },
  { name: 'verify', path: '/verify?token=x', file: 'verify.html' },
  { name: 'confirm-email', path: '/confirm-email?token=x', file: 'confirm-email.html' },
  { name: 'unsubscribe', path: '/unsubscribe?token=x', file: 'unsubscribe.html' },
];

/** Pages of an account; an admin sees them all. */
const kOwn = [
  { name: 'own-home', path: '/', file: 'index.html' },
  { name: 'own-region', path: `/region/${region}`, file: 'region.html' },
  { name: 'own-watchlist', path: '/watchlist', file: 'watchlist.html', reads: true },
  { name: 'own-alerts', path: `/alerts?region=${region}&metric=home_value`, file: 'alerts.html', reads: true },
  { name: 'own-notifications', path: '/notifications', file: 'notifications.html', reads: true },
  { name: 'own-saved', path: '/saved', file: 'saved.html', reads: true },
  { name: 'own-exports', path: '/exports', file: 'exports.html', reads: true },
  { name: 'own-account', path: '/account', file: 'account.html', reads: true },
  { name: 'own-admin', path: '/admin', file: 'admin.html', reads: true },
];

export const listedFiles = new Set([...kPublic, ...kOwn].map(({ file }) => file));

/** Those of the list that `web`, the exported dashboard, holds. Without `web`: all. */
const held = (list, web) => (web ? list.filter(({ file }) => existsSync(join(web, file))) : list);
export const publicPages = (web = process.env.E2E_WEB) => held(kPublic, web);
export const ownPages = (web = process.env.E2E_WEB) => held(kOwn, web);

// A place's page asks how far publishers disagree, which is refused where one alone publishes; the page tells it.
const kPlace = { file: 'region.html', refuses: [422] };

/** Complaints of the console that belong to a page. */
export const provokedBy = ({ file, refuses = [] }) =>
  [...refuses, ...(file === kPlace.file ? kPlace.refuses : [])].map((status) => new RegExp(`status of ${status}`));
