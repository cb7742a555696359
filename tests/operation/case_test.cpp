// Case files: what they may say, and what they are refused for.
#include "operation/case.hpp"

#include "config/bad_input.hpp"
#include "config/files.hpp"
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
