tool SonarScanner | SonarQube's scanner for .NET.
  nuget dotnet-sonarscanner SonarScanner.MSBuild.dll|SonarScanner.MSBuild.exe
  url https://docs.sonarsource.com/sonarqube-server/analyzing-source-code/scanners/dotnet/

group credentials
  Login                      string         /d:sonar.login={value} @secret | User or access token. Also needed for the end.
  Password                   string         /d:sonar.password={value} @secret | Password of the user. Also needed for the end.
  Token                      string         /d:sonar.token={value} @secret | Access token. Also needed for the end.
  ClientCertificatePassword  string         /d:sonar.clientcert.password={value} @secret | Password of the client's certificate.

command SonarScannerBegin = begin | Starts an analysis; the build follows.
  ProjectKey                 string         /k:{value} | The project's key.
  Name                       string         /n:{value} | The project's name.
  Version                    string         /v:{value} | The project's version.
  Organization               string         /o:{value} | The organization.
  Description                string         /d:sonar.projectDescription={value} | The project's description.
  Server                     string         /d:sonar.host.url={value} | The server's URL.
  use credentials
  Verbose                    bool           /d:sonar.verbose={value} | Says more.
  VSTestReports              string[]       /d:sonar.cs.vstest.reportsPaths={value} @join(,) | Test reports of VSTest.
  NUnitTestReports           string[]       /d:sonar.cs.nunit.reportsPaths={value} @join(,) | Test reports of NUnit.
  XUnitTestReports           string[]       /d:sonar.cs.xunit.reportsPaths={value} @join(,) | Test reports of xUnit.
  SourceExclusions           string[]       /d:sonar.exclusions={value} @join(,) | Source files to leave out.
  SourceInclusions           string[]       /d:sonar.inclusions={value} @join(,) | Source files to take.
  TestFileExclusions         string[]       /d:sonar.test.exclusions={value} @join(,) | Test files to leave out.
  TestFileInclusions         string[]       /d:sonar.test.inclusions={value} @join(,) | Test files to take.
  CoverageExclusions         string[]       /d:sonar.coverage.exclusions={value} @join(,) | Files to leave out of coverage.
  GenericCoveragePaths       string[]       /d:sonar.coverageReportPaths={value} @join(,) | Coverage reports in Sonar's own format.
  VisualStudioCoveragePaths  string[]       /d:sonar.cs.vscoveragexml.reportsPaths={value} @join(,) | Coverage reports of Visual Studio.
  DotCoverPaths              string[]       /d:sonar.cs.dotcover.reportsPaths={value} @join(,) | Coverage reports of dotCover.
  OpenCoverPaths             string[]       /d:sonar.cs.opencover.reportsPaths={value} @join(,) | Coverage reports of OpenCover.
  WebServiceTimeout          int            /d:sonar.ws.timeout={value} | Longest wait for an answer, in seconds.
  Homepage                   string         /d:sonar.links.homepage={value} | The project's page.
  ContinuousIntegrationUrl   string         /d:sonar.links.ci={value} | Its continuous integration.
  IssueTrackerUrl            string         /d:sonar.links.issue={value} | Its issues.
  SCMUrl                     string         /d:sonar.links.scm={value} | Its repository.
  SourceEncoding             string         /d:sonar.sourceEncoding={value} | Encoding of source files.
  DuplicationExclusions      string[]       /d:sonar.cpd.exclusions={value} @join(,) | Files to leave out of the search for duplicates.
  BranchName                 string         /d:sonar.branch.name={value} | The branch.
  PullRequestKey             string         /d:sonar.pullrequest.key={value} | The pull request.
  PullRequestBranch          string         /d:sonar.pullrequest.branch={value} | Its branch.
  PullRequestBase            string         /d:sonar.pullrequest.base={value} | The branch it goes into.
  ExcludeTestProjects        bool           /d:sonar.dotnet.excludeTestProjects={value} | Leaves out test projects.
  ScmProvider                string         /d:sonar.scm.provider={value} | The version control, e.g. <c>git</c>.
  ScmForceReloadAll          bool           /d:sonar.scm.forceReloadAll={value} | Reads the history of all files.
  ScmExclusionsDisabled      bool           /d:sonar.scm.exclusions.disabled={value} | Analyses ignored files too.
  ScmRevision                string         /d:sonar.scm.revision={value} | The commit to show.
  QualityGateWait            bool           /d:sonar.qualitygate.wait={value} | Waits for the quality gate.
  QualityGateTimeout         int            /d:sonar.qualitygate.timeout={value} | Longest wait for it, in seconds.
  AdditionalAnalysisParameters  string=string  /d:sonar.analysis.{key}={value} | Parameters passed on to webhooks.
  AdditionalParameters       string=string  /d:{key}={value} | Further parameters.
  ClientCertificatePath      string         /d:sonar.clientcert.path={value} | The client's certificate.

command SonarScannerEnd = end | Ends an analysis and sends it.
  use credentials
