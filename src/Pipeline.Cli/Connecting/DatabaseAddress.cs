using Pipeline.Errors;
using Pipeline.Secrets;
using Pipeline.Secrets.Masking;

namespace Pipeline.Cli.Connecting;

/// <summary>The connection string: from --uri, --uri-file or the environment, with the credentials that the environment adds.</summary>
internal static class DatabaseAddress
{
    public const string UriVariable = "PIPELINE_MONGODB_URI";
    public const string UserVariable = "PIPELINE_MONGODB_USERNAME";
    public const string PasswordVariable = "PIPELINE_MONGODB_PASSWORD";

    /// <summary>Reads it; whatever in it is secret is masked from now on.</summary>
    public static async Task<Secret> ReadAsync(string? uri, string? uriFile, Surroundings surroundings, SecretMask mask, CancellationToken cancellationToken)
    {
        if (uri is not null && uriFile is not null)
            throw Refused("Both --uri and --uri-file are given. Pass one of them.");
        if (uri is not null && PasswordOf(uri) is not null)
            await surroundings.Error.WriteLineAsync($"warning: a password on the command line can be read in the process list. Use {UriVariable} or --uri-file.");

        var given = uri ?? (uriFile is not null ? await ReadFileAsync(uriFile, cancellationToken) : Variable(surroundings, UriVariable))
            ?? throw Refused($"No database server is named. Set {UriVariable}, or pass --uri-file PATH or --uri mongodb://….");
        var user = Variable(surroundings, UserVariable);
        var password = Variable(surroundings, PasswordVariable);
        if (user is not null)
            given = WithCredentials(given, user, password);
        foreach (var secret in (string?[])[password, PasswordOf(given), PasswordOf(given) is { } escaped ? Uri.UnescapeDataString(escaped) : null])
        {
            if (secret is not null)
                mask.Add(new Secret(secret));
        }

        return new Secret(given);
    }

    private static string WithCredentials(string uri, string user, string? password)
    {
        var start = uri.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme ? scheme + 3 : throw Refused("The connection string isn't of the form mongodb://host:port/.");
        if (AuthorityOf(uri).Contains('@', StringComparison.Ordinal))
            throw Refused($"The connection string has a user, and so has {UserVariable}. Leave one out.");
        return $"{uri[..start]}{Uri.EscapeDataString(user)}{(password is null ? "" : ":" + Uri.EscapeDataString(password))}@{uri[start..]}";
    }

    private static string? PasswordOf(string uri)
    {
        var authority = AuthorityOf(uri);
        var end = authority.LastIndexOf('@');
        var colon = end < 0 ? -1 : authority.IndexOf(':', StringComparison.Ordinal);
        return colon >= 0 && colon < end ? authority[(colon + 1)..end] : null;
    }

    private static string AuthorityOf(string uri)
    {
        var start = uri.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme ? scheme + 3 : 0;
        // A password that isn't escaped may hold a slash; the last @ ends it all the same.
        var from = Math.Max(uri.LastIndexOf('@'), start);
        var end = uri.AsSpan(from).IndexOfAny('/', '?');
        return end < 0 ? uri[start..] : uri[start..(from + end)];
    }

    private static string? Variable(Surroundings surroundings, string name) => surroundings.Variables.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    private static async Task<string> ReadFileAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return (await File.ReadAllTextAsync(path, cancellationToken)).Trim();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PipelineException(CliErrors.FileUnreadable, $"The connection string can't be read from {path}: {exception.Message}", exception) { ExitCode = 2 };
        }
    }

    private static PipelineException Refused(string message) => new(CliErrors.NoDatabase, message) { ExitCode = 2 };
}
