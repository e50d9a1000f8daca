using Pipeline.Errors;
using Pipeline.ObjectStorage;
using Pipeline.ObjectStorage.Opening;

namespace Pipeline.Components.Files;

/// <summary>
/// How one side of a move is reached: environment variables <c>MOVE_FROM_…</c> and <c>MOVE_TO_…</c>. Without them the environment's own identity is
/// taken. Credentials come neither on the command line, which every user of the machine can read, nor in the URI.
/// </summary>
/// <param name="side"><c>FROM</c> or <c>TO</c>.</param>
/// <param name="read">Reads an environment variable.</param>
internal sealed class StoreVariables(string side, Func<string, string?> read)
{
    private readonly List<string> _mistakes = [];

    /// <summary>The store at a URI.</summary>
    /// <exception cref="PipelineException">PIPE2040, with every mistake; no variable's value.</exception>
    public (ObjectStoreLocation Location, ObjectStoreOptions Options) Read(string? uri)
    {
        if (!ObjectStoreLocation.TryParse(uri, out var location, out var error))
            throw Refused([$"--{side.ToLowerInvariant()}: {error}"]);
        var access = new StoreAccess
        {
            Endpoint = Read(nameof(StoreAccess.Endpoint), x => Uri.TryCreate(x, UriKind.Absolute, out var url) ? url : null, "is no http or https URL without credentials."),
            Region = Value(nameof(StoreAccess.Region)),
            PathStyle = Read<bool?>(nameof(StoreAccess.PathStyle), x => bool.TryParse(x, out var flag) ? flag : null, "must be true or false."),
            ConditionalWrites = Read<S3ConditionalWrites?>(nameof(StoreAccess.ConditionalWrites), x => Enum.TryParse<S3ConditionalWrites>(x, ignoreCase: true, out var writes) && Enum.IsDefined(writes) ? writes : null, "must be PutOnly or All."),
            KmsKeyId = Value(nameof(StoreAccess.KmsKeyId)),
            AccessKeyId = Value(nameof(StoreAccess.AccessKeyId)),
            SecretAccessKey = Value(nameof(StoreAccess.SecretAccessKey)),
            SessionToken = Value(nameof(StoreAccess.SessionToken)),
            AccountKey = Value(nameof(StoreAccess.AccountKey)),
            ConnectionString = Value(nameof(StoreAccess.ConnectionString)),
        };
        _mistakes.AddRange(access.Check(location.Kind, Name).Select(x => $"{Name(x.Property)} {x.Problem}"));
        return _mistakes.Count == 0 ? (location, access.ToOptions(location.Kind)) : throw Refused(_mistakes);
    }

    private T? Read<T>(string property, Func<string, T?> parse, string problem)
    {
        if (Value(property) is not { } text)
            return default;
        if (parse(text) is { } value)
            return value;
        _mistakes.Add($"{Name(property)} {problem}");
        return default;
    }

    private string? Value(string property) => read(Name(property)) is { Length: > 0 } value ? value : null;

    /// <summary><c>MOVE_FROM_ACCESS_KEY_ID</c> of <c>AccessKeyId</c>.</summary>
    private string Name(string property) => $"MOVE_{side}{string.Concat(property.Select(x => char.IsUpper(x) ? $"_{x}" : char.ToUpperInvariant(x).ToString()))}";

    private static PipelineException Refused(IEnumerable<string> mistakes) => new(FileErrors.InvalidStore, string.Join(" ", mistakes)) { ExitCode = 2 };
}
