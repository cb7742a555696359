// Dropped meshes: what cannot be read is told, and what is given up stays unsaid.
#ifdef UNKINK_GRAPHICS
#include "app/graphics/importer.hpp"

#include "support/catch.hpp"
#include "support/temp_file.hpp"

#include <chrono>

using namespace unkink;
using namespace unkink::app;

namespace {

void wait(Importer& importer) {
  while (importer.status()) std::this_thread::sleep_for(std::chrono::milliseconds(2));
}

}  // namespace

TEST_CASE("a dropped file that is no mesh is refused by name, and nothing is on its way after") {
  const test::TempDirectory folder;
  Importer importer;
  importer.begin({folder.write("vertebrae_L4.stl", "rubbish")});
  wait(importer);
  const Importer::Made made = importer.take();
  REQUIRE(made.refusal);
  CHECK_THAT(*made.refusal, ContainsSubstring("vertebrae_L4.stl"));
  CHECK_FALSE(made.spine);
  CHECK_FALSE(importer.take().refusal);  // told once
}

TEST_CASE("an import that was given up says nothing") {
  const test::TempDirectory folder;
  Importer importer;
  importer.begin({folder.write("vertebrae_L4.stl", "rubbish")});
  importer.cancel();
  CHECK_FALSE(importer.status());
  importer.answer("ras");  // nothing waits for it
  CHECK_FALSE(importer.status());
}
#endif
