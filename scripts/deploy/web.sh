#!/usr/bin/env bash
# The dashboard: the whole static export to the bucket, in an order in which no visitor meets a page whose parts are
# missing. Hashed assets come first and stay for the last releases, pages follow, what nobody needs goes last. Sourced.
#
# In the bucket: the live site, version.json (which release that is), and of each of the last releases
#   releases/RELEASE/release.json   commit, image digest, task definition
#   releases/RELEASE/assets.txt     its hashed files
#   releases/RELEASE/pages/         its other files, for going back without building
# shellcheck source=scripts/deploy/state.sh
. "${BASH_SOURCE[0]%/*}/state.sh"

readonly kAssetCache='public, max-age=31536000, immutable'
readonly kPageCache='public, max-age=60, must-revalidate'
readonly kReleasesKept=3 kInvalidationsMax=20

s3() { change aws --region "${plan[region]}" s3 "$@" --no-progress --only-show-errors; }

# The files of a folder that are (or with --not are not) hashed, one a line.
assets_of() {
  [[ ! -d $1/_next/static ]] || (cd "$1" && find _next/static -type f | sort)
}
pages_of() { (cd "$1" && find . -type f -not -path './_next/static/*' | sed 's,^\./,,' | sort); }

# Before anything is changed: a dashboard that cannot be built would leave the new API without its pages.
build_web() {
  step 'dashboard: build'
  if [[ ${plan[web]:-} ]]; then
    say "taken from ${plan[web]}"
  else
    change scripts/web.sh || die 'the dashboard could not be built' scripts/web.sh 'look above; nothing was changed'
  fi
  [[ -f ${plan[web]:-apps/web/out}/index.html ]] ||
    { dry && [[ ! ${plan[web]:-} ]]; } ||
    die 'the dashboard has no first page' "${plan[web]:-apps/web/out}/index.html" 'build it: scripts/web.sh'
}

# The export, with the files that say which release it is.
prepare_web() {
  local site=$scratch/site record=$scratch/record
  local export=${plan[web]:-apps/web/out}
  mkdir -p "$site" "$record"
  if [[ -f $export/index.html ]]; then cp -R "$export/." "$site"; fi
  plan[task]=${plan[task]:-$(serving)} || true
  printf '{"release":"%s","commit":"%s","image":"%s"}\n' "${plan[release]}" "${plan[commit]}" "${plan[digest]}" \
    >"$site/version.json"
  printf '{"release":"%s","commit":"%s","image":"%s","task":"%s"}\n' "${plan[release]}" "${plan[commit]}" \
    "${plan[digest]}" "${plan[task]##*/}" >"$record/release.json"
  assets_of "$site" >"$record/assets.txt"
}

# The release that is live, by the bucket; nothing before the first.
live_release() {
  cloud s3 cp "s3://${plan[bucket]}/version.json" - 2>"$scratch/error" | sed -n 's/.*"release":"\([^"]*\)".*/\1/p'
}

# The last releases, newest first.
releases() {
  found s3api list-objects-v2 --bucket "${plan[bucket]}" --prefix releases/ --delimiter / \
    --query 'CommonPrefixes[].[Prefix]' | sed 's,^releases/,,;s,/$,,' | sort -r
}

# record_field RELEASE FIELD
record_field() {
  cloud s3 cp "s3://${plan[bucket]}/releases/$1/release.json" - 2>"$scratch/error" |
    sed -n "s/.*\"$2\":\"\([^\"]*\)\".*/\1/p"
}

publish_web() {
  step "dashboard: release ${plan[release]}"
  prepare_web
  plan[release_before]=$(live_release) || true
  local site=$scratch/site to=s3://${plan[bucket]}
  local failed=('the dashboard could not be uploaded' "s3://${plan[bucket]}" 'run the same command again')
  # Equal names are equal contents, so size is comparison enough.
  s3 sync "$site/_next/static" "$to/_next/static" --size-only --cache-control "$kAssetCache" || die "${failed[@]}"
  s3 cp "$scratch/record" "$to/releases/${plan[release]}" --recursive || die "${failed[@]}"
  s3 cp "$site" "$to/releases/${plan[release]}/pages" --recursive --exclude '_next/static/*' \
    --cache-control "$kPageCache" || die "${failed[@]}"
  # Not sync: it would leave a page alone whose new version has the old one's size and an earlier time.
  s3 cp "$site" "$to" --recursive --exclude '_next/static/*' --cache-control "$kPageCache" || die "${failed[@]}"
  pages_of "$site" >"$scratch/pages.txt"
  invalidate
}

# Addresses under which CloudFront may hold a page: with and without .html. Hashed assets are never stale.
invalidations() {
  local page paths=()
  while read -r page; do
    case $page in
      index.html) paths+=(/ /index.html) ;;
      */*) paths+=("/${page%%/*}/*") ;;
      *.html) paths+=("/${page%.html}*") ;;
      *) paths+=("/$page") ;;
    esac
  done <"$scratch/pages.txt"
  mapfile -t paths < <(printf '%s\n' "${paths[@]}" | sort -u)
  ((${#paths[@]} <= kInvalidationsMax)) || paths=('/*')
  printf '%s\n' "${paths[@]}"
}

invalidate() {
  local id paths
  mapfile -t paths < <(invalidations)
  changed id I-DRYRUN aws --region "${plan[region]}" --output text cloudfront create-invalidation \
    --distribution-id "${plan[distribution]:-DISTRIBUTION}" --paths "${paths[@]}" --query Invalidation.Id ||
    die "CloudFront did not forget the old pages: $(why)" "distribution ${plan[distribution]}" \
      'pages are at most a minute old; run the same command again'
  change aws --region "${plan[region]}" cloudfront wait invalidation-completed \
    --distribution-id "${plan[distribution]:-DISTRIBUTION}" --id "$id"
}

# Puts the pages of an earlier release back; its assets are still there.
return_web_to() {
  local release=$1 from=s3://${plan[bucket]}/releases/$1/pages
  s3 cp "$from" "s3://${plan[bucket]}" --recursive || return 1
  found s3api list-objects-v2 --bucket "${plan[bucket]}" --prefix "releases/$release/pages/" \
    --query 'Contents[].[Key]' | sed "s,^releases/$release/pages/,," >"$scratch/pages.txt"
  invalidate
}

# Keys that neither the live site nor a kept release needs.
stale_keys() {
  local kept release
  mapfile -t kept < <(releases | head -n "$kReleasesKept")
  {
    cat "$scratch/pages.txt"
    for release in "${kept[@]}"; do
      cloud s3 cp "s3://${plan[bucket]}/releases/$release/assets.txt" -
      grep "^releases/$release/" "$scratch/keys.txt"
    done
  } | sort -u >"$scratch/needed.txt"
  comm -23 "$scratch/keys.txt" "$scratch/needed.txt"
}

tidy_web() {
  step "dashboard: what none of the last $kReleasesKept releases needs"
  dry && say 'told once the new release is there' && return
  found s3api list-objects-v2 --bucket "${plan[bucket]}" --query 'Contents[].[Key]' | sort >"$scratch/keys.txt"
  stale_keys >"$scratch/stale.txt"
  say "$(wc -l <"$scratch/stale.txt") files go"
  local part
  split -l 500 "$scratch/stale.txt" "$scratch/stale-part."
  for part in "$scratch"/stale-part.*; do
    [[ -s $part ]] || continue
    node -e 'const keys = require("fs").readFileSync(0, "utf8").trim().split("\n");
      console.log(JSON.stringify({ Quiet: true, Objects: keys.map((Key) => ({ Key })) }));' <"$part" >"$part.json"
    change aws --region "${plan[region]}" s3api delete-objects --bucket "${plan[bucket]}" --delete "file://$part.json"
  done
}
