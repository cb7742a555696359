// Names as TotalSegmentator, 3D Slicer and people write them.
#include "anatomy/import_names.hpp"

#include "anatomy/import_axes.hpp"
#include "anatomy/levels.hpp"
#include "support/catch.hpp"

using namespace unkink::anatomy;

TEST_CASE("A vertebra is found in the names that others give it") {
  const StructureId l4{Structure::kVertebra, static_cast<int>(Vertebra::kL4)};
  for (const char* name : {"vertebrae_L4", "Segment_1 vertebrae_L4", "L4", "l4 vertebra",
                           "VERTEBRAE-L4", "vertebraeL4", "patient_L4_smoothed"}) {
    INFO(name);
    CHECK(structureNamed(name) == l4);
  }
  for (const char* name : {"sacrum", "S1", "vertebrae_S1", "Sacrum bone"})
    CHECK(structureNamed(name) ==
          StructureId{Structure::kVertebra, static_cast<int>(Vertebra::kS1)});
  CHECK(structureNamed("left hip") == StructureId{Structure::kHipBone, 0});
}

TEST_CASE("Every name that is exported under one structure is read as that structure") {
  for (const StructureKind& kind : kStructures)
    for (int n = 0; n < countOf(kind.structure); ++n)
      CHECK(structureNamed(structureName(kind.structure, n)) == StructureId{kind.structure, n});
}

TEST_CASE("What only lies beside a vertebra is not taken for it") {
  for (const char* name :
       {"disc_L4", "L4 nerve root", "L4 pedicle screw", "liver", "Segment_4", "vertebrae L4 L5"}) {
    INFO(name);
    CHECK_FALSE(structureNamed(name).has_value());
  }
}

TEST_CASE("Headers say their axes as 3D Slicer writes them") {
  CHECK(axesSaid("3D Slicer output. SPACE=RAS")->letters == "ras");
  CHECK(axesSaid("# unkink SPACE=LPS UNIT=mm")->letters == "lps");
  CHECK_FALSE(axesSaid("solid workspace: Visualization Toolkit").has_value());
  CHECK_FALSE(axesNamed("lls").has_value());
  CHECK(axesNamed("LAS")->mirrored());
  CHECK_FALSE(axesNamed("ras")->mirrored());
  CHECK(everyUnmirrored().size() == 24);
}
