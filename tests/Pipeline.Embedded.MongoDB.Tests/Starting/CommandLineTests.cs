using Pipeline.Embedded.MongoDB.Journaling;
using Pipeline.Embedded.MongoDB.Starting;
using Pipeline.Errors;

namespace Pipeline.Embedded.MongoDB.Tests.Starting;

public sealed class CommandLineTests
{
    [Fact]
    public void All_options_are_read()
    {
        var line = Parse("--port", "27018", "--data-directory", "/data", "--replica-set", "rs9", "--auth", "--user", "root", "--sync", "each-write", "--ready-file", "/ready");

        Assert.Equal(27018, line.Options.Port);
        Assert.Equal(Path.GetFullPath("/data"), line.Options.DataDirectory);
        Assert.Equal("rs9", line.Options.ReplicaSetName);
        Assert.True(line.Options.RequiresAuthentication);
        Assert.Equal("root", line.Options.UserName);
        Assert.Equal("from the environment", line.Options.Password);
        Assert.Equal(JournalSync.EachWrite, line.Options.Sync);
        Assert.Equal(Path.GetFullPath("/ready"), line.ReadyFile);
    }

    [Fact]
    public void All_mistakes_are_said_at_once()
    {
        var error = Assert.Throws<PipelineException>(() => Parse("--port", "many", "--nonsense", "--sync", "never", "--user"));

        Assert.Equal(EmbeddedMongoErrors.BadOption, error.Code);
        Assert.Equal(2, CommandLine.ExitCodeOf(error));
        Assert.Equal("The options are wrong: '--port many' is not a number from 0 to 65535; there is no option '--nonsense'; '--sync never' is none of each-write, interval, on-request; '--user' needs a value. See --help.", error.Message);
    }

    [Fact]
    public void A_user_needs_a_password()
    {
        var error = Assert.Throws<PipelineException>(() => CommandLine.Parse(["--user", "root"], _ => null));

        Assert.Contains("'--user' needs a password", error.Message, StringComparison.Ordinal);
    }

    private static CommandLine Parse(params string[] arguments) => CommandLine.Parse(arguments, _ => "from the environment");
}
