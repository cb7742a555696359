# `cmake --install` and `cpack -G DEB`: what goes where. The program finds share/unkink beside its bin/.
include(GNUInstallDirs)
set(share ${CMAKE_INSTALL_DATAROOTDIR})
set(packaging ${CMAKE_CURRENT_LIST_DIR})

install(TARGETS unkink RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY ${CMAKE_SOURCE_DIR}/assets DESTINATION ${share}/unkink
        PATTERN pictures EXCLUDE PATTERN packaging EXCLUDE)
install(DIRECTORY ${CMAKE_SOURCE_DIR}/shaders DESTINATION ${share}/unkink)
install(FILES ${baked_files} DESTINATION ${share}/unkink/baked)
install(FILES ${packaging}/unkink.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${CMAKE_SOURCE_DIR}/README.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
if(UNKINK_GRAPHICS)
  set(id org.unkink.Unkink)
  install(FILES ${packaging}/${id}.desktop DESTINATION ${share}/applications)
  install(FILES ${packaging}/${id}.metainfo.xml DESTINATION ${share}/metainfo)
  install(FILES ${packaging}/${id}.svg DESTINATION ${share}/icons/hicolor/scalable/apps)
  foreach(size 48 64 128 256)
    install(FILES ${packaging}/icon_${size}.png RENAME ${id}.png
            DESTINATION ${share}/icons/hicolor/${size}x${size}/apps)
  endforeach()
endif()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_VENDOR "Unkink developers")
set(CPACK_PACKAGE_CONTACT "Unkink developers <unkink@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY ${PROJECT_DESCRIPTION})
set(CPACK_PACKAGE_DESCRIPTION
"Shows a lumbar spine, why its canal narrows, and how a doctor goes in through a
small opening, guided by live X-ray, and shaves away thickened ligament: for a
talk with a patient, for training, and for teaching.
.
A teaching model. Not a medical device; not for diagnosis or planning.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION education)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# OpenGL is looked for when the program runs; the panels are set in DejaVu Sans
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libegl1, libgl1, libgl1-mesa-dri, fonts-dejavu-core, fonts-open-sans")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS ffmpeg)
include(CPack)
