// Case files: what they may say, and what they are refused for.
#include "operation/case.hpp"

#include "anatomy/canal_area.hpp"
#include "config/bad_input.hpp"
#include "config/files.hpp"
#include "operation/default_case.hpp"
#include "support/catch.hpp"
#include "support/temp_file.hpp"

#include <iterator>

using namespace unkink;
using namespace unkink::operation;
using test::refusal;

namespace {

std::string refusedAs(const std::string& content) {
  const test::TempFile file(content, "bad.toml");
  return refusal([&] { readCase(file.path()); });
}

}  // namespace

TEST_CASE("the case's parameters are well declared") {
  for (const std::string& fault : config::declarationFaults(CaseParameters{})) FAIL_CHECK(fault);
}

TEST_CASE("every case that is shipped is read") {
  const auto names = config::assetNames("cases", ".toml");
  CHECK_FALSE(names.empty());
  for (const std::string& name : names) {
    INFO(name);
    CHECK_NOTHROW(readCase(config::assetPath("cases/" + name + ".toml")));
  }
}

TEST_CASE("every case that is shipped is narrow where it is to be treated, and can be built") {
  for (const std::string& name : config::assetNames("cases", ".toml")) {
    INFO(name);
    const CaseParameters p = readCase(config::assetPath("cases/" + name + ".toml"));
    const anatomy::Spine spine(spineParameters(p));
    const double healthy = anatomy::freeCanalArea_mm2(spine, p.level, 0.0);
    const double narrow = anatomy::freeCanalArea_mm2(spine, p.level, 1.0);
    CHECK(narrow > 10.0);
    CHECK(narrow < 0.85 * healthy);
  }
}

TEST_CASE("a case that has all from another one but a side or a build shares what was sampled") {
  const Case& whole = test::defaultCase();
  CaseParameters p = whole.parameters();
  p.side = anatomy::opposite(p.side);
  p.subcutaneousFat_mm += 5.0;
  p.skinToLamina_mm += 8.0;
  const Case other(p, whole);
  CHECK(&other.base() == &whole.base());
  CHECK(&other.spine() != &whole.spine());  // its skin lies elsewhere
  CHECK(other.parameters() == p);
}

TEST_CASE("a case file is refused where it cannot be written") {
  const test::TempDirectory folder;
  CHECK_THAT(refusal([&] { writeCase(folder.path() / "no" / "such" / "case.toml", {}); }),
             ContainsSubstring("case.toml"));
}

TEST_CASE("a case that was written is read back to the same values") {
  CaseParameters p;
  p.side = anatomy::Side::kRight;
  p.level = anatomy::Level::kL3L4;
  p.stature_cm = 170.1 + 0.2;
  p.title = "another \"patient\"";
  const test::TempFile file(config::toToml(p));
  const CaseParameters q = readCase(file.path());
  CHECK(config::toToml(q) == config::toToml(p));
  CHECK(q.stature_cm == p.stature_cm);
}

TEST_CASE("a case file that is missing or none is refused by name") {
  CHECK_THAT(refusal([] { readCase("/no/such/case.toml"); }), ContainsSubstring("case.toml"));
  const test::TempDirectory folder;
  CHECK_THAT(refusal([&] { readCase(folder.path()); }), ContainsSubstring(folder.path().string()));
}

TEST_CASE("what is wrong in a case file is refused with file, line and key") {
  CHECK_THAT(refusedAs("[plan]\nside = \"lef"), ContainsSubstring("bad.toml:2"));
  CHECK_THAT(refusedAs("[plan"), ContainsSubstring("bad.toml:1"));
  CHECK_THAT(refusedAs("\n[plan]\nside = 3\n"),
             ContainsSubstring("bad.toml:3") && ContainsSubstring("plan.side"));
  CHECK_THAT(refusedAs("[plan]\nsiede = \"left\"\n"),
             ContainsSubstring("bad.toml:2") && ContainsSubstring("plan.side"));
  CHECK_THAT(refusedAs("[plan]\nside = \"middle\"\n"), ContainsSubstring("bad.toml:2"));
  CHECK_THAT(refusedAs("[disease]\ndisc_bulge_mm = 50.0\n"),
             ContainsSubstring("bad.toml:2") && ContainsSubstring("disease.disc_bulge_mm"));
  CHECK_THAT(refusedAs("[disease]\ndisc_bulge_mm = nan\n"), ContainsSubstring("bad.toml:2"));
  CHECK_THAT(refusedAs("[disease]\ndisc_bulge_mm = \"2\"\n"), ContainsSubstring("bad.toml:2"));
  CHECK_THAT(refusedAs("\x01\xff\xfe rubbish"), ContainsSubstring("bad.toml"));
}

TEST_CASE("a slip of grade 2 needs a defect of the pars, in a file and in what is set after it") {
  const std::string slip = "[plan]\nside = \"left\"\n[disease.l5_s1]\nslip = 0.4\n";
  CHECK_THAT(refusedAs(slip), ContainsSubstring("bad.toml:4: disease.l5_s1.slip: found 0.4, "
                                                "expected at most 0.25") &&
                                  ContainsSubstring("disease.l5_s1.pars_defect"));
  const test::TempFile lytic(slip + "pars_defect = \"yes\"\n");
  CHECK(readCase(lytic.path()).disease[4].slip == 0.4);
  const test::TempFile gradeOne("[disease.l5_s1]\nslip = 0.25\n");
  CHECK_NOTHROW(readCase(gradeOne.path()));

  CaseParameters p;
  config::set("disease.l3_l4.slip=0.3", p);
  const auto set = [](std::string_view) { return std::string("--set"); };
  CHECK_THAT(refusal([&] { checkTogether(p, set); }), ContainsSubstring("--set: disease.l3_l4"));
  config::set("disease.l3_l4.pars_defect=yes", p);
  CHECK_NOTHROW(checkTogether(p, set));
}
