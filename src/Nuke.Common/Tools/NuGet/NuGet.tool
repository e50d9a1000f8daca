tool NuGet | NuGet's own command line.
  nuget NuGet.CommandLine NuGet.exe
  url https://learn.microsoft.com/nuget/reference/nuget-exe-cli-reference

enum NuGetVerbosity = Normal Quiet Detailed | How much is said.
enum NuGetSymbolPackageFormat = symbols.nupkg snupkg | Format of packages with symbols.
enum NuGetSignHashAlgorithm = sha256 sha384 sha512 | Hash of a signature.
enum PackageSaveMode = Nuspec Nupkg | What is kept of a package.
enum NuGetMSBuildVersion = 4 12 14 | Version of MSBuild.
enum NuGetDependencyVersion = Lowest HighestPatch HighestMinor Highest Ignore | Version of dependencies to take.

group common
  ConfigFile          string          -ConfigFile {value} | NuGet's configuration file.
  ForceEnglishOutput  bool            -ForceEnglishOutput | Writes in English.
  NonInteractive      bool            -NonInteractive | Asks nothing.
  Verbosity           NuGetVerbosity  -Verbosity {value} | How much is said.

command NuGetPush = push | Pushes a package to a server.
  TargetPath          string          {value} @position(1) | The package.
  ApiKey              string          -ApiKey {value} @secret | Key for the server.
  Source              string          -Source {value} | The server.
  SymbolSource        string          -SymbolSource {value} | The symbol server.
  SymbolApiKey        string          -SymbolApiKey {value} @secret | Key for the symbol server.
  NoSymbols           bool            -NoSymbols | Doesn't push symbols.
  DisableBuffering    bool            -DisableBuffering | Sends without buffering.
  SkipDuplicate       bool            -SkipDuplicate | A package that is there already is a warning.
  NoServiceEndpoint   bool            -NoServiceEndpoint | Doesn't append <c>api/v2/package</c> to the URL.
  Timeout             int             -Timeout {value} | Longest time of a push, in seconds.
  use common

command NuGetDelete = delete | Deletes or unlists a package on a server.
  PackageId           string          {value} @position(1) | The package.
  PackageVersion      string          {value} @position(2) | Its version.
  ApiKey              string          -ApiKey {value} @secret | Key for the server.
  NoPrompt            bool            -NoPrompt | Asks nothing.
  Source              string          -Source {value} | The server.
  use common

command NuGetSign = sign | Signs a package.
  TargetPath                string                  {value} @position(1) | The package.
  CertificateFingerprint    string                  -CertificateFingerprint {value} | Fingerprint to search for.
  CertificatePassword       string                  -CertificatePassword {value} @secret | Password of the certificate.
  CertificatePath           string                  -CertificatePath {value} | File with the certificate.
  CertificateStoreLocation  string                  -CertificateStoreLocation {value} | Store to search.
  CertificateStoreName      string                  -CertificateStoreName {value} | Store to search.
  CertificateSubjectName    string                  -CertificateSubjectName {value} | Subject to search for.
  HashAlgorithm             NuGetSignHashAlgorithm  -HashAlgorithm {value} | Default SHA256.
  OutputDirectory           string                  -OutputDirectory {value} | Folder for the signed package. Default: in place.
  Overwrite                 bool                    -Overwrite | Replaces a signature that is there.
  Timestamper               string                  -Timestamper {value} | URL of a timestamp server (RFC 3161).
  TimestampHashAlgorithm    NuGetSignHashAlgorithm  -TimestampHashAlgorithm {value} | Default SHA256.
  use common

command NuGetVerify = verify | Verifies a signed package.
  TargetPath                string                  -Signatures {value} @position(1) | The package.
  CertificateFingerprint    string                  -CertificateFingerprint {value} | Fingerprints of signers to accept.
  use common

command NuGetPack = pack | Makes a package.
  TargetPath                 string                    {value} @position(1) | A <c>.nuspec</c> or project file.
  BasePath                   string                    -BasePath {value} | Folder that paths in the <c>.nuspec</c> are relative to.
  Build                      bool                      -Build | Builds the project before.
  Exclude                    string                    -Exclude {value} | Patterns of files to leave out.
  ExcludeEmptyDirectories    bool                      -ExcludeEmptyDirectories | Leaves out empty folders.
  IncludeReferencedProjects  bool                      -IncludeReferencedProjects | Takes in projects that the project references.
  MinClientVersion           string                    -MinClientVersion {value} | Sets the package's minClientVersion.
  MSBuildPath                string                    -MSBuildPath {value} | Folder of MSBuild.
  MSBuildVersion             NuGetMSBuildVersion       -MSBuildVersion {value} | Version of MSBuild.
  NoDefaultExcludes          bool                      -NoDefaultExcludes | Takes in files that start with a dot.
  NoPackageAnalysis          bool                      -NoPackageAnalysis | Doesn't check the package.
  OutputDirectory            string                    -OutputDirectory {value} | Folder for the package.
  PackagesDirectory          string                    -PackagesDirectory {value} | Folder of packages.
  Properties                 string=object             -Properties {key}={value} @join(;) | Replacements in the <c>.nuspec</c>, and build properties.
    .Configuration  string
  SolutionDirectory          string                    -SolutionDirectory {value} | Folder of the solution.
  Suffix                     string                    -Suffix {value} | Appended to the version.
  Symbols                    bool                      -Symbols | Adds a package with symbols.
  SymbolPackageFormat        NuGetSymbolPackageFormat  -SymbolPackageFormat {value} | Its format.
  Tool                       bool                      -Tool | Puts files in the tools folder.
  Version                    string                    -Version {value} | The package's version.
  use common

command NuGetRestore = restore | Restores packages.
  TargetPath                 string                    {value} @position(1) | Solution, project or <c>packages.config</c>.
  DirectDownload             bool                      -DirectDownload | Downloads without filling caches.
  DisableParallelProcessing  bool                      -DisableParallelProcessing | Restores one at a time.
  FallbackSource             string[]                  -FallbackSource {value} @join(;) | Sources for packages that others don't have.
  MSBuildPath                string                    -MSBuildPath {value} | Folder of MSBuild.
  MSBuildVersion             NuGetMSBuildVersion       -MSBuildVersion {value} | Version of MSBuild.
  NoCache                    bool                      -NoCache | Doesn't use caches.
  OutputDirectory            string                    -OutputDirectory {value} | Folder for packages.
  PackageSaveMode            PackageSaveMode[]         -PackageSaveMode {value} @join(;) | What is kept of a package.
  PackagesDirectory          string                    -PackagesDirectory {value} | Folder for packages.
  Project2ProjectTimeOut     int                       -Project2ProjectTimeOut {value} | Longest time to resolve references between projects, in seconds.
  Recursive                  bool                      -Recursive | Restores referenced projects too.
  RequireConsent             bool                      -RequireConsent | Checks that restoring is allowed.
  SolutionDirectory          string                    -SolutionDirectory {value} | Folder of the solution.
  Source                     string[]                  -Source {value} | Package sources.
  use common

command NuGetInstall = install | Downloads packages into a folder.
  PackageID                  string                    {value} @position(1) | The package, or a <c>packages.config</c>.
  DependencyVersion          NuGetDependencyVersion    -DependencyVersion {value} | Version of dependencies to take.
  DisableParallelProcessing  bool                      -DisableParallelProcessing | Downloads one at a time.
  ExcludeVersion             bool                      -ExcludeVersion | Leaves the version out of the folder's name.
  FallbackSource             string[]                  -FallbackSource {value} @join(;) | Sources for packages that others don't have.
  Framework                  string                    -Framework {value} | Target framework.
  NoCache                    bool                      -NoCache | Doesn't use caches.
  OutputDirectory            string                    -OutputDirectory {value} | Folder for packages.
  PackageSaveMode            PackageSaveMode[]         -PackageSaveMode {value} @join(;) | What is kept of a package.
  PreRelease                 bool                      -PreRelease | Takes versions before a release too.
  RequireConsent             bool                      -RequireConsent | Checks that downloading is allowed.
  SolutionDirectory          string                    -SolutionDirectory {value} | Folder of the solution.
  Source                     string[]                  -Source {value} | Package sources.
  Version                    string                    -Version {value} | Version of the package.
  use common

group source
  Name                       string                    -Name {value} | The source's name.
  UserName                   string                    -UserName {value} | User at the source.
  Password                   string                    -Password {value} @secret | Password at the source.
  StorePasswordInClearText   bool                      -StorePasswordInClearText | Stores the password unencrypted.
  Source                     string                    -Source {value} | URL or folder of the source.
  use common

command NuGetSourcesAdd = sources add | Adds a package source.
  use source

command NuGetSourcesUpdate = sources update | Changes a package source.
  use source

command NuGetSourcesRemove = sources remove | Removes a package source.
  Name                       string                    -Name {value} | The source's name.
  use common

command NuGetSourcesEnable = sources enable | Enables a package source.
  Name                       string                    -Name {value} | The source's name.
  use common

command NuGetSourcesDisable = sources disable | Disables a package source.
  Name                       string                    -Name {value} | The source's name.
  use common

command NuGetSourcesList = sources list | Lists package sources.
  Format                     string                    -Format {value} | <c>Detailed</c> or <c>Short</c>.
  use common
