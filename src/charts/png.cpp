#include "charts/png.hpp"

#include <cairo.h>
#include <librsvg/rsvg.h>

#include <memory>

namespace housing::charts {
namespace {

using base::ErrorCode;

template <auto kFree>
struct Freed {
  template <class T>
  void operator()(T* object) const {
    kFree(object);
  }
};
using Handle = std::unique_ptr<RsvgHandle, Freed<g_object_unref>>;
using Surface = std::unique_ptr<cairo_surface_t, Freed<cairo_surface_destroy>>;
using Context = std::unique_ptr<cairo_t, Freed<cairo_destroy>>;
using GlibError = std::unique_ptr<GError, Freed<g_error_free>>;

std::unexpected<base::Error> fail_with(GError* raw, const char* what) {
  const GlibError error(raw);
  return base::fail(ErrorCode::kInvalidInput,
                    std::string(what) + ": " + (error == nullptr ? "no reason given" : error->message));
}

cairo_status_t append(void* to, const unsigned char* bytes, unsigned int length) {
  static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), length);
  return CAIRO_STATUS_SUCCESS;
}

}  // namespace

base::Result<std::string> png_of_svg(std::string_view svg, int width, int height) {
  if (width < 1 || height < 1 || std::int64_t{width} * height > kMaxPngPixels)
    return base::fail(ErrorCode::kLimitExceeded, "a picture has " + std::to_string(kMaxPngPixels) + " pixels at most");
  GError* error = nullptr;
  const Handle handle(rsvg_handle_new_from_data(reinterpret_cast<const guint8*>(svg.data()), svg.size(), &error));
  if (handle == nullptr) return fail_with(error, "reading the chart");
  // The chart paints its own background, so there is nothing to see through.
  const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height));
  const Context context(cairo_create(surface.get()));
  if (cairo_status(context.get()) != CAIRO_STATUS_SUCCESS)
    return base::fail(ErrorCode::kIo,
                      std::string("a surface to draw on: ") + cairo_status_to_string(cairo_status(context.get())));
  const RsvgRectangle whole{0, 0, static_cast<double>(width), static_cast<double>(height)};
  if (!rsvg_handle_render_document(handle.get(), context.get(), &whole, &error))
    return fail_with(error, "drawing the chart");
  std::string png;
  const cairo_status_t written = cairo_surface_write_to_png_stream(surface.get(), append, &png);
  if (written != CAIRO_STATUS_SUCCESS)
    return base::fail(ErrorCode::kIo, std::string("writing the picture: ") + cairo_status_to_string(written));
  return png;
}

}  // namespace housing::charts
