; Owns what the Windows installer does besides copying: the LAN's door in the firewall, and the question about the data when it is taken off.

!macro customInstall
  ; Phones and stations come in by the LAN; no rule for public networks. The old one goes first, so that an update leaves one.
  nsExec::ExecToLog 'netsh advfirewall firewall delete rule name="Comanda"'
  Pop $0
  nsExec::ExecToLog 'netsh advfirewall firewall add rule name="Comanda" dir=in action=allow program="$INSTDIR\${APP_EXECUTABLE_FILENAME}" profile=private,domain enable=yes'
  Pop $0
!macroend

!macro customUnInstall
  nsExec::ExecToLog 'netsh advfirewall firewall delete rule name="Comanda"'
  Pop $0
  ; An update takes the old version off first: it asks nobody and touches no data. A silent removal keeps them too.
  ${ifNot} ${isUpdated}
    SetShellVarContext current
    ${if} $LANGUAGE == 1033
      MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "Delete the restaurant's orders, menu and backups in $APPDATA\Comanda as well? This cannot be undone." /SD IDNO IDNO keepData
    ${else}
      MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "¿Borrar también los pedidos, el menú y los respaldos del local, en $APPDATA\Comanda? No se puede deshacer." /SD IDNO IDNO keepData
    ${endif}
    RMDir /r "$APPDATA\Comanda"
    keepData:
    SetShellVarContext all
  ${endif}
!macroend
