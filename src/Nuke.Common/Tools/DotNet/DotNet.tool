# The dotnet command line, SDK 10. Options in the order of 'dotnet COMMAND --help', names as NUKE has them.
tool DotNet | The .NET command line.
  path dotnet
  url https://learn.microsoft.com/dotnet/core/tools/
  using Nuke.Common.Tools.MSBuild

enum DotNetVerbosity = quiet minimal normal detailed diagnostic | How much a command says.
enum DotNetSymbolPackageFormat = symbols.nupkg snupkg | Format of packages with symbols.
enum DotNetNuGetAuthentication = basic negotiate kerberos ntlm digest | How a package source authenticates.
enum DotNetFormatSeverity = info warn error hidden | Least severity that is fixed.
enum DotNetLocalsCache = all http-cache global-packages temp plugins-cache | A cache on this machine.

group verbosity
  Verbosity                 DotNetVerbosity  --verbosity {value} | How much is said: quiet, minimal, normal, detailed or diagnostic.

group interactive
  Interactive               bool             --interactive | The command may stop and wait for input, for example to authenticate.

group artifacts
  ArtifactsPath             string           --artifacts-path {value} | Folder for all output of the projects, in subfolders.

group servers
  DisableBuildServers       bool             --disable-build-servers | Leaves build servers that are running unused.

group platform
  Architecture              string           --arch {value} | Processor to build for, e.g. <c>arm64</c>.
  OperatingSystem           string           --os {value} | Operating system to build for, e.g. <c>linux</c>.

group currentruntime
  UseCurrentRuntime         bool             --use-current-runtime | Builds for this machine's runtime.

group nologo
  NoLogo                    bool             --nologo | Shows no banner.

group restoring
  DisableParallel           bool             --disable-parallel | Restores one project at a time.
  Force                     bool             --force | Resolves all dependencies again, even if the last restore succeeded.
  IgnoreFailedSources       bool             --ignore-failed-sources | A package source that fails is a warning.
  NoCache                   bool             --no-cache | Doesn't cache packages and HTTP requests.
  NoDependencies            bool             --no-dependencies | Leaves out projects that the project references.
  PackageDirectory          string           --packages {value} | Folder for restored packages.
  Sources                   string[]         --source {value} | Package sources, in place of those in NuGet's configuration.
  UseLockFile               bool             --use-lock-file | Makes and uses a lock file.
  LockedMode                bool             --locked-mode | Fails when the lock file would change.
  LockFilePath              string           --lock-file-path {value} | The lock file. Default: <c>packages.lock.json</c> beside the project.
  ForceEvaluate             bool             --force-evaluate | Evaluates all dependencies even if there is a lock file.

group runtime
  Runtime                   string           --runtime {value} | Target runtime, e.g. <c>linux-x64</c>.

group properties
  Properties                string=object    /property:{key}={value} @msbuild | MSBuild properties.
    .RunCodeAnalysis                  bool
    .NoWarn                           int[]     @join(;)
    .WarningsAsErrors                 int[]     @join(;)
    .WarningLevel                     int
    .TreatWarningsAsErrors            bool
    .AssemblyVersion                  string
    .FileVersion                      string
    .InformationalVersion             string
    .PackageId                        string
    .Version                          string
    .VersionPrefix                    string
    .Authors                          string[]  @join(,)
    .Title                            string
    .Description                      string
    .Copyright                        string
    .PackageRequireLicenseAcceptance  bool
    .PackageLicenseUrl                string
    .PackageProjectUrl                string
    .PackageIconUrl                   string
    .PackageTags                      string[]  @join(space)
    .PackageReleaseNotes              string
    .RepositoryUrl                    string
    .RepositoryType                   string
    .SymbolPackageFormat              DotNetSymbolPackageFormat
    .PublishReadyToRun                bool      | Compiles ahead of time to ReadyToRun code.
    .PublishSingleFile                bool      | Packs the application into one file.
    .PublishTrimmed                   bool      | Leaves out what the application doesn't use.
    .PublishProfile                   string
    .Platform                         string
    .ContinuousIntegrationBuild       bool
    .DeterministicSourcePaths         bool
    .Deterministic                    bool

command DotNetTest = test | Runs the tests of a project or solution.
  ProjectFile               string           {value} @position(1) | Project, solution, folder or test assembly. Default: what is in the working directory.
  TestAdapterPath           string           --test-adapter-path {value} | Folder with test adapters.
  Configuration             string           --configuration {value} | Build configuration.
  DataCollector             string           --collect {value} | A data collector, e.g. <c>XPlat Code Coverage</c>.
  DiagnosticsFile           string           --diag {value} | File for the test platform's own log.
  Framework                 string           --framework {value} | Target framework whose tests run.
  Filter                    string           --filter {value} | Runs the tests that match, e.g. <c>FullyQualifiedName~Unit</c>.
  Loggers                   string[]         --logger {value} | Loggers of results, e.g. <c>trx</c>.
  NoBuild                   bool             --no-build | Doesn't build before.
  NoRestore                 bool             --no-restore | Doesn't restore before.
  Output                    string           --output {value} | Folder with the binaries.
  ResultsDirectory          string           --results-directory {value} | Folder for results.
  SettingsFile              string           --settings {value} | A <c>.runsettings</c> file.
  ListTests                 bool             --list-tests | Lists the tests and runs none.
  EnvironmentVariables      string=string    --environment {key}={value} | Environment variables of the test host.
  use verbosity properties
  BlameMode                 bool             --blame | Writes down which test ran when the host crashed.
  BlameCrash                bool             --blame-crash | Collects a dump when the host crashes.
  BlameCrashDumpType        string           --blame-crash-dump-type {value} | <c>full</c> or <c>mini</c>.
  BlameCrashCollectAlways   bool             --blame-crash-collect-always | Collects a dump on any exit.
  BlameHang                 bool             --blame-hang | Collects a dump when a test takes too long.
  BlameHangDumpType         string           --blame-hang-dump-type {value} | <c>full</c>, <c>mini</c> or <c>none</c>.
  BlameHangTimeout          string           --blame-hang-timeout {value} | Longest time of a test, e.g. <c>90s</c>.
  RunSettings               string=object    -- {key}={value} @join(space) @position(-1) | Settings as in a <c>.runsettings</c> file.
  use nologo restoring runtime artifacts interactive servers platform

command DotNetRun = run | Builds and runs a project.
  Configuration             string           --configuration {value} | Build configuration.
  Framework                 string           --framework {value} | Target framework to run.
  LaunchProfile             string           --launch-profile {value} | Launch profile to use.
  NoBuild                   bool             --no-build | Doesn't build before.
  NoLaunchProfile           bool             --no-launch-profile | Leaves <c>launchSettings.json</c> unused.
  NoRestore                 bool             --no-restore | Doesn't restore before.
  ProjectFile               string           --project {value} | The project. Default: the one in the working directory.
  File                      string           --file {value} | A program in one C# file.
  SelfContained             bool             --self-contained {value} | Brings the .NET runtime along.
  EnvironmentVariables      string=string    --environment {key}={value} | Environment variables of the program.
  ApplicationArguments      string[]         -- {value} @join(space) @position(-1) | Arguments of the program.
  use verbosity restoring runtime properties artifacts interactive servers platform

command DotNetRestore = restore | Restores the packages of a project or solution.
  ProjectFile               string           {value} @position(1) | Project, solution or folder. Default: what is in the working directory.
  ConfigFile                string           --configfile {value} | NuGet's configuration file.
  use verbosity restoring runtime properties nologo currentruntime artifacts interactive servers platform

command DotNetPack = pack | Makes NuGet packages.
  Project                   string           {value} @position(1) | Project, solution or folder. Default: what is in the working directory.
  Configuration             string           --configuration {value} | Build configuration.
  IncludeSource             bool             --include-source | Adds packages with symbols and sources.
  IncludeSymbols            bool             --include-symbols | Adds packages with symbols.
  NoBuild                   bool             --no-build | Doesn't build before.
  NoRestore                 bool             --no-restore | Doesn't restore before.
  OutputDirectory           string           --output {value} | Folder for the packages.
  Serviceable               bool             --serviceable | Sets the package's serviceable flag.
  VersionSuffix             string           --version-suffix {value} | Value of the property VersionSuffix.
  use verbosity nologo restoring runtime properties currentruntime artifacts interactive servers

command DotNetBuild = build | Builds a project or solution.
  ProjectFile               string           {value} @position(1) | Project, solution or folder. Default: what is in the working directory.
  Configuration             string           --configuration {value} | Build configuration.
  Framework                 string           --framework {value} | Target framework to build.
  NoIncremental             bool             --no-incremental | Builds everything anew.
  NoRestore                 bool             --no-restore | Doesn't restore before.
  OutputDirectory           string           --output {value} | Folder for the binaries.
  SelfContained             bool             --self-contained {value} | Brings the .NET runtime along.
  NoSelfContained           bool             --no-self-contained | Needs a .NET runtime on the target machine.
  VersionSuffix             string           --version-suffix {value} | Value of the property VersionSuffix.
  Loggers                   string[]         /logger:{value} | MSBuild loggers.
  NoConsoleLogger           bool             /noconsolelogger | Doesn't log to the console.
  BinaryLog                 string           -bl:{value} | File for MSBuild's binary log.
  use verbosity nologo restoring runtime properties currentruntime artifacts interactive servers platform

command DotNetMSBuild = msbuild | Runs MSBuild.
  TargetPath                string           {value} @position(1) | Project or solution. Default: what is in the working directory.
  DetailedSummary           bool             /detailedsummary | Shows at the end what was built and how it was scheduled.
  MaxCpuCount               int              /maxcpucount:{value} | How many processes build at once.
  NodeReuse                 bool             /nodeReuse:{value} | Keeps the processes for the next build.
  NoLogo                    bool             /nologo | Shows no banner.
  TargetPlatform            MSBuildTargetPlatform  /p:Platform={value} @formatter(FormatTargetPlatform) | Platform to build for.
  Restore                   bool             /restore | Restores before.
  Targets                   string[]         /target:{value} @join(;) | Targets to build.
  Verbosity                 DotNetVerbosity  /verbosity:{value} | How much is said.
  Loggers                   string[]         /logger:{value} | MSBuild loggers.
  NoConsoleLogger           bool             /noconsolelogger | Doesn't log to the console.
  Configuration             string           /property:Configuration={value} | Build configuration.
  GraphBuild                bool             /graphBuild | Builds in the order of the project graph.
  BinaryLog                 string           -bl:{value} | File for MSBuild's binary log.
  use properties

command DotNetClean = clean | Deletes what a build made.
  Project                   string           {value} @position(1) | Project, solution or folder. Default: what is in the working directory.
  Configuration             string           --configuration {value} | Build configuration.
  Framework                 string           --framework {value} | Target framework to clean.
  Output                    string           --output {value} | Folder with the build's output.
  Runtime                   string           --runtime {value} | Target runtime to clean.
  use verbosity nologo properties artifacts interactive servers

group format
  Project                   string           {value} @position(1) | Project, solution or folder. Default: what is in the working directory.
  Severity                  DotNetFormatSeverity  --severity {value} | Least severity that is fixed.
  NoRestore                 bool             --no-restore | Doesn't restore before.
  VerifyNoChanges           bool             --verify-no-changes | Changes nothing, and fails if something would be changed.
  Include                   string[]         --include {value} @join(space) | Files and folders to format. Default: all.
  Exclude                   string[]         --exclude {value} @join(space) | Files and folders to leave out.
  IncludeGenerated          bool             --include-generated | Formats generated files too.
  Diagnostics               string[]         --diagnostics {value} @join(space) | Ids of the diagnostics to fix. Default: all.
  ExcludeDiagnostics        string[]         --exclude-diagnostics {value} @join(space) | Ids of diagnostics to leave.
  BinaryLog                 string           --binarylog {value} | File for a binary log of loading the projects.
  Report                    string           --report {value} | Folder for a report in JSON.
  use verbosity properties

command DotNetFormat = format | Formats code by <c>.editorconfig</c>.
  use format

command DotNetPublish = publish | Publishes an application into a folder or image.
  Project                   string           {value} @position(1) | Project, solution or folder. Default: what is in the working directory.
  Configuration             string           --configuration {value} | Build configuration.
  Framework                 string           --framework {value} | Target framework to publish.
  Manifest                  string           --manifest {value} | File with packages to leave out.
  NoRestore                 bool             --no-restore | Doesn't restore before.
  NoBuild                   bool             --no-build | Doesn't build before.
  Output                    string           --output {value} | Folder for the application.
  SelfContained             bool             --self-contained {value} | Brings the .NET runtime along.
  NoSelfContained           bool             --no-self-contained | Needs a .NET runtime on the target machine.
  VersionSuffix             string           --version-suffix {value} | Value of the property VersionSuffix.
  use verbosity nologo restoring runtime properties currentruntime artifacts interactive servers platform

command DotNetNuGetPush = nuget push | Pushes a package to a server.
  TargetPath                string           {value} @position(1) | The package; may have wildcards.
  Source                    string           --source {value} | The server: its URL, or a name in NuGet's configuration.
  SymbolSource              string           --symbol-source {value} | The symbol server.
  Timeout                   int              --timeout {value} | Longest time of a push, in seconds. Default 300.
  ApiKey                    string           --api-key {value} @secret | Key for the server.
  SymbolApiKey              string           --symbol-api-key {value} @secret | Key for the symbol server.
  DisableBuffering          bool             --disable-buffering | Sends without buffering, with less memory.
  NoSymbols                 bool             --no-symbols | Doesn't push symbols.
  ForceEnglishOutput        bool             --force-english-output | Writes in English.
  SkipDuplicate             bool             --skip-duplicate | A package that is there already is a warning.
  NoServiceEndpoint         bool             --no-service-endpoint | Doesn't append <c>api/v2/package</c> to the URL.
  AllowInsecureConnections  bool             --allow-insecure-connections | Allows plain HTTP.
  ConfigFile                string           --configfile {value} | NuGet's configuration file.
  use interactive

command DotNetNuGetDelete = nuget delete | Deletes or unlists a package on a server.
  PackageId                 string           {value} @position(1) | The package.
  PackageVersion            string           {value} @position(2) | Its version.
  Source                    string           --source {value} | The server.
  ApiKey                    string           --api-key {value} @secret | Key for the server.
  NonInteractive            bool             --non-interactive | Asks nothing.
  NoServiceEndpoint         bool             --no-service-endpoint | Doesn't append <c>api/v2/package</c> to the URL.
  ForceEnglishOutput        bool             --force-english-output | Writes in English.
  use interactive

group sourcecredentials
  Username                  string           --username {value} | User at the source.
  Password                  string           --password {value} @secret | Password at the source.
  StorePasswordInClearText  bool             --store-password-in-clear-text | Stores the password unencrypted.
  ValidAuthenticationTypes  DotNetNuGetAuthentication[]  --valid-authentication-types {value} @join(,) | Ways of authentication to use.
  ProtocolVersion           int              --protocol-version {value} | Version of NuGet's protocol: 2 or 3.
  AllowInsecureConnections  bool             --allow-insecure-connections | Allows plain HTTP.

group configfile
  ConfigFile                string           --configfile {value} | NuGet's configuration file.

command DotNetNuGetAddSource = nuget add source | Adds a package source.
  Source                    string           {value} @position(1) | URL or folder of the source.
  Name                      string           --name {value} | Its name.
  use sourcecredentials configfile

command DotNetNuGetUpdateSource = nuget update source | Changes a package source.
  Name                      string           {value} @position(1) | The source's name.
  Source                    string           --source {value} | URL or folder of the source.
  use sourcecredentials configfile

command DotNetNuGetRemoveSource = nuget remove source | Removes a package source.
  Name                      string           {value} @position(1) | The source's name.
  use configfile

command DotNetNuGetEnableSource = nuget enable source | Enables a package source.
  Name                      string           {value} @position(1) | The source's name.
  use configfile

command DotNetNuGetDisableSource = nuget disable source | Disables a package source.
  Name                      string           {value} @position(1) | The source's name.
  use configfile

command DotNetNuGetListSource = nuget list source | Lists package sources.
  Format                    string           --format {value} | <c>Detailed</c> or <c>Short</c>.
  use configfile

command DotNetNuGetLocals = nuget locals | Lists or clears NuGet's caches.
  CacheLocation             DotNetLocalsCache  {value} @position(1) | The cache.
  Clear                     bool             --clear | Clears it.
  List                      bool             --list | Shows where it is.

command DotNetNuGetSign = nuget sign | Signs packages.
  PackagePaths              string[]         {value} @position(1) | The packages; may have wildcards.
  Output                    string           --output {value} | Folder for signed packages. Default: in place.
  CertificatePath           string           --certificate-path {value} | File with the certificate.
  CertificateStoreName      string           --certificate-store-name {value} | Store to search.
  CertificateStoreLocation  string           --certificate-store-location {value} | Store to search: <c>CurrentUser</c> or <c>LocalMachine</c>.
  CertificateSubjectName    string           --certificate-subject-name {value} | Subject to search for.
  CertificateFingerprint    string           --certificate-fingerprint {value} | Fingerprint to search for.
  CertificatePassword       string           --certificate-password {value} @secret | Password of the certificate.
  HashAlgorithm             string           --hash-algorithm {value} | Default SHA256.
  Timestamper               string           --timestamper {value} | URL of a timestamp server (RFC 3161).
  TimestampHashAlgorithm    string           --timestamp-hash-algorithm {value} | Default SHA256.
  Overwrite                 bool             --overwrite | Replaces a signature that is there.
  use verbosity

command DotNetNuGetVerify = nuget verify | Verifies signed packages.
  PackagePaths              string[]         {value} @position(1) | The packages.
  All                       bool             --all | Verifies all there is to verify.
  CertificateFingerprint    string[]         --certificate-fingerprint {value} | Fingerprints of signers to accept.
  use verbosity configfile

group tool
  PackageName               string           {value} @position(1) | The tool's package.
  Global                    bool             --global | For the user.
  Local                     bool             --local | In the tool manifest.
  ToolInstallationPath      string           --tool-path {value} | Folder of the tool.
  ToolManifest              string           --tool-manifest {value} | The tool manifest.

group toolsources
  Sources                   string[]         --add-source {value} | Further package sources.
  ConfigFile                string           --configfile {value} | NuGet's configuration file.
  DisableParallel           bool             --disable-parallel | Restores one at a time.
  IgnoreFailedSources       bool             --ignore-failed-sources | A package source that fails is a warning.
  NoCache                   bool             --no-http-cache | Doesn't cache packages and HTTP requests.
  use interactive verbosity

group toolversion
  Framework                 string           --framework {value} | Target framework of the tool.
  Version                   string           --version {value} | Version of the tool. Default: the newest stable one.
  Prerelease                bool             --prerelease | Takes versions before a release too.
  AllowDowngrade            bool             --allow-downgrade | Takes an older version than there is.

command DotNetToolInstall = tool install | Installs a tool.
  use tool toolsources toolversion
  Architecture              string           --arch {value} | Processor of the tool.
  CreateManifestIfNeeded    bool             --create-manifest-if-needed | Makes a tool manifest if there is none.
  AllowRollForward          bool             --allow-roll-forward | Lets the tool run on a newer .NET.

command DotNetToolRestore = tool restore | Installs the tools of the tool manifest.
  use toolsources
  ToolManifest              string           --tool-manifest {value} | The tool manifest.

command DotNetToolUninstall = tool uninstall | Uninstalls a tool.
  use tool verbosity

command DotNetToolUpdate = tool update | Updates a tool.
  use tool toolsources toolversion
  All                       bool             --all | Updates all tools.

command DotNetToolRun = tool run | Runs a tool of the tool manifest.
  Command                   string           {value} @position(1) | The tool's command.
  AllowRollForward          bool             --allow-roll-forward | Lets the tool run on a newer .NET.
  ToolArguments             string[]         -- {value} @join(space) @position(-1) | Arguments of the tool.

command DotNetToolList = tool list | Lists tools.
  PackageName               string           {value} @position(1) | Only this tool.
  Global                    bool             --global | Those of the user.
  Local                     bool             --local | Those of the tool manifest.
  ToolInstallationPath      string           --tool-path {value} | Those in a folder.
  Format                    string           --format {value} | <c>table</c> or <c>json</c>.

command DotNetToolSearch = tool search | Searches tools.
  SearchTerm                string           {value} @position(1) | What to search for.
  Detail                    bool             --detail | Shows more of each.
  Prerelease                bool             --prerelease | Takes versions before a release too.
  Skip                      int              --skip {value} | Leaves out the first ones.
  Take                      int              --take {value} | How many to show.

group workload
  ConfigFile                string           --configfile {value} | NuGet's configuration file.
  DisableParallel           bool             --disable-parallel | Restores one at a time.
  IgnoreFailedSources       bool             --ignore-failed-sources | A package source that fails is a warning.
  Interactive               bool             --interactive | The command may stop and wait for input.
  NoCache                   bool             --no-http-cache | Doesn't cache packages and HTTP requests.
  Source                    string           --source {value} | Package source, in place of those in NuGet's configuration.
  TempDir                   string           --temp-dir {value} | Folder for downloads.
  use verbosity

group workloadmanifests
  IncludePreviews           bool             --include-previews | Allows manifests before a release.
  SkipManifestUpdate        bool             --skip-manifest-update | Leaves the manifests as they are.
  Version                   string           --version {value} | Version of the workload set.

command DotNetWorkloadInstall = workload install | Installs workloads.
  WorkloadId                string[]         {value} @position(1) | The workloads.
  use workload workloadmanifests

command DotNetWorkloadUninstall = workload uninstall | Uninstalls workloads.
  WorkloadId                string[]         {value} @position(1) | The workloads.

command DotNetWorkloadRestore = workload restore | Installs the workloads that a project needs.
  Project                   string           {value} @position(1) | Project or solution. Default: what is in the working directory.
  use workload workloadmanifests

command DotNetWorkloadUpdate = workload update | Updates all workloads.
  AdvertisingManifestsOnly  bool             --advertising-manifests-only | Only downloads manifests.
  FromPreviousSdk           bool             --from-previous-sdk | Takes workloads of older SDKs too.
  IncludePreviews           bool             --include-previews | Allows manifests before a release.
  Version                   string           --version {value} | Version of the workload set.
  use workload

command DotNetWorkloadRepair = workload repair | Installs all workloads anew.
  use workload

command DotNetWorkloadList = workload list | Lists workloads.

command DotNetVSTest = vstest | Runs tests in test assemblies.
  TestAssemblies            string[]         {value} @position(1) | The test assemblies.
  Tests                     string[]         --Tests:{value} @join(,) | Runs tests whose name has one of these in it.
  Filter                    string           --TestCaseFilter:{value} | Runs the tests that match.
  Framework                 string           --Framework:{value} | Target framework.
  Platform                  string           --Platform:{value} | Processor, e.g. <c>x64</c>.
  SettingsFile              string           --Settings:{value} | A <c>.runsettings</c> file.
  Loggers                   string[]         --logger:{value} | Loggers of results.
  ResultsDirectory          string           --ResultsDirectory:{value} | Folder for results.
  TestAdapterPath           string           --TestAdapterPath:{value} | Folder with test adapters.
  DataCollector             string           --Collect:{value} | A data collector.
  Parallel                  bool             --Parallel | Runs test assemblies at the same time.
  ListTests                 bool             --ListTests | Lists the tests and runs none.
  DiagnosticsFile           string           --Diag:{value} | File for the test platform's own log.
  Blame                     bool             --Blame | Writes down which test ran when the host crashed.
  RunSettings               string=object    -- {key}={value} @join(space) @position(-1) | Settings as in a <c>.runsettings</c> file.

command DotNetNew = new | Makes files from a template.
  Template                  string           {value} @position(1) | The template's short name.
  Name                      string           --name {value} | Name of what is made.
  Output                    string           --output {value} | Folder for what is made.
  Force                     bool             --force | Overwrites files.
  DryRun                    bool             --dry-run | Shows what would be made.
  NoUpdateCheck             bool             --no-update-check | Doesn't look for newer templates.
  Project                   string           --project {value} | The project that the files are for.
  Language                  string           --language {value} | <c>C#</c>, <c>F#</c> or <c>VB</c>.
  Framework                 string           --framework {value} | Target framework.
  use verbosity

command DotNetSlnAdd = sln | Adds projects to a solution.
  SolutionFile              string           {value} add @position(1) | The solution.
  Projects                  string[]         {value} @position(2) | The projects.
  InRoot                    bool             --in-root | In the solution's root.
  SolutionFolder            string           --solution-folder {value} | In a folder of the solution.

command DotNetSlnRemove = sln | Removes projects from a solution.
  SolutionFile              string           {value} remove @position(1) | The solution.
  Projects                  string[]         {value} @position(2) | The projects.

command DotNetSlnList = sln | Lists the projects of a solution.
  SolutionFile              string           {value} list @position(1) | The solution.

command DotNetBuildServerShutdown = build-server shutdown | Stops build servers.
  MSBuild                   bool             --msbuild | Only MSBuild's.
  VBCSCompiler              bool             --vbcscompiler | Only the C# and Visual Basic compiler's.
  Razor                     bool             --razor | Only Razor's.
