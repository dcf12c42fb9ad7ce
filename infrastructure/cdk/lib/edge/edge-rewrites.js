// The CloudFront function of the site's addresses: the address a reader sees -> the file in the bucket.
//
//   /                 /index.html
//   /region/<id>      /region.html (the page reads the id from the address)
//   /x                /x.html
//   /x/               /x/index.html
//   /x.ext            unchanged, and so is what is below /region/ but no region
// The program's own server answers the same addresses with the same files (src/http/static_files.cpp). What is in no
// bucket is asked of that server next, whose answer to an unknown page is 404.html with status 404.
// Limits: CloudFront's runtime cloudfront-js-2.0; 10 KB; no module, clock or network. Terraform reads this file too.

const kDeepLinks = [{ prefix: "/region/", page: "/region.html" }];

function decoded(uri) {
  try {
    return decodeURIComponent(uri);
  } catch (_) {
    return undefined;
  }
}

function fileOf(path) {
  for (const link of kDeepLinks) {
    if (!path.startsWith(link.prefix)) continue;
    const rest = path.slice(link.prefix.length);
    return rest === "" || rest.includes("/") ? undefined : link.page;
  }
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
