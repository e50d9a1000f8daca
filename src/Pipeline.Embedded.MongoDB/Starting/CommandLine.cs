using System.Globalization;
using Pipeline.Embedded.MongoDB.Journaling;
using Pipeline.Errors;

namespace Pipeline.Embedded.MongoDB.Starting;

/// <summary>The program's arguments.</summary>
internal sealed record CommandLine
{
    public const string PasswordVariable = "PIPELINE_EMBEDDED_MONGODB_PASSWORD";

    public const string Help = $"""
        An embedded server that speaks MongoDB's wire protocol on 127.0.0.1, for development and tests. It is not for production data.

          --port N                   the port; default 0, a free one
          --data-directory DIR       where data is kept; default in memory
          --replica-set NAME         the replica set's name; default rs0
          --auth                     clients must authenticate (SCRAM)
          --user NAME                the first user, with the role root; made if there is none of this name
          --password-file FILE       the first user's password; default the variable {PasswordVariable}
          --sync MODE                when the journal is forced to the disk: each-write, interval (default), on-request
          --ready-file FILE          written with the connection string when the server answers, deleted when it stops
          --help                     this text

        Ctrl+C or SIGTERM stops it. Exit codes: 0 stopped, 1 failed, 2 wrong options, port or directory.
        """;

    private static readonly ErrorCode[] s_usage = [EmbeddedMongoErrors.PortInUse, EmbeddedMongoErrors.DirectoryUnusable, EmbeddedMongoErrors.BadOption];

    public required EmbeddedMongoServerOptions Options { get; init; }

    public string? ReadyFile { get; init; }

    /// <exception cref="PipelineException">BadOption, with all mistakes at once.</exception>
    public static CommandLine Parse(IReadOnlyList<string> arguments, Func<string, string?> variable)
    {
        var mistakes = new List<string>();
        var options = new EmbeddedMongoServerOptions();
        string? readyFile = null;
        string? password = null;
        for (var i = 0; i < arguments.Count; i++)
        {
            var name = arguments[i];
            switch (name)
            {
                case "--auth":
                    options = options with { RequiresAuthentication = true };
                    continue;
                case "--port" or "--data-directory" or "--replica-set" or "--user" or "--password-file" or "--sync" or "--ready-file":
                    break;
                default:
                    mistakes.Add($"there is no option '{name}'");
                    continue;
            }

            if (++i == arguments.Count || arguments[i].Length == 0 || arguments[i].StartsWith("--", StringComparison.Ordinal))
            {
                mistakes.Add($"'{name}' needs a value");
                i--;
                continue;
            }

            var value = arguments[i];
            switch (name)
            {
                case "--port" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= ushort.MaxValue:
                    options = options with { Port = port };
                    break;
                case "--port":
                    mistakes.Add($"'--port {value}' is not a number from 0 to 65535");
                    break;
                case "--data-directory":
                    options = options with { DataDirectory = Path.GetFullPath(value) };
                    break;
                case "--replica-set":
                    options = options with { ReplicaSetName = value };
                    break;
                case "--user":
                    options = options with { UserName = value };
                    break;
                case "--sync" when SyncOf(value) is { } sync:
                    options = options with { Sync = sync };
                    break;
                case "--sync":
                    mistakes.Add($"'--sync {value}' is none of each-write, interval, on-request");
                    break;
                case "--ready-file":
                    readyFile = Path.GetFullPath(value);
                    break;
                default:
                    password = ReadPassword(value, mistakes);
                    break;
            }
        }

        password ??= variable(PasswordVariable);
        if (options.UserName is not null && string.IsNullOrEmpty(password) && mistakes.Count == 0)
            mistakes.Add($"'--user' needs a password, by --password-file or the variable {PasswordVariable}");
        if (mistakes.Count > 0)
            throw new PipelineException(EmbeddedMongoErrors.BadOption, $"The options are wrong: {string.Join("; ", mistakes)}. See --help.");
        return new CommandLine { Options = options with { Password = options.UserName is null ? null : password }, ReadyFile = readyFile };
    }

    public static int ExitCodeOf(PipelineException exception) => Array.IndexOf(s_usage, exception.Code) >= 0 ? 2 : exception.ExitCode;

    private static JournalSync? SyncOf(string value) => value switch
    {
        "each-write" => JournalSync.EachWrite,
        "interval" => JournalSync.Interval,
        "on-request" => JournalSync.OnRequest,
        _ => null,
    };

    private static string? ReadPassword(string path, List<string> mistakes)
    {
        try
        {
            return File.ReadAllText(path).TrimEnd('\r', '\n');
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            mistakes.Add($"the password file '{path}' can't be read: {exception.Message}");
            return null;
        }
    }
}
