// What looks like a secret to secrets.mjs and is none: `rule`, `paths`, perhaps `values`, and the reason.
export const allowed = [
  {
    rule: 'password-in-address',
    paths: /^(src\/base\/service_url|src\/adapters\/curl\/smtp_mailer|docs\/operating\/image\.md|deploy\/compose\.yml)/,
    values: /^password/,
    reason: 'the word itself, where the form of an address is explained',
  },
  {
    rule: 'password-in-address',
    paths: /(_test\.cpp|_bench\.cpp|^fuzz\/corpus\/json_fuzz\/address)$/,
    values: /^(secret|sesame|open%|p%40ss|password|b$)/,
    reason: 'made up by tests of addresses, which look for it in messages',
  },
  {
    rule: 'aws-key-id',
    paths: /^tests\/cloud\/rights\.test\.mjs$/,
    values: /^ASIASTRANGER0+$/,
    reason: 'a stranger whom the stand-in of AWS must refuse',
  },
  {
    rule: 'assigned',
    paths: /^src\/aws\/signature_bench\.cpp$/,
    values: /EXAMPLEKEY$/,
    reason: 'the key of AWS’ own published signing examples',
  },
  {
    rule: 'assigned',
    paths: /^src\/aws\/session_test\.cpp$/,
    values: /^key0\//,
    reason: 'a credential scope of a key named key0',
  },
  {
    rule: 'assigned',
    paths: /^tools\/cloud\/moto\/serve\.py$/,
    values: /^s3\.S3/,
    reason: 'a class of the stand-in',
  },
  {
    rule: 'assigned',
    paths: /^(tests\/fred\/answers\.test\.mjs|fuzz\/corpus\/question_fuzz\/\w+)$/,
    values: /^abcdefghijklmnopqrstuvwxyz123456$/,
    reason: 'the placeholder that FRED’s own documentation has for a key',
  },
  {
    rule: 'assigned',
    paths: /^(contract\/paths\/\w+[-\w]*\.yaml|fuzz\/corpus\/(person|token)_fuzz\/\w+)$/,
    values: /^(dmVyaWZ5|cmVzZXQ|amRwenl4|YWxlcn)/,
    reason: 'the contract’s invented links: they bear no signature of any installation',
  },
  {
    rule: 'own-api-key',
    paths: /^contract\/paths\/me\.yaml$/,
    values: /^ht_87u/,
    reason: 'the contract’s invented key',
  },
];
