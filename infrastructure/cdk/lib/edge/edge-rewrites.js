// The CloudFront function of the site's addresses: the address a reader sees -> the file in the bucket.
//
//   /                 /index.html
//   /x                /x.html
//   /x/               /x/index.html
//   /x.ext            unchanged
// The program's own server answers the same addresses with the same files (src/http/static_files.cpp), and by itself
// the addresses of places (`pagePaths` of settings/edge.json), which do not come by here. What is in no
// bucket is asked of that server next, whose answer to an unknown page is 404.html with status 404.
// Limits: CloudFront's runtime cloudfront-js-2.0; 10 KB; no module, clock or network. Terraform reads this file too.

function decoded(uri) {
  try {
    return decodeURIComponent(uri);
  } catch (_) {
    return undefined;
  }
}

function fileOf(path) {
  if (path.endsWith("/")) return path + "index.html";
  const name = path.slice(path.lastIndexOf("/") + 1);
  return name.includes(".") ? undefined : path + ".html";
}

// eslint-disable-next-line no-unused-vars -- CloudFront calls it by this name
function handler(event) {
  const request = event.request;
  const path = decoded(request.uri);
  if (path === undefined) return { statusCode: 404, statusDescription: "Not Found" };
  const file = fileOf(path);
  if (file !== undefined) request.uri = encodeURI(file);
  return request;
}
