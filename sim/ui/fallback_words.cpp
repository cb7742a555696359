// The words that the panels need and en.toml may lack; an entry there under [ui] wins.
#include "ui/fallback_words.hpp"

#include <array>
#include <utility>

namespace unkink::ui {
namespace {

using Entry = std::pair<std::string_view, const char*>;
constexpr std::array kWords{
    Entry{"patient", "Patient"},
    Entry{"resume", "Back to the story"},
    Entry{"hands_on", "You have the controls. Play takes the story up again."},
    Entry{"preparing_stage", "Preparing this stage ..."},
    Entry{"stage_of", "Stage"},
    Entry{"invert", "Invert"},
    Entry{"pedal", "X-ray pedal (hold)"},
    Entry{"no_exposure", "No X-ray taken yet: hold the pedal."},
    Entry{"marker_front", "F"},
    Entry{"marker_back", "B"},
    Entry{"detector_straight", "Detector straight behind the patient"},
    Entry{"detector_side", "Detector at the patient's side"},
    Entry{"detector_right", "Detector tilted to the RIGHT, treating the LEFT"},
    Entry{"detector_left", "Detector tilted to the LEFT, treating the RIGHT"},
    Entry{"narrowest", "Narrowest"},
    Entry{"of_healthy_width", "of the healthy width"},
    Entry{"room", "Room, of healthy"},
    Entry{"healthy", "Healthy area"},
    Entry{"cut_offs", "Published cut-offs: below 100 mm² narrow, below 75 mm² severe"},
    Entry{"above_cut_offs", "above the cut-offs"},
    Entry{"below_100", "narrow: below 100 mm²"},
    Entry{"below_75", "severe: below 75 mm²"},
    Entry{"flow_free", "Nerves: blood flows"},
    Entry{"flow_venules", "Above 30 mmHg: small veins close"},
    Entry{"flow_capillaries", "Above 40 mmHg: capillaries close"},
    Entry{"measured_in", "Measured"},
    Entry{"cutaway", "Cut open"},
    Entry{"reset_view", "Stage's view"},
    Entry{"camera_1", "Behind"},
    Entry{"camera_2", "Left"},
    Entry{"camera_3", "Right"},
    Entry{"camera_4", "Above"},
    Entry{"camera_5", "Canal"},
    Entry{"camera_6", "Whole"},
    Entry{"quit_question", "Leave Unkink?"},
    Entry{"quit_yes", "Leave (Enter)"},
    Entry{"quit_no", "Stay (Esc)"},
    Entry{"help", "Keys (H)"},
    Entry{"close", "Close (Esc)"},
    Entry{"hide_stages", "Hide"},
    Entry{"show_stages", "Show"},
    Entry{"shortcut_arrows", "Left and right arrow: previous and next stage"},
    Entry{"shortcut_space", "Space: play or pause"},
    Entry{"shortcut_pages", "Page Up, Page Down: previous and next stage, always"},
    Entry{"shortcut_tab", "Tab: into the panels, and on to the next one"},
    Entry{"shortcut_escape", "Esc: leave the panels, close, or leave the program"},
    Entry{"shortcut_home", "Home: back to the stage's own view"},
    Entry{"shortcut_digits", "1 to 6: camera views"},
    Entry{"shortcut_x", "X: X-ray pedal, hold to see live"},
    Entry{"shortcut_i", "I: invert the X-ray"},
    Entry{"shortcut_v", "V: plain words or clinical"},
    Entry{"shortcut_u", "U: take back the last bite"},
    Entry{"shortcut_h", "H: show or hide these keys"},
    Entry{"shortcut_mouse", "Drag: turn. Right drag or Shift: move. Wheel: nearer or farther."},
};

}  // namespace

const char* fallbackWord(std::string_view key) {
  for (const Entry& entry : kWords)
    if (entry.first == key) return entry.second;
  return nullptr;
}

}  // namespace unkink::ui
