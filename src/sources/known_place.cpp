#include "sources/known_place.hpp"

#include <algorithm>
#include <array>

#include "places/fold.hpp"
#include "sources/table_head.hpp"

namespace housing::sources {
namespace {

// "Petersburg Borough" and "Petersburg Census Area" are one place, "LaSalle" and "La Salle" too; but "Baltimore city"
// is not "Baltimore County".
std::string core_of(std::string_view name) {
  constexpr std::array<std::string_view, 12> kKinds = {
      " city and borough", " county",          " parish", " borough",  " census area", " municipality",
      " municipio",        " planning region", " island", " district", " metro area",  " micro area"};
  std::string core = places::fold(name);
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view kind : kKinds)
      if (core.ends_with(kind)) {
        core.resize(core.size() - kind.size());
        again = true;
      }
  }
  std::erase(core, ' ');
  return core;
}

std::string shown(const places::Place& place) {
  return std::string(place.id().text()) + " (" + std::string(place.name()) + ")";
}

}  // namespace

std::optional<std::string> name_contradiction(const Place& place, const places::Resolver& resolver) {
  const auto known = resolver.gazetteer().find(place.id);
  if (!known) return std::nullopt;
  const std::string core = core_of(place.name);
  const auto aliases = known->aliases();
  if (core_of(known->name()) == core ||
      std::ranges::any_of(aliases.begin(), aliases.end(),
                          [&](std::string_view alias) { return core_of(alias) == core; }))
    return std::nullopt;
  return "code " + place.publisher_id + " is " + in_quotes(place.name) + " in the file and " +
         in_quotes(known->name()) + " in the list of places of this program";
}

std::optional<std::string> member_contradiction(const Place& member, const Place& area,
                                                const places::Resolver& resolver) {
  const auto known = resolver.gazetteer().find(member.id);
  const auto wanted = resolver.gazetteer().find(area.id);
  if (!known || !wanted) return std::nullopt;
  std::optional<places::Place> other;
  for (const places::Place& parent : known->parents()) {
    if (parent == *wanted) return std::nullopt;
    if (parent.type() == wanted->type()) other = parent;
  }
  return shown(*known) + " belongs to " + shown(*wanted) + " in the file and to " +
         (other ? shown(*other) : "no " + std::string(to_string(wanted->type()))) +
         " in the list of places of this program";
}

}  // namespace housing::sources
