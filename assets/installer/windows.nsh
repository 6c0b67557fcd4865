; What Windows calls the file type, in the language of the installation; the builder writes the English name before.
!macro customInstall
  StrCpy $0 "Remote Assistance invitation"
  ${If} $LANGUAGE == 1036
    StrCpy $0 "Invitation d'Assistance à distance"
  ${ElseIf} $LANGUAGE == 1040
    StrCpy $0 "Invito di Assistenza remota"
  ${ElseIf} $LANGUAGE == 1031
    StrCpy $0 "Einladung zur Remoteunterstützung"
  ${ElseIf} $LANGUAGE == 1043
    StrCpy $0 "Uitnodiging voor Hulp op afstand"
  ${EndIf}
  WriteRegStr SHELL_CONTEXT "Software\Classes\HelpAndSupport.Invitation" "" "$0"
!macroend
