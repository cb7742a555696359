// Words on screen: the catalogue's texts in the voice that is spoken, and numbers with units.
#pragma once

#include "lesson/catalogue.hpp"
#include "operation/state.hpp"
#include "view/presentation.hpp"

#include <string>
#include <string_view>

namespace unkink::ui {

struct Shown;

/// The text of ui.<key>.
const char* word(const Shown& shown, std::string_view key);
/// The text of stage.<id>.<voice>, or stage.<id>.<voice>_title.
const std::string& stageText(const Shown& shown, int stage);
const std::string& stageTitle(const Shown& shown, int stage);
/// The text of <key> in the voice that is spoken.
const char* voiced(const Shown& shown, std::string_view key);
/// The key of what the needle has met or where its contrast went, for voiced(): the last that came
/// within half a minute; empty: nothing.
std::string needleKey(const operation::State& state);
/// A structure's name in the voice that is spoken; the key itself where there is none.
std::string structureName(const Shown& shown, std::string_view key);

/// The name of what is pointed at, with its level or side.
std::string partName(const Shown& shown, const view::PartName& part);

/// A case's title in the language that is spoken, part by part between its commas.
std::string caseTitle(const Shown& shown, std::string_view title);

/// A text with what it leaves open, such as "{mm}", put in.
std::string filled(std::string text, std::string_view open, std::string_view with);

/// A number with so many decimals; a true minus sign.
std::string decimal(double value, int decimals);
/// Minutes and seconds, "2:05".
std::string minutes(double seconds);

/// Posture and load in words, with the share of full flexion or extension: what every number must
/// be read with.
std::string postureInWords(const Shown& shown);

}  // namespace unkink::ui
