using Nuke.Common.Utilities;

namespace Nuke.Common.CI.TravisCI;

/// <summary>Travis CI, by <a href="https://docs.travis-ci.com/user/environment-variables/">its variables</a>.</summary>
/// <remarks>A property whose variable isn't set is <see langword="null"/>, or its type's default.</remarks>
public class TravisCI : Host, IBuildServer
{
    private readonly TextWriter? _output;

    internal TravisCI(TextWriter? output = null) => _output = output;

    /// <summary>The host, if the build runs there.</summary>
    public static new TravisCI Instance => (Host.Instance as TravisCI)!;

    string? IBuildServer.Branch => Branch;

    string? IBuildServer.Commit => Commit;

    internal static bool IsRunningTravisCI => EnvironmentInfo.HasVariable("TRAVIS");

    /// <summary>Always true.</summary>
    public bool Ci => EnvironmentInfo.GetVariable<bool>("CI");

    /// <summary>Always true. (The property is spelt as NUKE spells it.)</summary>
    public bool ContinousIntegration => EnvironmentInfo.GetVariable<bool>("CONTINUOUS_INTEGRATION");

    /// <summary>Whether there are encrypted variables.</summary>
    public bool SecureEnvVars => EnvironmentInfo.GetVariable<bool>("TRAVIS_SECURE_ENV_VARS");

    /// <summary>The branch; for a pull request the one that it is for; for a tag the tag.</summary>
    public string Branch => EnvironmentInfo.GetVariable("TRAVIS_BRANCH");

    /// <summary>Where the repository is.</summary>
    public string BuildDir => EnvironmentInfo.GetVariable("TRAVIS_BUILD_DIR");

    /// <summary>The build's id.</summary>
    public long BuildId => EnvironmentInfo.GetVariable<long>("TRAVIS_BUILD_ID");

    /// <summary>Counts the builds.</summary>
    public long BuildNumber => EnvironmentInfo.GetVariable<long>("TRAVIS_BUILD_NUMBER");

    /// <summary>The commit.</summary>
    public string Commit => EnvironmentInfo.GetVariable("TRAVIS_COMMIT");

    /// <summary>Its message.</summary>
    public string CommitMessage => EnvironmentInfo.GetVariable("TRAVIS_COMMIT_MESSAGE");

    /// <summary>The commits of the push or pull request.</summary>
    public string CommitRange => EnvironmentInfo.GetVariable("TRAVIS_COMMIT_RANGE");

    /// <summary>What started the build.</summary>
    public TravisCIEventType EventType => EnvironmentInfo.GetVariable<TravisCIEventType>("TRAVIS_EVENT_TYPE");

    /// <summary>The job's id.</summary>
    public long JobId => EnvironmentInfo.GetVariable<long>("TRAVIS_JOB_ID");

    /// <summary>Build and job: <c>4.1</c>.</summary>
    public string JobNumber => EnvironmentInfo.GetVariable("TRAVIS_JOB_NUMBER");

    /// <summary>The platform: linux, osx, windows.</summary>
    public string OsName => EnvironmentInfo.GetVariable("TRAVIS_OS_NAME");

    /// <summary>The pull request's number, or <c>false</c>.</summary>
    public string PullRequest => EnvironmentInfo.GetVariable("TRAVIS_PULL_REQUEST");

    /// <summary>The branch that the pull request comes from.</summary>
    public string PullRequestBranch => EnvironmentInfo.GetVariable("TRAVIS_PULL_REQUEST_BRANCH");

    /// <summary>Its head commit.</summary>
    public string PullRequestSha => EnvironmentInfo.GetVariable("TRAVIS_PULL_REQUEST_SHA");

    /// <summary>The repository that it comes from.</summary>
    public string PullRequestSlug => EnvironmentInfo.GetVariable("TRAVIS_PULL_REQUEST_SLUG");

    /// <summary>Owner and name.</summary>
    public string RepoSlug => EnvironmentInfo.GetVariable("TRAVIS_REPO_SLUG");

    /// <summary>Whether sudo is enabled.</summary>
    public bool Sudo => EnvironmentInfo.GetVariable<bool>("TRAVIS_SUDO");

    /// <summary>0 where the build is successful so far.</summary>
    public string TestResult => EnvironmentInfo.GetVariable("TRAVIS_TEST_RESULT");

    /// <summary>The tag; none for branches.</summary>
    public string Tag => EnvironmentInfo.GetVariable("TRAVIS_TAG");

    /// <summary>The version of Dart.</summary>
    public string DartVersion => EnvironmentInfo.GetVariable("TRAVIS_DART_VERSION");

    /// <summary>The version of Go.</summary>
    public string GoVersion => EnvironmentInfo.GetVariable("TRAVIS_GO_VERSION");

    /// <summary>The version of Haxe.</summary>
    public string HaxeVersion => EnvironmentInfo.GetVariable("TRAVIS_HAXE_VERSION");

    /// <summary>The version of the JDK.</summary>
    public string JdkVersion => EnvironmentInfo.GetVariable("TRAVIS_JDK_VERSION");

    /// <summary>The version of Julia.</summary>
    public string JuliaVersion => EnvironmentInfo.GetVariable("TRAVIS_JULIA_VERSION");

    /// <summary>The version of Node.</summary>
    public string NodeVersion => EnvironmentInfo.GetVariable("TRAVIS_NODE_VERSION");

    /// <summary>The release of OTP.</summary>
    public string OtpRelease => EnvironmentInfo.GetVariable("TRAVIS_OTP_RELEASE");

    /// <summary>The version of Perl.</summary>
    public string PerlVersion => EnvironmentInfo.GetVariable("TRAVIS_PERL_VERSION");

    /// <summary>The version of PHP.</summary>
    public string PhpVersion => EnvironmentInfo.GetVariable("TRAVIS_PHP_VERSION");

    /// <summary>The version of Python.</summary>
    public string PythonVersion => EnvironmentInfo.GetVariable("TRAVIS_PYTHON_VERSION");

    /// <summary>The version of R.</summary>
    public string RVersion => EnvironmentInfo.GetVariable("TRAVIS_R_VERSION");

    /// <summary>The version of Ruby.</summary>
    public string RubyVersion => EnvironmentInfo.GetVariable("TRAVIS_RUBY_VERSION");

    /// <summary>The version of Rust.</summary>
    public string RustVersion => EnvironmentInfo.GetVariable("TRAVIS_RUST_VERSION");

    /// <summary>The version of Scala.</summary>
    public string ScalaVersion => EnvironmentInfo.GetVariable("TRAVIS_SCALA_VERSION");

    /// <summary>The SDK of Xcode.</summary>
    public string XCodeSdk => EnvironmentInfo.GetVariable("TRAVIS_XCODE_SDK");

    /// <summary>The scheme of Xcode.</summary>
    public string XCodeScheme => EnvironmentInfo.GetVariable("TRAVIS_XCODE_SCHEME");

    /// <summary>The project of Xcode.</summary>
    public string XCodeProject => EnvironmentInfo.GetVariable("TRAVIS_XCODE_PROJECT");

    /// <summary>The workspace of Xcode.</summary>
    public string XCodeWorkspace => EnvironmentInfo.GetVariable("TRAVIS_XCODE_WORKSPACE");

    /// <inheritdoc />
    protected internal override IDisposable WriteBlock(string text) => DelegateDisposable.CreateBracket(() => Write($"travis_fold:start:{Id(text)}\r{text}"), () => Write($"travis_fold:end:{Id(text)}\r"));

    private static string Id(string text) => string.Concat(text.Select(x => char.IsAsciiLetterOrDigit(x) ? x : '_'));

    private void Write(string line) => (_output ?? ServerOutput.Writer).WriteLine(line);
}
