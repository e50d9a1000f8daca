tool PowerShell | Windows PowerShell.
  path powershell
  url https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_powershell_exe

enum PowerShellExecutionPolicy = AllSigned Bypass Default RemoteSigned Restricted Undefined Unrestricted | Which scripts may run.
enum PowerShellInOutFormat = Text Xml | Form of data.
enum PowerShellWindowStyle = Normal Minimized Maximized Hidden | The window.

command PowerShell | Runs a command or script.
  PSConsoleFile           string                     -PSConsoleFile {value} | Console file.
  Version                 string                     -Version {value} | Version to start.
  NoLogo                  bool                       -NoLogo | Shows no banner.
  NoExit                  bool                       -NoExit | Stays after the command.
  Sta                     bool                       -Sta | Single-threaded apartment.
  Mta                     bool                       -Mta | Multi-threaded apartment.
  NoProfile               bool                       -NoProfile | Doesn't load the profile.
  NonInteractive          bool                       -NonInteractive | Asks nothing.
  InputFormat             PowerShellInOutFormat      -InputFormat {value} | Form of input.
  OutputFormat            PowerShellInOutFormat      -OutputFormat {value} | Form of output.
  WindowStyle             PowerShellWindowStyle      -WindowStyle {value} | The window.
  EncodedCommand          string                     -EncodedCommand {value} @position(-2) | A command in base 64.
  ConfigurationName       string                     -ConfigurationName {value} | Session configuration.
  ExecutionPolicy         PowerShellExecutionPolicy  -ExecutionPolicy {value} | Which scripts may run.
  File                    string                     -File {value} @position(-3) | A script.
  FileArguments           string[]                   {value} @position(-1) | Arguments of the script.
  Command                 string                     -Command {value} @position(-2) | A command.
