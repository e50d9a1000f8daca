tool Pwsh | PowerShell on all systems.
  path pwsh
  url https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_pwsh

enum PwshExecutionPolicy = AllSigned Bypass Default RemoteSigned Restricted Undefined Unrestricted | Which scripts may run.
enum PwshInOutFormat = Text Xml | Form of data.
enum PwshWindowStyle = Normal Minimized Maximized Hidden | The window.

command Pwsh | Runs a command or script.
  Version                 bool                 -Version | Shows the version.
  NoLogo                  bool                 -NoLogo | Shows no banner.
  NoExit                  bool                 -NoExit | Stays after the command.
  SingleThreadedApartment bool                 -Sta | Single-threaded apartment.
  MultiThreadedApartment  bool                 -Mta | Multi-threaded apartment.
  NoProfile               bool                 -NoProfile | Doesn't load the profile.
  NoProfileLoadTime       bool                 -NoProfileLoadTime | Doesn't show how long the profile took.
  NonInteractive          bool                 -NonInteractive | Asks nothing.
  Interactive             bool                 -Interactive | May ask.
  InputFormat             PwshInOutFormat      -InputFormat {value} | Form of input.
  OutputFormat            PwshInOutFormat      -OutputFormat {value} | Form of output.
  WindowStyle             PwshWindowStyle      -WindowStyle {value} | The window.
  EncodedCommand          string               -EncodedCommand {value} @position(-2) | A command in base 64.
  ConfigurationName       string               -ConfigurationName {value} | Session configuration.
  ExecutionPolicy         PwshExecutionPolicy  -ExecutionPolicy {value} | Which scripts may run.
  SettingsFile            string               -SettingsFile {value} | Settings in place of the system's.
  CustomPipeName          string               -CustomPipeName {value} | Name of a pipe for debugging.
  SSHServerMode           bool                 -SSHServerMode | Runs under sshd.
  WorkingDirectory        string               -WorkingDirectory {value} | Working directory.
  ConfigurationFile       string               -ConfigurationFile {value} | Session configuration file.
  Login                   bool                 -Login @position(1) | A login shell.
  File                    string               -File {value} @position(-3) | A script.
  FileArguments           string[]             {value} @position(-1) | Arguments of the script.
  Command                 string               -Command {value} @position(-2) | A command.
