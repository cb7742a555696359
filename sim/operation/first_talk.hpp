// Whether a case is one to talk about open surgery for before anything else.
#pragma once

#include "operation/case.hpp"

namespace unkink::operation {

/// Why open surgery is talked about first. Source: [brown_chapter38] for the slip, on which [mist2]
/// disagrees; house for the grade
enum class FirstTalk : std::uint8_t {
  kNone,
  kSevere,  // the treated level is as narrow as Schizas' grade D
  kSlip,    // or has a slip of grade 2
};

/// Cost: about 20 ms
FirstTalk firstTalk(const Case& theCase);

}  // namespace unkink::operation
